"""Whether evidence proves what a rule asks for, with the reason of every refusal.

Evidence is closed-world: no record is a gap. Tests on a record are three-valued: one that rests on an unknown fact is
unknown. An item fits when all tests hold; a requirement counts its proven alternatives.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duly_dsl.ir import VERSION, Absent, Alternative, Excuse, FactPath, FactType, Requirement, Statement
from duly_engine.dates import add, day_of
from duly_engine.evaluate.compare import compare
from duly_engine.evaluate.conditions import holds
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.frame import Frame, Ref
from duly_engine.evaluate.values import follow, length_of, moment, operand, subject_at
from duly_engine.facts.inventory import Evidence, Unknown
from duly_engine.findings import GapReason, ProofState, Refusal
from duly_engine.logic import MAYBE, NO, YES, Truth, at_least, conjunction, disjunction, truth


@dataclass(frozen=True, slots=True)
class Test:
    """One test of one item: the reason a failure gives, and what to say of it."""

    reason: GapReason
    value: Truth
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """How one item fits one alternative."""

    item: Evidence
    tests: tuple[Test, ...]
    expires: date | None
    late: bool

    @property
    def value(self) -> Truth:
        """Yes when every test holds."""
        return min(test.value for test in self.tests)

    @property
    def failures(self) -> tuple[Test, ...]:
        """The tests known to fail."""
        return tuple(test for test in self.tests if test.value is NO)


@dataclass(frozen=True, slots=True)
class Proof:
    """The value of a requirement, and its state for reports."""

    value: Truth
    state: ProofState

    @property
    def nearest(self) -> Refusal | None:
        """The failing test of the nearest item, where the requirement is known not to be proven."""
        return self.state.refusals[0] if self.value is NO and self.state.refusals else None


def prove(ev: Evaluation, frame: Frame, requirement: Requirement, subject: str) -> Proof:
    """Hold the records about a subject against a requirement."""
    fits = [tuple(_fits(ev, frame, requirement, a, subject)) for a in requirement.alternatives]
    values = [disjunction(fit.value for fit in found) for found in fits]
    value = at_least(requirement.count, values)
    proving = [[fit for fit in found if fit.value is YES] for found in fits]
    state = ProofState(
        requirement=requirement.name,
        text=requirement.text,
        proven={YES: True, NO: False, MAYBE: None}[value],
        items=tuple(fit.item.id for found in proving for fit in found),
        refusals=tuple(_refusals(requirement, fits)) if value is not YES else (),
        expires=_expiry(requirement, proving) if value is YES else None,
        late=value is YES and all(fit.late for found in proving for fit in found),
        span=requirement.span,
    )
    return Proof(value, state)


def _fits(
    ev: Evaluation, frame: Frame, requirement: Requirement, alternative: Alternative, subject: str
) -> Iterator[Fit]:
    about = ev.world.asset(subject)
    ev.reads.facts.add((about, f"evidence {alternative.kind}"))
    items = ev.world.evidence.get((alternative.kind, about), ())
    bound = _bound(ev, frame, requirement) if items else None
    for item in items:
        if _is_of_another(ev, frame, bound, item):
            continue
        limit = _last_good_day(ev, frame, requirement, item)
        tests = tuple(_tests(ev, frame, requirement, alternative, item, bound))
        late = any(t.reason is GapReason.LATE and t.value is NO for t in tests)
        if requirement.late_allowed:
            tests = tuple(t for t in tests if t.reason is not GapReason.LATE or t.value is MAYBE)
        yield Fit(item, tests, limit, late)


def _tests(
    ev: Evaluation,
    frame: Frame,
    requirement: Requirement,
    alternative: Alternative,
    item: Evidence,
    bound: Ref | None,
) -> Iterator[Test]:
    """The tests in the order in which a failure is reported; the item has to be of the version of `bound`."""
    only = YES if alternative.only is None else holds(ev, frame, alternative.only)
    yield Test(GapReason.WRONG_KIND, only)
    if bound is not None:
        yield _version_test(ev, bound, item)
    if requirement.collected_before is not None:
        limit = moment(ev, frame, requirement.collected_before)
        early = (
            MAYBE if isinstance(limit, Unknown) else truth(isinstance(limit, Absent) or item.collected < day_of(limit))
        )
        yield Test(GapReason.LATE, early, f"collected {item.collected.isoformat()}")
    if requirement.fresh_for is not None:
        last = _last_good_day(ev, frame, requirement, item)
        fresh = MAYBE if last is None else truth(ev.world.today <= last)
        yield Test(GapReason.EXPIRED, fresh, f"good until {last.isoformat()}" if last else "")
    for path in requirement.fresh_until_change_of:
        yield _change_test(ev, frame, path, item)
    yield Test(GapReason.INCOMPLETE, truth(not item.missing), ", ".join(sorted(item.missing)))
    for statement in requirement.stating:
        if statement.field_name not in item.missing:
            yield Test(GapReason.WRONG_STATEMENT, _stated(ev, frame, statement, item), statement.field_name)
    if requirement.accepted_by is not None:
        accepted = truth(is_accepted(ev, item, requirement.accepted_by))
        yield Test(GapReason.NOT_ACCEPTED, accepted, f"by {requirement.accepted_by}")


def is_accepted(ev: Evaluation, item: Evidence, role: str | None) -> bool:
    """Whether somebody in the role (None: any) accepted the item by now."""
    return any((role is None or a.role == role) and (a.on is None or a.on <= ev.world.today) for a in item.acceptances)


def _bound(ev: Evaluation, frame: Frame, requirement: Requirement) -> Ref | None:
    """The thing of whose version an item has to be; in a rule over versions it is always the version of the rule, by
    whichever name."""
    version = frame.variables.get(VERSION)
    if requirement.bound_to is None:
        return version
    subject = subject_at(ev, frame, requirement.bound_to)
    return version if isinstance(version, str) and subject == ev.world.asset(version) else subject


def _is_of_another(ev: Evaluation, frame: Frame, bound: Ref | None, item: Evidence) -> bool:
    """Whether an item that has to be of the version of a rule is of another one in use: nothing is wrong with it, it
    is that one's."""
    version = frame.variables.get(VERSION)
    if version is None or bound != version or item.fingerprint is None:
        return False
    other = ev.world.version(item.subject, item.fingerprint)
    return other is not None and ev.world.versions[other].subject.id != version


