"""The reference of the language is a pack: sound, its scenarios pass, and every keyword and clause stands in it."""

import re
from pathlib import Path

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.grammar import keyword_names, parser
from duly_dsl.load import check_text
from duly_dsl.read import read_text
from duly_dsl.source import Source
from duly_engine import Duly
from duly_engine.scenarios import run_all

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "language.md"
BLOCK = re.compile(r"^```duly\n(.*?)^```", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r'"[^"\n]*"')
# A pack in which a conflict comes out is one that its check complains of; other files begin with `part of pack`.
NOT_SHOWN_IN_BLOCKS = {"conflict"}
OF_OTHER_FILES = {"part"}


def _rules() -> Source:
    """The blocks alone, each line where it stands in the page."""
    text = PAGE.read_text(encoding="utf-8")
    inside = [(found.start(1), found.end(1)) for found in BLOCK.finditer(text)]
    kept = "".join(c if c == "\n" or any(a <= n < b for a, b in inside) else " " for n, c in enumerate(text))
    return Source("language.md", kept)


def _beside() -> Corpus:
    return Duly.with_packs("ai_assets", "eu_ai_act").corpus


def test_the_page_is_a_sound_pack() -> None:
    found: tuple[Diagnostic, ...] = check_text(_rules(), _beside())
    assert [(d.code, d.message, str(d.span)) for d in found] == []


def test_its_scenarios_pass() -> None:
    pack = read_text(_rules()).value
    assert pack is not None
    corpus = Corpus((*_beside().packs, pack))
    outcomes = list(run_all(corpus, pack.scenarios))
    assert len(outcomes) > 10
    assert [(o.scenario.title, [f.got for f in o.failures]) for o in outcomes if o.failures] == []


def test_every_keyword_stands_in_it() -> None:
    words = set(re.findall(r"[a-z]+(?:/[a-z]+)?", QUOTED.sub("", _rules().text)))
    assert set(keyword_names()) - words == NOT_SHOWN_IN_BLOCKS
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"{word}" in page for word in (*NOT_SHOWN_IN_BLOCKS, "part of pack"))


def test_every_clause_of_the_grammar_stands_in_it() -> None:
    tree = parser().parse(_rules().text)
    used = {str(node.data) for node in tree.iter_subtrees()}
    clauses = {str(r.alias or r.origin.name) for r in parser().rules if r.alias or not r.options.expand1}
    assert {name for name in clauses if not name.startswith("__")} - used == OF_OTHER_FILES
