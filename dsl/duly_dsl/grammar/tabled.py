"""Scenarios that are read once for each row of a table, as the lexer sees them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lark import Token
from lark.utils import TextSlice

from duly_dsl.rows import COLUMN, Row

PLACEHOLDER = "PLACEHOLDER"

# A placeholder for the words of a cell; in quotes, for its text.
MARKED = f'(?P<quote>"?)<(?P<column>{COLUMN})>(?P=quote)'
_MARKED = re.compile(MARKED)


@dataclass(frozen=True, slots=True)
class Tabled:
    """Where such a scenario stands in a text, where its title does, and the rows to read it with; without rows it is
    passed over."""

    start: int
    title: int
    stop: int
    rows: tuple[Row, ...]


class RowToken(Token):
    """A word of such a scenario as read for a row. `cell` is the column whose cell it is a word of, or which stands
    right before it."""

    row: Row
    cell: str

    @classmethod
    def of(cls, token: Token, row: Row, cell: str) -> "RowToken":
        """A word as of a row."""
        made = cls.new_borrow_pos(token.type, token.value, token)
        made.row, made.cell = row, cell
        return made


def column_of(token: Token) -> str:
    """The column that a word stands for, `<aware>` or `"<aware>"`; empty if it stands for none."""
    found = _MARKED.fullmatch(token)
    return found["column"] if found else ""


@dataclass(frozen=True)
class TabledText(TextSlice[str]):
    """A stretch of text, with its scenarios for rows by the position at which they start."""

    tabled: Mapping[int, Tabled] = field(default_factory=dict)


NONE_TABLED: Mapping[int, Tabled] = MappingProxyType({})


def scenario_at(token: RowToken, tabled: Mapping[int, Tabled]) -> Tabled:
    """The scenario in which a word stands."""
    return tabled[max(at for at in tabled if at <= (token.start_pos or 0))]
