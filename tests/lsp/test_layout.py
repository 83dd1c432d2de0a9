"""Formatting: what `duly pack fmt` says, as one small edit, and nothing for prose or a text that cannot be read."""

from pathlib import Path

import pytest

from duly_cli.language_server.layout import formatted
from duly_dsl.diagnostics import apply_edits
from duly_dsl.format import format_text
from duly_dsl.source import Source
from runs import ROOT

FILES = sorted(ROOT.glob("tests/semantics/vectors/*/*.duly"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_the_edit_makes_the_text_what_the_formatter_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    edit = formatted("t.duly", text)
    assert apply_edits(text, [edit] if edit is not None else []) == format_text(Source("t.duly", text)).value


def test_only_what_differs_is_touched() -> None:
    edit = formatted("t.duly", 'pack a version 1.0.0\ntitle "a"\nend pack\n')
    assert edit is not None
    assert (edit.span.line, edit.span.column, edit.span.end_line, edit.text) == (2, 1, 2, "  ")


def test_a_text_that_cannot_be_read_and_prose_stay_as_they_are() -> None:
    assert formatted("t.duly", "pack pack pack") is None
    assert formatted("t.md", 'pack a version 1.0.0\ntitle "a"\nend pack\n') is None
