"""Whether a moment has come. Counting itself is the language's: `duly_dsl.counting`.

A day is read at its end: on a day assessed, every instant of that day has passed.
"""

from datetime import UTC, datetime, timedelta

from duly_dsl.counting import ONE_DAY, Moment, add, compare_durations, day_of

__all__ = ["ONE_DAY", "Moment", "add", "before", "compare_durations", "day_of", "is_over", "is_reached"]


def _end(moment: Moment) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime(moment.year, moment.month, moment.day, 23, 59, 59, 999_999, UTC)


def is_reached(moment: Moment, now: Moment) -> bool:
    """Whether something that happens at `moment` has happened by `now`."""
    if isinstance(moment, datetime):
        return _end(moment) <= _end(now)
    return moment <= day_of(now)


def is_over(deadline: Moment, now: Moment) -> bool:
    """Whether a deadline has passed: a day lasts through its end, an instant to the instant."""
    if not isinstance(deadline, datetime):
        return day_of(now) > deadline
    if isinstance(now, datetime):
        return _end(now) > _end(deadline)
    return day_of(now) >= day_of(deadline)


def before(moment: Moment) -> Moment:
    """The last moment before: the day before a day, the minute before an instant."""
    return moment - timedelta(minutes=1) if isinstance(moment, datetime) else moment - ONE_DAY
