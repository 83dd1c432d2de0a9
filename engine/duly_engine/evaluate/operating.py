"""`R operates for x` and `group G operates for x`: rules read for a subject whoever bears them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from duly_dsl.edges import is_member
from duly_dsl.ir import (
    VERSION,
    EachPair,
    Forbids,
    GroupOperates,
    GroupTarget,
    Obliges,
    kind_of_whole,
    versions_of,
)
from duly_engine.evaluate.frame import Frame
from duly_engine.evaluate.nodes import Instance, Standing, locate
from duly_engine.evaluate.reads import Plane
from duly_engine.logic import Truth, disjunction

if TYPE_CHECKING:
    from duly_engine.evaluate.evaluation import Evaluation


def standings(
    ev: "Evaluation", rule_id: str, subject: str, day: date, plane: Plane
) -> Iterator[tuple[Instance, Standing]]:
    """How a rule stands on a subject: once for each role, as defeats may be limited to one, and each party of a
    pair."""
    place = locate(ev, rule_id, Instance(subject), day, plane)
    if place is None:
        return
    about, then = place.version.subject, place.version.then
    parties: tuple[str | None, ...] = (None,)
    if isinstance(about, EachPair):
        parties = ev.world.by_kind.get(about.party_kind, ())
    roles = then.roles if isinstance(then, Obliges | Forbids) else ()
    for party in parties:
        for role in roles or (None,):
            instance = Instance(subject, party, role)
            yield instance, ev.standing(rule_id, instance, day, plane)


def occurs(ev: "Evaluation", rule_id: str, subject: str, day: date, plane: Plane) -> Truth:
    """Whether a rule operates for a subject; of a ban, whether its forbidden state is there too."""
    return disjunction(standing.bites for _, standing in standings(ev, rule_id, subject, day, plane))


def grouped(ev: "Evaluation", frame: Frame, condition: GroupOperates, subject: str) -> Iterator[str]:
    """Ids of the duties and bans of a group that stand on the day and are about things of the subject's kind."""
    found = ev.world.subject(subject)
    kind = found.kind if found else ""
    if condition.variable == VERSION:
        kind = versions_of(kind_of_whole(kind))
    target = GroupTarget(condition.group)
    for rule_id in ev.structure.group_members(frame.pack, condition.group):
        version = ev.world.law.version(rule_id, frame.day, ev)
        if version is None or version.subject.kind != kind:
            continue
        if is_member(version, target, frame.pack, ev.world.corpus):
            yield rule_id


def some_occurs(ev: "Evaluation", frame: Frame, condition: GroupOperates, subject: str) -> Truth:
    """Whether some duty or ban of a group operates for a subject."""
    return disjunction(
        ev.occurs(rule_id, subject, frame.day, frame.plane) for rule_id in grouped(ev, frame, condition, subject)
    )
