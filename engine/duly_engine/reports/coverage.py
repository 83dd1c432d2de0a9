"""Coverage of rules and of the law as one self-contained HTML file each, in the style of the assessment."""

from collections.abc import Sequence

from duly_engine.coverage.law import LawCoverage, State
from duly_engine.coverage.points import PLURALS, Sort
from duly_engine.coverage.scenarios import Tried
from duly_engine.reports.environment import environment

TOLD_FIRST = (State.UNTOUCHED, State.IN_PART, State.ENCODED, State.LEFT_OUT)


def law_html(coverages: Sequence[LawCoverage], without_list: Sequence[str], engine: str) -> str:
    """What packs do about each provision; `engine` is the version that made the page."""
    template = environment().get_template("law.html.j2")
    return template.render(coverages=coverages, without_list=without_list, states=TOLD_FIRST, engine=engine)


def scenarios_html(tried: Sequence[Tried], engine: str) -> str:
    """What scenarios reach of the rules of packs."""
    template = environment().get_template("coverage.html.j2")
    return template.render(tried=tried, sorts=Sort, names=PLURALS, engine=engine)
