"""Faults of what a cell of a table puts into a scenario: said of the scenario as it reads for that row."""

import re
from collections.abc import Callable
from dataclasses import replace

from lark.exceptions import UnexpectedToken
from lark.utils import TextSlice

from duly_dsl.diagnostics import Diagnostic, Fix, Place, error
from duly_dsl.grammar import RowToken, Tabled, parser
from duly_dsl.rows import COLUMN
from duly_dsl.source import UNSPOKEN, Source, between

Describe = Callable[[Source, UnexpectedToken], Diagnostic]

_SKIPPED = re.compile(rf'"<{COLUMN}>"|{UNSPOKEN}|<(?P<column>{COLUMN})>')
_ROWS = re.compile(r"\bfor\s+each\s+row\s+of\s+\"[^\"\n]*\"")


def of_cell(source: Source, token: RowToken, scenario: Tabled, describe: Describe) -> Diagnostic:
    """What is wrong with a cell: in the words of the catalogue where the scenario with the row written out says so."""
    assert token.start_pos is not None
    mark = f"<{token.cell}>"
    start = source.text.rfind(mark, 0, token.start_pos + len(mark))
    cell = token.row.cells[token.cell]
    place = between(source, start, start + len(mark))
    others = (Place(cell.span, "cell"),)
    if not cell.text:
        message = f"{token.row}: `{token.cell}` is empty, and what is unknown cannot stand here"
        return error("E0807", message, place, role="column", others=others, fix=Fix("write a value into the cell"))
    said = _written_out(source, token, scenario, start, describe)
    if said is None:
        message = f"{token.row}: `{' '.join(cell.text.split())}` cannot stand here"
        return error("E0807", message, place, role="column", others=others)
    fix = Fix(said.fix.advice) if said.fix else None
    return replace(said, message=f"{token.row}: {said.message}", places=(Place(place, "column"), *others), fix=fix)


def _written_out(
    source: Source, token: RowToken, scenario: Tabled, cell_at: int, describe: Describe
) -> Diagnostic | None:
    """The first fault of the scenario as it reads for the row, if it is in or right behind the cell."""
    text, cell_starts, cell_ends = "", 0, 0
    done = scenario.start
    for found in _SKIPPED.finditer(source.text, scenario.start, scenario.stop):
        if found["column"]:
            text += source.text[done : found.start()]
            if found.start() == cell_at:
                cell_starts = len(text)
            text += token.row.cells[found["column"]].text or "unknown"
            if found.start() == cell_at:
                cell_ends = len(text)
            done = found.end()
    text += source.text[done : scenario.stop]
    text = _ROWS.sub(lambda rows: " " * len(rows[0]), text, count=1)
    written = Source(str(token.row), text)
    try:
        parser().parse(TextSlice(text, 0, len(text)))
    except UnexpectedToken as unexpected:
        at = unexpected.token.start_pos
        if at is not None and at >= cell_starts and not text[cell_ends : max(at, cell_ends)].strip():
            return describe(written, unexpected)
    return None
