"""The three nodes of the semantics: rules, terms and roles, each for a subject on a day and a plane."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from duly_dsl.edges import sets_aside
from duly_dsl.ir import (
    HOLDER,
    NONE,
    US,
    VERSION,
    Absent,
    ConcludesRole,
    ConcludesTerm,
    Condition,
    Each,
    EachOf,
    EachPair,
    EachVersion,
    Forbids,
    Presumption,
    Rule,
    SetsAside,
    Term,
)
from duly_engine.dates import ONE_DAY, day_of, is_reached
from duly_engine.evaluate.conditions import holds
from duly_engine.evaluate.frame import Frame, Ref
from duly_engine.evaluate.reads import Plane
from duly_engine.evaluate.values import moment
from duly_engine.facts.inventory import UNKNOWN, Unknown
from duly_engine.logic import MAYBE, NO, YES, Truth, conjunction, disjunction, negate, truth

if TYPE_CHECKING:
    from duly_engine.evaluate.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Instance:
    """What a rule is read for: its subject, the party of a pair, and for duties the role that limits defeats and its
    holder."""

    subject: str
    party: str | None = None
    role: str | None = None
    holder: str | None = None


def frame_of(ev: "Evaluation", rule: Rule, instance: Instance, day: date, plane: Plane) -> Frame:
    """The variables of a rule for an instance."""
    variables: dict[str, Ref] = {}
    match rule.subject:
        case Each(variable=variable):
            variables[variable] = instance.subject
        case EachOf(kind=kind, variable=variable):
            variables[kind] = instance.subject
            variables[variable] = linked(ev, rule.subject, instance.subject)
        case EachVersion(variable=variable):
            bearing = ev.world.versions.get(instance.subject)
            variables[VERSION] = bearing.subject.id if bearing else instance.subject
            variables[variable] = ev.world.asset(instance.subject)
        case EachPair(variable=variable, party=party):
            variables[variable] = instance.subject
            variables[party] = instance.party or UNKNOWN
    if instance.holder is not None:
        variables[HOLDER] = instance.holder
    return Frame(rule.pack, variables, day, plane)


def linked(ev: "Evaluation", subject: EachOf | EachVersion, member: str) -> Ref:
    """The subject that `incident of ai_system` finds: through the one link of the incident to that kind."""
    if isinstance(subject, EachVersion):
        return ev.world.asset(member)
    kind = ev.world.corpus.kinds[subject.kind]
    link = next((x.name for x in kind.links.values() if x.target == subject.of_kind and not x.many), None)
    return ev.one(member, link) if link else NONE


def judged_day(ev: "Evaluation", rule: Rule, frame: Frame) -> date | Truth:
    """The day on which a rule is read: the frame's own, or that of the event it is judged by.

    NO: there is no event, or not yet; unknown: nobody said when.
    """
    if rule.judged_as_of is None:
        return frame.day
    event = moment(ev, frame, rule.judged_as_of)
    if isinstance(event, Unknown):
        return MAYBE
    if isinstance(event, Absent):
        return NO
    day = day_of(event)
    ev.changes_on(day)
    if frame.day == ev.world.today and not is_reached(event, ev.world.now):
        ev.changes_on(day + ONE_DAY)
        return NO
    return day if day <= frame.day else NO


def in_force(ev: "Evaluation", rule: Rule, frame: Frame) -> Truth:
    """Whether the frame's day lies between the days a version names, both included."""
    limits: list[Truth] = []
    if rule.starts is not None:
        start = moment(ev, frame, rule.starts)
        if isinstance(start, date):
            ev.changes_on(day_of(start))
            limits.append(truth(day_of(start) <= frame.day))
        else:
            limits.append(NO if isinstance(start, Absent) else MAYBE)
    if rule.ends is not None:
        end = moment(ev, frame, rule.ends)
        if isinstance(end, date):
            if day_of(end) < date.max:
                ev.changes_on(day_of(end) + ONE_DAY)
            limits.append(truth(frame.day <= day_of(end)))
        elif isinstance(end, Unknown):
            limits.append(MAYBE)
    return conjunction(limits)


def conditions_of(rule: Rule) -> tuple[Condition, ...]:
    """Scope and conditions; of a ban the scope only, its `when` is the forbidden state."""
    parts = (rule.where,) if isinstance(rule.then, Forbids) else (rule.where, rule.when)
    return tuple(part for part in parts if part is not None)


def condition(ev: "Evaluation", rule: Rule, frame: Frame) -> Truth:
    """Whether scope and conditions hold."""
    return conjunction(holds(ev, frame, part) for part in conditions_of(rule))


def defeats(ev: "Evaluation", rule: Rule, frame: Frame, instance: Instance) -> Iterator[tuple[str, Truth]]:
    """Each rule that may set this version aside, with whether it operates for the same subject."""
    for rule_id in ev.structure.defeaters[rule.id]:
        other = ev.world.law.version(rule_id, frame.day, ev)
        if other is None or not sets_aside(other, rule, ev.world.corpus) or not _concerns(other, instance.role):
            continue
        subject = _same_subject(other, rule, frame, instance)
        if isinstance(subject, str):
            party = instance.party if isinstance(other.subject, EachPair) else None
            yield rule_id, ev.operates(rule_id, Instance(subject, party), frame.day, frame.plane)
        elif isinstance(subject, Unknown):
            yield rule_id, MAYBE


