"""A page: words, comments, and the places at which a line ends or may end.

Words stand one space apart but for signs. A group stands on one line where it fits, and ends its line at all its
breaks where it does not.
"""

from dataclasses import dataclass
from typing import TypeAlias

WIDTH = 120
STEP = 2


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
