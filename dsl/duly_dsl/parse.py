"""Text to syntax trees, one for each item of a file.

A sound file is read in one go. After an error reading goes on at the next item, so that one run
reports several errors; the items that could be read are kept.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from lark import Token, Tree
from lark.exceptions import UnexpectedToken

from duly_dsl.diagnostics import Result
from duly_dsl.grammar import END_OF_TEXT, RowToken, Tabled, TabledText, finished, open_item, parser, scenario_at
from duly_dsl.source import Source
from duly_dsl.syntax_errors import describe, odd_character
from duly_dsl.syntax_errors.opened import CLOSINGS
from duly_dsl.tables import NO_FILES, PackFiles, tabled_scenarios

Trees = tuple[Tree[Token], ...]

_MOST_ERRORS = 50
_NAMED = r"[a-z][a-z0-9_]*"
_ITEM_STARTS = re.compile(
    rf"""^[ \t]*(
      (?:pack|kind|choice|group|calendar|parameter|date|period|amount|table|reading)[ ]{_NAMED}
        [ ](?:"|version\b)
      |part[ ]of[ ]pack\b|extend[ ]kind\b|evidence[ ]kind\b|leaves[ ]out\b|crosswalk\b
      |role[ ]{_NAMED}[ ](?:of|within)\b|(?:term|classification)[ ]{_NAMED}[ ]of\b|rule[ ][A-Z]|scenario[ ]"
    )""",
    re.MULTILINE | re.VERBOSE,
)
_END_OF = {
    name: re.compile(r"\s+".join([r"\bend", *closing.split()[1:]]) + r"\b") for name, closing in CLOSINGS.items()
}
_ANY_END = re.compile("|".join(dict.fromkeys(end.pattern for end in _END_OF.values())))


def parse(source: Source, files: PackFiles = NO_FILES) -> Result[Trees]:
    """The items of a text, and what could not be read; its scenarios may name `files`."""
    odd = odd_character(source)
    if odd is not None:
        return Result((), (odd,))
    found = tabled_scenarios(source, files)
    tabled = found.value
    trees: list[Tree[Token]] = []
    diagnostics = [*found.diagnostics]
    most = len(diagnostics) + _MOST_ERRORS
    start = 0
    while True:
        try:
            whole = parser().parse(TabledText(source.text, start, len(source.text), tabled))
            trees += [child for child in whole.children if isinstance(child, Tree)]
            break
        except UnexpectedToken as unexpected:
            diagnostics.append(describe(source, unexpected, start, tabled))
            start, tabled = _next(source.text, unexpected, tabled)
            trees += finished(unexpected.interactive_parser)
            if start >= len(source.text) or len(diagnostics) >= most:
                break
    return Result(tuple(trees), tuple(diagnostics))


def item_before(text: str, place: int) -> int:
    """Where the last item begins that begins before a place; the beginning of the text where there is none."""
    starts = [found.start(1) for found in _ITEM_STARTS.finditer(text, 0, place)]
    return starts[-1] if starts else 0


def _next(text: str, unexpected: UnexpectedToken, tabled: Mapping[int, Tabled]) -> tuple[int, Mapping[int, Tabled]]:
    """Where reading goes on, and with which rows: after an error in a cell, with the next row."""
    token = unexpected.token
    if not isinstance(token, RowToken) or not token.cell:
        return _next_item(text, unexpected), tabled
    scenario = scenario_at(token, tabled)
    rows = scenario.rows[scenario.rows.index(token.row) + 1 :]
    return scenario.start, {**tabled, scenario.start: replace(scenario, rows=rows)}


def _next_item(text: str, unexpected: UnexpectedToken) -> int:
    """Where reading goes on: at the next line that begins an item, or after the end of this one."""
    token, opened = unexpected.token, open_item(unexpected.interactive_parser)
    if token.type == END_OF_TEXT or token.start_pos is None or token.end_pos is None:
        return len(text)
    began = token.start_pos if opened is None or opened.start_pos is None else opened.start_pos
    following = _ITEM_STARTS.search(text, text.rfind("\n", 0, token.start_pos) + 1)
    while following and (following.end() <= token.start_pos or following.start(1) <= began):
        following = _ITEM_STARTS.search(text, following.end())
    own_end = _END_OF.get(opened.type, _ANY_END) if opened is not None else _ANY_END
    end = own_end.search(text, token.end_pos)
    found = [following.start(1)] if following else []
    return min([*found, end.end()] if end else found, default=len(text))
