"""Values as formulas, and how they compare: to the letter what the evaluator does with values that are known.

`none` is known to be absent: `is none` and `is not v` are yes, every other relation is no. What does not compare (other
currencies, months and days) is unknown although both sides are known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import z3

from duly_dsl.analysis.kleene import FALSE, MAYBE, TRUE, Bool, Truth, all_of, any_of, exactly, negate, opposite, same
from duly_dsl.counting import SCALES, day_of
from duly_dsl.ir import Absent, Duration, Money, Relation, Scalar
from duly_dsl.ir import Value as Written

Arithmetic = z3.ArithRef
PLAIN = z3.IntVal(0)
MINUTES_OF_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    holds: Bool


@dataclass(frozen=True, slots=True)
class Word:
    """A text or a member of a choice, by its number among the words met."""

    code: Arithmetic


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a choice, each with its number, and whether a set holds it."""

    held: Mapping[str, tuple[Arithmetic, Bool]]

    @property
    def is_empty(self) -> Bool:
        """Whether the set holds nothing."""
        return opposite(any_of(held for _, held in self.held.values()))

    def holds(self, name: str) -> Bool:
        """Whether the set holds a member."""
        return self.held[name][1] if name in self.held else FALSE


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, an amount or a length of time; those of one unit compare."""

    unit: Arithmetic
    count: Arithmetic


@dataclass(frozen=True, slots=True)
class Day:
    """A day by its ordinal; an instant has a minute too."""

    number: Arithmetic
    minute: Arithmetic | None = None


Content = Flag | Word | Members | Quantity | Day | None


@dataclass(frozen=True, slots=True)
class Value:
    """Unknown unless `known`; `none` where `absent`; else its content."""

    known: Bool
    absent: Bool
    content: Content


UNKNOWN, NONE = Value(FALSE, FALSE, None), Value(TRUE, TRUE, None)


@dataclass(slots=True)
class Words:
    """Texts, choice members and currencies by number, in the order in which they were met; and the values that
    something was compared with, among which examples look first."""

    codes: dict[str, int] = field(default_factory=dict)
    compared: dict[Scalar, None] = field(default_factory=dict)

    def code(self, word: str) -> Arithmetic:
        """The number of a word."""
        return z3.IntVal(self.codes.setdefault(word, len(self.codes)))

    def named(self, member: str) -> Value:
        """A member of a choice."""
        return Value(TRUE, FALSE, Word(self.code(member)))

    def written(self, value: Written) -> Value:
        """A value written out."""
        if isinstance(value, Absent):
            return NONE
        if isinstance(value, frozenset):
            return Value(TRUE, FALSE if value else TRUE, Members({m: (self.code(m), TRUE) for m in sorted(value)}))
        self.compared[value] = None
        return Value(TRUE, FALSE, self.content(value))

    def content(self, value: Scalar) -> Content:
        """What stands for a scalar."""
        match value:
            case bool():
                return Flag(TRUE if value else FALSE)
            case str():
                return Word(self.code(value))
            case Decimal():
                return Quantity(PLAIN, z3.RealVal(f"{value:f}"))
            case Money(amount=amount, currency=currency):
                return Quantity(self.code(currency), z3.RealVal(f"{amount:f}"))
            case Duration(count=count, unit=unit):
                base, factor = SCALES[unit]
                return Quantity(self.code(base), z3.IntVal(count * factor))
            case date():
                return on_day(value)


def on_day(value: date | datetime) -> Day:
    """A day or an instant written out."""
    minute = None
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
        minute = z3.IntVal(value.hour * 60 + value.minute)
    return Day(z3.IntVal(day_of(value).toordinal()), minute)


def moment_of(day: int, minute: int | None) -> date | datetime:
    """The day or instant that numbers stand for."""
    found = date.fromordinal(day)
    if minute is None:
        return found
    return datetime(found.year, found.month, found.day, tzinfo=UTC) + timedelta(minutes=minute)


def compare(left: Value, relation: Relation, right: Value) -> Truth:
    """How `left` stands to `right`."""
    if relation is Relation.IS_NOT:
        return negate(compare(left, Relation.IS, right))
    both = all_of((left.known, right.known))
    both_absent = all_of((left.absent, right.absent)) if relation is Relation.IS else FALSE
    one_absent = all_of((any_of((left.absent, right.absent)), opposite(both_absent)))
    present = all_of((opposite(left.absent), opposite(right.absent)))
    found = _contents(left.content, relation, right.content)
    return Truth(
        all_of((both, any_of((both_absent, all_of((present, found.yes)))))),
        all_of((both, any_of((one_absent, all_of((present, found.no)))))),
    )


def is_one_of(left: Value, names: Sequence[Value]) -> Truth:
    """Whether a value is one of several written out."""
    return is_in_list(left, TRUE, [(TRUE, name) for name in names])


def is_in_list(left: Value, is_law: Bool, listed: Sequence[tuple[Bool, Value]]) -> Truth:
    """Whether a value is one of those of a list whose guards hold; unknown unless the list is law."""
    same = [all_of((here, _contents(left.content, Relation.IS, each.content).yes)) for here, each in listed]
    found = all_of((opposite(left.absent), any_of(same)))
    known = all_of((left.known, is_law))
    return Truth(all_of((known, found)), all_of((known, opposite(found))))


def _contents(left: Content, relation: Relation, right: Content) -> Truth:
    match left, right:
        case None, _:
            return MAYBE
        case _, None:
            return MAYBE
        case Members(held=held), Word():
            return exactly(any_of(all_of((is_in, code == right.code)) for code, is_in in held.values()))
        case Members(), Members():
            return exactly(all_of(same(left.holds(n), right.holds(n)) for n in sorted({*left.held, *right.held})))
        case Flag(holds=one), Flag(holds=two):
            return _related(relation, TRUE, FALSE, same(one, two))
        case Word(code=one), Word(code=two):
            return _related(relation, TRUE, FALSE, one == two)
        case Quantity(), Quantity():
            return _related(relation, left.unit == right.unit, left.count < right.count, left.count == right.count)
        case Day(), Day():
            return _related(relation, TRUE, *_days(left, right))
        case _:
            return MAYBE


def _days(left: Day, right: Day) -> tuple[Bool, Bool]:
    if left.minute is None or right.minute is None:
        return left.number < right.number, left.number == right.number
    same = left.number == right.number
    earlier = any_of((left.number < right.number, all_of((same, left.minute < right.minute))))
    return earlier, all_of((same, left.minute == right.minute))


def _related(relation: Relation, comparable: Bool, less: Bool, equal: Bool) -> Truth:
    match relation:
        case Relation.IS:
            found = equal
        case Relation.AT_LEAST | Relation.ON_OR_AFTER:
            found = opposite(less)
        case Relation.AT_MOST | Relation.ON_OR_BEFORE:
            found = any_of((less, equal))
        case Relation.MORE_THAN | Relation.AFTER:
            found = opposite(any_of((less, equal)))
        case Relation.LESS_THAN | Relation.BEFORE:
            found = less
        case _:
            return MAYBE
    return Truth(all_of((comparable, found)), all_of((comparable, opposite(found))))
