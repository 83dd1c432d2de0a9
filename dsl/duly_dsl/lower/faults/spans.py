"""Parts of a stretch of text."""

from duly_dsl.source import Span


def start_of(span: Span, width: int) -> Span:
    """Its first characters: the keyword that a clause begins with."""
    return Span(span.source, span.line, span.column, span.line, span.column + width)
