"""What every part of the lowering shares: the source, the pack, and the faults found so far."""

from lark import Token

from duly_dsl.diagnostics import Diagnostic
from duly_dsl.lower import faults
from duly_dsl.lower.nodes import Node
from duly_dsl.reserved import RESERVED
from duly_dsl.source import Source, Span


class Lowering:
    """One file being lowered; the only thing that grows is the list of faults."""

    __slots__ = ("diagnostics", "groups", "pack", "source")

    def __init__(self, source: Source, pack: str, groups: tuple[str, ...]) -> None:
        self.source = source
        self.pack = pack
        self.groups = groups
        self.diagnostics: list[Diagnostic] = []

    def report(self, diagnostic: Diagnostic) -> None:
        """Keep a fault and go on."""
        self.diagnostics.append(diagnostic)

    def span(self, node: Node) -> Span:
        """Where a phrase stands."""
        meta = node.meta
        return Span(self.source, meta.line, meta.column, meta.end_line, meta.end_column)

    def span_of(self, token: Token) -> Span:
        """Where a single word stands."""
        assert token.line
        assert token.column
        assert token.end_line
        assert token.end_column
        return Span(self.source, token.line, token.column, token.end_line, token.end_column)

    def referred(self, token: Token) -> str:
        """A name that is used here; a reserved word can name nothing."""
        if token in RESERVED:
            self.report(faults.no_name(str(token), self.span_of(token)))
        return str(token)

    def declared(self, token: Token) -> str:
        """A name that is declared here; reserved words are refused.

        Packs and evidence requirements may bear any name: where they are named, only a name stands.
        """
        if token in RESERVED:
            self.report(faults.reserved_name(str(token), self.span_of(token)))
        return str(token)
