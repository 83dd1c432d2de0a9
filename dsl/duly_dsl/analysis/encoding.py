"""One question's formulas: a world, its law, and what was put into formulas so far."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace

import z3

from duly_dsl.analysis.kleene import Truth
from duly_dsl.analysis.law import Law
from duly_dsl.analysis.survey import Survey
from duly_dsl.analysis.values import Arithmetic
from duly_dsl.analysis.world import FIRST_DAY, LAST_DAY, Ref, World
from duly_dsl.corpus import Corpus
from duly_dsl.ir import US


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a condition is read: what its variables stand for, and the day."""

    pack: str
    variables: Mapping[str, Ref]
    day: Arithmetic

    def bind(self, name: str, ref: Ref) -> "Frame":
        """The same place with one more variable."""
        return replace(self, variables={**self.variables, name: ref})


@dataclass(frozen=True, slots=True)
class Counting:
    """A length of time counted from a day that is not known: `result` is the day reached.

    Calendars are no formulas, so the result is only known to lie between bounds; the solver is told more where it
    went wrong.
    """

    anchor: Arithmetic
    result: Arithmetic
    count: Callable[[int], int]


@dataclass(slots=True)
class Encoding:
    """Formulas for rules, terms and roles, each made once for a thing and a day."""

    survey: Survey
    law: Law
    world: World
    countings: list[Counting] = field(default_factory=list)
    _kept: dict[Hashable, tuple[object, Truth]] = field(default_factory=dict)

    @classmethod
    def of(cls, survey: Survey) -> "Encoding":
        """A new world under the law of a corpus."""
        law = Law(survey.corpus)
        world = World(survey)
        world.axioms += law.axioms()
        world.days.update(law.days())
        enc = cls(survey, law, world)
        world.axioms.append(z3.And(enc.day >= FIRST_DAY, enc.day <= LAST_DAY))
        return enc

    @property
    def corpus(self) -> Corpus:
        """The packs."""
        return self.survey.corpus

    @property
    def day(self) -> Arithmetic:
        """The day as of which everything is asked."""
        return z3.Int("day")

    def frame(self, pack: str, day: Arithmetic, variables: Mapping[str, Ref]) -> Frame:
        """A place to read in; `us` is known everywhere."""
        return Frame(pack, {US: Ref(self.world.us), **variables}, day)

    def kept(self, key: tuple[Hashable, ...], day: Arithmetic, make: Callable[[], Truth]) -> Truth:
        """The formula under a key and a day, made once."""
        whole = (*key, day.get_id())
        if whole not in self._kept:
            # The day is kept too: an expression that is dropped may lend its number to another.
            self._kept[whole] = day, make()
        return self._kept[whole][1]
