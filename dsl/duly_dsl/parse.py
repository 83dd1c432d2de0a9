"""Text to syntax trees, one for each item of a file.

A sound file is read in one go. After an error the reader goes on at the next item, so that one run reports several
errors; the items that could be read are kept.
"""

import re

from lark import Token, Tree
from lark.exceptions import UnexpectedToken
from lark.utils import TextSlice

from duly_dsl.diagnostics import Diagnostic, Result
from duly_dsl.grammar import parser
from duly_dsl.source import Source
from duly_dsl.syntax_errors import describe, odd_character

Trees = tuple[Tree[Token], ...]

_MOST_ERRORS = 50
_NAMED = r"[a-z][a-z0-9_]*"
_ITEM_STARTS = re.compile(
    rf"""^[ \t]*(?:
      (?:pack|kind|choice|group|calendar|parameter|date|period|amount|reading)[ ]{_NAMED}[ ](?:"|version\b)
      |part[ ]of[ ]pack\b|extend[ ]kind\b|evidence[ ]kind\b|leaves[ ]out\b|crosswalk\b
      |role[ ]{_NAMED}[ ](?:of|within)\b|term[ ]{_NAMED}[ ]of\b|rule[ ][A-Z]|scenario[ ]"
    )""",
    re.MULTILINE | re.VERBOSE,
)
_ANY_END = re.compile(
    r"\bend\s+(?:pack|kind|choice|date|period|amount|reading|term|rule|scenario|evidence\s+kind)\b"
)
_ENDS = {
    "DATE": "date",
    "RULE": "rule",
    "SCENARIO": "scenario",
    "TERM": "term",
    "PACK": "pack",
    "READING": "reading",
    "KIND": "kind",
    "EXTEND": "kind",
    "CHOICE": "choice",
    "PERIOD": "period",
    "EVIDENCE": r"evidence\s+kind",
    "AMOUNT": "amount",
}


def parse(source: Source) -> Result[Trees]:
    """The items of a text, and what could not be read."""
    odd = odd_character(source)
    if odd is not None:
        return Result((), (odd,))
    trees: list[Tree[Token]] = []
    diagnostics: list[Diagnostic] = []
    start = 0
    while True:
        try:
            trees += _items(parser().parse(TextSlice(source.text, start, len(source.text))))
            break
        except UnexpectedToken as unexpected:
            diagnostics.append(describe(source, unexpected))
            start = _next_item(source.text, start, unexpected)
            trees += _finished(unexpected)
            if start >= len(source.text) or len(diagnostics) >= _MOST_ERRORS:
                break
    return Result(tuple(trees), tuple(diagnostics))


def _items(tree: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in tree.children if isinstance(child, Tree)]


def _finished(unexpected: UnexpectedToken) -> list[Tree[Token]]:
    """The items before the error; the last may be complete without the parser having closed it."""
    reader = unexpected.interactive_parser
    try:
        return _items(reader.feed_eof())
    except UnexpectedToken:
        bottom = next(iter(reader.parser_state.value_stack), None)
        is_list = isinstance(bottom, Tree) and str(bottom.data).startswith("__start")
        return _items(bottom) if is_list else []


def _open_item(unexpected: UnexpectedToken) -> str | None:
    """The keyword of the item in which the error stands."""
    stack = unexpected.interactive_parser.parser_state.value_stack
    tokens = (value for value in stack[:2] if isinstance(value, Token))
    return next((token.type for token in tokens), None)


def _next_item(text: str, start: int, unexpected: UnexpectedToken) -> int:
    """Where reading can go on: at the next line that begins an item, or after the end of this one."""
    token = unexpected.token
    if token.type == "$END" or token.start_pos is None:
        return len(text)
    opened = _open_item(unexpected)
    own_end = re.compile(rf"\bend\s+{_ENDS[opened]}\b") if opened in _ENDS else _ANY_END
    line_start = text.rfind("\n", 0, token.start_pos) + 1
    following = _ITEM_STARTS.search(text, line_start)
    while following and following.end() <= max(token.start_pos, start + 1):
        following = _ITEM_STARTS.search(text, following.end())
    end = own_end.search(text, token.start_pos)
    places = [m for m in (following.start() if following else None, end.end() if end else None) if m]
    return min(places, default=len(text))
