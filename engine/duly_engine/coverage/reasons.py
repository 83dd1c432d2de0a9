"""Why an outcome was not reached, as far as it can be said: one plain sentence each."""

from collections.abc import Iterator

from duly_dsl.ir import Condition, Quantified, ReadingChoice, Requirement, Rule, Term
from duly_dsl.nodes import walk
from duly_engine.coverage.never import never
from duly_engine.coverage.points import (
    ACCEPTED,
    DUE,
    TRUTH,
    DeadlineOf,
    DefeatOf,
    EvidenceOf,
    LimbOf,
    Point,
    ReadingOf,
    Sort,
)
from duly_engine.coverage.record import Progress, Recorder, Stage
from duly_engine.evaluate.nodes import conditions_of
from duly_engine.findings import GapReason
from duly_engine.logic import YES

NO_SUCH_EVIDENCE = {
    ACCEPTED: "that suffices",
    str(GapReason.WRONG_KIND): "where it is not accepted",
    str(GapReason.WRONG_VERSION): "made for another version",
    str(GapReason.LATE): "collected too late",
    str(GapReason.EXPIRED): "past its last good day",
    str(GapReason.STALE): "collected before a fact changed that it rests on",
    str(GapReason.INCOMPLETE): "that lacks a field",
    str(GapReason.WRONG_STATEMENT): "that states something else",
    str(GapReason.NOT_ACCEPTED): "that nobody accepted",
}


def reason(recorder: Recorder, point: Point, outcome: str) -> str:
    """Why no scenario reached an outcome of a point."""
    match point.about:
        case LimbOf(owner=owner, condition=condition):
            return _unread(recorder, owner) or _limb(recorder.progress, owner, condition, outcome)
        case DefeatOf(defeater=defeater, target=target):
            short = _short(recorder, defeater)
            return f"{defeater} never got so far: {short}" if short else f"where it operates, {target} would not bind"
        case EvidenceOf(rule=rule, requirement=requirement):
            return _stop(recorder, rule) or _evidence(requirement, outcome)
        case DeadlineOf(rule=rule):
            counts = any(recorder.reached(point, other) for other in point.outcomes)
            side = "within it" if outcome == DUE else "past it without evidence that suffices"
            told = f"no scenario is {side}" if counts else "in no scenario does this deadline count"
            return _stop(recorder, rule) or told
        case ReadingOf(reading=reading):
            return f"no scenario says `given reading {reading.name} is {outcome}`"


def _evidence(requirement: Requirement, outcome: str) -> str:
    """Why evidence for a duty that binds was never in a state."""
    limited = [a for a in requirement.alternatives if a.only is not None]
    meant = limited if outcome == GapReason.WRONG_KIND else requirement.alternatives
    kinds = " or ".join(dict.fromkeys(a.kind for a in meant))
    if outcome == GapReason.MISSING:
        return f"wherever the rule binds, there is {kinds}"
    return f"no scenario gives {kinds} {NO_SUCH_EVIDENCE[outcome]}"


def _unread(recorder: Recorder, owner: Rule | Term) -> str:
    """Why a version of a rule, or a term, was not read at all; empty if it was."""
    kind = owner.kind if isinstance(owner, Term) else owner.subject.kind
    if kind not in recorder.progress.kinds:
        return f"no scenario gives a subject of kind {kind}"
    if isinstance(owner, Term) or id(owner) in recorder.progress.versions:
        return ""
    if owner.reading is not None and not _is_chosen(recorder, owner.reading):
        return f"only under reading {owner.reading.reading} is {owner.reading.value}, which no scenario gives"
    if owner.judged_as_of is not None:
        return "in no scenario has the event come that it is judged by"
    return "no scenario is on a day on which this version stands"


def _is_chosen(recorder: Recorder, choice: ReadingChoice) -> bool:
    readings = (p for p in recorder.points if p.sort is Sort.READING and p.id == choice.reading)
    return any(recorder.reached(point, choice.value) for point in readings)


def _limb(progress: Progress, owner: Rule | Term, condition: Condition, outcome: str) -> str:
    """Why a limb of what was read never had a value."""
    if not any(progress.was(condition, value) for value in TRUTH.values()):
        around = [q for q in _quantifiers(owner) if any(node is condition for node in walk(q.body))]
        if around:
            return f"no {around[-1].kind} is ever reached from {around[-1].start}"
    return never(progress, condition, TRUTH[outcome])


def _quantifiers(owner: Rule | Term) -> Iterator[Quantified]:
    """Those of a condition, the outermost first."""
    return (node for node in walk(owner) if isinstance(node, Quantified))


def _stop(recorder: Recorder, rule: Rule) -> str:
    """Why a version of a duty never bound; empty if it did."""
    short = _unread(recorder, rule) or _short(recorder, rule.id)
    return f"the rule never got so far: {short}" if short else ""


def _short(recorder: Recorder, rule_id: str) -> str:
    """What a rule lacked to operate in any scenario; empty if it did operate."""
    progress = recorder.progress
    versions = recorder.versions_of(rule_id)
    rule = next((v for v in versions if id(v) in progress.versions), None)
    if rule is None:
        return _unread(recorder, versions[0])
    stages = progress.stages.get(rule_id, set())
    if Stage.IN_FORCE not in stages:
        return "it was never in force"
    if Stage.CONDITION not in stages:
        lacking = [part for part in conditions_of(rule) if not progress.was(part, YES)]
        return never(progress, lacking[0], YES) if lacking else "its conditions never held while it was in force"
    if Stage.BEARER not in stages:
        return "nobody was known to hold its role where its conditions held"
    return "" if Stage.OPERATES in stages else "its exceptions held or were unknown wherever it would have bound"
