"""Values as a manifest writes them, read by the type that the vocabulary declares."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from duly_dsl.ir import NONE, Absent, Duration, Money, TypeName, Unit, Value
from duly_dsl.phrase import MONTHS
from duly_engine.facts.inventory import UNKNOWN, Unknown
from duly_engine.facts.nodes import Scalar

YES_NO = {"yes": True, "true": True, "no": False, "false": False}
EXPECTED = {
    TypeName.YES_NO: "`yes` or `no`",
    TypeName.TEXT: "text",
    TypeName.DATE: "a date such as 2026-08-03 or 3 August 2026",
    TypeName.INSTANT: "a day and time such as 2026-11-20T14:00Z",
    TypeName.NUMBER: "a number such as 2.5 or 10^25",
    TypeName.AMOUNT: "an amount such as 35 million EUR",
    TypeName.DURATION: "a length of time such as 6 months",
    TypeName.ONE_OF: "one of the choice's members",
    TypeName.MANY_OF: "a list of the choice's members",
}
_UNITS = {form: unit for unit in Unit for form in (unit.value, unit.value.removesuffix("s"))}
_SCALES = {"": 0, "thousand": 3, "million": 6, "billion": 9}
_LONG_DATE = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})")
_AMOUNT = re.compile(r"([\d_]+(?:\.\d+)?)(?: (thousand|million|billion))? ([A-Z]{3})")
_DURATION = re.compile(r"(\d+) ([a-z]+(?: [a-z]+)?)")


def read_scalar(scalar: Scalar, type_name: TypeName) -> Value | Unknown | None:
    """The value of a scalar, `none` and `unknown` among them; None where it does not fit the type."""
    text = scalar.text.strip()
    if scalar.plain and text.lower() in {"none", "null", "~"}:
        return NONE
    if scalar.plain and text.lower() == "unknown":
        return UNKNOWN
    match type_name:
        case TypeName.TEXT:
            return scalar.text
        case TypeName.ONE_OF:
            return text or None
        case TypeName.YES_NO:
            return YES_NO.get(text.lower()) if scalar.plain else None
        case TypeName.MANY_OF:
            return None
        case TypeName.DATE:
            return read_date(text)
        case TypeName.INSTANT:
            return read_instant(text)
        case TypeName.NUMBER:
            return _number(text)
        case TypeName.AMOUNT:
            return _amount(text)
        case TypeName.DURATION:
            return read_duration(text)


def read_date(text: str) -> date | None:
    """`2026-08-03` or `3 August 2026`."""
    long = _LONG_DATE.fullmatch(text)
    try:
        if long is not None and long[2] in MONTHS:
            return date(int(long[3]), MONTHS.index(long[2]) + 1, int(long[1]))
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None


def read_instant(text: str) -> datetime | None:
    """`2026-11-20T14:00Z` or `20 November 2026 at 14:00 UTC`; a time zone is needed."""
    long = re.fullmatch(r"(.+) at (\d{2}):(\d{2}) UTC", text)
    day = read_date(long[1]) if long else None
    try:
        if long is not None and day is not None:
            return datetime(day.year, day.month, day.day, int(long[2]), int(long[3]), tzinfo=UTC)
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo is not None else None


def _number(text: str) -> Decimal | None:
    power = re.fullmatch(r"(\d+)\^(\d{1,4})", text)
    if power is not None:
        return Decimal(int(power[1]) ** int(power[2]))
    try:
        found = Decimal(text.replace("_", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _amount(text: str) -> Money | None:
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    return Money(Decimal(found[1].replace("_", "")) * Decimal(10) ** _SCALES[found[2] or ""], found[3])


def read_duration(text: str) -> Duration | None:
    """`6 months`, `10 working days`."""
    found = _DURATION.fullmatch(text)
    if found is None or found[2] not in _UNITS:
        return None
    return Duration(int(found[1]), _UNITS[found[2]])


def write_value(value: Value) -> str:
    """A value as it can be read back, for any type but text and sets."""
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case Duration():
            return str(value)
        case Money():
            return f"{value.amount:f} {value.currency}"
        case Absent():
            return "none"
        case _:
            raise TypeError(value)
