"""Two evidence requirements, two tasks."""

from collections.abc import Iterator

from duly_dsl import phrase
from duly_dsl.diff import words
from duly_dsl.diff.changes import Aspect, Change
from duly_dsl.diff.pairs import flag, members, named, text, value
from duly_dsl.ir import Alternative, Requirement, Task


def requirements(old: tuple[Requirement, ...], new: tuple[Requirement, ...]) -> Iterator[Change]:
    """What differs in the evidence that a rule asks for."""
    return named(Aspect.EVIDENCE, old, new, lambda each: each.name, words.requirement, _within)


def _within(old: Requirement, new: Requirement, where: str) -> Iterator[Change]:
    yield from text(Aspect.EVIDENCE_TEXT, old.text, new.text, where)
    yield from _alternatives(old.alternatives, new.alternatives, where)
    yield from value(Aspect.COUNT, _count(old), _count(new), str, where)
    yield from members(Aspect.STATING, old.stating, new.stating, words.statement, where)
    yield from value(Aspect.FRESH_FOR, old.fresh_for, new.fresh_for, phrase.length, where)
    yield from members(Aspect.FRESH_UNTIL, old.fresh_until_change_of, new.fresh_until_change_of, str, where)
    yield from value(Aspect.BOUND, old.bound_to, new.bound_to, str, where)
    yield from value(Aspect.BEFORE, old.collected_before, new.collected_before, phrase.moment, where)
    yield from flag(Aspect.LATE, old.late_allowed, new.late_allowed, where)
    yield from value(Aspect.ACCEPTANCE, old.accepted_by, new.accepted_by, str, where)


def _alternatives(old: tuple[Alternative, ...], new: tuple[Alternative, ...], where: str) -> Iterator[Change]:
    """By their labels; a single kind has none, and stands for the only place there is."""
    return named(
        Aspect.ACCEPTED,
        old,
        new,
        lambda each: f"({each.label})" if each.label else "",
        words.alternative,
        lambda before, after, place: value(Aspect.ACCEPTED, before, after, words.alternative, place),
        where,
    )


def _count(wanted: Requirement) -> str:
    if wanted.count == 1:
        return "any of them"
    return "all of them" if wanted.count == len(wanted.alternatives) else f"at least {wanted.count} of them"


def tasks(old: Task | None, new: Task | None) -> Iterator[Change]:
    """What differs in the remedy of a gap."""
    if old is None or new is None:
        yield from value(Aspect.TASK, old, new, words.task)
        return
    yield from text(Aspect.TASK_TEXT, old.text, new.text)
    yield from value(Aspect.OWNER, old.owner, new.owner, str)
    yield from value(Aspect.TASK_DUE, old.due, new.due, phrase.moment)
    yield from value(Aspect.SEVERITY, old.severity, new.severity, str)