def _concerns(other: Rule, role: str | None) -> bool:
    """Whether a defeat reaches duties of a role."""
    return not isinstance(other.then, SetsAside) or not other.then.roles or role in other.then.roles


def _same_subject(other: Rule, rule: Rule, frame: Frame, instance: Instance) -> Ref:
    if other.subject.kind == rule.subject.kind:
        return instance.subject
    if isinstance(rule.subject, EachOf | EachVersion) and other.subject.kind == rule.subject.of_kind:
        return frame.ref(rule.subject.variable)
    return NONE


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rule stands for an instance on a day: its limbs as far as they were read, and `op` of the semantics.

    `version` and `frame` are None where no version stands or no event has happened. `forbidden` is the forbidden state
    of a ban; a ban's `value` says whether it binds.
    """

    value: Truth
    version: Rule | None = None
    frame: Frame | None = None
    in_force: Truth = NO
    condition: Truth = NO
    bearer: Truth = NO
    forbidden: Truth = NO
    defeats: tuple[tuple[str, Truth], ...] = ()

    @property
    def bites(self) -> Truth:
        """Whether it operates; of a ban, whether the forbidden state is there too."""
        return (
            min(self.value, self.forbidden) if self.version and isinstance(self.version.then, Forbids) else self.value
        )

    @property
    def defeated_by(self) -> tuple[str, ...]:
        """The rules that set this one aside."""
        return tuple(rule for rule, value in self.defeats if value is YES)

    @property
    def is_set_aside(self) -> bool:
        """Whether a defeat is what keeps the rule from binding, as far as is known."""
        return self.in_force is YES and NO not in {self.condition, self.bearer} and bool(self.defeated_by)


@dataclass(frozen=True, slots=True)
class Place:
    """The version of a rule that governs a day and the frame to read it in.

    `happened` is whether the event it is judged by has happened; where that is unknown the frame is the day's own.
    """

    version: Rule
    frame: Frame
    happened: Truth = YES


def locate(ev: "Evaluation", rule_id: str, instance: Instance, day: date, plane: Plane) -> Place | None:
    """Where a rule is read for a day; None where no version governs it."""
    version = ev.world.law.version(rule_id, day, ev)
    if version is None:
        return None
    frame = frame_of(ev, version, instance, day, plane)
    judged = judged_day(ev, version, frame)
    if isinstance(judged, Truth):
        return Place(version, frame, judged)
    if judged == day:
        return Place(version, frame)
    version = ev.world.law.version(rule_id, judged, ev)
    return Place(version, frame_of(ev, version, instance, judged, plane)) if version else None


def standing(ev: "Evaluation", rule_id: str, instance: Instance, day: date, plane: Plane) -> Standing:
    """Read a rule; limbs that can no longer change the value are not read."""
    place = locate(ev, rule_id, instance, day, plane)
    if place is None:
        return Standing(NO)
    version, frame = place.version, place.frame
    if place.happened is not YES:
        return Standing(_presumed(version, place.happened, plane), version, frame, forbidden=place.happened)
    force = in_force(ev, version, frame)
    met = condition(ev, version, frame) if force is not NO else NO
    bearer = bears(ev, version, frame, instance) if met is not NO else NO
    if bearer is NO:
        return Standing(NO, version, frame, force, met, bearer)
    against = tuple(defeats(ev, version, frame, instance))
    value = min(force, met, bearer, negate(disjunction(v for _, v in against)))
    forbidden = NO
    if isinstance(version.then, Forbids):
        forbidden = YES if version.when is None else holds(ev, frame, version.when)
    else:
        value = _presumed(version, value, plane)
    return Standing(value, version, frame, force, met, bearer, forbidden, against)


def _presumed(rule: Rule, value: Truth, plane: Plane) -> Truth:
    if value is MAYBE and plane is Plane.WORKING and rule.presumption is not None:
        return truth(rule.presumption is Presumption.APPLICABLE)
    return value


def bears(ev: "Evaluation", rule: Rule, frame: Frame, instance: Instance) -> Truth:
    """Whether the holder bears the role, of the subject or of what it is `of`; yes where nobody in particular is
    bound."""
    if instance.role is None or instance.holder is None:
        return YES
    subject = role_subject(ev, rule, frame, instance)
    if isinstance(subject, str):
        return ev.role(instance.role, instance.holder, subject, frame.day, frame.plane)
    return MAYBE if isinstance(subject, Unknown) else NO


def role_subject(ev: "Evaluation", rule: Rule, frame: Frame, instance: Instance) -> Ref:
    """The subject towards which a duty's role is held."""
    role = ev.world.corpus.roles.get(instance.role or "")
    if isinstance(rule.subject, EachOf | EachVersion) and role is not None and rule.subject.kind not in role.kinds:
        return frame.ref(rule.subject.variable)
    return instance.subject


