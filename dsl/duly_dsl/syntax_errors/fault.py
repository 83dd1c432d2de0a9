"""An entry of the catalogue of syntax errors, and what it finds."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from duly_dsl.diagnostics import Diagnostic, Edit, Fix, Place, error
from duly_dsl.source import Span, between
from duly_dsl.syntax_errors.situation import Situation


@dataclass(frozen=True, slots=True)
class Change:
    """Replace the text from one position to another; the same position twice inserts."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, in a sentence; where it is not the word at which reading stopped, also where.

    A guess counts only if reading gets further with its changes; others stand without them too.
    """

    message: str
    advice: str
    changes: tuple[Change, ...] = ()
    at: Span | None = None
    role: str = ""
    others: tuple[Place, ...] = ()
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One sort of syntax error: how it is recognised, and wrong texts that must be."""

    code: str
    label: str
    recognise: Callable[[Situation], Finding | None]
    wrong: tuple[str, ...]


def diagnostic(code: str, finding: Finding, situation: Situation) -> Diagnostic:
    """The finding in the house form."""
    edits = tuple(Edit(between(situation.source, c.start, c.end), c.text) for c in finding.changes)
    return error(
        code,
        _on_one_line(finding.message),
        finding.at or situation.span,
        role=finding.role,
        others=finding.others,
        fix=Fix(_on_one_line(finding.advice), edits) if finding.advice else None,
    )


def _on_one_line(sentence: str) -> str:
    """Words that are quoted together may stand on several lines of the text."""
    return re.sub(r"\s+", lambda blanks: " " if "\n" in blanks[0] else blanks[0], sentence)
