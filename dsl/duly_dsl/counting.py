"""Counting days and lengths of time as the law does.

The day of the event is not counted and the last day is included. Months and years are added to the anchor in one step
and clamp to the end of the month; subtraction is not the inverse of addition. Hours count from instants only.
"""

from calendar import monthrange
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, timedelta

from duly_dsl.ir import Duration, Unit

Moment = date | datetime
ONE_DAY = timedelta(days=1)
SATURDAY = 5

SCALES = {
    Unit.HOURS: ("hours", 1),
    Unit.DAYS: ("days", 1),
    Unit.WEEKS: ("days", 7),
    Unit.MONTHS: ("months", 1),
    Unit.YEARS: ("months", 12),
    Unit.WORKING_DAYS: ("working days", 1),
}
"""The unit in which lengths of time compare, and how many of them one is."""


def day_of(moment: Moment) -> date:
    """The day (UTC) of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def add(anchor: Moment, length: Duration, sign: int = 1, closed: AbstractSet[date] | None = None) -> Moment | None:
    """`anchor` moved by `length`, backwards for sign -1; None where they do not fit (hours on a day, no calendar)."""
    count = sign * length.count
    if length.unit is Unit.HOURS:
        return _add_hours(anchor, count) if isinstance(anchor, datetime) else None
    day = day_of(anchor)
    try:
        match length.unit:
            case Unit.DAYS:
                return day + timedelta(days=count)
            case Unit.WEEKS:
                return day + timedelta(weeks=count)
            case Unit.MONTHS:
                return _add_months(day, count)
            case Unit.YEARS:
                return _add_months(day, 12 * count)
            case Unit.WORKING_DAYS:
                return None if closed is None else _add_working_days(day, count, closed)
    except (OverflowError, ValueError):
        return date.max if count > 0 else date.min


def _add_hours(anchor: datetime, count: int) -> datetime:
    try:
        return anchor + timedelta(hours=count)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC) if count > 0 else datetime.min.replace(tzinfo=UTC)


def _add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _add_working_days(day: date, count: int, closed: AbstractSet[date]) -> date:
    step = ONE_DAY if count > 0 else -ONE_DAY
    left = abs(count)
    while left:
        day += step
        if day.weekday() < SATURDAY and day not in closed:
            left -= 1
    return day


def compare_durations(first: Duration, second: Duration) -> int | None:
    """Negative, zero or positive; None where the units do not compare (months and days)."""
    (base, factor), (other_base, other_factor) = SCALES[first.unit], SCALES[second.unit]
    if base != other_base:
        return None
    return first.count * factor - second.count * other_factor
