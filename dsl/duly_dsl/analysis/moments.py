"""Dates, lengths of time and paths as formulas, read in a frame."""

from datetime import date
from functools import cache, partial

import z3

from duly_dsl.analysis.encoding import Counting, Encoding, Frame
from duly_dsl.analysis.kleene import FALSE, TRUE, Bool, all_of, any_of, opposite
from duly_dsl.analysis.values import MINUTES_OF_A_DAY, UNKNOWN, Arithmetic, Day, Value, on_day
from duly_dsl.analysis.world import Ref
from duly_dsl.counting import add, day_of
from duly_dsl.ir import (
    Anchor,
    AnchorDate,
    DateExpression,
    Direction,
    Duration,
    Fact,
    FactDate,
    FactPath,
    FixedDate,
    Link,
    NamedDate,
    NamedSpan,
    Offset,
    Pick,
    PickDate,
    Unit,
)


def follow(enc: Encoding, frame: Frame, path: FactPath) -> Ref:
    """What the last step of a path is about."""
    ref = frame.variables[path.variable]
    for step in path.steps[:-1]:
        ref = _linked(enc, ref, step)
    return ref


def thing_at(enc: Encoding, frame: Frame, path: FactPath) -> Ref:
    """The thing at the end of a path of links."""
    ref = follow(enc, frame, path)
    return _linked(enc, ref, path.steps[-1]) if path.steps else ref


def _linked(enc: Encoding, ref: Ref, step: str) -> Ref:
    link = enc.corpus.kinds[ref.thing.kind].links[step]
    return ref.then(enc.world.one(ref.thing, link))


def declared(enc: Encoding, ref: Ref, name: str) -> Fact | Link:
    """What a kind declares under a name."""
    kind = enc.corpus.kinds[ref.thing.kind]
    return kind.facts[name] if name in kind.facts else kind.links[name]


def value_at(enc: Encoding, frame: Frame, path: FactPath) -> Value:
    """The value at the end of a path; everything about an absent thing is absent."""
    ref = follow(enc, frame, path)
    found = declared(enc, ref, path.steps[-1])
    if isinstance(found, Link):
        leaf = enc.world.list_of(ref.thing, found, enc.survey.witnesses.get(found.name, 1))
        value = Value(leaf.known, leaf.is_empty, None)
    else:
        value = enc.world.fact(ref.thing, found)
    known = any_of((ref.absent, all_of((ref.leads, value.known))))
    return Value(known, any_of((ref.absent, value.absent)), value.content)


def moment(enc: Encoding, frame: Frame, expression: DateExpression) -> Value:
    """The day or instant that an expression gives."""
    match expression:
        case FixedDate(value=fixed):
            enc.world.days[day_of(fixed).toordinal()] = None
            return Value(TRUE, FALSE, on_day(fixed))
        case NamedDate(name=name):
            return _named_date(enc, frame, name)
        case FactDate(path=path):
            return value_at(enc, frame, path)
        case AnchorDate(anchor=anchor):
            return UNKNOWN if anchor is Anchor.DETECTION else Value(TRUE, FALSE, Day(frame.day))
        case Offset():
            return _offset(enc, frame, expression)
        case PickDate():
            return _pick(moment(enc, frame, expression.first), moment(enc, frame, expression.second), expression.pick)


def _named_date(enc: Encoding, frame: Frame, name: str) -> Value:
    versions = enc.law.named_date(frame.pack, name, frame.day)
    if not versions and enc.corpus.date(frame.pack, name) is None:
        parameter = enc.law.parameter(frame.pack, name)
        versions = [(TRUE, parameter)] if isinstance(parameter, date) else []
    cases = [(here, _fixed(enc, value)) for here, value in versions]
    return Value(any_of(here for here, _ in cases), FALSE, Day(_choose(cases)) if cases else None)


def _fixed(enc: Encoding, value: date) -> Arithmetic:
    enc.world.days[day_of(value).toordinal()] = None
    return on_day(value).number


def _choose(cases: list[tuple[Bool, Arithmetic]]) -> Arithmetic:
    """The number of the case that holds; where none does, it does not matter."""
    *others, (_, found) = cases
    for here, number in reversed(others):
        found = z3.If(here, number, found)
    return found


