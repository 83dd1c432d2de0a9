"""Where text came from, and a stretch of it.

A `Span` holds its `Source`, so that any layer can print the line it is about without opening a file.
Lines and columns count from 1; `end` is the first position after the stretch.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """A named text: a rule file, a manifest, a string in a test."""

    name: str
    text: str = field(repr=False)

    def line(self, number: int) -> str:
        """The text of one line without its end; empty when there is no such line."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""


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
