"""The provisions of the law that a pack is about: `provisions.csv`, what its rules are measured against.

Columns: `id`, `citation` (as the language writes it; several parted by semicolons), `addressee` (may be empty), `kind`,
`text` (a line in own words).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from duly_dsl import phrase
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Fix, Place, Result, error
from duly_dsl.grammar import terminal_pattern
from duly_dsl.ir import Citation
from duly_dsl.rows import Cell, Row, Table, read_table
from duly_dsl.source import Source, Span
from duly_dsl.tables import read_source

FILE = "provisions.csv"
COLUMNS = ("id", "citation", "addressee", "kind", "text")
MAY_BE_EMPTY = "addressee"


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision, or several that belong together."""

    id: str
    citations: tuple[Citation, ...]
    addressee: str
    kind: str
    text: str
    span: Span = field(compare=False, repr=False)


Provisions = tuple[Provision, ...]


def provisions_in(folder: Path, pack: str, corpus: Corpus) -> Result[Provisions] | None:
    """The provisions that the folder of a pack lists; None where it has no such file."""
    path = folder / FILE
    if not path.is_file():
        return None
    source = read_source(f"{pack}/{FILE}", path.read_bytes())
    found = read_provisions(source.value, pack, corpus)
    return Result(found.value, (*source.diagnostics, *found.diagnostics))


def read_provisions(source: Source, pack: str, corpus: Corpus) -> Result[Provisions]:
    """The provisions of a text, without those that are wrong."""
    table = read_table(source)
    if table.value is None:
        return Result((), table.diagnostics)
    wrong = [*table.diagnostics, *_columns(table.value)]
    if wrong:
        return Result((), tuple(wrong))
    found: dict[str, Provision] = {}
    for row in table.value.rows:
        faults = [*_empty(row), *_twice(row, found)]
        citations = _citations(row.cells["citation"], pack, corpus)
        wrong += [*faults, *citations.diagnostics]
        if not faults and not citations.errors:
            said = {name: row.cells[name].text for name in COLUMNS}
            provision = Provision(
                said["id"], citations.value, said["addressee"], said["kind"], said["text"], row.cells["id"].span
            )
            found[provision.id] = provision
    return Result(tuple(found.values()), tuple(wrong))


def _columns(table: Table) -> Iterator[Diagnostic]:
    names = [column.text for column in table.columns]
    if sorted(names) != sorted(COLUMNS):
        span = table.columns[0].span.to(table.columns[-1].span)
        message = f"a list of provisions has the columns {', '.join(COLUMNS)}, and other ones stand here"
        yield error("E0811", message, span, fix=Fix(f"write `{','.join(COLUMNS)}`"))


def _empty(row: Row) -> Iterator[Diagnostic]:
    for name in COLUMNS:
        if not row.cells[name].text and name != MAY_BE_EMPTY:
            yield error("E0811", f"{row}: a provision has {phrase.a(name)}, and none stands here", row.cells[name].span)


def _twice(row: Row, found: dict[str, Provision]) -> Iterator[Diagnostic]:
    cell = row.cells["id"]
    if cell.text in found:
        others = (Place(found[cell.text].span, "first"),)
        message = f"two provisions are called `{cell.text}`"
        yield error("E0813", message, cell.span, role="second", others=others, fix=Fix("give one of them another id"))


def _citations(cell: Cell, pack: str, corpus: Corpus) -> Result[tuple[Citation, ...]]:
    found: list[Citation] = []
    wrong: list[Diagnostic] = []
    names = sorted({name for _, name in corpus.instruments if corpus.instrument(pack, name)})
    for part in cell.text.split(";") if cell.text else ():
        said = " ".join(part.split())
        read = _pattern().fullmatch(said)
        if read is None:
            message = f"a citation reads such as `AIA art 26 par 6`, and `{said}` stands here"
            wrong.append(error("E0812", message, cell.span, fix=Fix("several citations are parted by semicolons")))
        elif read["instrument"] not in names:
            near = get_close_matches(read["instrument"], names, n=1)
            fix = Fix(f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(names)}")
            wrong.append(error("E0812", f"there is no instrument `{read['instrument']}`", cell.span, fix=fix))
        else:
            found.append(Citation(read["instrument"], read["provision"], cell.span))
    return Result(tuple(found), tuple(wrong))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"(?P<instrument>{terminal_pattern('INSTRUMENT')}) (?P<provision>{terminal_pattern('CITE')})")
