"""A diagnostic as plain text, in the house form: seven parts, always in the same order.

The code with its sentence; each place; the line with the stretch underlined; an example; a fix, or help where only a
person can decide; a command to go on; the page that explains. Parts that a diagnostic does not have are left out.
Colour is the terminal's business.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from duly_dsl.diagnostics import Diagnostic, Place
from duly_dsl.source import Span

_UNSEEN = ("Cc", "Cf")


def render_text(diagnostic: Diagnostic) -> str:
    """All lines of the diagnostic, without a line break at the end."""
    return "\n".join(_lines(diagnostic))


def _lines(diagnostic: Diagnostic) -> Iterator[str]:
    yield f"{diagnostic.severity} {diagnostic.code}: {diagnostic.message}"
    yield from _places(diagnostic.places)
    yield from _underlined(diagnostic.span)
    if diagnostic.example:
        yield f"  example: {diagnostic.example}"
    if diagnostic.fix is not None:
        yield f"  {'fix' if diagnostic.fix.edits else 'help'}: {diagnostic.fix.advice}"
    if diagnostic.try_command:
        yield f"  try: {diagnostic.try_command}"
    yield f"  more: `duly explain {diagnostic.code}`"


def _places(places: Sequence[Place]) -> Iterator[str]:
    where = max(len(str(place.span)) for place in places)
    role = max(len(place.role) for place in places)
    for place in sorted(places, key=_position):
        citation = f"[{place.citation}]" if place.citation else ""
        yield f"  --> {place.span!s:{where}}  {place.role:{role}}   {citation}".rstrip()


def _position(place: Place) -> tuple[str, int, int]:
    """Places are told in the order of the text; the line shown below them is the primary one's."""
    return place.span.source.name, place.span.line, place.span.column


def _harmless(line: str) -> str:
    """The line without what moves or hides text on a terminal; every character keeps its place."""
    return "".join(" " if c == "\t" else "\ufffd" if unicodedata.category(c) in _UNSEEN else c for c in line)


def _underlined(span: Span) -> Iterator[str]:
    line = _harmless(span.source.line(span.line))
    if not line and span.column == 1 and not span.source.text:
        return
    end = span.end_column if span.end_line == span.line else len(line.rstrip()) + 1
    marks = "^" * max(end - span.column, 1)
    yield f"{span.line:>5} | {line}".rstrip()
    yield f"      | {' ' * (span.column - 1)}{marks}"
