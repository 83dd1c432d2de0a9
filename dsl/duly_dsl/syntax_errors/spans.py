"""Stretches of a text from words, phrases and positions."""

from lark import Token, Tree

from duly_dsl.source import Source, Span


def span_of(source: Source, token: Token) -> Span:
    """Where a word stands."""
    assert token.line
    assert token.column
    assert token.end_line
    assert token.end_column
    return Span(source, token.line, token.column, token.end_line, token.end_column)


def span_of_tree(source: Source, tree: Tree[Token]) -> Span:
    """Where a phrase stands."""
    meta = tree.meta
    return Span(source, meta.line, meta.column, meta.end_line, meta.end_column)


def after(source: Source, position: int) -> Span:
    """The empty place at a position of the text."""
    line = source.text.count("\n", 0, position) + 1
    column = position - source.text.rfind("\n", 0, position)
    return Span(source, line, column, line, column)


def between(source: Source, start: int, end: int) -> Span:
    """The stretch between two positions of the text."""
    first, last = after(source, start), after(source, end)
    return first.to(last)
