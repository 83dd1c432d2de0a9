"""What scenarios reach, recorded from their evaluations.

Every limb is evaluated for every subject of the right kind on the scenario's day, on the settled plane, whatever the
evaluator's short-circuits would leave out; evidence, deadlines and defeats are taken from the obligations themselves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from duly_dsl.ir import Block, Condition, EachPair, Forbids, Not, Obliges, PackRules, Quantified, Rule, Scenario
from duly_engine.coverage.points import (
    ACCEPTED,
    DUE,
    OPERATES,
    OVER,
    TRUTH,
    DeadlineOf,
    DefeatOf,
    EvidenceOf,
    LimbOf,
    Point,
    ReadingOf,
    points_of,
)
from duly_engine.evaluate.assess import cases_of
from duly_engine.evaluate.conditions import combined, holds
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.frame import Frame
from duly_engine.evaluate.lineage import members_of
from duly_engine.evaluate.nodes import Instance, Standing, conditions_of, in_force, locate
from duly_engine.evaluate.reads import Plane
from duly_engine.evaluate.structure import Structure
from duly_engine.evaluate.verdict import Verdict, binds, deadlines, verdict
from duly_engine.findings import GapReason, Status
from duly_engine.logic import MAYBE, NO, YES, Truth, conjunction, negate


class Stage(StrEnum):
    """How far a rule got towards operating."""

    IN_FORCE = "in force"
    CONDITION = "condition"
    BEARER = "bearer"
    OPERATES = "operates"


@dataclass(slots=True)
class Progress:
    """How far the rules of a pack got in any scenario: stages by rule id, versions that were read, kinds given, and the
    first scenario in which each condition had a value. Versions and conditions count by identity, as two may be
    alike."""

    stages: dict[str, set[Stage]] = field(default_factory=dict)
    versions: set[int] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    values: dict[tuple[int, Truth], Scenario] = field(default_factory=dict)

    def was(self, condition: Condition, value: Truth) -> bool:
        """Whether a condition had a value in some scenario."""
        return (id(condition), value) in self.values


class Recorder:
    """Points of a pack and the first scenario that reached each of their outcomes."""

    def __init__(self, pack: PackRules, structure: Structure) -> None:
        self.points = tuple(points_of(pack, structure))
        self._reached: dict[tuple[Point, str], Scenario] = {}
        self.progress = Progress()
        self._pack = pack
        self._meanings = [(term, term.means) for term in pack.terms if term.means is not None]
        self._by_part = {_part(point): point for point in self.points}
        own = {rule.id: None for rule in pack.rules}
        targets = {target: None for rule in own for target in structure.targeted[rule]}
        self._rules = tuple({**own, **targets})

    def reached(self, point: Point, outcome: str) -> Scenario | None:
        """The first scenario that reached an outcome."""
        if isinstance(point.about, LimbOf):
            return self.progress.values.get((id(point.about.condition), TRUTH[outcome]))
        return self._reached.get((point, outcome))

    def versions_of(self, rule_id: str) -> tuple[Rule, ...]:
        """The versions of a rule of the pack."""
        return tuple(rule for rule in self._pack.rules if rule.id == rule_id)

    def record(self, ev: Evaluation, scenario: Scenario) -> None:
        """Take in one scenario."""
        self.progress.kinds.update(ev.world.by_kind)
        for reading in self._pack.readings:
            chosen = ev.world.law.chosen_reading(reading)
            self._reach(self._by_part[reading.name], chosen, scenario)
        self._terms(ev, scenario)
        for rule_id in self._rules:
            versions = ev.world.corpus.rules.get(rule_id, ())
            for instance in _instances(ev, versions[:1]):
                if versions[0].pack != self._pack.name or self._conditions(ev, scenario, rule_id, instance) is not NO:
                    self._standings(ev, scenario, versions[0], instance)

    def _reach(self, point: Point, outcome: str, scenario: Scenario) -> None:
        self._reached.setdefault((point, outcome), scenario)

    # ---- limbs -------------------------------------------------------------------------------------------------------

    def _terms(self, ev: Evaluation, scenario: Scenario) -> None:
        for term, meaning in self._meanings:
            for subject in ev.world.by_kind.get(term.kind, ()):
                frame = Frame(term.pack, {term.variable: subject}, ev.world.today, Plane.SETTLED)
                self._value(ev, frame, meaning, scenario)

    def _conditions(self, ev: Evaluation, scenario: Scenario, rule_id: str, instance: Instance) -> Truth:
        """Read a rule's conditions for an instance, and say what they come to; unknown where they are not read."""
        place = locate(ev, rule_id, instance, ev.world.today, Plane.SETTLED)
        if place is None or place.happened is not YES:
            return MAYBE
        rule = place.version
        self.progress.versions.add(id(rule))
        for case in rule.due.cases if rule.due else ():
            self._value(ev, place.frame, case.where, scenario)
        read = (part for part in (rule.where, rule.when) if part is not None)
        values = {id(part): self._value(ev, place.frame, part, scenario) for part in read}
        value = conjunction(values[id(part)] for part in conditions_of(rule))
        if value is NO and in_force(ev, rule, place.frame) is YES:
            self.progress.stages.setdefault(rule_id, set()).add(Stage.IN_FORCE)
        return value

    def _value(self, ev: Evaluation, frame: Frame, condition: Condition, scenario: Scenario) -> Truth:
        """The value of a condition, with that of each limb within it."""
        match condition:
            case Block(limbs=limbs):
                value = combined(condition, [self._value(ev, frame, limb.condition, scenario) for limb in limbs])
            case Not(condition=inner):
                value = negate(self._value(ev, frame, inner, scenario))
            case Quantified(variable=variable, body=body):
                for member in members_of(ev, frame, condition):
                    self._value(ev, frame.bind(variable, member), body, scenario)
                value = holds(ev, frame, condition)
            case _:
                value = holds(ev, frame, condition)
        self.progress.values.setdefault((id(condition), value), scenario)
        return value

    # ---- obligations -------------------------------------------------------------------------------------------------

    def _standings(self, ev: Evaluation, scenario: Scenario, rule: Rule, instance: Instance) -> None:
        if not isinstance(rule.then, Obliges | Forbids):
            self._stand(ev.standing(rule.id, instance, ev.world.today, Plane.SETTLED), rule.id, scenario)
            return
        for case in cases_of(ev, rule, instance.subject):
            standing = ev.standing(rule.id, case.instance, ev.world.today, Plane.SETTLED)
            self._stand(standing, rule.id, scenario)
            if rule.pack == self._pack.name and binds(standing) is YES:
                self._proven(ev, verdict(ev, case, Plane.SETTLED), scenario)

    def _stand(self, standing: Standing, rule_id: str, scenario: Scenario) -> None:
        stages = self.progress.stages.setdefault(rule_id, set())
        for stage, value in (
            (Stage.IN_FORCE, standing.in_force),
            (Stage.CONDITION, standing.condition),
            (Stage.BEARER, standing.bearer),
            (Stage.OPERATES, binds(standing)),
        ):
            if value is not YES:
                break
            stages.add(stage)
        for defeater in standing.defeated_by if standing.is_set_aside else ():
            point = self._by_part.get((defeater, rule_id))
            if point is not None:
                self._reach(point, OPERATES, scenario)

    def _proven(self, ev: Evaluation, found: Verdict, scenario: Scenario) -> None:
        """The states of the evidence of a duty that operates, and how its deadline stands."""
        rule, frame = found.standing.version, found.standing.frame
        for requirement, proof in zip(rule.evidence if rule else (), found.proofs, strict=False):
            states = {ACCEPTED} if proof.value is YES else {str(r.reason) for r in proof.state.refusals}
            states |= {str(GapReason.LATE)} if proof.state.late else set()
            for state in states:
                self._reach(self._by_part[id(requirement)], state, scenario)
        clock = {Status.DUE: DUE, Status.GAP: OVER, Status.WAIVED: OVER}.get(found.status)
        if rule is not None and frame is not None and rule.due is not None and clock is not None:
            counting = tuple(deadlines(ev, frame, rule.due))
            if len(counting) == 1:
                self._reach(self._by_part[id(counting[0])], clock, scenario)


def _part(point: Point) -> object:
    """What a point is found by while a scenario is recorded: nodes by identity, as two may be alike."""
    match point.about:
        case LimbOf(condition=condition):
            return id(condition)
        case DefeatOf(defeater=defeater, target=target):
            return defeater, target
        case EvidenceOf(requirement=requirement):
            return id(requirement)
        case DeadlineOf(deadline=deadline):
            return id(deadline)
        case ReadingOf(reading=reading):
            return reading.name


def _instances(ev: Evaluation, versions: Iterable[Rule]) -> Iterator[Instance]:
    """Every subject, or pair of subjects, that a rule is read for."""
    for rule in versions:
        for subject in ev.world.by_kind.get(rule.subject.kind, ()):
            if isinstance(rule.subject, EachPair):
                parties = ev.world.by_kind.get(rule.subject.party_kind, ())
                yield from (Instance(subject, party) for party in parties)
            else:
                yield Instance(subject)
