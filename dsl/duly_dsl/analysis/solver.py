"""Asking the solver: whether something can be, within limits that are the same on every machine.

The limit is one of effort, not of time, so that the same question has the same answer everywhere. A day that only a
calendar gives is bounded at first; where the solver places it wrongly it is told the right day for the anchor it chose
and those around it, and that later anchors give no earlier days, until it is right.
"""

from dataclasses import dataclass, field
from enum import Enum

import z3

from duly_dsl.analysis.encoding import Counting, Encoding
from duly_dsl.analysis.kleene import Bool, opposite

EFFORT = 3_000_000
SEED = 0
CORRECTIONS = 60
REACH = 31


class Answer(Enum):
    """Whether something can be; not decided where the limit was reached, or where it can be only beyond the world."""

    CAN = "it can be"
    CANNOT = "it cannot be"
    NOT_DECIDED = "not decided"


@dataclass(slots=True)
class Solver:
    """A solver for the questions of one encoding."""

    enc: Encoding
    _solver: z3.Solver = field(default_factory=z3.Solver)
    _told: int = 0

    def __post_init__(self) -> None:
        self._solver.set("random_seed", SEED)
        self._solver.set("rlimit", EFFORT)

    def ask(self, *wanted: Bool) -> Answer:
        """Whether all that is wanted can be at once."""
        within = self.model(*wanted)
        if within is not None:
            return Answer.CAN if isinstance(within, z3.ModelRef) else within
        if not self.enc.world.beyonds:
            return Answer.CANNOT
        anyhow = self._check(wanted)
        return Answer.CANNOT if anyhow is None else Answer.NOT_DECIDED

    def model(self, *wanted: Bool) -> z3.ModelRef | Answer | None:
        """What the world is like where all that is wanted is so; None where it cannot be, within the world."""
        return self._check((opposite(self.enc.world.beyond), *wanted))

    def _check(self, wanted: tuple[Bool, ...]) -> z3.ModelRef | Answer | None:
        self._tell()
        self._solver.push()
        try:
            self._solver.add(*wanted)
            for _ in range(CORRECTIONS):
                found = self._solver.check()
                if found == z3.unsat:
                    return None
                if found != z3.sat:
                    return Answer.NOT_DECIDED
                model = self._solver.model()
                wrong = [c for c in self.enc.countings if not _is_right(c, model)]
                if not wrong:
                    return model
                for counting in wrong:
                    lesson = _lesson(counting, model)
                    self.enc.world.axioms.append(lesson)
                    self._solver.add(lesson)
        finally:
            self._solver.pop()
        return Answer.NOT_DECIDED

    def _tell(self) -> None:
        """What has become known of the world since the last question."""
        axioms = self.enc.world.axioms
        self._solver.add(*axioms[self._told :])
        self._told = len(axioms)


def number(model: z3.ModelRef, wanted: z3.ExprRef) -> int:
    """The value of a whole number in a model."""
    found = model.eval(wanted, model_completion=True)
    assert z3.is_int_value(found)
    return found.as_long()


def _is_right(counting: Counting, model: z3.ModelRef) -> bool:
    return counting.count(number(model, counting.anchor)) == number(model, counting.result)


def _lesson(counting: Counting, model: z3.ModelRef) -> Bool:
    """How far the day reached is from the anchor that the model chose, and from those around it for which it is the
    same; for others, that counting keeps the order of days."""
    anchor = number(model, counting.anchor)
    away = counting.count(anchor) - anchor
    first = last = anchor
    while first > anchor - REACH and counting.count(first - 1) - (first - 1) == away:
        first -= 1
    while last < anchor + REACH and counting.count(last + 1) - (last + 1) == away:
        last += 1
    around = z3.And(counting.anchor >= first, counting.anchor <= last)
    return z3.And(
        z3.Implies(around, counting.result == counting.anchor + away),
        z3.Implies(counting.anchor <= first, counting.result <= first + away),
        z3.Implies(counting.anchor >= last, counting.result >= last + away),
    )
