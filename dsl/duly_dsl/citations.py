"""When one provision lies in another.

A citation is read as steps: `art 26 par 6 subpara 2` is (art, 26, par, 6, subpara, 2), `clause 6.1.3` is (clause, 6, 1,
3), and `par 3 point (b)` is the same as `par 3(b)`. A provision lies in every one of the same instrument whose steps
are the beginning of its own, itself among them.
"""

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

from duly_dsl.ir import Citation

T = TypeVar("T")

_PART = re.compile(r"\([^()]*\)|[^.()]+")


def steps(citation: Citation) -> tuple[str, ...]:
    """The steps that lead to a provision of an instrument."""
    words = citation.provision.split()
    following = [*words[1:], ""]
    said = (word for word, after in zip(words, following, strict=True) if not (word == "point" and after[:1] == "("))
    return tuple(part for word in said for part in _PART.findall(word))


def lies_in(inner: Citation, outer: Citation) -> bool:
    """Whether a provision is another one or a part of it."""
    wide = steps(outer)
    return inner.instrument == outer.instrument and steps(inner)[: len(wide)] == wide


class Index(Generic[T]):
    """Things by what they cite; found in the order in which they are given."""

    def __init__(self, items: Iterable[tuple[Citation, T]]) -> None:
        self._at: dict[tuple[str, ...], list[tuple[int, T]]] = {}
        self._below: dict[tuple[str, ...], list[T]] = {}
        for number, (citation, item) in enumerate(items):
            place = (citation.instrument, *steps(citation))
            self._at.setdefault(place, []).append((number, item))
            for length in range(1, len(place) + 1):
                self._below.setdefault(place[:length], []).append(item)

    def around(self, citation: Citation) -> list[T]:
        """What cites a provision or something that it lies in."""
        place = (citation.instrument, *steps(citation))
        found = (each for length in range(1, len(place) + 1) for each in self._at.get(place[:length], ()))
        return [item for _, item in sorted(found, key=lambda each: each[0])]

    def within(self, citation: Citation) -> list[T]:
        """What cites a provision or a part of it."""
        return self._below.get((citation.instrument, *steps(citation)), [])
