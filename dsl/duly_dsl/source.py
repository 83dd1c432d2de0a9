"""Where text came from, and a stretch of it.

A `Span` holds its `Source`, so that any layer can print the line it is about without opening a file.
Lines and columns count from 1; `end` is the first position after the stretch. Offsets count characters from 0.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

UNSPOKEN = r'"[^"\n]*"|#[^\n]*'
"""Quoted texts and comments of a rule file, as a pattern."""


@dataclass(frozen=True, slots=True)
class Source:
    """A named text: a rule file, a manifest, a string in a test."""

    name: str
    text: str = field(repr=False)

    def line(self, number: int) -> str:
        """The text of one line without its end; empty when there is no such line."""
        return self.text[offset(self, number, 1) : offset(self, number + 1, 1)].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source, from `line`:`column` up to, not including, `end_line`:`end_column`."""

    source: Source
    line: int
    column: int
    end_line: int
    end_column: int

    def to(self, other: "Span") -> "Span":
        """The stretch from the start of this one to the end of the other."""
        return Span(self.source, self.line, self.column, other.end_line, other.end_column)

    def __str__(self) -> str:
        return f"{self.source.name} {self.line}:{self.column}"


NOWHERE = Span(Source("(no file)", ""), 1, 1, 1, 1)


def offset(source: Source, line: int, column: int) -> int:
    """The offset of a line and column; of a place that is not there, the nearest before it."""
    starts = _line_starts(source.text)
    if line > len(starts):
        return len(source.text)
    end = starts[line] - 1 if line < len(starts) else len(source.text)
    return min(starts[line - 1] + column - 1, end)


def between(source: Source, start: int, end: int) -> Span:
    """The stretch between two offsets."""
    starts = _line_starts(source.text)
    first, last = bisect_right(starts, start), bisect_right(starts, end)
    return Span(source, first, start - starts[first - 1] + 1, last, end - starts[last - 1] + 1)


@lru_cache(maxsize=256)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1]))
