"""The grammar itself, and the lexer that reads whole words."""

from functools import cache
from pathlib import Path

import pytest
from lark import Lark

from duly_dsl.grammar import grammar_text, keyword_names, parser
from duly_dsl.parse import parse
from duly_dsl.reserved import RESERVED
from duly_dsl.source import Source

VECTORS = Path(__file__).parents[1] / "semantics" / "vectors"
SAMPLES = sorted(VECTORS.rglob("*.duly"))
RULES = sorted((Path(__file__).parents[2] / "packs").glob("*/duly_pack_*/**/*.duly"))
# Lark's own lexer knows no tables.
PACKS = [path for path in RULES if "for each row of" not in path.read_text(encoding="utf-8")]


@cache
def _with_larks_own_lexer() -> Lark:
    return Lark(grammar_text(), parser="lalr")


def test_the_grammar_has_no_collision_that_can_be_proved() -> None:
    Lark(grammar_text(), parser="lalr", strict=True)


@pytest.mark.parametrize("path", [*SAMPLES, *PACKS], ids=lambda p: f"{p.parent.name}/{p.name}")
def test_whole_words_are_read_as_larks_own_lexer_reads_them(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert parser().parse(text) == _with_larks_own_lexer().parse(text)


def test_the_reserved_words_are_the_words_of_the_grammar() -> None:
    assert set(keyword_names()) | {"holder", "roles"} == RESERVED


@pytest.mark.parametrize(
    "text",
    [
        'groupact "the whole Act"',
        'kind thing "thing" endkind',
        'kind thing "thing" end kind kindother "other" end kind',
        'kind thing "thing" fact p:yes/nocites LAW art 1 end kind',
        'period p "p" is 6months under LAW end period',
        'date d "d" is 2 December 20277 under LAW end date',
        "pack p version 1.0.0.1 end pack",
    ],
)
def test_words_do_not_run_together(text: str) -> None:
    assert parse(Source("t", text)).diagnostics != ()


@pytest.mark.parametrize("apostrophe", ["'", "\u2019"])
def test_both_apostrophes_are_read(apostrophe: str) -> None:
    text = f'term t of thing as x "t" means x{apostrophe}s p is yes end term'
    assert parse(Source("t", text)).diagnostics == ()


def test_a_keyword_where_only_a_name_may_stand_is_a_name() -> None:
    text = 'scenario "s" as of 1 March 2026 given a is a thing expect a is t end scenario'
    assert parse(Source("t", text)).diagnostics == ()


def test_comments_and_blank_texts_are_read() -> None:
    assert parse(Source("t", "# nothing\n\n  # here")).value == ()
    assert parse(Source("t", "")).value == ()


def test_lines_that_end_in_the_way_of_windows_are_read() -> None:
    text = 'group act "act"\r\ngroup other "other"\r\n'
    read = parse(Source("t", text))
    assert (len(read.value), read.diagnostics) == (2, ())
