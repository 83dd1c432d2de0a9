"""What a pack says of itself: title, what it rests on, which provisions it leaves out or relates."""

from collections.abc import Iterator

from duly_dsl import phrase
from duly_dsl.diff import words
from duly_dsl.diff.changes import Aspect, Change
from duly_dsl.diff.pairs import members, named, text, value
from duly_dsl.ir import LeftOut, PackRules, Requires, version_number


def header_changes(old: PackRules, new: PackRules) -> Iterator[Change]:
    """What differs besides declarations and rules; the version is told apart."""
    before, after = old.header, new.header
    yield from text(Aspect.TITLE, before.title, after.title)
    yield from value(Aspect.LANGUAGE, before.language, after.language, str)
    yield from named(
        Aspect.REQUIRES, before.requires, after.requires, lambda each: each.pack, words.requires, _requirements
    )
    yield from members(Aspect.OPTIONAL_TERM, before.optional_terms, after.optional_terms, words.optional_term)
    yield from value(Aspect.CHECKED, before.law_checked_to, after.law_checked_to, phrase.day)
    yield from named(
        Aspect.LEFT_OUT, old.left_out, new.left_out, lambda each: str(each.citation), words.left_out, _reasons
    )
    yield from members(Aspect.CROSSWALK, old.crosswalks, new.crosswalks, words.crosswalk)


def _requirements(old: Requires, new: Requires, where: str) -> Iterator[Change]:
    """Ranges that share no version are two requirements: whoever met the one does not meet the other."""
    if old == new:
        return
    first, end = map(version_number, (old.version, new.version)), map(version_number, (old.before, new.before))
    if max(first) < min(end):
        yield Change(Aspect.REQUIRES, where, words.requires(old), words.requires(new))
    else:
        yield Change(Aspect.REQUIRES, where, words.requires(old), None)
        yield Change(Aspect.REQUIRES, where, None, words.requires(new))


def _reasons(old: LeftOut, new: LeftOut, where: str) -> Iterator[Change]:
    return text(Aspect.TEXT, old.reason, new.reason, where)