def prevails(ev: "Evaluation", rule_id: str, subject: str, day: date, plane: Plane) -> Truth:
    """The rule operates, and something it sets aside would otherwise have been in force with its condition met."""
    instance = Instance(subject)
    version = ev.world.law.version(rule_id, day, ev)
    if version is None:
        return NO

    def would_bind(target_id: str) -> Truth:
        target = ev.world.law.version(target_id, day, ev)
        if (
            target is None
            or not sets_aside(version, target, ev.world.corpus)
            or target.subject.kind != version.subject.kind
        ):
            return NO
        frame = frame_of(ev, target, instance, day, plane)
        return conjunction(value(ev, target, frame) for value in (in_force, condition))

    operating = ev.operates(rule_id, instance, day, plane)
    if operating is NO:
        return NO
    return min(operating, disjunction(would_bind(target) for target in ev.structure.targeted[rule_id]))


def term(ev: "Evaluation", pack: str, name: str, subject: str, day: date, plane: Plane) -> Truth:
    """What a term means, or what rules conclude of it."""
    declared = ev.world.corpus.term(pack, name)
    if declared is None:
        ev.reads.not_assessed.add(name)
        return MAYBE
    if declared.means is not None:
        return holds(ev, Frame(declared.pack, {declared.variable: subject}, day, plane), declared.means)
    concluded = _concluded(ev, ev.structure.concluding.get((declared.pack, name), ()), subject, day, plane, None)
    return _weigh(ev, concluded, _default(declared), (declared.pack, name, subject))


def role(ev: "Evaluation", name: str, holder: str, subject: str, day: date, plane: Plane) -> Truth:
    """A role as stated, added to by rules that conclude it and taken away by rules that deny it."""
    concluded = _concluded(ev, ev.structure.assigning.get(name, ()), subject, day, plane, holder)
    if concluded == (NO, NO):
        return ev.stated_role(holder, name, subject)
    stated = MAYBE if concluded == (YES, NO) else ev.stated_role(holder, name, subject)
    return _weigh(ev, concluded, stated, ("", f"{name} {holder}", subject))


def _default(declared: Term) -> Truth:
    return truth(declared.default) if isinstance(declared.default, bool) else MAYBE


def _concluded(
    ev: "Evaluation", rule_ids: tuple[str, ...], subject: str, day: date, plane: Plane, holder: str | None
) -> tuple[Truth, Truth]:
    """Whether some rule concludes it, and whether some rule concludes the opposite."""
    sides = {True: NO, False: NO}
    for rule_id in rule_ids:
        version = ev.world.law.version(rule_id, day, ev)
        if version is None or not isinstance(version.then, ConcludesTerm | ConcludesRole):
            continue
        value = disjunction(
            ev.operates(rule_id, instance, day, plane) for instance in instances(ev, version, subject, holder)
        )
        sides[version.then.holds] = max(sides[version.then.holds], value)
    return sides[True], sides[False]


def instances(ev: "Evaluation", rule: Rule, subject: str, holder: str | None) -> Iterator[Instance]:
    """The instances of a concluding rule whose conclusion is about this subject (and this holder of a role)."""
    assert isinstance(rule.then, ConcludesTerm | ConcludesRole)
    parties: tuple[str | None, ...] = (None,)
    if isinstance(rule.subject, EachPair):
        parties = ev.world.by_kind.get(rule.subject.party_kind, ())
    if isinstance(rule.then, ConcludesRole):
        if isinstance(rule.subject, EachPair) and rule.then.holder == rule.subject.party:
            parties = (holder,) if holder in parties else ()
        elif rule.then.holder != (holder or US):
            return
    for candidate in _candidates(ev, rule, rule.then.variable, subject):
        for party in parties:
            yield Instance(candidate, party)


def _candidates(ev: "Evaluation", rule: Rule, variable: str, subject: str) -> tuple[str, ...]:
    found = ev.world.subject(subject)
    kind = found.kind if found else ""
    if isinstance(rule.subject, EachOf | EachVersion) and variable == rule.subject.variable:
        each = rule.subject
        return tuple(s for s in ev.world.by_kind.get(each.kind, ()) if linked(ev, each, s) == subject)
    return (subject,) if kind == rule.subject.kind else ()


_TABLE = {(NO, YES): NO, (YES, NO): YES, (MAYBE, YES): MAYBE, (YES, MAYBE): MAYBE, (MAYBE, MAYBE): MAYBE}


def _weigh(ev: "Evaluation", concluded: tuple[Truth, Truth], default: Truth, what: tuple[str, str, str]) -> Truth:
    """The table of the semantics: conclusions for and against, and a default."""
    if concluded == (YES, YES):
        return ev.contradiction(*what)
    if concluded in _TABLE:
        return _TABLE[concluded]
    if concluded == (NO, NO):
        return default
    # One side unknown, the other no: settled only if the default agrees with what the unknown side would conclude.
    agrees = YES if concluded == (MAYBE, NO) else NO
    return default if default is agrees else MAYBE
