"""Three truth values as a pair of formulas: certainly yes, certainly no, and unknown where neither holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import z3

Bool = z3.BoolRef
TRUE, FALSE = z3.BoolVal(val=True), z3.BoolVal(val=False)


def all_of(parts: Iterable[Bool]) -> Bool:
    """Conjunction; constants are folded so that formulas stay small."""
    left = [part for part in parts if part is not TRUE]
    if any(part is FALSE for part in left):
        return FALSE
    return TRUE if not left else left[0] if len(left) == 1 else z3.And(*left)


def any_of(parts: Iterable[Bool]) -> Bool:
    """Disjunction."""
    left = [part for part in parts if part is not FALSE]
    if any(part is TRUE for part in left):
        return TRUE
    return FALSE if not left else left[0] if len(left) == 1 else z3.Or(*left)


def opposite(part: Bool) -> Bool:
    """Negation."""
    return FALSE if part is TRUE else TRUE if part is FALSE else z3.Not(part)


def same(one: Bool, two: Bool) -> Bool:
    """Whether both are so or neither is."""
    if two is TRUE or two is FALSE:
        one, two = two, one
    return two if one is TRUE else opposite(two) if one is FALSE else one == two


@dataclass(frozen=True, slots=True)
class Truth:
    """Never both."""

    yes: Bool
    no: Bool

    @property
    def maybe(self) -> Bool:
        """Neither is certain."""
        return all_of((opposite(self.yes), opposite(self.no)))


YES, NO, MAYBE = Truth(TRUE, FALSE), Truth(FALSE, TRUE), Truth(FALSE, FALSE)


def exactly(part: Bool) -> Truth:
    """The truth of something known."""
    return Truth(part, opposite(part))


def negate(value: Truth) -> Truth:
    """The mirror."""
    return Truth(value.no, value.yes)


def conjunction(values: Iterable[Truth]) -> Truth:
    """The least."""
    read = list(values)
    return Truth(all_of(v.yes for v in read), any_of(v.no for v in read))


def disjunction(values: Iterable[Truth]) -> Truth:
    """The greatest."""
    return negate(conjunction(negate(v) for v in values))


def at_least(count: int, values: Sequence[Truth]) -> Truth:
    """Yes when `count` are yes, no when so many can no longer be."""
    if count > len(values):
        return NO
    can = [opposite(v.no) for v in values]
    return Truth(
        z3.AtLeast(*(v.yes for v in values), count),
        z3.AtMost(*can, count - 1),
    )


def by_case(cases: Iterable[tuple[Bool, Truth]], otherwise: Truth) -> Truth:
    """The value of the case that holds; at most one does."""
    read = list(cases)
    none = opposite(any_of(guard for guard, _ in read))
    every = [*read, (none, otherwise)]
    return Truth(
        any_of(all_of((guard, value.yes)) for guard, value in every),
        any_of(all_of((guard, value.no)) for guard, value in every),
    )
