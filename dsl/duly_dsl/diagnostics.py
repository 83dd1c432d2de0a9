"""What is wrong with a text, as data.

Rendering lives elsewhere (terminal, language server, JSON): they all read the same objects.
Wording: one plain sentence, lower case, no final stop, the user's words in backticks, never a Python
type or a token name; advice goes into `fix`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from duly_dsl.source import Source, Span, offset

T = TypeVar("T")


class Severity(StrEnum):
    """An error refuses the pack or manifest; a warning is reported and loading goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A position that the diagnostic is about; `role` says what stands there, `citation` whose law it is."""

    span: Span
    role: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of `span` by `text`; an empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Advice; with `edits` it is a fix: applied mechanically they make this error vanish."""

    advice: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong, in the house form; the first place is the primary one."""

    code: str
    severity: Severity
    message: str
    places: tuple[Place, ...]
    fix: Fix | None = None
    example: str = ""
    try_command: str = ""

    @property
    def span(self) -> Span:
        """The primary position."""
        return self.places[0].span


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """A value, as far as it could be made, and what was wrong on the way."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that refuse the value."""
        return errors_in(self.diagnostics)


def errors_in(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those that refuse a pack or manifest."""
    return tuple(d for d in found if d.severity is Severity.ERROR)


def error(
    code: str, message: str, span: Span, *, fix: Fix | None = None, role: str = "", others: Iterable[Place] = ()
) -> Diagnostic:
    """An error at one primary place."""
    return Diagnostic(code, Severity.ERROR, message, (Place(span, role), *others), fix)


def warning(
    code: str, message: str, span: Span, *, fix: Fix | None = None, role: str = "", others: Iterable[Place] = ()
) -> Diagnostic:
    """A warning at one primary place."""
    return Diagnostic(code, Severity.WARNING, message, (Place(span, role), *others), fix)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, position and code, without repetitions: the order in which they are always shown."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span.source.name, d.span.line, d.span.column, d.code, d.message)))


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; positions refer to the text as given."""
    source = Source("", text)
    for edit in sorted(edits, key=lambda e: (e.span.line, e.span.column), reverse=True):
        start = offset(source, edit.span.line, edit.span.column)
        end = offset(source, edit.span.end_line, edit.span.end_column)
        text = text[:start] + edit.text + text[end:]
    return text
