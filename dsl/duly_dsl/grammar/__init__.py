"""The grammar of the language and the parser made from it.

Knows Lark and nothing of what the words mean. `duly.lark` is the grammar, `lexer.py` cuts text into
whole words, `reader.py` tries what a stopped parser could read. The parser is made once per
process, when the first text is read.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from lark import Lark
from lark.lexer import PatternStr

from duly_dsl.grammar.lexer import END_OF_TEXT, TOO_DEEP, UNCLOSED, UNREADABLE, WordLexer
from duly_dsl.grammar.reader import accepts, feeds, finished, forced, one_word_back, open_item, read_on, read_whole
from duly_dsl.grammar.tabled import (
    MARKED,
    NONE_TABLED,
    PLACEHOLDER,
    RowToken,
    Tabled,
    TabledText,
    column_of,
    scenario_at,
)

__all__ = [
    "END_OF_TEXT",
    "MARKED",
    "MONTHS",
    "NONE_TABLED",
    "PLACEHOLDER",
    "TOO_DEEP",
    "UNCLOSED",
    "UNREADABLE",
    "RowToken",
    "Tabled",
    "TabledText",
    "WordLexer",
    "accepts",
    "column_of",
    "feeds",
    "finished",
    "forced",
    "grammar_text",
    "keyword_names",
    "one_word_back",
    "open_item",
    "parser",
    "read_on",
    "read_whole",
    "scenario_at",
    "terminal_pattern",
    "terminal_texts",
]


def grammar_text() -> str:
    """The grammar as written."""
    return files(__package__).joinpath("duly.lark").read_text(encoding="utf-8")


# Written out, as the standard library's names follow the locale.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@cache
def parser() -> Lark:
    """The parser; trees know their positions."""
    return Lark(grammar_text(), parser="lalr", lexer=WordLexer, propagate_positions=True)


@cache
def keyword_names() -> Mapping[str, str]:
    """The words of the language, each with the name of its terminal."""
    return {text: name for name, text in terminal_texts().items() if text.isalpha()}


@cache
def terminal_texts() -> Mapping[str, str]:
    """The terminals that are always the same text, by name."""
    return {t.name: t.pattern.value for t in parser().terminals if isinstance(t.pattern, PatternStr)}


def terminal_pattern(name: str) -> str:
    """The pattern of a terminal that is not always the same text."""
    return next(str(t.pattern.value) for t in parser().terminals if t.name == name)
