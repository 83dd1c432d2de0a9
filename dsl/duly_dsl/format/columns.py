"""Clauses whose parts stand below those of their neighbours: instruments, dated versions, readings, facts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from duly_dsl.format.page import STEP, WIDTH, Break, Doc, Group, Line, Nest, Spaces
from duly_dsl.format.phrases import Setting
from duly_dsl.format.printing import on_one_line
from duly_dsl.format.words import Node, place


@dataclass(frozen=True, slots=True)
class Row:
    """A clause: its columns, and the lines below it."""

    columns: tuple[Doc, ...]
    below: tuple[Doc, ...] = ()


def in_columns(rows: Sequence[Row], apart: Sequence[bool]) -> Iterator[Doc]:
    """The first lines of rows, each column below that of its neighbours; an empty line parts neighbours."""
    start = 0
    for number in range(1, len(rows) + 1):
        if number == len(rows) or apart[number] or len(rows[number].columns) != len(rows[start].columns):
            yield from _aligned([row.columns for row in rows[start:number]])
            start = number


def _aligned(rows: Sequence[tuple[Doc, ...]]) -> Iterator[Doc]:
    """Columns of one width, if all rows fit on their lines so."""
    texts = [[on_one_line(column) or "" for column in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    fit = STEP + sum(widths) + len(widths) - 1 <= WIDTH and all(on_one_line(row) is not None for row in rows)
    for row, text in zip(rows, texts, strict=True):
        gaps = [Spaces(width - len(cell) + 1) for width, cell in zip(widths, text, strict=True)]
        yield tuple(zip(row, gaps, strict=True)) if fit else row


def instrument(setting: Setting, node: Node) -> Row:
    """`source AIA "..." published D in force from D`."""
    published = place(node.children, "PUBLISHED")
    dates = Group((Break(), setting.run(node.children[published:])))
    return Row((*map(setting, node.children[:3]), (setting.run(node.children[3:published]), dates)))


def version(setting: Setting, node: Node) -> Row:
    """`is D under AIA when reading r is v`."""
    under = place(node.children, "UNDER")
    reading = (Group((Break(), setting(part))) for part in node.children[under + 2 :])
    return Row((setting.run(node.children[:under]), (setting.run(node.children[under : under + 2]), *reading)))


def reading_value(setting: Setting, node: Node) -> Row:
    """`is both_tests "..."`."""
    return Row((setting.run(node.children[:2]), setting(node.children[2])))


def fact(setting: Setting, node: Node) -> Row:
    """`fact f: yes/no per version cites LAW art 1`; below it, its question with what explains it, and how often it is
    stated anew."""
    parts = node.children
    below = place(parts, "fact_ask", "fact_explanation", "fact_example", "fact_restate")
    cites = place(parts[:below], "fact_cites")
    cited = (Group((Break(), setting.run(parts[cites:below]))),) if cites < below else ()
    return Row((setting.run(parts[:cites]), *cited), tuple(Nest((Line(), setting(part))) for part in parts[below:]))


ROWS: Mapping[str, Callable[[Setting, Node], Row]] = {
    "pack_source": instrument,
    "pack_amendment": instrument,
    "pack_proposal": instrument,
    "dated_version": version,
    "period_version": version,
    "reading_value": reading_value,
    "fact": fact,
}
