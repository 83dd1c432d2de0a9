"""The three nodes of the semantics as formulas: rules, terms and roles, each for a thing on a day.

Presumptions are left out: they count only where something is unknown, and here everything may be known.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from duly_dsl.analysis import conditions
from duly_dsl.analysis.encoding import Encoding, Frame
from duly_dsl.analysis.kleene import (
    FALSE,
    MAYBE,
    NO,
    TRUE,
    YES,
    Bool,
    Truth,
    all_of,
    any_of,
    by_case,
    conjunction,
    disjunction,
    negate,
    opposite,
)
from duly_dsl.analysis.moments import moment
from duly_dsl.analysis.values import Arithmetic, Day, Value
from duly_dsl.analysis.world import Ref, Thing
from duly_dsl.edges import sets_aside
from duly_dsl.ir import (
    HOLDER,
    ConcludesRole,
    ConcludesTerm,
    Each,
    EachOf,
    EachPair,
    EachVersion,
    Forbids,
    Link,
    Rule,
    SetsAside,
    Term,
)


@dataclass(frozen=True, slots=True)
class Instance:
    """What a rule is read for: its subject, the party of a pair, and for a duty of ours the role that bears it."""

    subject: Thing
    party: Thing | None = None
    role: str | None = None

    @property
    def key(self) -> tuple[str, str | None, str | None]:
        """What tells it from others."""
        return self.subject.name, self.party.name if self.party else None, self.role


@dataclass(frozen=True, slots=True)
class Reading:
    """How a version of a rule stands where it is read; of a ban, `forbidden` is the forbidden state."""

    version: Rule
    frame: Frame
    in_force: Truth
    condition: Truth
    bearer: Truth
    forbidden: Truth
    defeat: Truth

    @property
    def met(self) -> Truth:
        """In force and its condition met, whatever sets it aside."""
        return conjunction((self.in_force, self.condition, self.bearer))

    @property
    def value(self) -> Truth:
        """Whether it operates; of a ban, whether it binds."""
        return conjunction((self.met, negate(self.defeat)))


def frame_of(enc: Encoding, rule: Rule, instance: Instance, day: Arithmetic) -> Frame:
    """The variables of a rule for an instance."""
    variables = {HOLDER: Ref(enc.world.us)}
    match rule.subject:
        case Each(variable=variable):
            variables[variable] = Ref(instance.subject)
        case EachOf(kind=kind, variable=variable):
            variables[kind] = Ref(instance.subject)
            variables[variable] = linked(enc, rule.subject, instance.subject)
        case EachPair(variable=variable, party=party):
            variables[variable] = Ref(instance.subject)
            there = instance.party or enc.world.us
            variables[party] = Ref(there, FALSE if instance.party is None else TRUE)
    return enc.frame(rule.pack, day, variables)


def link_of(enc: Encoding, subject: EachOf) -> Link:
    """The one link that leads from a thing to what it is of."""
    links = enc.corpus.kinds[subject.kind].links.values()
    return next(x for x in links if x.target == subject.of_kind and not x.many)


def linked(enc: Encoding, subject: EachOf, member: Thing) -> Ref:
    """What a thing is of."""
    return enc.world.one(member, link_of(enc, subject))


def in_force(enc: Encoding, rule: Rule, frame: Frame) -> Truth:
    """Whether the frame's day lies between the days that a version names, both included."""
    limits: list[Truth] = []
    if rule.starts is not None:
        start = moment(enc, frame, rule.starts)
        begun = start.content.number <= frame.day if isinstance(start.content, Day) else FALSE
        here = all_of((opposite(start.absent), begun))
        limits.append(Truth(all_of((start.known, here)), all_of((start.known, opposite(here)))))
    if rule.ends is not None:
        end = moment(enc, frame, rule.ends)
        lasting = frame.day <= end.content.number if isinstance(end.content, Day) else FALSE
        here = any_of((end.absent, lasting))
        limits.append(Truth(all_of((end.known, here)), all_of((end.known, opposite(here)))))
    return conjunction(limits)


def condition(enc: Encoding, rule: Rule, frame: Frame) -> Truth:
    """Scope and conditions together; of a ban the scope only."""
    parts = [rule.where] if isinstance(rule.then, Forbids) else [rule.where, rule.when]
    return conjunction(conditions.holds(enc, frame, part) for part in parts if part is not None)


