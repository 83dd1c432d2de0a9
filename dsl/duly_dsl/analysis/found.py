"""What the analysis finds: a diagnostic, and the scenario that shows it where an example does."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from duly_dsl.diagnostics import Diagnostic, warning
from duly_dsl.ir import Scenario
from duly_dsl.source import Span

SAVES = "`duly pack check --write-scenario` saves the example as a test"
Tried = Callable[[Scenario], bool]
"""Whether a scenario comes out as expected when the rules are run."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding."""

    diagnostic: Diagnostic
    scenario: Scenario | None = None


def shown_by(diagnostic: Diagnostic, example: str, scenario: Scenario) -> Found:
    """A finding with an example, which was run."""
    return Found(replace(diagnostic, example=example, try_command=SAVES), scenario)


def not_decided(what: str, span: Span) -> Iterator[Found]:
    """A question that the solver left open: said, never passed over."""
    yield Found(warning("W0418", f"not decided: {what}", span))
