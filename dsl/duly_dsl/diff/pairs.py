"""Comparing two values, two lists, two sets of named things. Whatever is unequal yields at least one change."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from duly_dsl.diff.changes import Aspect, Change

T = TypeVar("T")
Words = Callable[[T], str]
Within = Callable[[T, T, str], Iterator[Change]]


def value(aspect: Aspect, old: T, new: T, words: Callable[[Any], str], where: str = "") -> Iterator[Change]:
    """One value, which may be None on either side; `words` get what is there."""
    if old != new:
        yield Change(aspect, where, None if old is None else words(old), None if new is None else words(new))


def text(aspect: Aspect, old: str, new: str, where: str = "") -> Iterator[Change]:
    """A text; an empty one is absent."""
    return value(aspect, old or None, new or None, str, where)


def flag(aspect: Aspect, old: T, new: T, where: str = "") -> Iterator[Change]:
    """Something that is said or not said."""
    if bool(old) != bool(new):
        yield Change(aspect, where, aspect.value if old else None, aspect.value if new else None)


def members(aspect: Aspect, old: Sequence[T], new: Sequence[T], words: Words[T], where: str = "") -> Iterator[Change]:
    """Things that are nothing but their content; one that took the place of one is a change of it."""
    gone, come = [x for x in old if x not in new], [x for x in new if x not in old]
    if len(gone) == len(come) == 1:
        yield Change(aspect, where, words(gone[0]), words(come[0]))
    else:
        yield from (Change(aspect, where, words(x), None) for x in gone)
        yield from (Change(aspect, where, None, words(x)) for x in come)
    if not gone and not come and tuple(old) != tuple(new):
        yield _order(old, new, words, where or aspect.value)


def named(
    aspect: Aspect,
    old: Sequence[T],
    new: Sequence[T],
    name: Words[T],
    words: Words[T],
    within: Within[T],
    where: str = "",
) -> Iterator[Change]:
    """Things that have a name among their like: what stands on both sides is compared further."""
    olds, news = {name(x): x for x in old}, {name(x): x for x in new}
    differs = False
    for each in [*olds, *(x for x in news if x not in olds)]:
        place = f"{where} {each}".strip()
        before, after = olds.get(each), news.get(each)
        if before is None or after is None:
            found: Iterator[Change] = value(aspect, before, after, words, place)
        else:
            found = within(before, after, place)
        for change in found:
            differs = True
            yield change
    if not differs and tuple(old) != tuple(new):
        yield _order(old, new, name, where or aspect.value)


def former(old: Sequence[str], new: Sequence[str], was: str, now: str, where: str = "") -> Iterator[Change]:
    """Former names; that a new name replaces an old one is told by the names themselves."""
    return members(Aspect.FORMER_NAME, [x for x in old if x != now], [x for x in new if x != was], str, where)


def pairs(*candidates: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Old and new names that belong together, each at most once, the better candidates first. The same pairs are found
    when old and new change sides."""
    olds: set[str] = set()
    news: set[str] = set()
    for found in candidates:
        for old, new in sorted(found, key=sorted):
            if old not in olds and new not in news:
                olds.add(old)
                news.add(new)
                yield old, new


def _order(old: Sequence[T], new: Sequence[T], words: Words[T], where: str) -> Change:
    return Change(Aspect.ORDER, where, ", ".join(map(words, old)), ", ".join(map(words, new)))
