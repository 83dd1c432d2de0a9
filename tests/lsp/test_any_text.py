"""Whatever stands in a document: what an editor asks is answered, and answers point to places that are there."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from duly_cli.language_server.completion import suggestions
from duly_cli.language_server.fixes import fixable, shown
from duly_cli.language_server.hover import about
from duly_cli.language_server.keywords import phrase_at
from duly_cli.language_server.protocol.wire import Wire
from duly_cli.language_server.rename import Refusal, editable, rename
from duly_cli.language_server.spot import as_it_stands, moved, spot
from duly_cli.language_server.symbols import outline
from duly_cli.language_server.tries import asked_about
from duly_cli.language_server.workspace import Workspace
from duly_dsl.diagnostics import apply_edits
from duly_dsl.edits import all_edits
from duly_dsl.source import Source, Span, between, offset

FOLDER = Path(__file__).parent / "places" / "lending"
PATH = str(FOLDER / "here.duly")
PACK = (FOLDER / "pack.duly").read_text(encoding="utf-8")
TEXT = "part of pack lending\n" + PACK[PACK.index("term dangerous") :]
PUT_IN = ["", '"', "'s ", "rule ", "end", "(", "{", "\r", "\u2028"]
ENCODINGS = ("utf-8", "utf-16", "utf-32")
KEPT = Workspace()


def _asked(text: str, place: int) -> None:
    """All that an editor may ask about a place."""
    KEPT.write(PATH, text)
    reading, stands = KEPT.reading(PATH), KEPT.text(PATH)
    assert stands is not None
    assert reading.pack is not None
    found = suggestions(stands, place, KEPT.vocabulary(PATH))
    assert 0 <= found.start <= place
    phrase_at(stands, place)
    named = spot(KEPT, PATH, place)
    if named is not None:
        assert all(isinstance(about(reference, named.reading), str) for reference in named.references)
        for o in named.reading.named(named.references):
            now = as_it_stands(KEPT, o.span)
            assert now is None or _text(now) == o.of.name
        result = rename(named, "renamed", editable(named.reading, ()))
        assert isinstance(result, Refusal) or result
    file = reading.own.file(PATH)
    assert file is not None
    for symbol in outline(file.content):
        assert _text(symbol.span)
    asked_about(reading)
    for path, diagnostics in shown(reading, KEPT.whole(PATH)).items():
        for diagnostic in diagnostics:
            assert Wire("utf-16").diagnostic(diagnostic).range.start.line <= reading_text(path).count("\n")
    apply_edits(stands, all_edits(fixable(reading, PATH)))


def reading_text(path: str) -> str:
    text = KEPT.text(path)
    assert text is not None
    return text


def _text(span: Span) -> str:
    text = span.source.text
    return text[offset(span.source, span.line, span.column) : offset(span.source, span.end_line, span.end_column)]


@settings(max_examples=40)
@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_a_text_that_breaks_off(end: int, place: int) -> None:
    _asked(TEXT[:end], min(place, end))
    _asked(TEXT[:end], end)


@settings(max_examples=40)
@given(st.data())
def test_a_text_of_which_a_part_is_cut_out_or_put_in(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT)))
    end = data.draw(st.integers(start, min(len(TEXT), start + 60)))
    put = data.draw(st.one_of(st.sampled_from(PUT_IN), st.text(max_size=5)))
    text = TEXT[:start] + put + TEXT[end:]
    place = data.draw(st.integers(0, len(text)))
    _asked(text, min(place, len(text.replace("\r\n", "\n"))))


@settings(max_examples=40)
@given(st.text(max_size=60), st.data())
def test_any_text(text: str, data: st.DataObject) -> None:
    text = text.replace("\r", "")
    _asked(text, data.draw(st.integers(0, len(text))))


@given(st.text(alphabet="a\U0001f600\u00e9\n\ud800", max_size=20), st.sampled_from(ENCODINGS))
def test_positions_of_the_protocol_are_those_of_the_text(text: str, encoding: str) -> None:
    positions = Wire(encoding)
    source = Source("t", text)
    for place in range(len(text) + 1):
        at = positions.range(between(source, place, place)).start
        assert positions.offset(text, at) == place
    assert positions.offset(text, types.Position(99, 0)) == len(text)
    assert positions.offset(text, types.Position(0, 99)) == len(text.split("\n", 1)[0])


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
def test_an_emoji_counts_as_the_encoding_counts_it(encoding: str, units: int) -> None:
    span = between(Source("t", "\U0001f600x"), 1, 2)
    assert Wire(encoding).range(span).start == types.Position(0, units)


@given(st.text(alphabet="ab", max_size=8), st.text(alphabet="ab", max_size=8))
def test_a_place_that_moved_has_the_same_beginning_or_the_same_end(text: str, other: str) -> None:
    for place in range(len(text) + 1):
        there = moved(text, other, place)
        if there is not None:
            assert text[:place] == other[:there] or text[place:] == other[there:]
