"""Diagnostics about names: where the word stands, what it could have been, where the other one was declared."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from duly_dsl.diagnostics import Diagnostic, Edit, Fix, Place, error
from duly_dsl.source import Span


def word_in(span: Span, word: str) -> Span:
    """The first place of a whole word within a stretch; the stretch itself where it does not stand there."""
    pattern = re.compile(rf"(?<![A-Za-z0-9_-]){re.escape(word)}(?![A-Za-z0-9_-])")
    for line in range(span.line, span.end_line + 1):
        text = span.source.line(line)
        start = span.column - 1 if line == span.line else 0
        end = span.end_column - 1 if line == span.end_line else len(text)
        found = pattern.search(text, start, end)
        if found is not None:
            return Span(span.source, line, found.start() + 1, line, found.end() + 1)
    return span


def unknown(code: str, message: str, word: str, span: Span, known: Iterable[str]) -> Diagnostic:
    """A name that nothing declares, with the nearest one that is declared."""
    place = word_in(span, word)
    names = sorted(set(known))
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return error(code, message, place, fix=Fix(f"did you mean `{near[0]}`?", (Edit(place, near[0]),)))
    listed = ", ".join(names[:10]) + (" ..." if len(names) > 10 else "")
    return error(code, message, place, fix=Fix(f"known here: {listed}" if names else "nothing of the sort is declared"))


def twice(code: str, message: str, word: str, first: Span, second: Span) -> Diagnostic:
    """Something declared a second time."""
    return error(code, message, word_in(second, word), others=(Place(word_in(first, word), "declared first"),))
