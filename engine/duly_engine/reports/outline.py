"""What every report shows and in which order: the same on a screen and on a page.

Arranges findings, never judges them: statuses and counts come as the engine gives them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duly_dsl.ir import TaskSeverity
from duly_engine.assessment import Assessment, Change, PackInUse
from duly_engine.dependences import Dependence
from duly_engine.facts.inventory import Subject
from duly_engine.findings import Obligation, Status, TermFinding
from duly_engine.reports.words import holds_of, outcome_of
from duly_engine.summary import Counts, count, is_voluntary

NEEDS_WORK = (Status.BREACH, Status.CONFLICT, Status.GAP)
SEVERITIES = tuple(TaskSeverity)


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong with one subject, the worst first."""

    subject: Subject
    obligations: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of our obligations under one pack; `should` duties have a tally of their own."""

    pack: PackInUse
    voluntary: bool
    counts: Counts


class Turn(StrEnum):
    """What happens to an obligation on a later day."""

    STARTS = "starts"
    IS_FREED = "starts, until then set aside"
    IS_SET_ASIDE = "is then set aside"
    MAY_START = "may start, facts are missing"


@dataclass(frozen=True, slots=True)
class Turning:
    """A rule that turns on a day, for some subjects; `by` are the rules that set it aside, before or from then."""

    turn: Turn
    by: tuple[str, ...]
    rule: str
    title: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A later day with everything that turns on it."""

    day: date
    turnings: tuple[Turning, ...]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What comes out of a rule, or of a term (`rule` is empty), for some subjects, and what would under another
    decision."""

    rule: str
    title: str
    now: str
    then: str
    subjects: tuple[str, ...]


def otherwise(dependence: Dependence) -> tuple[Otherwise, ...]:
    """What another decision would change, rule by rule and then term by term."""
    found: dict[tuple[str, str, str, str], dict[str, None]] = {}
    for o, then in ((each.obligation, each.outcome) for each in dependence.obligations):
        found.setdefault((o.rule, o.title, outcome_of(o.outcome), outcome_of(then)), {})[o.about] = None
    for t, turned in ((each.term, each.outcome) for each in dependence.terms):
        found.setdefault(("", t.text or t.term, holds_of(t), holds_of(turned)), {})[t.subject] = None
    return tuple(Otherwise(*key, tuple(subjects)) for key, subjects in found.items())


def binding_findings(assessment: Assessment) -> tuple[Findings, ...]:
    """Breaches, conflicts and gaps, the provisional ones among them, by subject; the worst subject first."""
    return _findings(assessment, [o for o in assessment.ours() if not is_voluntary(o)])


def voluntary_findings(assessment: Assessment) -> tuple[Findings, ...]:
    """The same of `should` duties, which are told apart."""
    return _findings(assessment, [o for o in assessment.ours() if is_voluntary(o)])


def _findings(assessment: Assessment, obligations: Sequence[Obligation]) -> tuple[Findings, ...]:
    wrong = sorted((o for o in obligations if o.effective in NEEDS_WORK), key=_weight)
    grouped: dict[str, list[Obligation]] = {}
    for each in wrong:
        grouped.setdefault(each.subject, []).append(each)
    return tuple(Findings(assessment.inventory.subjects[key], tuple(found)) for key, found in grouped.items())


def _weight(obligation: Obligation) -> tuple[int, int, bool, str, str]:
    """Worse before better, severe before mild, settled before provisional; then by name, so that nothing is left to
    chance."""
    return (
        NEEDS_WORK.index(obligation.effective),
        -SEVERITIES.index(obligation.severity),
        obligation.provisional is not None,
        obligation.subject,
        obligation.id,
    )


@dataclass(frozen=True, slots=True)
class Classified:
    """The terms of law that a subject has, or may have: what is known to be no is left out."""

    subject: Subject
    terms: tuple[TermFinding, ...]


def classified(assessment: Assessment) -> tuple[Classified, ...]:
    """Subjects with the terms that hold for them or are open."""
    found: dict[str, list[TermFinding]] = {}
    for term in assessment.terms:
        if term.holds is not False:
            found.setdefault(term.subject, []).append(term)
    return tuple(Classified(assessment.inventory.subjects[key], tuple(found[key])) for key in sorted(found))


def running(assessment: Assessment) -> tuple[Obligation, ...]:
    """Duties of ours whose own deadline is still ahead, the nearest first."""
    return tuple(sorted(assessment.ours(Status.DUE), key=lambda o: (o.due.isoformat() if o.due else "", o.id)))


def days_ahead(assessment: Assessment) -> tuple[Day, ...]:
    """What starts when: a day after the other, and on each the rules that turn with the subjects they turn for."""
    by_id = {o.id: o for o in assessment.obligations}
    return tuple(
        Day(change.day, _turnings(change, [by_id[key] for key in change.obligations])) for change in assessment.changes
    )


def _turnings(change: Change, obligations: Iterable[Obligation]) -> tuple[Turning, ...]:
    grouped: dict[tuple[int, tuple[str, ...], str], list[Obligation]] = {}
    for each in obligations:
        key = (tuple(Turn).index(_turn(each, change.day)), each.by, each.rule)
        grouped.setdefault(key, []).append(each)
    return tuple(
        Turning(tuple(Turn)[key[0]], key[1], key[2], found[0].title, tuple(sorted({o.about for o in found})))
        for key, found in sorted(grouped.items(), key=_first)
    )


def _first(pair: tuple[tuple[int, tuple[str, ...], str], object]) -> tuple[int, tuple[str, ...], str]:
    return pair[0]


def _turn(obligation: Obligation, day: date) -> Turn:
    if obligation.status is Status.UNDETERMINED:
        return Turn.MAY_START
    if obligation.status is Status.SET_ASIDE:
        return Turn.IS_FREED if obligation.until == day else Turn.IS_SET_ASIDE
    return Turn.STARTS


def tallies(assessment: Assessment) -> tuple[Tally, ...]:
    """Counts by pack, binding and voluntary ones apart; a pack without obligations of ours has none."""
    groups: tuple[tuple[bool, Callable[[Obligation], bool]], ...] = (
        (False, lambda o: not is_voluntary(o)),
        (True, is_voluntary),
    )
    return tuple(
        Tally(pack, voluntary, count(found))
        for pack in assessment.packs
        for voluntary, belongs in groups
        if (found := [o for o in assessment.ours() if o.pack == pack.name and belongs(o)])
    )


def statuses_met(found: Iterable[Tally]) -> tuple[Status, ...]:
    """The statuses that occur, in the order of the table of statuses."""
    occurring = {status for tally in found for status in tally.counts.by_status}
    return tuple(status for status in Status if status in occurring)
