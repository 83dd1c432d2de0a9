"""The status of one obligation on one plane: the first line of the semantics that fits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from duly_dsl.ir import US, Absent, Deadline, Due, Forbids
from duly_engine.dates import ONE_DAY, Moment, before, day_of, is_over
from duly_engine.evaluate.conditions import holds
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.frame import Frame
from duly_engine.evaluate.nodes import Instance, Standing, bears, in_force, locate
from duly_engine.evaluate.reads import Plane
from duly_engine.evaluate.values import moment
from duly_engine.evidence import Proof, is_excused, prove
from duly_engine.facts.inventory import Unknown, Waiver
from duly_engine.findings import GapReason, Obligation, Status
from duly_engine.logic import MAYBE, NO, YES, Truth, conjunction, truth


@dataclass(frozen=True, slots=True)
class Case:
    """One obligation: a rule on a subject, borne in a role by a holder (no role: by anyone)."""

    rule: str
    subject: str
    role: str | None
    holder: str

    @classmethod
    def of(cls, obligation: Obligation) -> "Case":
        """The case behind an obligation."""
        return cls(obligation.rule, obligation.about, obligation.role or None, obligation.bearer)

    @property
    def instance(self) -> Instance:
        """The rule's instance."""
        return Instance(self.subject, None, self.role, self.holder)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and what explains it: `day` is the later day from which it holds, `until` the day on which it ends.

    `standing` is how the rule stands on the day that decides (today, or the later day).
    """

    status: Status
    standing: Standing
    day: date | None = None
    until: date | None = None
    by: tuple[str, ...] = ()
    due: Moment | None = None
    proofs: tuple[Proof, ...] = ()
    reason: GapReason | None = None
    waiver: Waiver | None = None

    @property
    def is_settled(self) -> bool:
        """Whether no further answer is needed."""
        return self.status not in {Status.UNDETERMINED, Status.CONFLICT}


def verdict(ev: Evaluation, case: Case, plane: Plane) -> Verdict:
    """The status of an obligation at the evaluation's moment."""
    return ev.kept(("verdict", case, plane), lambda: _verdict(ev, case, plane))


def _verdict(ev: Evaluation, case: Case, plane: Plane) -> Verdict:
    idle = rule_verdict(ev, case, plane)
    if idle is not None:
        return idle
    today = ev.standing(case.rule, case.instance, ev.world.today, plane)
    return _ban(today) if today.version and isinstance(today.version.then, Forbids) else _duty(ev, case, today)


def rule_verdict(ev: Evaluation, case: Case, plane: Plane) -> Verdict | None:
    """The status of a rule of any sort that does not operate today, or of which that is unknown; None if it
    operates."""
    if not ev.world.law.is_law(case.rule, ev):
        return Verdict(Status.NOT_LAW_YET, Standing(NO))
    today = ev.standing(case.rule, case.instance, ev.world.today, plane)
    match binds(today):
        case Truth.YES:
            return None
        case Truth.UNKNOWN:
            return Verdict(Status.UNDETERMINED, today)
        case Truth.NO:
            return _idle(ev, case, plane, today)


def binds(standing: Standing) -> Truth:
    """Whether the obligation operates. A ban whose forbidden state is known not to hold does, whatever its
    exceptions, but a certain exception settles first where the scope is unknown."""
    if standing.version is None or not isinstance(standing.version.then, Forbids):
        return standing.value
    scope = min(standing.in_force, standing.condition, standing.bearer)
    if standing.forbidden is NO or scope is NO:
        return standing.value if scope is MAYBE else scope
    return MAYBE if standing.value is YES and standing.forbidden is MAYBE else standing.value


def _ban(standing: Standing) -> Verdict:
    return Verdict(Status.OBSERVED if standing.forbidden is NO else Status.BREACH, standing)


def _duty(ev: Evaluation, case: Case, standing: Standing) -> Verdict:
    """A duty that operates: excused, met, due, undetermined, waived, gap, in this order."""
    rule, frame = standing.version, standing.frame
    assert rule is not None
    assert frame is not None
    excused = is_excused(ev, frame, rule.excuse, case.subject) if rule.excuse else NO
    if excused is YES:
        return Verdict(Status.EXCUSED, standing)
    proofs = tuple(prove(ev, frame, requirement, case.subject) for requirement in rule.evidence)
    proven = conjunction(p.value for p in proofs) if proofs else NO
    if excused is MAYBE and frame.plane is Plane.SETTLED:
        return Verdict(Status.UNDETERMINED, standing, proofs=proofs)
    if proven is YES:
        late = GapReason.LATE if any(p.state.late for p in proofs) else None
        return Verdict(Status.MET, standing, proofs=proofs, reason=late)
    over, due = _clock(ev, frame, rule.due) if rule.due else (YES, None)
    if over is NO:
        return Verdict(Status.DUE, standing, proofs=proofs, due=due)
    if over is MAYBE or (proven is MAYBE and frame.plane is Plane.SETTLED):
        return Verdict(Status.UNDETERMINED, standing, proofs=proofs, due=due)
    waiver = _waiver(ev, case)
    reason = next((p.nearest.reason for p in proofs if p.nearest), GapReason.MISSING)
    status = Status.WAIVED if waiver else Status.GAP
    return Verdict(status, standing, proofs=proofs, due=due, reason=reason, waiver=waiver)


