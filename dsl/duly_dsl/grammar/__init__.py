"""The grammar of the language and the parser made from it.

Knows Lark and nothing of what the words mean. `duly.lark` is the grammar, `lexer.py` cuts text into whole words.
The parser is made once per process, when the first text is read.
"""

from functools import cache
from importlib.resources import files

from lark import Lark

from duly_dsl.grammar.lexer import TOO_DEEP, UNCLOSED, UNREADABLE, WordLexer

__all__ = ["TOO_DEEP", "UNCLOSED", "UNREADABLE", "WordLexer", "grammar_text", "parser"]


def grammar_text() -> str:
    """The grammar as written."""
    return files(__package__).joinpath("duly.lark").read_text(encoding="utf-8")


@cache
def parser() -> Lark:
    """The parser; trees know their positions."""
    return Lark(grammar_text(), parser="lalr", lexer=WordLexer, propagate_positions=True)