def _offset(enc: Encoding, frame: Frame, offset: Offset) -> Value:
    anchor = moment(enc, frame, offset.anchor)
    if not isinstance(anchor.content, Day):
        return anchor
    lengths = [(TRUE, offset.length)] if isinstance(offset.length, Duration) else []
    if isinstance(offset.length, NamedSpan):
        lengths = enc.law.length(frame.pack, offset.length.name, frame.day)
    calendar = enc.corpus.calendar(frame.pack, offset.calendar) if offset.calendar else None
    closed = frozenset(calendar.closed) if calendar else None
    sign = 1 if offset.direction is Direction.AFTER else -1
    moved = [
        (here, found)
        for here, length in lengths
        if (found := _moved(enc, anchor.content, length, sign, closed)) is not None
    ]
    if not moved:
        return Value(anchor.absent, anchor.absent, None)
    known = all_of((anchor.known, any_of((anchor.absent, *(here for here, _ in moved)))))
    minutes = [(here, day.minute) for here, day in moved if day.minute is not None]
    number = _choose([(here, day.number) for here, day in moved])
    return Value(known, anchor.absent, Day(number, _choose(minutes) if len(minutes) == len(moved) else None))


def _moved(enc: Encoding, day: Day, length: Duration, sign: int, closed: frozenset[date] | None) -> Day | None:
    count = sign * length.count
    match length.unit:
        case Unit.HOURS:
            if day.minute is None:
                return None
            minutes = day.number * MINUTES_OF_A_DAY + day.minute + 60 * count
            return Day(minutes / MINUTES_OF_A_DAY, minutes % MINUTES_OF_A_DAY)
        case Unit.DAYS:
            return Day(day.number + count)
        case Unit.WEEKS:
            return Day(day.number + 7 * count)
        case Unit.WORKING_DAYS if closed is None:
            return None
        case _:
            return Day(_counted(enc, day.number, length, sign, closed))


def _counted(
    enc: Encoding, anchor: Arithmetic, length: Duration, sign: int, closed: frozenset[date] | None
) -> Arithmetic:
    """A day that only a calendar gives, between bounds."""
    count = partial(_count, length, sign, closed)
    if z3.is_int_value(anchor):
        return z3.IntVal(count(anchor.as_long()))
    result = z3.Int(f"day counted {len(enc.countings) + 1}")
    enc.countings.append(Counting(anchor, result, count))
    if length.unit is Unit.WORKING_DAYS:
        least, most = length.count, 2 * length.count + 4 + len(closed or ())
    else:
        least, most = _days_of(length.count * (12 if length.unit is Unit.YEARS else 1))
    away = sign * (result - anchor)
    enc.world.axioms.append(all_of((away >= least, away <= most)))
    return result


@cache
def _days_of(months: int) -> tuple[int, int]:
    """The least and the most days that so many months can have; up to eight years exactly, for which years of each
    sort are tried, those around a century without a leap day too."""
    if months > 96:
        return int(months * 30.43) - 5, int(months * 30.44) + 5
    length = Duration(months, Unit.MONTHS)
    starts = (date(year, 1, 1).toordinal() for year in (2000, 2092, 2100))
    lengths = {_count(length, 1, None, day + n) - (day + n) for day in starts for n in range(9 * 366)}
    return min(lengths), max(lengths)


def _count(length: Duration, sign: int, closed: frozenset[date] | None, day: int) -> int:
    found = add(date.fromordinal(day), length, sign, closed)
    assert found is not None
    return day_of(found).toordinal()


def _pick(first: Value, second: Value, pick: Pick) -> Value:
    if not isinstance(first.content, Day) or not isinstance(second.content, Day):
        return _of_one(first, second)
    known = all_of((first.known, second.known))
    in_order = first.content.number <= second.content.number
    takes_second = in_order if pick is Pick.LATER else opposite(in_order)
    takes_second = any_of((first.absent, all_of((opposite(second.absent), takes_second))))
    number = z3.If(takes_second, second.content.number, first.content.number)
    minute = None
    if first.content.minute is not None and second.content.minute is not None:
        minute = z3.If(takes_second, second.content.minute, first.content.minute)
    return Value(known, all_of((first.absent, second.absent)), Day(number, minute))


def _of_one(first: Value, second: Value) -> Value:
    """Of two dates one of which can only be unknown or absent: the other where it is absent."""
    known = all_of((first.known, second.known))
    day = first if isinstance(first.content, Day) else second
    return Value(known, all_of((first.absent, second.absent)), day.content)
