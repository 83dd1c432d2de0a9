"""Texts that Hypothesis makes from the grammar, judged like all others; it looks for a short one that breaks a law."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark
from lark.lexer import TerminalDef

from duly_dsl.grammar import WordLexer, grammar_text
from duly_dsl.load import NOBODY
from duly_dsl.source import Source
from fuzz.derive import SAMPLES
from fuzz.laws import judged

GRAMMAR = Lark(grammar_text(), parser="lalr", lexer=WordLexer)


def words(terminal: TerminalDef) -> st.SearchStrategy[str]:
    """A word of a sort, apart from the next one; comments and blanks come from other texts."""
    if terminal.name in SAMPLES:
        return st.randoms(use_true_random=False).map(lambda random: f"{SAMPLES[terminal.name](random)} ")
    return st.just(f"{terminal.pattern.value} " if terminal.pattern.type == "str" else " ")


@given(from_lark(GRAMMAR, start="start", explicit={each.name: words(each) for each in GRAMMAR.terminals}))
def test_no_law_is_broken_for_what_the_grammar_allows(text: str) -> None:
    assert judged(Source("fuzz.duly", text), NOBODY).broken == ()
