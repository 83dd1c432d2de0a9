"""What was begun and not closed before the place where the parser stopped."""

from collections.abc import Sequence
from dataclasses import dataclass

from lark import Token, Tree

from duly_dsl.source import Source, Span
from duly_dsl.syntax_errors.spans import span_of, span_of_tree

Value = Token | Tree[Token]

CLOSINGS = {
    "PACK": "end pack",
    "KIND": "end kind",
    "EXTEND": "end kind",
    "CHOICE": "end choice",
    "EVIDENCE": "end evidence kind",
    "DATE": "end date",
    "PERIOD": "end period",
    "AMOUNT": "end amount",
    "TABLE": "end table",
    "READING": "end reading",
    "TERM": "end term",
    "CLASSIFICATION": "end classification",
    "RULE": "end rule",
    "SCENARIO": "end scenario",
}
_BRACKETS = {"LBRACE": "}", "LPAR": ")"}
HEADS = ("block_head", "accept_head")


@dataclass(frozen=True, slots=True)
class Open:
    """Something begun and not closed: how a reader calls it, and what closes it."""

    what: str
    span: Span
    closing: str
    is_item: bool


def opened(source: Source, values: Sequence[Value]) -> tuple[Open, ...]:
    """Everything on the parser's stack that is not closed, outermost first."""
    found: list[Open] = []
    for index, value in enumerate(values):
        following = values[index + 1] if index + 1 < len(values) else None
        if isinstance(value, Tree):
            if value.data in HEADS:
                found.append(Open("block", span_of_tree(source, value), "end", is_item=False))
        elif index and _is_end(values[index - 1]):
            continue
        elif not found:
            if value.type in CLOSINGS:
                found.append(_item(source, value, following))
        elif _closes(value, following, found[-1]):
            found.pop()
        elif (inner := _inner(values, index, following, found)) is not None:
            what, closing = inner
            found.append(Open(what, span_of(source, value), closing, is_item=False))
    return tuple(found)


def _is_end(value: Value) -> bool:
    return isinstance(value, Token) and value.type == "END"


def _closes(value: Token, following: Value | None, innermost: Open) -> bool:
    """Whether this closes the innermost; a last `end` does not say what it closes."""
    if value.type in ("RBRACE", "RPAR"):
        return True
    return _is_end(value) and isinstance(following, Token) and not innermost.is_item


def _inner(
    values: Sequence[Value], index: int, following: Value | None, found: Sequence[Open]
) -> tuple[str, str] | None:
    """What a word inside an item begins, and what closes it."""
    value = values[index]
    assert isinstance(value, Token)
    if value.type == "TASK":
        return "task", "end task"
    if value.type == "EVIDENCE" and isinstance(following, Token) and _is_requirement(values, index):
        return f"evidence `{following}`", "end evidence"
    if value.type == "WITH" and found[-1:] and found[-1].closing == "end scenario":
        return "list of facts", "end"
    if value.type in _BRACKETS:
        return f"`{value}`", _BRACKETS[value.type]
    return None


def _is_requirement(values: Sequence[Value], index: int) -> bool:
    """Whether this `evidence` begins a requirement (`relies on evidence` does not)."""
    before = values[index - 1] if index else None
    return not isinstance(before, Token) or before.type == "STRING"


def _item(source: Source, keyword: Token, following: Value | None) -> Open:
    closing = CLOSINGS[keyword.type]
    sort = closing.removeprefix("end ")
    span = span_of(source, keyword)
    if not isinstance(following, Token):
        return Open(sort, span, closing, is_item=True)
    name = str(following) if keyword.type in ("RULE", "SCENARIO") else f"`{following}`"
    return Open(f"{sort} {name}", span, closing, is_item=True)
