"""The layout of a file, as `duly pack fmt` puts it right."""

from duly_cli.language_server.spot import alike
from duly_dsl.diagnostics import Edit
from duly_dsl.format import format_text
from duly_dsl.literate import PROSE
from duly_dsl.source import Source, between


def formatted(path: str, text: str) -> Edit | None:
    """The one edit that puts the layout right; None where it is, where the text cannot be read, and for prose, whose
    layout is its author's."""
    source = Source(path, text)
    result = format_text(source)
    if path.endswith(PROSE) or result.errors or result.value == text:
        return None
    start, end = alike(text, result.value)
    return Edit(between(source, start, len(text) - end), result.value[start : len(result.value) - end])
