"""Stretches of a text of words and phrases."""

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
