"""The layout of a file, where this installation has a formatter."""

from importlib import import_module
from importlib.util import find_spec

from duly_cli.language_server.spot import alike
from duly_dsl.diagnostics import Edit
from duly_dsl.source import Source
from duly_dsl.words import between

FORMATTER = "duly_dsl.format"


def can_format() -> bool:
    """Whether there is a formatter."""
    return find_spec(FORMATTER) is not None


def formatted(path: str, text: str) -> Edit | None:
    """The one edit that puts the layout right; None where it is, or where the text cannot be read."""
    source = Source(path, text)
    result = import_module(FORMATTER).format_text(source)
    if result.errors or result.value == text:
        return None
    start, end = alike(text, result.value)
    return Edit(between(source, start, len(text) - end), result.value[start : len(result.value) - end])
