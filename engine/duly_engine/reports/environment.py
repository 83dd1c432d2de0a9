"""Templates: nothing that is shown acts as markup, and nothing that is not given goes unnoticed."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from duly_dsl.phrase import many
from duly_engine.reports.inert import inert


def environment() -> Environment:
    """An environment of its own for one template."""
    templates = Environment(
        loader=PackageLoader("duly_engine.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["many"] = many
    return templates


def _finalize(shown: object) -> object:
    """Nothing that is shown moves, hides or reorders what stands around it; markup of our own passes."""
    return inert(shown) if type(shown) is str else shown
