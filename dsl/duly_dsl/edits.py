"""Fixes that are made together: none may change what another has changed."""

from collections.abc import Iterable

from duly_dsl.diagnostics import Diagnostic, Edit
from duly_dsl.source import Span


def touches(span: Span, other: Span) -> bool:
    """Whether two stretches of a file have a place in common; their ends count."""
    start, end = (span.line, span.column), (span.end_line, span.end_column)
    return start <= (other.end_line, other.end_column) and (other.line, other.column) <= end


def mendable(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those whose fixes can be made together; of fixes that would change the same place, the first."""
    chosen: list[Diagnostic] = []
    made: list[Edit] = []
    for diagnostic in diagnostics:
        edits = diagnostic.fix.edits if diagnostic.fix is not None else ()
        if edits and not any(_collide(edit, other) for edit in edits for other in made):
            chosen.append(diagnostic)
            made += edits
    return tuple(chosen)


def all_edits(diagnostics: Iterable[Diagnostic]) -> tuple[Edit, ...]:
    """The edits of the fixes that can be made together."""
    return tuple(edit for d in mendable(diagnostics) if d.fix is not None for edit in d.fix.edits)


def _collide(edit: Edit, other: Edit) -> bool:
    return edit.span.source.name == other.span.source.name and touches(edit.span, other.span)