def read(enc: Encoding, version: Rule, instance: Instance, day: Arithmetic) -> Reading:
    """A version of a rule on a day, without the event that it may be judged by."""
    frame = frame_of(enc, version, instance, day)
    forbidden = NO
    if isinstance(version.then, Forbids):
        forbidden = YES if version.when is None else conditions.holds(enc, frame, version.when)
    return Reading(
        version,
        frame,
        in_force(enc, version, frame),
        condition(enc, version, frame),
        _bears(enc, version, frame, instance),
        forbidden,
        disjunction(value for _, value in defeats(enc, version, frame, instance)),
    )


def _bears(enc: Encoding, rule: Rule, frame: Frame, instance: Instance) -> Truth:
    """Whether we bear the role, towards the subject or what it is of."""
    if instance.role is None:
        return YES
    declared = enc.corpus.roles.get(instance.role)
    ref = Ref(instance.subject)
    if isinstance(rule.subject, EachOf) and declared is not None and rule.subject.kind not in declared.kinds:
        ref = frame.variables[rule.subject.variable]
    return ref.truth(role(enc, instance.role, enc.world.us, ref.thing, frame.day))


def defeats(enc: Encoding, rule: Rule, frame: Frame, instance: Instance) -> Iterator[tuple[str, Truth]]:
    """Each rule that may set this version aside, with whether it does."""
    for rule_id in enc.survey.defeaters[rule.id]:
        cases = [
            (here, defeat(enc, other, rule, frame, instance))
            for here, other in enc.law.versions(rule_id, frame.day)
            if sets_aside(other, rule, enc.corpus) and _concerns(other, instance.role)
        ]
        if cases:
            yield rule_id, by_case(cases, NO)


def _concerns(other: Rule, role_name: str | None) -> bool:
    """Whether a defeat reaches duties of a role."""
    return not isinstance(other.then, SetsAside) or not other.then.roles or role_name in other.then.roles


def defeat(enc: Encoding, other: Rule, rule: Rule, frame: Frame, instance: Instance) -> Truth:
    """Whether a rule operates for what another one is about."""
    ref = Ref(instance.subject)
    if other.subject.kind != rule.subject.kind:
        if not isinstance(rule.subject, EachOf) or other.subject.kind != rule.subject.of_kind:
            return NO
        ref = frame.variables[rule.subject.variable]
    party = instance.party if isinstance(other.subject, EachPair) else None
    return ref.truth(operates(enc, other.id, Instance(ref.thing, party), frame.day))


def operates(enc: Encoding, rule_id: str, instance: Instance, day: Arithmetic) -> Truth:
    """Whether a rule operates for an instance on a day; of a ban, whether it binds."""

    def value(version: Rule, on: Arithmetic) -> Truth:
        return read(enc, version, instance, on).value

    def make() -> Truth:
        versions = enc.law.versions(rule_id, day)
        return by_case([(here, on_its_day(enc, version, instance, day, value)) for here, version in versions], NO)

    return enc.kept(("rule", rule_id, instance.key), day, make)


def on_its_day(
    enc: Encoding, version: Rule, instance: Instance, day: Arithmetic, value_on: Callable[[Rule, Arithmetic], Truth]
) -> Truth:
    """A version on a day, read on the day of the event that it is judged by."""
    event = event_of(enc, version, instance, day)
    if event is None:
        return value_on(version, day)
    if not isinstance(event.content, Day):
        return MAYBE
    then = event.content.number
    past = all_of((event.known, opposite(event.absent), then <= day))
    never = all_of((event.known, any_of((event.absent, then > day))))
    judged = [(here, value_on(each, then)) for here, each in enc.law.versions(version.id, then)]
    value = by_case(judged, NO)
    return Truth(all_of((past, value.yes)), any_of((never, all_of((past, value.no)))))


def event_of(enc: Encoding, version: Rule, instance: Instance, day: Arithmetic) -> Value | None:
    """The day of the event that a version is judged by, if it is judged by one."""
    if version.judged_as_of is None:
        return None
    return moment(enc, frame_of(enc, version, instance, day), version.judged_as_of)


def prevails(enc: Encoding, rule_id: str, subject: Thing, day: Arithmetic) -> Truth:
    """The rule operates, and something it sets aside would otherwise have been in force with its condition met."""

    def make() -> Truth:
        instance = Instance(subject)
        targets: list[tuple[Bool, Truth]] = []
        for here, version in enc.law.versions(rule_id, day):
            would_bind = [
                by_case(
                    [
                        (there, _would_bind(enc, target, instance, day))
                        for there, target in enc.law.versions(target_id, day)
                        if sets_aside(version, target, enc.corpus) and target.subject.kind == version.subject.kind
                    ],
                    NO,
                )
                for target_id in enc.survey.targeted[rule_id]
            ]
            targets.append((here, disjunction(would_bind)))
        return conjunction((operates(enc, rule_id, instance, day), by_case(targets, NO)))

    return enc.kept(("prevails", rule_id, subject.name), day, make)


