"""Placeholders in quoted duty texts: `{log_minimum}`."""

import re

from duly_dsl.ir import FactPath
from duly_dsl.source import NOWHERE, Span

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def placeholders(text: str) -> list[str]:
    """The names in braces, in order."""
    return [name.strip() for name in PLACEHOLDER.findall(text)]


def shown_path(written: str, span: Span = NOWHERE) -> FactPath:
    """`system's provider_name` as a path; without steps it is the name of a legal value."""
    variable, *steps = written.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split("'s ")
    return FactPath(variable, tuple(steps), span)
