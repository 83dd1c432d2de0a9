"""The order of the law: provisions as they follow each other, gathered by article, clause or function."""

import re
from collections.abc import Sequence

from duly_dsl.ir import Citation, PackRules

_FIRST = ("recital", "chapter", "section", "art", "clause", "control")
"""Words of a first unit in the order in which laws have them; other words come after, annexes last."""


def in_order_of_the_law(pack: PackRules) -> tuple[str, ...]:
    """The rules of a pack by what they cite first; those of one provision as they were declared."""
    instruments = [each.name for each in pack.header.instruments]
    cited = first_cited(pack)
    return tuple(sorted(cited, key=lambda name: _in_order(cited[name], instruments)))


def first_cited(pack: PackRules) -> dict[str, Citation]:
    """The provision that each rule stands for before others, in order of declaration."""
    found: dict[str, Citation] = {}
    for rule in pack.rules:
        found.setdefault(rule.id, rule.citations[0])
    return found


def unit(cited: Citation) -> Citation:
    """The article, clause or function that a provision belongs to."""
    word, _, rest = cited.provision.partition(" ")
    number = rest.split(" ", 1)[0]
    parts = number.split(".")
    short = ".".join(parts[:2]) if parts[0].isalpha() else parts[0]
    return Citation(cited.instrument, f"{word} {short}".strip())


def _in_order(cited: Citation, instruments: Sequence[str]) -> tuple[object, ...]:
    """A key that sorts provisions as the law has them; instruments in the order given."""
    place = instruments.index(cited.instrument) if cited.instrument in instruments else len(instruments)
    word = cited.provision.split(" ", 1)[0].rstrip(".")
    rank = _FIRST.index(word) if word in _FIRST else len(_FIRST) + (word == "annex")
    return (place, cited.instrument, rank, *(_natural(each) for each in cited.provision.split()))


def _natural(word: str) -> tuple[tuple[bool, int, str], ...]:
    """`9` before `26`, `1` before `1a`."""
    pieces = re.findall(r"\d+|\D+", word.strip("()"))
    return tuple((not piece.isdigit(), int(piece) if piece.isdigit() else 0, piece) for piece in pieces)
