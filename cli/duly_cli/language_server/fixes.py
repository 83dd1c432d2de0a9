"""What the editor shows as wrong, file by file, and what of it can be put right."""

from collections.abc import Mapping

from duly_cli.language_server.reading import Reading
from duly_dsl.diagnostics import Diagnostic


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
