"""Whatever a file holds: no crash, no endless reading, no diagnostic without its place."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly_dsl.diagnostics import Diagnostic
from duly_dsl.diagnostics_text import render_text
from duly_dsl.grammar import keyword_names
from duly_dsl.read import read_pack, read_text
from duly_dsl.source import Source

VECTORS = Path(__file__).parents[1] / "semantics" / "vectors"
SMALL = (VECTORS / "late" / "pack.duly").read_text(encoding="utf-8")
LARGE = (VECTORS / "probes" / "pack.duly").read_text(encoding="utf-8")
# A few items of every sort; the whole of the large sample would make each example slow.
ITEMS = re.split(r"\n(?=(?:rule|scenario|kind|term|date|period|amount|reading|choice) )", LARGE)
WORDS = re.compile(r'"[^"\n]*"|[\w-]+|\s+|[^\w\s]')
SLIPS = st.one_of(
    st.sampled_from(sorted(keyword_names())),
    st.sampled_from(["", "=", '"', "(", ")", "{", "}", ",", ":", "'s", "3.", "R-1", "\u2028", "\x00"]),
    st.text(max_size=8),
)


def _placed(text: str, found: tuple[Diagnostic, ...]) -> None:
    lines = text.splitlines() or [""]
    for diagnostic in found:
        for place in diagnostic.places:
            span = place.span
            assert 1 <= span.line <= len(lines) + 1
            assert 1 <= span.column <= len(span.source.line(span.line)) + 1
            assert (span.end_line, span.end_column) >= (span.line, span.column)
        assert render_text(diagnostic)


def _read(text: str) -> None:
    _placed(text, read_text(Source("fuzz.duly", text)).diagnostics)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    _read(text)


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet=st.sampled_from("ruleand (){}\"',:=#\n\t-019aR"), max_size=120))
def test_any_text_of_our_letters(text: str) -> None:
    _read(text)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(SMALL)))
def test_a_text_that_breaks_off(end: int) -> None:
    _read(SMALL[:end])


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_an_item_with_some_words_changed(data: st.DataObject) -> None:
    words = WORDS.findall(data.draw(st.sampled_from(ITEMS))[:1500])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(words) - 1))
        words[place] = data.draw(SLIPS)
    _read("".join(words))


def test_any_bytes(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("pack")

    @settings(deadline=None, max_examples=60)
    @given(st.binary(max_size=200))
    def read(content: bytes) -> None:
        (folder / "pack.duly").write_bytes(content)
        for found in read_pack(folder).diagnostics:
            assert found.span.source.name.endswith("pack.duly")

    read()
