"""Placeholders in quoted texts of duties, bans and tasks: `{log_minimum}`, `{system's purpose}`."""

import re
from collections.abc import Callable

from duly_dsl.ir.dates import FactPath
from duly_dsl.source import NOWHERE, Span

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def placeholders(text: str) -> list[str]:
    """The names in braces, in order."""
    return [name.strip() for name in PLACEHOLDER.findall(text)]


def fact_in(name: str, span: Span = NOWHERE) -> FactPath | None:
    """The fact that a name in braces leads to; None where it is the name of a legal value."""
    variable, *steps = name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split("'s ")
    return FactPath(variable, tuple(step.strip() for step in steps), span) if steps else None


def filled(text: str, value: Callable[[str], str]) -> str:
    """The text with a value in the place of each name; braces within a value stay as they are."""
    return PLACEHOLDER.sub(lambda found: value(found[1].strip()), text)
