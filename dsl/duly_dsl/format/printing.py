"""How a page is printed within its width.

That a line is to end is remembered, and it is ended when the next word comes: so a comment, after which nothing else
can stand on the line, may be put anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from duly_dsl.format.page import (
    STEP,
    WIDTH,
    Align,
    Aside,
    Blank,
    Break,
    Comment,
    Doc,
    Group,
    Line,
    Nest,
    Spaces,
    Word,
)

_GLUED = frozenset({",", ":", ")", "'s"})


@dataclass(frozen=True, slots=True)
class _Part:
    """A part still to be printed: the column where its phrase begins, and whether its group stands on one line."""

    doc: Doc
    base: int = 0
    flat: bool = False


class _Printer:
    """The lines printed so far, and the one being printed."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line = ""
        self.word = ""
        self.spaces: int | None = None
        self.begin: int | None = 0
        self.blank = False

    def column(self, word: str = "a") -> int:
        """Where a word would stand."""
        if self.begin is not None:
            return self.begin
        return len(self.line) + (self.spaces if self.spaces is not None else _distance(self.word, word))

    def put(self, text: str) -> None:
        column = self.column(text)
        if self.begin is not None:
            self.end_line()
        self.line = self.line.ljust(column) + text
        self.word, self.spaces, self.begin = text, None, None

    def end_line(self) -> None:
        if self.line:
            self.lines.append(self.line)
            if self.blank:
                self.lines.append("")
        self.line, self.blank = "", False

    def turn(self, column: int) -> None:
        """The next word stands on the next line."""
        self.begin, self.spaces = column, None


def _distance(previous: str, word: str) -> int:
    return 0 if word in _GLUED or previous == "(" else 1


def printed(doc: Doc) -> str:
    """The lines of a page, each with its end."""
    printer = _Printer()
    parts = [_Part(doc)]
    while parts:
        part = parts.pop()
        base, flat = part.base, part.flat
        match part.doc:
            case Word(text):
                printer.put(text)
            case Comment(text):
                column = printer.begin if printer.begin is not None else base + STEP
                printer.turn(column)
                printer.put(text)
                printer.turn(column)
            case Aside(text):
                printer.spaces = 2
                printer.put(text)
                printer.turn(base + STEP)
            case Spaces(count):
                printer.spaces = count
            case Line():
                printer.turn(base)
            case Blank():
                printer.blank = True
            case Break(indent):
                if not flat or printer.begin is not None:
                    printer.turn(base + indent)
            case Group(inner):
                parts.append(_Part(inner, base, flat=flat or _fits(printer, inner, parts)))
            case Nest(inner):
                parts.append(_Part(inner, base + STEP, flat))
            case Align(inner):
                parts.append(_Part(inner, printer.column(), flat))
            case tuple(docs):
                parts += [_Part(each, base, flat) for each in reversed(docs)]
    printer.end_line()
    return "".join(f"{line}\n" for line in printer.lines)


def _fits(printer: _Printer, group: Doc, rest: Sequence[_Part]) -> bool:
    """Whether a group fits on the line with all that follows it up to the next place where the line may end."""
    column = printer.column("")
    previous, spaces, ended = "(", None, False
    left, following = [_Part(group, flat=True)], len(rest)
    while column <= WIDTH:
        if not left:
            if ended or not following:
                return True
            following -= 1
            left.append(rest[following])
        part = left.pop()
        match part.doc:
            case Word(text):
                if ended:
                    return False
                column += len(text) + (spaces if spaces is not None else _distance(previous, text))
                previous, spaces = text, None
            case Spaces(count):
                spaces = count
            case Aside():
                if not part.flat:
                    return True
                ended = True
            case Comment():
                return not part.flat
            case Line():
                return True
            case Break():
                if not part.flat:
                    return True
            case Blank():
                pass
            case Group(inner) | Nest(inner) | Align(inner):
                left.append(_Part(inner, flat=part.flat))
            case tuple(docs):
                left += [_Part(each, flat=part.flat) for each in reversed(docs)]
    return False


def on_one_line(doc: Doc) -> str | None:
    """A phrase on a line of its own, without the comments around it; None where a comment stands within."""
    printer, commented = _Printer(), False
    parts = [doc]
    while parts:
        part = parts.pop()
        match part:
            case Word(text):
                if commented:
                    return None
                printer.put(text)
            case Spaces(count):
                printer.spaces = count
            case Comment() | Aside():
                commented = bool(printer.line)
            case Line():
                return None
            case Break() | Blank():
                pass
            case Group(inner) | Nest(inner) | Align(inner):
                parts.append(inner)
            case tuple(docs):
                parts += reversed(docs)
    return printer.line
