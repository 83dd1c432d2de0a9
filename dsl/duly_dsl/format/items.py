"""How items are set: a clause on each line, groups of items and of clauses apart."""

from collections.abc import Iterator, Mapping, Sequence

from lark import Tree

from duly_dsl.format.columns import ROWS, Row, in_columns
from duly_dsl.format.page import Blank, Break, Doc, Group, Line, Nest, Spaces
from duly_dsl.format.phrases import Layout, Setting
from duly_dsl.format.words import Node, Part, kind, place

_BEGINS_LAST_CLAUSE = frozenset({"IS", "WITH", "CLOSED", "DEFAULT"})
_IN_THE_HEAD = "rows"
_SORTS = {"extend": "kind", "staff": "role"}
_STANDS_APART = frozenset({"pack", "part", "rule"})


def items(setting: Setting, node: Node) -> Doc:
    """The items of a text: rules and items of different sorts stand apart, others as their author grouped them."""
    docs: list[Doc] = []
    previous = ""
    for part in node.children:
        sort, gap = _SORTS.get(kind(part), kind(part)), setting.words.gap(part)
        differs = sort != previous or sort in _STANDS_APART
        apart = gap.begins_blank or (differs and not gap.has_blank)
        docs.append((Line(), Blank() if apart and docs else (), setting(part)))
        previous = sort
    last = setting.words.last
    return (*docs, (Line(), Blank() if last.begins_blank and docs else (), last.comments()) if last.remarks else ())


def item(setting: Setting, node: Node) -> Doc:
    """An item, or a block within a rule: its head, its clauses, its end."""
    parts = node.children
    end = place(parts, "END")
    clauses = list(_clauses(parts[:end]))
    head, closing = parts[: end - sum(map(len, clauses))], parts[end:]
    if not clauses and not (closing and setting.words.gap(closing[0]).has_comments):
        return setting.run(parts)
    rows = [_row(setting, clause) for clause in clauses]
    apart = [n > 0 and setting.words.gap(clause[0]).begins_blank for n, clause in enumerate(clauses)]
    lines = tuple(
        (Line(), Blank() if blank else (), line, *row.below)
        for row, blank, line in zip(rows, apart, in_columns(rows, apart), strict=True)
    )
    return (setting.run(head), Nest(lines), setting.closing(closing) if closing else ())


def _clauses(parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """What follows the head: phrases, and a last clause that is no phrase in the grammar."""
    for number, part in enumerate(parts):
        if isinstance(part, Tree):
            if part.data != _IN_THE_HEAD:
                yield [part]
        elif part.type in _BEGINS_LAST_CLAUSE:
            yield parts[number:]
            return


def _row(setting: Setting, clause: Sequence[Part]) -> Row:
    begins = clause[0]
    if isinstance(begins, Tree):
        row = ROWS.get(begins.data)
        return row(setting, begins) if row else Row((setting(begins),))
    words = next((n for n, part in enumerate(clause) if isinstance(part, Tree)), len(clause))
    return Row(((setting.run(clause[:words]), setting.list_of(clause[words:])),))


def given(setting: Setting, node: Node) -> Doc:
    """`given x is a k with f: v  g: w end`: on one line if its author wrote it so and it fits, else in his lines."""
    parts = node.children
    opened = place(parts, "WITH") + 1
    if opened > len(parts):
        return setting.run(parts)
    head, stated, closing = setting.run(parts[:opened]), parts[opened:-1], parts[-1:]
    lines = [setting.words.gap(part).ends_line for part in parts[opened:]]
    docs = [setting(part) for part in stated]
    if not any(lines):
        apart = [Group((Break(0), Spaces(2), doc)) for doc in docs[1:]]
        return Group((head, Nest((Break(0), *docs[:1], *apart)), Break(0), setting.run(closing)))
    within = [
        (Line(), doc) if line or n == 0 else Group((Break(0), Spaces(2), doc))
        for n, (doc, line) in enumerate(zip(docs, lines[:-1], strict=True))
    ]
    return (head, Nest(tuple(within)), setting.closing(closing))


def evidence_given(setting: Setting, node: Node) -> Doc:
    """`given evidence k for x collected on D version "1"`; what else is said of it stands below, where it is long."""
    parts = node.children
    more = place(parts, "eg_accepted", "eg_stating", "eg_complete")
    said = [Group((Break(), setting(part))) for part in parts[more + 1 :]]
    return (setting.run(parts[:more]), Group((Break(), setting.run(parts[more : more + 1]), *said)))


ITEMS: Mapping[str, Layout] = {
    "start": items,
    **dict.fromkeys(
        (
            *(
                "pack",
                "kind",
                "extend",
                "choice",
                "evidence_kind",
                "calendar",
                "dated",
                "period",
                "amount",
                "table",
                "reading",
            ),
            *("term", "classification", "rule", "evidence", "task", "scenario"),
        ),
        item,
    ),
    "sc_given": given,
    "sc_given_version": given,
    "sc_evidence": evidence_given,
}
