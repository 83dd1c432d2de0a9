"""Days, instants, numbers, amounts, durations and the expressions that give a day."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from lark import Token

from duly_dsl.grammar import MONTHS
from duly_dsl.ir import (
    NONE,
    Anchor,
    AnchorDate,
    DateExpression,
    Direction,
    Duration,
    FactDate,
    FactPath,
    FixedDate,
    Length,
    Money,
    NamedDate,
    NamedSpan,
    Offset,
    Pick,
    PickDate,
    Unit,
    Value,
)
from duly_dsl.lower import faults
from duly_dsl.lower.context import Lowering
from duly_dsl.lower.nodes import Node, branch, leaf, leaves, maybe_leaf, words

_SCALES = {"thousand": 3, "million": 6, "billion": 9}
_MOST_DIGITS = 400
# With a scale of billions, what is reckoned with still fits into the 28 digits of exact decimals.
_MOST_DIGITS_OF_MONEY = 18
_UNITS: Mapping[str, Unit] = {
    **{unit.value: unit for unit in Unit},
    **{unit.value.removesuffix("s"): unit for unit in Unit},
}


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[int, int, int]:
    if text[4:5] == "-":
        year, month, day = (int(part) for part in text.split("-"))
        return year, month, day
    day_text, month_text, year_text = text.split()[:3]
    return int(year_text), MONTHS.index(month_text) + 1, int(day_text)


def _day(low: Lowering, token: Token) -> date:
    year, month, day = _parts(str(token))
    try:
        return date(year, month, day)
    except ValueError:
        low.report(faults.no_such_day(" ".join(token.split()), year, month, low.span_of(token)))
        return date(max(year, 1), min(max(month, 1), 12), 28)


def day(low: Lowering, node: Node) -> date:
    """`2 December 2027`, `2027-12-02`."""
    return _day(low, leaf(node))


def instant(low: Lowering, node: Node) -> datetime:
    """`4 March 2026 at 13:00 UTC`."""
    token = leaf(node)
    found = re.search(r"(\d\d):(\d\d)\s+UTC$", token)
    assert found is not None
    hour, minute = int(found[1]), int(found[2])
    if hour > 23 or minute > 59:
        low.report(faults.no_such_time(f"{found[1]}:{found[2]}", low.span_of(token)))
        hour, minute = min(hour, 23), min(minute, 59)
    on = _day(low, token)
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=UTC)


def day_or_instant(low: Lowering, node: Node) -> date | datetime:
    """Either of the two."""
    return instant(low, node) if node.data == "instant" else day(low, node)


def sized(low: Lowering, token: Token, instead: str, most: int = _MOST_DIGITS) -> str:
    """The text of a number; one of endless digits is reported, and another stands for it."""
    if sum(character.isdigit() for character in token) <= most:
        return str(token)
    low.report(faults.too_large(str(token), most, low.span_of(token)))
    return instead


def number(low: Lowering, node: Node) -> Decimal:
    """`12`, `2.5`."""
    return Decimal(sized(low, leaf(node), "0"))


def percentage(low: Lowering, node: Node) -> Decimal:
    """`2.5 %`."""
    return Decimal(sized(low, leaf(node), "0", _MOST_DIGITS_OF_MONEY))


def count(low: Lowering, token: Token) -> int:
    """The number of days, or of limbs."""
    return int(sized(low, token, "1"))


def money(low: Lowering, token: Token) -> Money:
    """`35 million EUR`."""
    number, *scale, currency = sized(low, token, "0 EUR", _MOST_DIGITS_OF_MONEY).split(" ")
    power = _SCALES[scale[0]] if scale else 0
    return Money(Decimal(number) * 10**power, currency)


def duration(low: Lowering, node: Node) -> Duration:
    """`6 months`."""
    return Duration(count(low, leaf(node)), _UNITS[words(branch(node, 1))])


def power(low: Lowering, node: Node) -> Decimal:
    """`10^25`, exactly."""
    token = leaf(node)
    base, exponent = token.split("^")
    if len(base) > _MOST_DIGITS or len(exponent) > 3 or int(exponent) > _MOST_DIGITS:
        low.report(faults.too_large(str(token), _MOST_DIGITS, low.span_of(token)))
        return Decimal(0)
    return Decimal(int(base) ** int(exponent))


_LITERALS: Mapping[str, Callable[[Lowering, Node], Value]] = {
    "yes": lambda _low, _node: True,
    "no": lambda _low, _node: False,
    "none": lambda _low, _node: NONE,
    "int": number,
    "decimal": number,
    "power": power,
    "money": lambda low, node: money(low, leaf(node)),
    "string": lambda _low, node: leaf(node)[1:-1],
    "duration": duration,
    "date": day,
    "instant": instant,
}


def is_literal(node: Node) -> bool:
    """Whether the phrase is a value written out."""
    return node.data in _LITERALS


def literal(low: Lowering, node: Node) -> Value:
    """A value written out."""
    return _LITERALS[node.data](low, node)


def path(low: Lowering, node: Node) -> FactPath:
    """`incident's system's provider_name`."""
    names = [str(t) for t in leaves(node) if t.type != "GENITIVE"]
    return FactPath(names[0], tuple(names[1:]), low.span(node))


def length(low: Lowering, node: Node) -> Length:
    """`90 days`, or the name of a period."""
    if len(node.children) == 1:
        return NamedSpan(low.referred(leaf(node)), low.span(node))
    return duration(low, node)


def _offset(low: Lowering, node: Node, direction: Direction) -> Offset:
    span = low.span(node)
    how_long = length(low, branch(node, 0))
    calendar = maybe_leaf(node, 1) if direction is Direction.AFTER else None
    counts_working_days = isinstance(how_long, Duration) and how_long.unit is Unit.WORKING_DAYS
    if counts_working_days and calendar is None:
        low.report(faults.no_calendar(low.span(branch(node, 0))))
    if calendar is not None and isinstance(how_long, Duration) and not counts_working_days:
        low.report(faults.needless_calendar(str(how_long), low.span_of(calendar)))
    anchor = when_date(low, branch(node, -1))
    return Offset(how_long, direction, anchor, str(calendar) if calendar else None, span)


def when_date(low: Lowering, node: Node) -> DateExpression:
    """Anything that gives a day or an instant."""
    span = low.span(node)
    match node.data:
        case "date" | "instant":
            return FixedDate(day_or_instant(low, node), span)
        case "at_path":
            found = path(low, branch(node))
            if found.steps:
                return FactDate(found, span)
            return NamedDate(low.referred(leaf(branch(node))), span)
        case "assessment_day":
            return AnchorDate(Anchor.ASSESSMENT_DAY, span)
        case "detection":
            return AnchorDate(Anchor.DETECTION, span)
        case "plus":
            return _offset(low, node, Direction.AFTER)
        case "minus":
            return _offset(low, node, Direction.BEFORE)
    first, second = when_date(low, branch(node, 0)), when_date(low, branch(node, 1))
    return PickDate(Pick(node.data), first, second, span)
