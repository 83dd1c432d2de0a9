"""The tables that scenarios are read from: CSV files of the pack, opened from the rule file that names them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import PurePosixPath

from duly_dsl.diagnostics import Diagnostic, Edit, Fix, Place, Result, error, warning
from duly_dsl.grammar import MARKED, Tabled
from duly_dsl.lower import faults
from duly_dsl.rows import Table, read_table
from duly_dsl.source import UNSPOKEN, Source, Span, between

_GAP = r"(?:\s|#[^\n]*+)++"
_HEAD = re.compile(
    rf"{UNSPOKEN}|\bscenario"
    + _GAP.join(("", r'(?P<title>"[^"\n]*")', "for", "each", "row", "of", r'(?P<file>"[^"\n]*")'))
)
_WITHIN = re.compile(rf'{MARKED}|{UNSPOKEN}|(?P<end>\bend{_GAP}scenario\b)|(?P<next>(?<![\w-])scenario{_GAP}")')
_OUTSIDE = re.compile(r"^(?:/|[A-Za-z]:|.*\\)")


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The CSV files of a pack by their paths in it, seen from a rule file in one of its folders."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    shown_as: str = ""
    folder: str = ""

    def seen_from(self, source: Source) -> "PackFiles":
        """The same from the folder of a rule file."""
        path = source.name.removeprefix(f"{self.shown_as}/") if self.shown_as else source.name
        return replace(self, folder="/".join(PurePosixPath(path).parts[:-1]))

    def read(self, path: str, span: Span) -> Result[Table | None]:
        """The table in a file, named by its path from the rule file's folder."""
        place = _within(self.folder, path)
        if place is None:
            message = f"`{path}` lies outside of the pack, and a table is part of its pack"
            fix = Fix("put the file into the folder of the rules and write its name alone")
            return Result(None, (error("E0802", message, span, fix=fix),))
        data = self.files.get(place)
        if data is None:
            return Result(None, (self._missing(path, span),))
        source = read_source(f"{self.shown_as}/{place}" if self.shown_as else place, data)
        table = read_table(source.value)
        return Result(table.value, (*source.diagnostics, *table.diagnostics))

    def _missing(self, path: str, span: Span) -> Diagnostic:
        here = f"{self.folder}/" if self.folder else ""
        names = sorted(f.removeprefix(here) for f in self.files if f.startswith(here))
        near = get_close_matches(path, names, n=1)
        if near:
            fix = Fix(f"did you mean `{near[0]}`?", (Edit(span, f'"{near[0]}"'),))
        else:
            fix = Fix(f"there are: {', '.join(names)}" if names else "put the file beside the rules")
        return error("E0801", f"there is no file `{path}` beside the rules", span, fix=fix)


NO_FILES = PackFiles()


def read_source(name: str, data: bytes) -> Result[Source]:
    """The text of a file; bytes that are no UTF-8 are replaced and reported."""
    try:
        return Result(Source(name, data.decode("utf-8-sig").replace("\r\n", "\n")))
    except UnicodeDecodeError:
        source = Source(name, data.decode("utf-8-sig", "replace").replace("\r\n", "\n"))
        return Result(source, (faults.no_utf8(source),))


def _within(folder: str, path: str) -> str | None:
    """A path from the pack's folder; None where it leads out of it."""
    if _OUTSIDE.match(path):
        return None
    parts: list[str] = []
    for part in (*PurePosixPath(folder).parts, *PurePosixPath(path).parts):
        if part != "..":
            parts.append(part)
        elif parts:
            parts.pop()
        else:
            return None
    return "/".join(parts)


def tabled_scenarios(source: Source, files: PackFiles) -> Result[Mapping[int, Tabled]]:
    """The scenarios of a text that are read for each row of a table, by where they start.

    One whose table or columns are wrong has no rows: what is wrong is said, and nothing more of it is read.
    """
    found: dict[int, Tabled] = {}
    diagnostics: list[Diagnostic] = []
    # Texts without the keyword are told apart first: packs are long, and most scenarios stand for themselves.
    for head in _HEAD.finditer(source.text) if "row" in source.text else ():
        if head["file"]:
            file = between(source, head.start("file"), head.end("file"))
            table = files.read(head["file"][1:-1], file)
            stop, columns = _body(source, head.end())
            used = list(_columns(table.value, columns, file)) if table.value and not table.errors else []
            said = (*table.diagnostics, *used)
            rows = table.value.rows if table.value and not Result(None, said).errors else ()
            found[head.start()] = Tabled(head.start(), head.start("title"), stop, rows)
            diagnostics += said
    return Result(found, tuple(diagnostics))


def _body(source: Source, start: int) -> tuple[int, list[tuple[str, Span]]]:
    """Where a scenario ends, at the latest where the next one begins, and the columns that stand in it."""
    columns: list[tuple[str, Span]] = []
    for found in _WITHIN.finditer(source.text, start):
        if found["end"]:
            return found.end(), columns
        if found["next"]:
            return found.start(), columns
        if found["column"]:
            span = between(source, found.end("quote"), found.end() - len(found["quote"]))
            columns.append((found["column"], span))
    return len(source.text), columns


def _columns(table: Table, used: list[tuple[str, Span]], file: Span) -> Iterator[Diagnostic]:
    """Columns that the table does not have, and those that the scenario does not use."""
    names = {column.text: column for column in table.columns}
    for name, span in used:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            edit = (Edit(span, f"<{near[0]}>"),) if near else ()
            fix = Fix(f"did you mean `<{near[0]}>`?" if near else f"its columns are: {', '.join(names)}", edit)
            others = (Place(table.columns[0].span.to(table.columns[-1].span), "columns"),)
            yield error("E0806", f"the table has no column `{name}`", span, fix=fix, others=others)
    for column in table.columns:
        if column.text not in {name for name, _ in used}:
            message = f"no `<{column.text}>` stands in the scenario, so the column changes nothing"
            fix = Fix("use it or leave it out")
            yield warning("W0801", message, file, fix=fix, others=(Place(column.span, "column"),))
