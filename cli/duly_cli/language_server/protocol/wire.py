"""From Duly's values to those of the protocol, and back.

The protocol counts lines and characters from 0, characters in the units that client and server agreed on: a character
such as an emoji is one for us and two in UTF-16.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lsprotocol import types
from pygls import uris

from duly_cli.language_server.completion import Sort as Suggested
from duly_cli.language_server.completion import Suggestion
from duly_cli.language_server.symbols import Symbol
from duly_dsl.diagnostics import Diagnostic, Edit, Place, Severity
from duly_dsl.source import Source, Span, between, offset
from duly_dsl.uses import Sort
from duly_engine.pages import page_path

SOURCE = "duly"
SEVERITIES = {Severity.ERROR: types.DiagnosticSeverity.Error, Severity.WARNING: types.DiagnosticSeverity.Warning}
_ENCODINGS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
_SYMBOLS: Mapping[Sort | None, types.SymbolKind] = {
    None: types.SymbolKind.Event,
    Sort.PACK: types.SymbolKind.Package,
    Sort.INSTRUMENT: types.SymbolKind.Namespace,
    Sort.KIND: types.SymbolKind.Class,
    Sort.FACT: types.SymbolKind.Property,
    Sort.LINK: types.SymbolKind.Field,
    Sort.CHOICE: types.SymbolKind.Enum,
    Sort.MEMBER: types.SymbolKind.EnumMember,
    Sort.EVIDENCE_KIND: types.SymbolKind.Struct,
    Sort.FIELD: types.SymbolKind.Field,
    Sort.ROLE: types.SymbolKind.Interface,
    Sort.STAFF_ROLE: types.SymbolKind.Interface,
    Sort.TERM: types.SymbolKind.Boolean,
    Sort.CLASSIFICATION: types.SymbolKind.Enum,
    Sort.REST_CLASS: types.SymbolKind.EnumMember,
    Sort.RULE: types.SymbolKind.Function,
    Sort.REQUIREMENT: types.SymbolKind.Object,
    Sort.TABLE: types.SymbolKind.Array,
    Sort.READING: types.SymbolKind.Enum,
    Sort.READING_VALUE: types.SymbolKind.EnumMember,
}
_SUGGESTED = {
    Suggested.OWN_NAME: types.CompletionItemKind.Variable,
    Suggested.NAME: types.CompletionItemKind.Reference,
    Suggested.LABEL: types.CompletionItemKind.Value,
    Suggested.PHRASE: types.CompletionItemKind.Keyword,
    Suggested.BLOCK: types.CompletionItemKind.Snippet,
}


def path_of(uri: str) -> str:
    """The path of a file; of a document that is no file yet, its address."""
    return uris.to_fs_path(uri) or uri


def uri_of(path: str) -> str:
    """The address of a path."""
    return (uris.from_fs_path(path) or path) if Path(path).is_absolute() else path


@dataclass(frozen=True, slots=True)
class Wire:
    """How client and server count characters, and the addresses of open documents as the client writes them."""

    encoding: str
    known: Mapping[str, str] = field(default_factory=dict)

    def uri(self, path: str) -> str:
        """The address of a path."""
        return self.known.get(path) or uri_of(path)

    def _units(self, text: str) -> int:
        codec, size = _ENCODINGS[self.encoding]
        return len(text.encode(codec, "surrogatepass")) // size

    def _position(self, source: Source, line: int, column: int) -> types.Position:
        start = offset(source, line, 1)
        return types.Position(line - 1, self._units(source.text[start : offset(source, line, column)]))

    def range(self, span: Span) -> types.Range:
        """A stretch."""
        return types.Range(
            self._position(span.source, span.line, span.column),
            self._position(span.source, span.end_line, span.end_column),
        )

    def location(self, span: Span) -> types.Location:
        """A stretch and its file."""
        return types.Location(self.uri(span.source.name), self.range(span))

    def offset(self, text: str, position: types.Position) -> int:
        """The offset of a position; of one behind the end of its line, the end."""
        lines = text.split("\n")
        if position.line >= len(lines):
            return len(text)
        start, units = offset(Source("", text), position.line + 1, 1), 0
        for number, character in enumerate(lines[position.line]):
            if units >= position.character:
                return start + number
            units += self._units(character)
        return start + len(lines[position.line])

    def edit(self, edit: Edit) -> types.TextEdit:
        """A change of a text."""
        return types.TextEdit(self.range(edit.span), edit.text)

    def diagnostic(self, found: Diagnostic) -> types.Diagnostic:
        """A diagnostic; its page is behind the code, its other places are related."""
        return types.Diagnostic(
            range=self.range(found.span),
            message=_message(found),
            severity=SEVERITIES[found.severity],
            code=found.code,
            code_description=_page(found.code),
            source=SOURCE,
            related_information=[self._related(place) for place in found.places[1:]] or None,
        )

    def _related(self, place: Place) -> types.DiagnosticRelatedInformation:
        citation = f"[{place.citation}]" if place.citation else ""
        return types.DiagnosticRelatedInformation(
            self.location(place.span), " ".join(filter(None, (place.role, citation))) or "see here"
        )

    def symbol(self, symbol: Symbol) -> types.DocumentSymbol:
        """An entry of the outline."""
        return types.DocumentSymbol(
            name=symbol.name or "(no name)",
            kind=symbol_kind(symbol.sort),
            range=self.range(symbol.span),
            selection_range=self.range(symbol.word),
            detail=symbol.detail,
            children=[self.symbol(part) for part in symbol.parts],
        )

    def suggestion(self, found: Suggestion, span: Span, rank: int) -> types.CompletionItem:
        """Something that may be written in place of a stretch."""
        is_block = found.sort is Suggested.BLOCK
        return types.CompletionItem(
            label=found.label,
            kind=_SUGGESTED[found.sort],
            detail=found.detail or None,
            sort_text=f"{list(Suggested).index(found.sort)}{rank:05}",
            insert_text_format=types.InsertTextFormat.Snippet if is_block else types.InsertTextFormat.PlainText,
            insert_text_mode=types.InsertTextMode.AdjustIndentation if is_block else None,
            text_edit=types.TextEdit(self.range(span), found.text),
        )


def symbol_kind(sort: Sort | None) -> types.SymbolKind:
    """The protocol's word for a sort of declaration."""
    return _SYMBOLS.get(sort, types.SymbolKind.Constant)


def _message(found: Diagnostic) -> str:
    """What is wrong, with what else the house form says; places, page and line have a place of their own."""
    lines = [found.message]
    lines += [f"example: {found.example}"] if found.example else []
    if found.fix is not None:
        lines.append(f"{'fix' if found.fix.edits else 'help'}: {found.fix.advice}")
    lines += [f"try: {found.try_command}"] if found.try_command else []
    return "\n".join(lines)


@cache
def _page(code: str) -> types.CodeDescription | None:
    path = page_path(code)
    return None if path is None else types.CodeDescription(uri_of(str(path)))


def stretch(path: str, text: str, start: int, end: int) -> Span:
    """The stretch between two offsets of a document."""
    return between(Source(path, text), start, end)
