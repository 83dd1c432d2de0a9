"""A condition from which everything idle is left out, limb by limb.

A limb is idle if the condition without it comes to the same wherever everything is known. Limbs are tried from the last
to the first, and what was found idle is left out for the next, so of two that say the same the later one is idle.
"""

from dataclasses import dataclass, field

import z3

from duly_dsl.analysis import conditions
from duly_dsl.analysis.encoding import Frame
from duly_dsl.analysis.kleene import Bool, Truth, all_of, any_of, opposite
from duly_dsl.analysis.parts import Part, limb_at, limbs, without
from duly_dsl.analysis.solver import Answer
from duly_dsl.analysis.study import Study
from duly_dsl.ir import Block, Condition, Expectation


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition of a rule or term, the places where it is read, and what is so wherever it is.

    `undetermined` is when the whole is open because of it, `expected` how a scenario says so.
    """

    owner: str
    condition: Condition
    places: tuple[tuple[Frame, Bool], ...]
    undetermined: Bool
    expected: Expectation


@dataclass(frozen=True, slots=True)
class Idle:
    """A limb that changes nothing, and the condition with it and without."""

    part: Part
    longer: Condition
    shorter: Condition


@dataclass(slots=True)
class Pruning:
    """A condition, and the idle limbs found in it."""

    study: Study
    clause: Clause
    condition: Condition
    idle: list[Idle] = field(default_factory=list)
    is_open: bool = False

    @classmethod
    def of(cls, study: Study, clause: Clause) -> "Pruning":
        """All that can be left out."""
        pruning = cls(study, clause, clause.condition)
        pruning.run(Part.whole(clause.condition))
        return pruning

    def run(self, part: Part) -> None:
        """Leave out what is idle within a part."""
        block = limb_at(self.condition, part.path)
        if not isinstance(block, Block):
            return
        for each in reversed(limbs(part, block)):
            if len(self._block(part).limbs) > 1 and self._is_idle(each):
                shorter = without(self.condition, each.path)
                self.idle.append(Idle(each, self.condition, shorter))
                self.condition = shorter
            else:
                self.run(each)

    def _block(self, part: Part) -> Block:
        """The block of a part as it is by now."""
        block = limb_at(self.condition, part.path)
        assert isinstance(block, Block)
        return block

    def _is_idle(self, part: Part) -> bool:
        answer = self.differ(self.condition, without(self.condition, part.path))
        self.is_open = self.is_open or answer is Answer.NOT_DECIDED
        return answer is Answer.CANNOT

    def values(self, condition: Condition) -> list[tuple[Bool, Truth]]:
        """A condition in each place, with what is so there."""
        return [(here, conditions.holds(self.study.enc, frame, condition)) for frame, here in self.clause.places]

    def differ(self, one: Condition, other: Condition) -> Answer:
        """Whether two conditions can come to different answers where everything is known."""
        pairs = zip(self.values(one), self.values(other), strict=True)
        return self.study.can(any_of(all_of((here, z3.Xor(a.yes, b.yes))) for (here, a), (_, b) in pairs))

    def hides(self, longer: Condition, shorter: Condition) -> Bool:
        """The longer condition is unknown where the shorter one is decided."""
        pairs = zip(self.values(longer), self.values(shorter), strict=True)
        return any_of(all_of((here, a.maybe, opposite(b.maybe))) for (here, a), (_, b) in pairs)

    def can_hold(self, part: Part) -> Answer:
        """Whether a limb can hold beside those that hold wherever it is read."""
        return self.together((part.condition, *(each.condition for each in part.beside)))

    def together(self, conditions_wanted: tuple[Condition, ...], denied: Condition | None = None) -> Answer:
        """Whether conditions can hold in one place, and another one not."""
        every = [[value.yes for _, value in self.values(each)] for each in conditions_wanted]
        if denied is not None:
            every.append([value.no for _, value in self.values(denied)])
        heres = [here for _, here in self.clause.places]
        return self.study.can(any_of(all_of((here, *each)) for here, *each in zip(heres, *every, strict=True)))
