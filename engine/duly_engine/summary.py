"""Counts, from statuses alone. One function derives every number that a screen or an exit code shows.

Nothing here is a score: an empty denominator is `None`, shown as "not evaluated", never as a hundred per cent.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from duly_dsl.ir import Force, TaskSeverity
from duly_engine.assessment import Assessment, Change
from duly_engine.findings import Obligation, Status

APPLICABLE = frozenset({Status.BREACH, Status.GAP, Status.DUE, Status.MET, Status.WAIVED})
FAILING = frozenset({Status.BREACH, Status.CONFLICT})
ORDER = tuple(TaskSeverity)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many obligations have each status; `provisional` counts the undetermined ones by provisional status."""

    by_status: Mapping[Status, int]
    provisional: Mapping[Status, int]

    @property
    def applicable(self) -> int:
        """Obligations in the denominator of `met`."""
        return sum(n for status, n in self.by_status.items() if status in APPLICABLE)

    @property
    def met(self) -> int:
        """Obligations whose evidence suffices."""
        return self.by_status.get(Status.MET, 0)

    @property
    def ratio(self) -> tuple[int, int] | None:
        """Met of applicable; None, "not evaluated", where nothing applies."""
        return (self.met, self.applicable) if self.applicable else None


def count(obligations: Iterable[Obligation]) -> Counts:
    """Count obligations."""
    found = list(obligations)
    return Counts(
        dict(Counter(o.status for o in found)),
        dict(Counter(o.provisional for o in found if o.provisional is not None)),
    )


def is_voluntary(obligation: Obligation) -> bool:
    """Whether it is a `should`: counted apart."""
    return obligation.force is Force.SHOULD


def fails(obligation: Obligation, threshold: TaskSeverity) -> bool:
    """Whether an obligation of ours fails a check: a breach or conflict always, a gap at or above the threshold."""
    if obligation.status in FAILING:
        return True
    return obligation.effective is Status.GAP and ORDER.index(obligation.severity) >= ORDER.index(threshold)


def is_open(obligation: Obligation) -> bool:
    """Whether it is undetermined and no gap, not even provisionally."""
    return obligation.status is Status.UNDETERMINED and obligation.effective is not Status.GAP


@dataclass(frozen=True, slots=True)
class Headline:
    """The numbers of the first sentence. `gaps` counts provisional ones too; `undetermined` those that are no gap."""

    assets: int
    breaches: int
    conflicts: int
    gaps: int
    undetermined: int
    next_change: Change | None


def headline(assessment: Assessment) -> Headline:
    """What is said first. Voluntary duties are counted apart and not here."""
    binding = [o for o in assessment.ours() if not is_voluntary(o)]
    return Headline(
        assets=len(assessment.assets),
        breaches=sum(o.status is Status.BREACH for o in binding),
        conflicts=sum(o.status is Status.CONFLICT for o in binding),
        gaps=sum(o.effective is Status.GAP for o in binding),
        undetermined=sum(map(is_open, binding)),
        next_change=next(iter(assessment.changes), None),
    )
