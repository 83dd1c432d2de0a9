"""Faults found in scenarios that are read for the rows of a table, told once each.

A fault of the scenario itself turns up for every row and is told as it is. One that a cell brings in is told of its
row, with the place of the cell.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from duly_dsl.diagnostics import Diagnostic, Fix, Place
from duly_dsl.rows import COLUMN, Row
from duly_dsl.source import Span, between, offset

_PLACEHOLDER = re.compile(f"<({COLUMN})>")


def told_by_rows(found: Iterable[tuple[Diagnostic, Row | None]]) -> Iterator[Diagnostic]:
    """Diagnostics with the rows for which they arose, none for those of other scenarios."""
    for diagnostic, row in found:
        yield _of_row(diagnostic, row) if row is not None else diagnostic


def _marks(span: Span, row: Row) -> Iterator[tuple[str, Span]]:
    """The columns that stand within a stretch, with their places."""
    start, end = offset(span.source, span.line, span.column), offset(span.source, span.end_line, span.end_column)
    for mark in _PLACEHOLDER.finditer(span.source.text, start, end):
        if mark[1] in row.cells:
            yield mark[1], between(span.source, mark.start(), mark.end())


def _of_row(diagnostic: Diagnostic, row: Row) -> Diagnostic:
    """The diagnostic of the cell whose text it quotes or whose placeholder it is about, else of the row if there are
    placeholders in the stretch that it is about, else as it is."""
    marks = list(_marks(diagnostic.span, row))
    quoted = re.findall(r"`([^`]*)`", diagnostic.message)
    meant = [(name, place) for name, place in marks if len(marks) == 1 or row.cells[name].text in quoted]
    if not marks or (not meant and _is_whole_scenario(diagnostic.span)):
        return diagnostic
    column = Place(meant[0][1], "column") if meant else diagnostic.places[0]
    cell = Place(row.cells[meant[0][0]].span, "cell") if meant else Place(row.span, "row")
    return replace(
        diagnostic,
        message=f"{row}: {diagnostic.message}",
        places=(column, cell, *diagnostic.places[1:]),
        fix=Fix(diagnostic.fix.advice) if diagnostic.fix else None,
    )


def _is_whole_scenario(span: Span) -> bool:
    return span.source.line(span.line)[span.column - 1 :].startswith("scenario")
