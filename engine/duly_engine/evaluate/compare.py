"""Comparisons of known values, by the relations of the language.

`none` is known to be absent: `is none` and `is not v` are yes, every other relation is no.
"""

from datetime import date, datetime
from decimal import Decimal

from duly_dsl.ir import NONE, Absent, Duration, Money, Relation, Scalar, Value
from duly_engine.dates import compare_durations, day_of
from duly_engine.facts.inventory import AtLeast, StatedValue, Unknown
from duly_engine.logic import MAYBE, NO, YES, Truth, negate, truth


def compare(left: StatedValue, relation: Relation, right: StatedValue | tuple[str, ...]) -> Truth:
    """How `left` stands to `right`; unknown where either is."""
    if isinstance(left, Unknown) or isinstance(right, Unknown | AtLeast):
        return MAYBE
    if relation is Relation.IS_NOT:
        return negate(compare(left, Relation.IS, right))
    if isinstance(left, AtLeast):
        return _compare_partial(left, relation, right)
    if left is NONE or left == frozenset():
        return truth(relation is Relation.IS and (right is NONE or right == frozenset()))
    if isinstance(right, tuple):
        return truth(left in right)
    if isinstance(left, Absent) or isinstance(right, Absent):
        return NO
    if isinstance(left, frozenset):
        return truth(right in left if relation is Relation.INCLUDES else left == right)
    if isinstance(right, frozenset):
        return NO
    return _compare_scalars(left, relation, right)


def _compare_partial(left: AtLeast, relation: Relation, right: Value | tuple[str, ...]) -> Truth:
    if relation is Relation.INCLUDES and right in left.members:
        return YES
    if relation is Relation.IS and right is NONE and left.members:
        return NO
    return MAYBE


def _compare_scalars(left: Scalar, relation: Relation, right: Scalar) -> Truth:
    order = _order(left, right)
    if order is None:
        return MAYBE
    match relation:
        case Relation.IS:
            return truth(order == 0)
        case Relation.AT_LEAST | Relation.ON_OR_AFTER:
            return truth(order >= 0)
        case Relation.AT_MOST | Relation.ON_OR_BEFORE:
            return truth(order <= 0)
        case Relation.MORE_THAN | Relation.AFTER:
            return truth(order > 0)
        case Relation.LESS_THAN | Relation.BEFORE:
            return truth(order < 0)
        case _:
            return MAYBE


def _order(left: object, right: object) -> int | None:
    """Negative, zero or positive; None where the two do not compare (other currencies, months and days)."""
    match left, right:
        case Duration(), Duration():
            return compare_durations(left, right)
        case Money(), Money():
            return _sign(left.amount, right.amount) if left.currency == right.currency else None
        case Decimal(), Decimal():
            return _sign(left, right)
        case datetime(), datetime():
            return _sign(left, right)
        case date(), date():
            return _sign(day_of(left), day_of(right))
        case _:
            return 0 if left == right else 1


def _sign(left: "Decimal | date", right: "Decimal | date") -> int:
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return (left > right) - (left < right)
    if isinstance(left, date) and isinstance(right, date):
        return (left > right) - (left < right)
    raise TypeError(left, right)
