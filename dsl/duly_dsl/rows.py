"""Rows of a CSV file, every cell with its place.

Comma-separated as in RFC 4180: the first record names the columns, a cell with a comma, a quote or a line break stands
in double quotes. Blanks around a cell and empty lines do not count.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from duly_dsl.diagnostics import Diagnostic, Fix, Place, Result, error
from duly_dsl.source import Source, Span, between

_CELL = re.compile(r'[ \t]*(?:"(?P<quoted>(?:[^"]|"")*)"[ \t]*(?=[,\n]|\Z)|(?P<stray>"[^,\n]*)|(?P<bare>[^,\n]*))')
COLUMN = "[a-z][a-z0-9_]*"

_COLUMN = re.compile(COLUMN)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of one record."""

    text: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One of the `of` rows of a table, counted from 1 after the line that names the columns."""

    table: str
    number: int
    of: int
    cells: Mapping[str, Cell] = field(hash=False)
    span: Span = field(compare=False, repr=False)

    def __str__(self) -> str:
        return f"row {self.number} of {self.table}"


@dataclass(frozen=True, slots=True)
class Table:
    """A file with named columns and at least one row."""

    columns: tuple[Cell, ...]
    rows: tuple[Row, ...]


def read_table(source: Source) -> Result[Table | None]:
    """The table in a text, without the rows that do not fit its columns; None where it has no columns or no rows."""
    faults: list[Diagnostic] = []
    records = [cells for cells in _records(source, faults) if len(cells) > 1 or cells[0].text]
    if not records:
        start = Span(source, 1, 1, 1, 1)
        message = f"`{_short(source)}` is empty, and the first line of a table names its columns"
        return Result(None, (error("E0803", message, start, fix=Fix("name the columns, as in `aware,status`")),))
    columns, *others = records
    faults += _columns(columns)
    whole = [cells for cells in others if len(cells) == len(columns)]
    faults += [_ragged(cells, columns) for cells in others if len(cells) != len(columns)]
    if not others:
        message = f"`{_short(source)}` names columns and has no rows"
        faults.append(error("E0803", message, _of(columns), fix=Fix("write a line for each row below the columns")))
    names = [column.text for column in columns]
    rows = (
        Row(_short(source), number, len(whole), dict(zip(names, cells, strict=True)), _of(cells))
        for number, cells in enumerate(others, 1)
        if len(cells) == len(columns)
    )
    return Result(Table(tuple(columns), tuple(rows)) if others else None, tuple(faults))


def _short(source: Source) -> str:
    return source.name.rpartition("/")[2]


def _records(source: Source, faults: list[Diagnostic]) -> Iterator[list[Cell]]:
    """The records, with their cells' texts unquoted and trimmed."""
    text, position, cells = source.text, 0, list[Cell]()
    while True:
        found = _CELL.match(text, position)
        assert found is not None
        start, end = found.end() - len(found[0].lstrip()), found.start() + len(found[0].rstrip())
        said = found["quoted"].replace('""', '"') if found["quoted"] is not None else found[0]
        span = between(source, start, max(start, end))
        cells.append(Cell(said.strip(), span))
        if found["stray"]:
            message = "this cell begins with a quote that is not closed"
            faults.append(error("E0804", message, span, fix=Fix('close it with `"`; a quote within is written twice')))
        position = found.end()
        if position >= len(text) or text[position] == "\n":
            yield cells
            cells = []
        if position >= len(text):
            return
        position += 1


def _of(cells: Sequence[Cell]) -> Span:
    return cells[0].span.to(cells[-1].span)


def _columns(columns: Sequence[Cell]) -> Iterator[Diagnostic]:
    first: dict[str, Cell] = {}
    for column in columns:
        if not _COLUMN.fullmatch(column.text):
            shown = " ".join(column.text.split())
            message = f"a column is called by small letters, digits and underscores, and `{shown}` stands here"
            yield error("E0805", message, column.span, fix=Fix(_name(column.text)))
        elif column.text in first:
            others = (Place(first[column.text].span, "first"),)
            yield error("E0805", f"two columns are called `{column.text}`", column.span, role="second", others=others)
        first.setdefault(column.text, column)


def _name(said: str) -> str:
    if ";" in said:
        return "part the columns by commas"
    near = re.sub(r"[^a-z0-9]+", "_", said.lower()).strip("_")
    return f"call it `{near}`" if _COLUMN.fullmatch(near) else "give it a name such as `aware_on`"


def _ragged(cells: Sequence[Cell], columns: Sequence[Cell]) -> Diagnostic:
    many = f"{len(cells)} cell{'' if len(cells) == 1 else 's'}"
    message = f"this row has {many}, and there are {len(columns)} columns"
    others = (Place(_of(columns), "columns"),)
    advice = "leave a cell empty for what is unknown; a cell with a comma stands in double quotes"
    return error("E0804", message, _of(cells), role="row", others=others, fix=Fix(advice))
