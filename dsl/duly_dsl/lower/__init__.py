"""Syntax tree to IR: the only translation, one function per phrase of the grammar.

Knows trees and the IR. Reports what the grammar cannot see (a clause twice or missing, 31 February,
a label twice, a reserved word as a name) and goes on. It must not look a name up: what a name
means, and whether it means anything, is for `check`.
"""

from collections.abc import Callable, Mapping, Sequence

from duly_dsl.diagnostics import Diagnostic, Result
from duly_dsl.lower import faults
from duly_dsl.lower.classification import classification
from duly_dsl.lower.content import FileContent, Item, PartOf
from duly_dsl.lower.context import Lowering
from duly_dsl.lower.header import LANGUAGE, header
from duly_dsl.lower.law import amount, crosswalk, dated, group, leaves_out, period, reading, table
from duly_dsl.lower.nodes import Node, leaf, leaves, maybe_branch
from duly_dsl.lower.rules import rule, term
from duly_dsl.lower.scenarios import row_of, scenario
from duly_dsl.lower.vocabulary import (
    calendar,
    choice,
    evidence_kind,
    extend,
    kind,
    parameter,
    role,
    staff,
)
from duly_dsl.row_faults import told_by_rows
from duly_dsl.rows import Row
from duly_dsl.source import Source

__all__ = ["LANGUAGE", "FileContent", "Item", "PartOf", "lower"]

_ITEMS: Mapping[str, Callable[[Lowering, Node], Item | None]] = {
    "amount": amount,
    "calendar": calendar,
    "choice": choice,
    "classification": classification,
    "crosswalk": crosswalk,
    "dated": dated,
    "evidence_kind": evidence_kind,
    "extend": extend,
    "group": group,
    "kind": kind,
    "leaves_out": leaves_out,
    "parameter": parameter,
    "period": period,
    "reading": reading,
    "role": role,
    "rule": rule,
    "scenario": scenario,
    "staff": staff,
    "table": table,
    "term": term,
}


def _part(low: Lowering, node: Node) -> PartOf:
    groups = maybe_branch(node, 1)
    names = tuple(str(g) for g in leaves(groups)) if groups else ()
    return PartOf(str(leaf(node)), names, low.span(node))


def _belongs(low: Lowering, trees: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """Headers and part lines; a file has one of the two, once."""
    headers = [t for t in trees if t.data == "pack"]
    parts = [t for t in trees if t.data == "part"]
    found = [*headers, *parts]
    for other in found[1:]:
        low.report(faults.belongs_twice(low.span(other), low.span(found[0])))
    return headers, parts


def lower(source: Source, trees: Sequence[Node]) -> Result[FileContent]:
    """The content of one file from the trees of its items."""
    first = next((t for t in trees if t.data in ("pack", "part")), None)
    pack = str(leaf(first)) if first is not None else ""
    low = Lowering(source, pack, ())
    headers, parts = _belongs(low, trees)
    own_header = header(low, headers[0]) if headers else None
    part = _part(low, parts[0]) if parts and not headers else None
    low.groups = part.groups if part is not None else ()
    items: list[Item] = []
    found: list[tuple[Diagnostic, Row | None]] = [(diagnostic, None) for diagnostic in low.diagnostics]
    for tree in (t for t in trees if t.data in _ITEMS):
        low.diagnostics.clear()
        item = _ITEMS[tree.data](low, tree)
        items += [item] if item is not None else []
        row = row_of(tree) if tree.data == "scenario" else None
        found += [(diagnostic, row) for diagnostic in low.diagnostics]
    return Result(FileContent(source, own_header, part, tuple(items)), tuple(told_by_rows(found)))
