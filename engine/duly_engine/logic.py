"""Three truth values (Kleene): no < unknown < yes; and = min, or = max, not = mirror."""

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """A truth value; the order is the one of the semantics."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    def __str__(self) -> str:
        return self.name.lower()


NO, MAYBE, YES = Truth.NO, Truth.UNKNOWN, Truth.YES


def truth(value: bool) -> Truth:  # noqa: FBT001 - this is the one place where a bool becomes a truth value
    """The truth value of something known."""
    return YES if value else NO


def negate(value: Truth) -> Truth:
    """The mirror."""
    return Truth(2 - value)


def conjunction(values: Iterable[Truth]) -> Truth:
    """The least; stops reading at the first no."""
    least = YES
    for value in values:
        if value is NO:
            return NO
        least = min(least, value)
    return least


def disjunction(values: Iterable[Truth]) -> Truth:
    """The greatest; stops reading at the first yes."""
    greatest = NO
    for value in values:
        if value is YES:
            return YES
        greatest = max(greatest, value)
    return greatest


def at_least(count: int, values: Iterable[Truth]) -> Truth:
    """Yes when `count` are yes, no when so many can no longer be."""
    read = list(values)
    if sum(v is YES for v in read) >= count:
        return YES
    return MAYBE if sum(v is not NO for v in read) >= count else NO
