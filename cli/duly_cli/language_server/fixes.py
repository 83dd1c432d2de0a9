"""What the editor shows as wrong, file by file, and what the fixes would change."""

from collections.abc import Iterable, Mapping

from duly_cli.language_server.reading import Reading
from duly_dsl.diagnostics import Diagnostic, Edit
from duly_dsl.source import Span


def shown(current: Reading, whole: Reading | None) -> Mapping[str, tuple[Diagnostic, ...]]:
    """The diagnostics of each file of a pack.

    While a file is half-written no name can be looked up: of the files that did not change, what was said when all
    could be read still stands.
    """
    found = _by_file(current)
    if current.is_whole or whole is None:
        return found
    before = _by_file(whole)
    unchanged = {file.path for file in current.own.files if whole.own.file(file.path) is file}
    return {path: said or (before[path] if path in unchanged else ()) for path, said in found.items()}


def _by_file(reading: Reading) -> dict[str, tuple[Diagnostic, ...]]:
    table: dict[str, tuple[Diagnostic, ...]] = {file.path: () for file in reading.own.files}
    for diagnostic in reading.diagnostics:
        path = diagnostic.span.source.name
        table[path] = (*table.get(path, ()), diagnostic)
    return table


def fixable(reading: Reading, path: str) -> tuple[Diagnostic, ...]:
    """What is wrong in a file and can be put right by an edit."""
    return tuple(d for d in reading.diagnostics if d.span.source.name == path and d.fix is not None and d.fix.edits)


def touches(span: Span, other: Span) -> bool:
    """Whether two stretches of a file have a place in common; their ends count."""
    start, end = (span.line, span.column), (span.end_line, span.end_column)
    return start <= (other.end_line, other.end_column) and (other.line, other.column) <= end


def all_edits(diagnostics: Iterable[Diagnostic]) -> tuple[Edit, ...]:
    """The edits of several fixes; of fixes that would change the same place, the first."""
    made: list[Edit] = []
    for diagnostic in diagnostics:
        edits = diagnostic.fix.edits if diagnostic.fix is not None else ()
        if not any(_collide(edit, other) for edit in edits for other in made):
            made += edits
    return tuple(made)


def _collide(edit: Edit, other: Edit) -> bool:
    return edit.span.source.name == other.span.source.name and touches(edit.span, other.span)
