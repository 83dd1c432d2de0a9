"""The policy book as Markdown: every pack renders, links resolve, words stand for names, the bytes are the same."""

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings

from duly_dsl.corpus import Corpus
from duly_dsl.render.book import book
from duly_dsl.render.document import lines_of, plain
from duly_dsl.render.markdown import markdown
from strategies import packs

from .books import LODGE, NAMES, SHIPPED, of_folder, shipped

HOSTILE = Path(__file__).parents[1] / "reports" / "cases" / "hostile"
SNAKE = re.compile(r"\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b")
ANCHOR = re.compile(r'^<a id="([^"]+)"></a>$', re.MULTILINE)


def _links(text: str) -> set[str]:
    return set(re.findall(r"\]\(<([^>]*)>\)", text)) | set(re.findall(r"\]\((#[^)<>]*)\)", text))


@pytest.mark.parametrize("name", NAMES)
def test_every_internal_link_of_a_shipped_pack_resolves(name: str) -> None:
    text = markdown(shipped(name))
    anchors = Counter(ANCHOR.findall(text))
    assert max(anchors.values()) == 1
    inner = {link.removeprefix("#") for link in _links(text) if link.startswith("#")}
    assert inner
    assert inner - set(anchors) == set()
    outer = {link for link in _links(text) if not link.startswith("#")}
    assert outer <= {i.url for i in SHIPPED.instruments.values()}


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_has_an_entry_under_its_title_and_citations(name: str) -> None:
    entries = {entry.of.name: entry for chapter in shipped(name).rules for entry in chapter.entries}
    assert set(entries) == {rule.id for rule in SHIPPED.by_name[name].rules}
    for rule in SHIPPED.by_name[name].rules:
        assert entries[rule.id].title in {version.title for version in SHIPPED.rules[rule.id]}
        cited = [plain(line) for line in entries[rule.id].cites]
        assert len(cited) >= len({str(citation) for citation in rule.citations})


@pytest.mark.parametrize("name", NAMES)
def test_no_identifier_is_shown(name: str) -> None:
    """But where the author wrote one into a text of the pack."""
    said = re.sub(r'<a id="[^"]*">|\(<?#[^)]*\)', "", markdown(shipped(name))).replace("\\_", "_")
    written = " ".join(
        text for source in _sources(name) for text in re.findall(r'"([^"\n]*)"', re.sub(r"#.*", "", source))
    )
    assert set(SNAKE.findall(said)) - set(SNAKE.findall(written)) == set()


def _sources(name: str) -> set[str]:
    return {rule.span.source.text for pack in SHIPPED.packs if pack.name == name for rule in pack.rules}


@pytest.mark.parametrize("name", NAMES)
def test_every_scenario_is_told_once(name: str) -> None:
    text = markdown(shipped(name))
    told = re.findall(r'<a id="example-(\d+)">', text)
    assert sorted(map(int, told)) == list(range(1, len(SHIPPED.by_name[name].scenarios) + 1))


def test_the_book_of_a_small_pack() -> None:
    """`DULY_UPDATE_EXPECTED=1` writes the expectation anew; read the difference."""
    expected = LODGE / "expected.md"
    if os.environ.get("DULY_UPDATE_EXPECTED"):
        expected.write_text(markdown(of_folder(LODGE)), encoding="utf-8", newline="\n")
    assert markdown(of_folder(LODGE)) == expected.read_text(encoding="utf-8")


def test_foreign_text_is_no_markup() -> None:
    text = markdown(of_folder(HOSTILE))
    own = re.sub(r'^<a id="[a-zA-Z0-9.-]+"></a>$', "", text, flags=re.MULTILINE)
    own = re.sub(r"\]\(<[^<>]*>\)", "", own)
    assert not re.search(r"(?<!\\)[<>]", own)
    assert r"\</h4\>\<script\>alert('title')\</script\> {% raw %}" in text


HASHED = """
import hashlib
from duly_engine import Duly
from duly_dsl.render.book import book
from duly_dsl.render.markdown import markdown
from duly_engine.reports.book import book_html
corpus = Duly.with_installed_packs().corpus
for pack in corpus.packs:
    told = book(pack, corpus, {})
    print(hashlib.sha256((markdown(told) + book_html(told, "0")).encode()).hexdigest())
"""


def test_the_bytes_are_the_same_whatever_the_hash_seed() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", HASHED],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert said.pop().count("\n") == len(NAMES)
    assert hashlib.sha256(b"").hexdigest() not in said


def test_articles_follow_each_other_as_in_the_law() -> None:
    titles = [chapter.title for chapter in shipped("eu_ai_act").rules]
    numbers = [int(title.rsplit(" ", 1)[1]) for title in titles]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == len(numbers)
    first = [entry.of.name for entry in shipped("eu_ai_act").rules[0].entries]
    assert first.index("AIA-5-1-BA") < first.index("AIA-5-1-C") < first.index("AIA-5-1B")


def test_what_a_pack_leaves_out_and_how_provisions_relate() -> None:
    chapters = {chapter.title: chapter for chapter in of_folder(LODGE).words}
    left_out = [line for p in chapters["What the pack leaves out"].passages for line in lines_of(p)]
    assert left_out == ["ACT Art. 9: duty of the county"]
    related = [line for p in chapters["How provisions relate"].passages for line in lines_of(p)]
    assert related == ["ACT Art. 2(1) intersects AMD section 4"]


@settings(max_examples=15, deadline=None)
@given(packs())
def test_a_pack_of_any_shape_has_a_book_whose_links_resolve(corpus: Corpus) -> None:
    text = markdown(book(corpus.packs[0], corpus, {}))
    inner = {link.removeprefix("#") for link in _links(text) if link.startswith("#")}
    assert inner <= set(ANCHOR.findall(text))
    assert text.count("\n#### ") >= len(corpus.rules)