def _clock(ev: Evaluation, frame: Frame, due: Due) -> tuple[Truth, Moment | None]:
    """Whether the deadline has passed, and the first moment that may be the last; each clock that may count is read."""
    moments = [_last_moment(ev, frame, deadline) for deadline in deadlines(ev, frame, due)]
    states = {
        MAYBE if isinstance(m, Unknown) else truth(isinstance(m, date) and is_over(m, ev.world.now)) for m in moments
    }
    known = [m for m in moments if isinstance(m, date)]
    return states.pop() if len(states) == 1 else MAYBE, min(known, key=_order, default=None)


def _order(m: Moment) -> tuple[date, str]:
    return day_of(m), m.isoformat()


def deadlines(ev: Evaluation, frame: Frame, due: Due) -> Iterator[Deadline]:
    """The deadlines that may be the one that counts; of several, which one is unknown."""
    for case in due.cases:
        value = holds(ev, frame, case.where)
        if value is not NO:
            yield case.deadline
        if value is YES:
            return
    yield due.deadline


def _last_moment(ev: Evaluation, frame: Frame, deadline: Deadline) -> Moment | Absent | Unknown:
    end = moment(ev, frame, deadline.moment)
    return before(end) if deadline.before and isinstance(end, date) else end


def _waiver(ev: Evaluation, case: Case) -> Waiver | None:
    about = case.rule, ev.world.asset(case.subject)
    ours = (w for w in ev.world.inventory.waivers if case.holder == US and (w.rule, w.subject) == about)
    return max((w for w in ours if w.until >= ev.world.today), key=lambda w: (w.until, w.reason), default=None)


def _idle(ev: Evaluation, case: Case, plane: Plane, today: Standing) -> Verdict:
    """An obligation that does not operate today."""

    def look(day: date) -> Standing:
        return ev.standing(case.rule, case.instance, day, plane)

    if today.is_set_aside:
        later = (day for day in ev.days_from(ev.world.today, look) if day > ev.world.today)
        resumes = next((day for day in later if binds(look(day)) is YES), None)
        return Verdict(Status.SET_ASIDE, today, until=resumes, by=today.defeated_by)
    set_aside: Verdict | None = None
    for day in ev.days_from(ev.world.today, look):
        then = look(day)
        if day == ev.world.today:
            continue
        if binds(then) is not NO:
            status = Status.NOT_YET_APPLICABLE if binds(then) is YES else Status.UNDETERMINED
            return Verdict(status, then, day)
        if set_aside is None and then.is_set_aside and then.condition is YES:
            set_aside = Verdict(Status.SET_ASIDE, then, day, by=then.defeated_by)
    if set_aside is not None:
        return set_aside
    if today.in_force is NO and _was_in_force(ev, case, plane):
        return Verdict(Status.ENDED, today)
    return Verdict(Status.NOT_OURS if _is_not_ours(ev, case, plane) else Status.NOT_APPLICABLE, today)


def _is_not_ours(ev: Evaluation, case: Case, plane: Plane) -> bool:
    """Whether the role is known to be held by somebody else, whatever the condition."""

    place = locate(ev, case.rule, case.instance, ev.world.today, plane)
    return place is not None and bears(ev, place.version, place.frame, case.instance) is NO


def _was_in_force(ev: Evaluation, case: Case, plane: Plane) -> bool:
    """Whether some version was in force on an earlier day, going back over the days on which that changed."""

    def look(day: date) -> Truth:
        place = locate(ev, case.rule, case.instance, day, plane)
        return NO if place is None else min(place.happened, in_force(ev, place.version, place.frame))

    return any(look(day) is YES for day in days_back(ev, ev.world.today, look))


def days_back(ev: Evaluation, start: date, look: Callable[[date], object]) -> Iterator[date]:
    """`start` and the last day of every earlier stretch in which what `look` reads may differ."""
    day: date | None = start
    seen: set[date] = set()
    while day is not None:
        yield day
        with ev.collecting() as reads:
            look(day)
        seen |= reads.days
        first_of_stretch = max((d for d in seen if d <= day), default=None)
        day = first_of_stretch - ONE_DAY if first_of_stretch and first_of_stretch > date.min else None
