"""TOML that people write, or what is wrong with it and where."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from duly_dsl.source import Source, Span

_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")


@dataclass(frozen=True, slots=True)
class NoToml:
    """Why a text is no TOML, and the place: the last line where the text ends too early."""

    message: str
    span: Span


def read_toml(source: Source) -> dict[str, Any] | NoToml:
    """What a text says."""
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as fault:
        said = str(fault)
        at = _AT.search(said)
        line, column = (int(at[1]), int(at[2])) if at else (max(len(source.text.splitlines()), 1), 1)
        what = _AT.sub("", said)
        return NoToml(f"{what[:1].lower()}{what[1:]}", Span(source, line, column, line, column + 1))
