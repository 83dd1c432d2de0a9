"""Formatting: whatever formatter there is, one small edit, and nothing for a text that cannot be read."""

import sys
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly_cli.language_server import layout
from duly_dsl.diagnostics import Result, apply_edits, error
from duly_dsl.source import Source, Span


def _formatter(monkeypatch: pytest.MonkeyPatch, result: Result[str]) -> None:
    module = ModuleType(layout.FORMATTER)
    monkeypatch.setattr(module, "format_text", lambda _source: result, raising=False)
    monkeypatch.setitem(sys.modules, layout.FORMATTER, module)


@given(st.text(alphabet="ab \n", max_size=12), st.text(alphabet="ab \n", max_size=12))
def test_the_edit_makes_the_text_what_the_formatter_says(text: str, wanted: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        _formatter(monkeypatch, Result(wanted))
        edit = layout.formatted("t", text)
    assert (edit is None) == (text == wanted)
    assert apply_edits(text, [edit] if edit is not None else []) == wanted


def test_only_what_differs_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    _formatter(monkeypatch, Result("a\n  b\nc\n"))
    edit = layout.formatted("t", "a\nb\nc\n")
    assert edit is not None
    assert (edit.span.line, edit.span.column, edit.span.end_line, edit.text) == (2, 1, 2, "  ")


def test_a_text_that_cannot_be_read_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = error("E0101", "no", Span(Source("t", "x"), 1, 1, 1, 2))
    _formatter(monkeypatch, Result("y", (wrong,)))
    assert layout.formatted("t", "x") is None
