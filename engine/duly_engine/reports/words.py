"""Statuses and numbers in words, the same on every screen and in every document."""

from collections.abc import Sequence
from datetime import date

from duly_dsl import phrase
from duly_dsl.phrase import many
from duly_engine.assessment import Assessment
from duly_engine.dates import Moment, day_of
from duly_engine.evaluate.verdict import Case
from duly_engine.explain import Explanation, explain
from duly_engine.findings import ConclusionState, Lapsed, Obligation, Outcome, Refusal, Status, TaskItem, TermFinding
from duly_engine.reports.answers import Inquiry
from duly_engine.summary import Headline, is_open, is_voluntary
from duly_engine.wording import value_told

NAMED_AT_MOST = 3
NOT_EVALUATED = "not evaluated"
REMARK = "What is said here is what evidence supports, under packs that are not legal advice."


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def in_days(day: date, today: date) -> str:
    """`in 9 days`, `today`, `3 days ago`."""
    left = (day - today).days
    if left == 0:
        return "today"
    return f"in {many(left, 'day')}" if left > 0 else f"{many(-left, 'day')} ago"


def sentence(head: Headline, as_of: Moment) -> str:
    """What is said first."""
    parts = [many(head.breaches, "breach", "breaches"), many(head.gaps, "gap"), f"{head.undetermined} undetermined"]
    if head.conflicts:
        parts.insert(1, many(head.conflicts, "conflict"))
    said = f"{many(head.assets, 'asset')}; {', '.join(parts)}."
    change = head.next_change
    if change is None:
        return f"{said} No legal date ahead is known."
    few = len(change.subjects) <= NAMED_AT_MOST
    touches = listed(change.subjects) if few else many(len(change.subjects), "subject")
    return f"{said} Next legal date: {phrase.day(change.day)}, {in_days(change.day, day_of(as_of))}, touches {touches}."


def apart(assessment: Assessment) -> str:
    """What the first sentence leaves out: voluntary duties, which are counted apart. Empty where there is none."""
    voluntary = [o for o in assessment.ours() if is_voluntary(o)]
    gaps = sum(o.effective is Status.GAP for o in voluntary)
    open_ones = sum(map(is_open, voluntary))
    if not gaps and not open_ones:
        return ""
    return f"Voluntary duties, counted apart: {many(gaps, 'gap')}, {open_ones} undetermined."


def status_of(found: Obligation | Outcome) -> str:
    """The status as it is shown: a provisional gap says so."""
    if found.provisional is Status.GAP:
        return "provisional gap"
    if found.provisional is not None:
        return f"{found.status}, provisionally {found.provisional}"
    return str(found.status)


def outcome_of(found: Outcome) -> str:
    """The status with the days that belong to it."""
    days = (("from", found.since), ("until", found.until), ("due by", found.due))
    return ", ".join((status_of(found), *(f"{word} {phrase.day(day)}" for word, day in days if day is not None)))


def reason_of(obligation: Obligation) -> str:
    """Why there is a breach, conflict or gap, in a line."""
    if obligation.status is Status.BREACH:
        return f"forbidden: {obligation.text}"
    if obligation.status is Status.CONFLICT:
        return f"rules contradict each other on {listed(obligation.conflicts)}"
    if obligation.reason is None:
        return ""
    told = telling(obligation)
    about = [told.item or told.kind.replace("_", " ")] if told and (told.item or told.kind) else []
    about += [told.detail] if told and told.detail else []
    return f"{obligation.reason}: {', '.join(about)}" if about else str(obligation.reason)


def telling(obligation: Obligation) -> Refusal | None:
    """The refused piece of evidence that the reason of a gap is about."""
    return next((r for r in obligation.reasons if r.reason is obligation.reason), None)


def place_of(obligation: Obligation, assessment: Assessment) -> str:
    """Where the manifest states the piece of evidence that a gap is about; empty where there is none."""
    told = telling(obligation)
    item = next((e for e in assessment.inventory.evidence if told is not None and e.id == told.item), None)
    return str(item.span) if item is not None and item.span is not None else ""


def owner_of(task: TaskItem, assessment: Assessment) -> str:
    """The role that a task belongs to, and who holds it."""
    names = {p.id: p.name or p.id for p in assessment.inventory.people}
    role = assessment.evaluation.world.corpus.staff_roles.get(task.owner_role)
    people = ", ".join(names[owner] for owner in task.owners) or "nobody named"
    return f"{role.text} ({people})" if role else people


def holds_of(term: TermFinding) -> str:
    """Whether a term holds, in words; how ignorance counts, where it is open."""
    if term.holds is not None:
        said = "yes" if term.holds else "no"
        return f"{said}, claimed: the evidence does not suffice" if term.state is ConclusionState.CLAIMED else said
    if term.provisionally is None:
        return str(term.state)
    return f"{term.state}, provisionally {'yes' if term.provisionally else 'no'}"


def deadline_of(obligation: Obligation, assessment: Assessment) -> str:
    """The deadline of the duty itself, past or running; empty where it has none."""
    if obligation.due is None:
        return ""
    day = phrase.day(obligation.due)
    ahead = in_days(day_of(obligation.due), day_of(assessment.as_of))
    return f"due by {day}, {ahead}" if obligation.status is Status.DUE else f"was due by {day}"


def stay_of(obligation: Obligation) -> str:
    """That what binds is not enforced for a time; empty where it is."""
    if obligation.stay is None:
        return ""
    return f"binding, but not enforced until {phrase.last_day(obligation.stay.end)}"


def name_of(subject: str, inquiry: Inquiry) -> str:
    """The name of a subject; of a version that of its asset, with the version."""
    version = inquiry.evaluation.world.versions.get(subject)
    found = inquiry.inventory.subjects.get(version.asset if version else subject)
    name = (found.name or found.id) if found else subject
    return f"{name}, version {version.name}" if version and version.name else name


def called(subject: str, inquiry: Inquiry) -> str:
    """A subject by its id; a version as the version of its asset."""
    return inquiry.evaluation.world.called(subject)


def was_of(lapsed: Lapsed, inquiry: Inquiry) -> str:
    """What was stated and counts no more, as people read it."""
    return value_told(inquiry.evaluation, lapsed.subject, lapsed.fact, lapsed.value)


def explanation_of(assessment: Assessment, obligation: Obligation) -> Explanation:
    """The tree behind one obligation: of several bearers of one duty, this one's."""
    return explain(assessment.evaluation, Case.of(obligation))
