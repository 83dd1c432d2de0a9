"""`R operates for x` and `group G operates for x` as formulas: rules read for a thing whoever bears them."""

from dataclasses import replace

from duly_dsl.analysis.encoding import Encoding
from duly_dsl.analysis.kleene import NO, TRUE, YES, Truth, by_case, conjunction, disjunction, negate, opposite
from duly_dsl.analysis.nodes import Instance, defeats, on_its_day, read
from duly_dsl.analysis.values import Arithmetic
from duly_dsl.analysis.world import Ref, Thing
from duly_dsl.edges import is_member
from duly_dsl.ir import EachPair, Forbids, GroupTarget, Obliges, Rule


def occurs(enc: Encoding, rule_id: str, subject: Thing, day: Arithmetic) -> Truth:
    """Whether a rule operates for a thing, whoever bears it; of a ban, whether it is breached."""

    def make() -> Truth:
        versions = enc.law.versions(rule_id, day)
        return by_case([(here, _for_anybody(enc, version, subject, day)) for here, version in versions], NO)

    return enc.kept(("occurs", rule_id, subject.name), day, make)


def _for_anybody(enc: Encoding, version: Rule, subject: Thing, day: Arithmetic) -> Truth:
    if version.subject.kind != subject.kind:
        return NO
    parties: list[Thing | None] = [None]
    if isinstance(version.subject, EachPair):
        parties = [*enc.world.parties(version.subject.party_kind)]
    found: list[Truth] = []
    for party in parties:
        instance = Instance(subject, party)

        def value(each: Rule, on: Arithmetic, instance: Instance = instance) -> Truth:
            return _bites(enc, each, instance, on)

        there = party.exists if party else TRUE
        found.append(Ref(subject, there, opposite(there)).truth(on_its_day(enc, version, instance, day, value)))
    return disjunction(found)


def _bites(enc: Encoding, version: Rule, instance: Instance, day: Arithmetic) -> Truth:
    """A version whoever bears it: some role of it is not set aside; of a ban, the forbidden state is there too."""
    reading = read(enc, version, instance, day)
    roles = version.then.roles if isinstance(version.then, Obliges | Forbids) else ()
    free = [
        negate(disjunction(value for _, value in defeats(enc, version, reading.frame, replace(instance, role=role))))
        for role in roles or (None,)
    ]
    state = reading.forbidden if isinstance(version.then, Forbids) else YES
    return conjunction((reading.met, disjunction(free), state))


def occurs_in_group(enc: Encoding, pack: str, group: str, subject: Thing, day: Arithmetic) -> Truth:
    """Whether some duty or ban of a group operates for a thing."""
    target = GroupTarget(group)
    return disjunction(
        by_case(
            [
                (here, _for_anybody(enc, version, subject, day))
                for here, version in enc.law.versions(rule_id, day)
                if is_member(version, target, pack, enc.corpus)
            ],
            NO,
        )
        for rule_id in enc.survey.group_members(pack, group)
    )
