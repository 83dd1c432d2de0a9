"""A page: words with the places at which a line may end, and how it is printed within a width.

Words stand one space apart but for signs. A group stands on one line where it fits, and ends its line at all its
breaks where it does not. Whether a line is to be ended is remembered, and it is ended when the next word comes: so a
comment, after which nothing else can stand on the line, may be put anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

WIDTH = 120
STEP = 2

_GLUED = frozenset({",", ":", ")", "'s"})


@dataclass(frozen=True, slots=True)
class Word:
    """Text that is never divided."""

    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a line of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A comment behind the words of a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Spaces:
    """The distance to the next word, if it stands on the same line."""

    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """The line ends; the next one begins where this phrase does."""


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty line before the line that is to begin."""


@dataclass(frozen=True, slots=True)
class Break:
    """The line ends here if the group is broken; the next one is indented by this much."""

    indent: int = STEP


@dataclass(frozen=True, slots=True)
class Group:
    """Stands on one line, or ends its line at all its breaks."""

    inner: "Doc"


@dataclass(frozen=True, slots=True)
class Nest:
    """Lines of a phrase further to the right."""

    inner: "Doc"


@dataclass(frozen=True, slots=True)
class Align:
    """Lines begin where the first word of this phrase stands."""

    inner: "Doc"


Doc: TypeAlias = "Word | Comment | Aside | Spaces | Line | Blank | Break | Group | Nest | Align | tuple[Doc, ...]"


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
