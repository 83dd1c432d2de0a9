"""What a length of time can be counted from: working days need a calendar, hours an instant."""

from collections.abc import Iterator
from datetime import datetime

from duly_dsl.check.faults import word_in
from duly_dsl.check.place import Place, type_of
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Fix, error
from duly_dsl.ir import (
    AnchorDate,
    DateExpression,
    Duration,
    FactDate,
    FixedDate,
    Length,
    NamedDate,
    NamedSpan,
    Offset,
    PickDate,
    TypeName,
    Unit,
)
from duly_dsl.phrase import length as said
from duly_dsl.phrase import moment
from duly_dsl.source import Span

NOT_OF_DAYS = frozenset({Unit.HOURS, Unit.WORKING_DAYS})


def units(length: Length, pack: str, corpus: Corpus) -> frozenset[Unit]:
    """The units in which a length of time is counted, by any version of it."""
    if isinstance(length, Duration):
        return frozenset({length.unit})
    period, parameter = corpus.period(pack, length.name), corpus.parameter(pack, length.name)
    values = [v.value for v in period.versions] if period else [parameter.value] if parameter else []
    return frozenset(value.unit for value in values if isinstance(value, Duration))


def offset(place: Place, wanted: Offset) -> Iterator[Diagnostic]:
    """Whether the length fits what it is counted from; of one written out, the calendar has been looked at already."""
    counted = units(wanted.length, place.pack.name, place.corpus)
    name = said(wanted.length)
    if isinstance(wanted.length, NamedSpan) and counted:
        if Unit.WORKING_DAYS in counted and wanted.calendar is None:
            fix = Fix(f"name one: `{name} of calendar ... {wanted.direction} ...`")
            message = f"`{name}` counts working days, which need a calendar that says which days are worked"
            yield error("E0237", message, word_in(wanted.span, name), fix=fix)
        elif Unit.WORKING_DAYS not in counted and wanted.calendar is not None:
            message = f"`{name}` counts every day, so a calendar says nothing here"
            at = word_in(wanted.span, wanted.calendar, after="calendar")
            yield error("E0238", message, at, fix=Fix("leave out `of calendar ...`"))
    if Unit.HOURS in counted and _is_day(place, wanted.anchor):
        message = f"hours count from an instant, and `{moment(wanted.anchor)}` is a day"
        fix = Fix("count in days, or from a fact that is an `instant`")
        yield error("E0510", message, word_in(wanted.span, name), fix=fix)


def lasting(length: Length, span: Span, pack: str, corpus: Corpus, *, after: str) -> Iterator[Diagnostic]:
    """How long a record or a statement counts: from a day on, by no calendar."""
    for unit in sorted(units(length, pack, corpus) & NOT_OF_DAYS):
        message = f"`{after} {said(length)}` counts from a day on, so it cannot be in {unit}"
        yield error("E0510", message, word_in(span, said(length), after), fix=Fix("count in days, weeks or months"))


def _is_day(place: Place, expression: DateExpression) -> bool:
    """Whether an expression certainly gives a day and no instant."""
    match expression:
        case FixedDate(value=value):
            return not isinstance(value, datetime)
        case FactDate(path=path):
            declared = type_of(place, path)
            return declared is not None and declared.name is TypeName.DATE
        case NamedDate(name=name):
            return place.corpus.date(place.pack.name, name) is not None
        case AnchorDate():
            return True
        case Offset(length=length):
            counted = units(length, place.pack.name, place.corpus)
            return bool(counted) and Unit.HOURS not in counted
        case PickDate(first=first, second=second):
            return _is_day(place, first) and _is_day(place, second)
