"""Faults of names, days and numbers (E023x)."""

from calendar import monthrange
from collections.abc import Sequence
from difflib import get_close_matches

from duly_dsl.diagnostics import Diagnostic, Edit, Fix, Place, error
from duly_dsl.grammar import MONTHS
from duly_dsl.source import Span


def reserved_name(name: str, span: Span) -> Diagnostic:
    """A declared name that is a word of the language."""
    suggestion = f"the_{name}"
    return error(
        "E0231",
        f"`{name}` is a word of the language and cannot be a name",
        span,
        fix=Fix(f"choose another name, such as `{suggestion}`", (Edit(span, suggestion),)),
    )


def name_twice(name: str, span: Span) -> Diagnostic:
    """A name that stands twice in one list."""
    return error("E0232", f"`{name}` stands twice in this list", span, fix=Fix("name it once"))


def rest_is_a_class(name: str, span: Span, listed: Span) -> Diagnostic:
    """What is left where no class holds is called like one of the classes."""
    return error(
        "E0233",
        f"`{name}` is one of the classes, so it cannot be what is left where none holds",
        span,
        role="the rest",
        others=[Place(listed, "the classes")],
        fix=Fix("give what is left another name"),
    )


def declared_twice(name: str, span: Span, first: Span) -> Diagnostic:
    """Two facts, links or fields of one block have the same name."""
    return error(
        "E0233",
        f"`{name}` is declared twice here",
        span,
        role="second",
        others=[Place(first, "first")],
        fix=Fix("keep one of the two, or give one another name"),
    )


def no_such_day(text: str, year: int, month: int, span: Span) -> Diagnostic:
    """31 February."""
    if not 1 <= month <= 12 or year < 1:
        return error("E0234", f"`{text}` is no day of the calendar", span)
    last = monthrange(year, month)[1]
    name = f"{MONTHS[month - 1]} {year}"
    _, _, time = text.partition(" at ")
    last_day = f"{last} {name}" if " " in text else f"{year:04}-{month:02}-{last:02}"
    last_day += f" at {time}" if time else ""
    return error(
        "E0234",
        f"`{text}` is no day of the calendar: {name} ends on the {last}th"
        if last != 31
        else f"`{text}` is no day of the calendar: {name} ends on the 31st",
        span,
        fix=Fix(f"write `{last_day}` if the last day of the month is meant", (Edit(span, last_day),)),
    )


def no_such_time(text: str, span: Span) -> Diagnostic:
    """25:00."""
    return error(
        "E0235",
        f"`{text}` is no time of day: hours run from 00 to 23, minutes from 00 to 59",
        span,
    )


def too_large(text: str, most: int, span: Span) -> Diagnostic:
    """A number whose digits would fill the memory."""
    shown = text if len(text) <= 30 else f"{text[:20]}..."
    return error(
        "E0236",
        f"`{shown}` is too large a number",
        span,
        fix=Fix("powers go up to `10^400`" if "^" in text else f"numbers have up to {most} digits here"),
    )


def no_calendar(span: Span) -> Diagnostic:
    """Working days without saying whose."""
    return error(
        "E0237",
        "working days need a calendar that says which days are worked",
        span,
        fix=Fix("name one: `10 working days of calendar eu_institutions after detection`"),
    )


def needless_calendar(length: str, span: Span) -> Diagnostic:
    """A calendar where every day counts."""
    return error(
        "E0238",
        f"a calendar says nothing here: every day of `{length}` counts",
        span,
        fix=Fix("count in working days, or leave out `of calendar ...`"),
    )


def default_not_offered(name: str, offered: Sequence[str], span: Span) -> Diagnostic:
    """A reading whose default is none of its values."""
    near = get_close_matches(name, offered, 1) or list(offered[:1])
    return error(
        "E0239",
        f"`{name}` is none of the ways to read it that stand above",
        span,
        fix=Fix(f"write `default {near[0]}`", (Edit(span, near[0]),)) if near else None,
    )
