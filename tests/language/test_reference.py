"""The reference of the language is a pack: sound, its scenarios pass, and every keyword and clause stands in it."""

import re
from pathlib import Path

from duly_dsl.grammar import keyword_names, parser
from duly_dsl.literate import rules_in
from duly_dsl.parse import parse
from duly_dsl.read import Tables
from duly_dsl.source import Source
from duly_dsl.tables import PackFiles
from runs import duly

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "pack.md"
QUOTED = re.compile(r'"[^"\n]*"')
# A pack in which a conflict comes out is one that its check complains of; other files begin with `part of pack`.
NOT_SHOWN_IN_BLOCKS = {"conflict"}
OF_OTHER_FILES = {"part"}


def _rules() -> str:
    return rules_in(PAGE.name, PAGE.read_text(encoding="utf-8"))


def test_the_page_is_a_sound_pack() -> None:
    run = duly("pack", "check", PAGE.parent)
    assert (run.code, run.err) == (0, "")
    assert "reference 1.0.0: sound" in run.out


def test_its_scenarios_pass() -> None:
    run = duly("pack", "test", PAGE.parent)
    assert (run.code, run.err) == (0, ""), run.out
    assert int(run.out.split(" of ")[1].split(" ")[0]) > 10


def test_every_keyword_stands_in_it() -> None:
    words = set(re.findall(r"[a-z]+(?:/[a-z]+)?", QUOTED.sub("", _rules())))
    assert set(keyword_names()) - words == NOT_SHOWN_IN_BLOCKS
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"{word}" in page for word in (*NOT_SHOWN_IN_BLOCKS, "part of pack"))


def test_every_clause_of_the_grammar_stands_in_it() -> None:
    trees = parse(Source(PAGE.name, _rules()), PackFiles(Tables(PAGE.parent))).value
    used = {"start", *(str(node.data) for tree in trees for node in tree.iter_subtrees())}
    clauses = {str(r.alias or r.origin.name) for r in parser().rules if r.alias or not r.options.expand1}
    assert {name for name in clauses if not name.startswith("__")} - used == OF_OTHER_FILES
