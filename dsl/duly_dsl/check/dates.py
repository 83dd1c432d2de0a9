"""Expressions that give a day or an instant: every name in them, and dates where dates are needed."""

from collections.abc import Iterator

from duly_dsl.check.lengths import offset
from duly_dsl.check.place import Place, link_at, path, type_of
from duly_dsl.check.references import calendar, length, named_date
from duly_dsl.check.words import type_text
from duly_dsl.diagnostics import Diagnostic, Edit, Fix, error
from duly_dsl.ir import (
    Anchor,
    AnchorDate,
    DateExpression,
    FactDate,
    FactPath,
    FixedDate,
    NamedDate,
    NamedSpan,
    Offset,
    PickDate,
    TypeName,
)
from duly_dsl.nodes import walk

DATES = frozenset({TypeName.DATE, TypeName.INSTANT})


def date(place: Place, wanted: DateExpression) -> Iterator[Diagnostic]:
    """A date that is read before anything is missing: it cannot count from the detection of a gap."""
    yield from date_of_task(place, wanted)
    for anchor in (x for x in walk(wanted) if isinstance(x, AnchorDate) and x.anchor is Anchor.DETECTION):
        message = "only a gap is detected, so only the date of a task can count from its detection"
        fix = Fix("count from an event, such as `incident's aware_on`, or move the date into the task")
        yield error("E0508", message, anchor.span, fix=fix)


def date_of_task(place: Place, wanted: DateExpression) -> Iterator[Diagnostic]:
    """Every name in an expression that gives a date."""
    match wanted:
        case NamedDate(name=name):
            yield from (_fact_by_its_name(place, wanted) or named_date(name, wanted.span, place.pack, place.corpus))
        case FactDate(path=fact):
            yield from _fact(place, fact)
        case Offset(length=how_long, anchor=anchor, calendar=named):
            if isinstance(how_long, NamedSpan):
                yield from length(how_long, place.pack, place.corpus)
            if named is not None:
                yield from calendar(named, wanted.span, place.pack, place.corpus)
            yield from offset(place, wanted)
            yield from date_of_task(place, anchor)
        case PickDate(first=first, second=second):
            yield from date_of_task(place, first)
            yield from date_of_task(place, second)
        case FixedDate() | AnchorDate():
            return


def _fact_by_its_name(place: Place, wanted: NamedDate) -> list[Diagnostic]:
    """`after aware_on`: a fact is said of something."""
    if place.corpus.date(place.pack.name, wanted.name) or place.corpus.parameter(place.pack.name, wanted.name):
        return []
    for name, kind in place.kinds.items():
        view = place.view(kind)
        fact = view.facts.get(wanted.name) if view else None
        if view is not None and fact is not None and fact.type.name in DATES:
            meant = f"{name}'s {wanted.name}"
            message = f"there is no date `{wanted.name}`: `{wanted.name}` is a fact of {view.text}"
            fix = Fix(f"write `{meant}`", (Edit(wanted.span, meant),))
            return [error("E0307", message, wanted.span, fix=fix)]
    return []


def _fact(place: Place, fact: FactPath) -> Iterator[Diagnostic]:
    found = list(path(place, fact))
    yield from found
    if found:
        return
    declared = type_of(place, fact)
    if declared is not None and declared.name not in DATES:
        message = f"`{fact.steps[-1]}` is {type_text(declared)}; a date is needed here"
        yield error("E0503", message, fact.span)
    elif link_at(place, fact) is not None:
        yield error("E0503", f"`{fact.steps[-1]}` is a link; a date is needed here", fact.span)
