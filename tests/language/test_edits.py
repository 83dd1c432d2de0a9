"""Edits of a text, and fixes that are made together."""

import pytest

from duly_dsl.diagnostics import Diagnostic, Edit, Fix, apply_edits, warning
from duly_dsl.edits import all_edits, mendable
from duly_dsl.source import Source, Span

SOURCE = Source("t.duly", "one two three\n")


def fixed(start: int, end: int, text: str) -> Diagnostic:
    span = Span(SOURCE, 1, start, 1, end)
    return warning("L000", f"write {text}", span, fix=Fix(f"write {text}", (Edit(span, text),)))


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\r"])
def test_lines_are_counted_as_places_count_them(end: str) -> None:
    text = f"prose{end}and more\nrule\n"
    span = Span(Source("t.duly", text), 2, 1, 2, 5)
    assert apply_edits(text, [Edit(span, "term")]) == f"prose{end}and more\nterm\n"


def test_of_fixes_that_change_the_same_place_the_first_is_made() -> None:
    first, second, third = fixed(1, 8, "1 2"), fixed(5, 8, "2"), fixed(9, 14, "3")
    without = warning("L000", "no fix", Span(SOURCE, 1, 1, 1, 2))
    assert mendable([without, first, second, third]) == (first, third)
    assert apply_edits(SOURCE.text, all_edits([first, second, third])) == "1 2 3\n"
