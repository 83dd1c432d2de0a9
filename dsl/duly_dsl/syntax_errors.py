"""Syntax errors."""

from lark.exceptions import UnexpectedToken

from duly_dsl.diagnostics import Diagnostic, error
from duly_dsl.source import Source, Span


def odd_character(source: Source) -> Diagnostic | None:
    return None


def describe(source: Source, unexpected: UnexpectedToken) -> Diagnostic:
    t = unexpected.token
    span = Span(source, t.line or 1, t.column or 1, t.end_line or 1, t.end_column or 1)
    return error("E0101", f"`{t}` cannot stand here", span)