def _version_test(ev: Evaluation, subject: Ref, item: Evidence) -> Test:
    if item.fingerprint is None:
        return Test(GapReason.WRONG_VERSION, NO, "the record names no version")
    if not isinstance(subject, str):
        return Test(GapReason.WRONG_VERSION, MAYBE if isinstance(subject, Unknown) else NO)
    current = ev.fingerprint(subject)
    if isinstance(current, Unknown):
        return Test(GapReason.WRONG_VERSION, MAYBE)
    return Test(GapReason.WRONG_VERSION, truth(current == item.fingerprint), f"made for {item.fingerprint}")


def _last_good_day(ev: Evaluation, frame: Frame, requirement: Requirement, item: Evidence) -> date | None:
    if requirement.fresh_for is None:
        return None
    length = length_of(ev, frame, requirement.fresh_for)
    end = add(item.collected, length) if length else None
    return day_of(end) if end is not None else None


def _change_test(ev: Evaluation, frame: Frame, path: FactPath, item: Evidence) -> Test:
    """Whether a fact is still what it was when the item was collected, by history or by the item's snapshot."""
    subject = follow(ev, frame, path)
    name = path.steps[-1]
    if not isinstance(subject, str):
        return Test(GapReason.STALE, MAYBE if isinstance(subject, Unknown) else YES)
    current = ev.value(subject, name)
    history = ev.world.history(subject, name)
    listed = ev.world.links(subject, name)
    since = history[-1].since if history else listed.since if listed else None
    if since is None and ev.world.asset(subject) == item.subject and name in item.snapshot:
        same = MAYBE if isinstance(current, Unknown) else truth(current == item.snapshot[name])
        return Test(GapReason.STALE, same, name)
    if since is None and isinstance(current, Unknown):
        return Test(GapReason.STALE, MAYBE, name)
    known_since = ev.since(subject, name, since)
    if isinstance(known_since, Unknown):
        return Test(GapReason.STALE, MAYBE, name)
    then = [s for s in history if s.since is None or s.since <= item.collected]
    unchanged = known_since <= item.collected or (bool(then) and then[-1].value == current)
    return Test(GapReason.STALE, truth(unchanged), f"{name} changed {known_since.isoformat()}")


def _stated(ev: Evaluation, frame: Frame, statement: Statement, item: Evidence) -> Truth:
    declared = ev.world.corpus.evidence_kinds.get(item.kind)
    field_type: FactType | None = None
    if declared is not None:
        field_type = next((f.type for f in declared.fields if f.name == statement.field_name), None)
    if statement.field_name in item.fields:
        value = item.fields[statement.field_name]
        return compare(value, statement.relation, operand(ev, frame, statement.operand, field_type))
    value_asked = ev.stated_field(item.id, statement.field_name)
    return compare(value_asked, statement.relation, operand(ev, frame, statement.operand, field_type))


def _refusals(requirement: Requirement, fits: list[tuple[Fit, ...]]) -> Iterator[Refusal]:
    """Why each item was refused, the nearest first; an alternative without any item is missing."""
    refused = [fit for found in fits for fit in found if fit.failures and not any(f.value is YES for f in found)]
    refused.sort(key=lambda fit: (len(fit.failures), -fit.item.collected.toordinal(), fit.item.id))
    for fit in refused:
        for failure in fit.failures:
            yield Refusal(requirement.name, failure.reason, fit.item.id, fit.item.kind, failure.detail)
    for alternative, found in zip(requirement.alternatives, fits, strict=True):
        if not found:
            yield Refusal(requirement.name, GapReason.MISSING, kind=alternative.kind)


def _expiry(requirement: Requirement, proving: list[list[Fit]]) -> date | None:
    """The last day on which the requirement is still proven by what proves it today."""
    best = sorted(
        (max((fit.expires or date.max for fit in found)) for found in proving if found),
        reverse=True,
    )
    last = best[requirement.count - 1]
    return None if last == date.max else last


def is_excused(ev: Evaluation, frame: Frame, excuse: Excuse, subject: str) -> Truth:
    """Whether an accepted record states what excuses the duty."""
    about = subject if excuse.path is None else subject_at(ev, frame, excuse.path)
    if not isinstance(about, str):
        return MAYBE if isinstance(about, Unknown) else NO
    of_version = frame.variables.get(VERSION) if excuse.path is None else None
    about = ev.world.asset(about)
    ev.reads.facts.add((about, f"evidence {excuse.kind}"))
    items = (i for i in ev.world.evidence.get((excuse.kind, about), ()) if is_accepted(ev, i, None))
    return disjunction(
        min(
            YES if of_version is None else _version_test(ev, of_version, item).value,
            conjunction(NO if s.field_name in item.missing else _stated(ev, frame, s, item) for s in excuse.stating),
        )
        for item in items
    )