def _would_bind(enc: Encoding, target: Rule, instance: Instance, day: Arithmetic) -> Truth:
    frame = frame_of(enc, target, instance, day)
    return conjunction((in_force(enc, target, frame), condition(enc, target, frame)))


# ---- terms and roles -------------------------------------------------------------------------------------------------


def term(enc: Encoding, pack: str, name: str, subject: Thing, day: Arithmetic) -> Truth:
    """Whether a thing has a term."""
    declared = enc.corpus.term(pack, name)
    if declared is None:
        # The term of a pack that is not there: unknown, but with that pack it could be anything.
        return enc.kept(("absent term", pack, name, subject.name), day, enc.world.unseen_truth)

    def make() -> Truth:
        if declared.means is not None:
            frame = enc.frame(declared.pack, day, {declared.variable: Ref(subject)})
            return conditions.holds(enc, frame, declared.means)
        rules = enc.survey.concluding.get((declared.pack, name), ())
        return _weigh(concluded(enc, rules, subject, day, None), _default(declared))

    return enc.kept(("term", declared.pack, name, subject.name), day, make)


def role(enc: Encoding, name: str, holder: Thing, subject: Thing, day: Arithmetic) -> Truth:
    """A role as stated, added to by rules that conclude it and taken away by rules that deny it."""

    def make() -> Truth:
        stated = enc.world.stated_role(holder.name, name, subject)
        return _weigh(concluded(enc, enc.survey.assigning.get(name, ()), subject, day, holder), stated)

    return enc.kept(("role", name, holder.name, subject.name), day, make)


def _default(declared: Term) -> Truth:
    if not isinstance(declared.default, bool):
        return MAYBE
    return YES if declared.default else NO


def concluded(
    enc: Encoding, rules: tuple[str, ...], subject: Thing, day: Arithmetic, holder: Thing | None
) -> tuple[Truth, Truth]:
    """Whether some rule concludes it, and whether some rule concludes the opposite."""
    holding = [conclusion(enc, rule_id, subject, day, holder, side=True) for rule_id in rules]
    denying = [conclusion(enc, rule_id, subject, day, holder, side=False) for rule_id in rules]
    return disjunction(holding), disjunction(denying)


def conclusion(
    enc: Encoding, rule_id: str, subject: Thing, day: Arithmetic, holder: Thing | None, *, side: bool
) -> Truth:
    """Whether a rule concludes something of a thing (and of a holder of a role), or the opposite of it."""
    cases = [
        (here, _of_instances(enc, version, subject, day, holder))
        for here, version in enc.law.versions(rule_id, day)
        if isinstance(version.then, ConcludesTerm | ConcludesRole) and version.then.holds is side
    ]
    return by_case(cases, NO)


def _of_instances(enc: Encoding, version: Rule, subject: Thing, day: Arithmetic, holder: Thing | None) -> Truth:
    if isinstance(version.subject, EachVersion):
        return enc.world.unseen_truth()  # the versions in use beside the present one are not part of the world
    return disjunction(
        Ref(subject, there, opposite(there)).truth(operates(enc, version.id, instance, day))
        for there, instance in instances(enc, version, subject, holder)
    )


def instances(enc: Encoding, version: Rule, subject: Thing, holder: Thing | None) -> Iterator[tuple[Bool, Instance]]:
    """The instances of a rule whose conclusion is about a thing (and a holder of a role), each with whether it is
    there."""
    then, each = version.then, version.subject
    parties: list[Thing | None] = [None]
    if isinstance(each, EachPair):
        parties = [*enc.world.parties(each.party_kind)]
    if isinstance(then, ConcludesRole):
        if isinstance(each, EachPair) and then.holder == each.party:
            parties = [party for party in parties if party is holder]
        elif holder is None or then.holder != holder.name:
            return
    assert isinstance(then, ConcludesTerm | ConcludesRole)
    members: list[Ref] = []
    if isinstance(each, EachOf) and then.variable == each.variable:
        members = [*enc.world.backward(subject, each.kind, link_of(enc, each).name)]
    elif subject.kind == each.kind:
        members = [Ref(subject)]
    for member in members:
        for party in parties:
            yield all_of((member.leads, party.exists if party else TRUE)), Instance(member.thing, party)


def _weigh(found: tuple[Truth, Truth], default: Truth) -> Truth:
    """The table of the semantics: conclusions for and against, and a default. A conflict is unknown."""
    holding, denying = found
    return Truth(
        all_of((denying.no, any_of((holding.yes, default.yes)))),
        all_of((holding.no, any_of((denying.yes, default.no)))),
    )
