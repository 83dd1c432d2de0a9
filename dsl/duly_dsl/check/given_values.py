"""Values that scenarios give: of facts, of stated fields, of links, of roles."""

from collections.abc import Iterable, Iterator

from duly_dsl.check.comparisons import CHOICES
from duly_dsl.check.faults import unknown, word_in
from duly_dsl.check.stage import Stage, subject
from duly_dsl.check.words import a_kind, kind_text
from duly_dsl.diagnostics import Diagnostic, Edit, Fix, error, warning
from duly_dsl.ir import (
    ORGANISATION,
    Absent,
    Assignment,
    Choice,
    FactType,
    Given,
    GivenSet,
    GivenUnknown,
    GivenValue,
    Link,
    ListClosure,
    Name,
    TypeName,
)
from duly_dsl.slips import slip_of

VALUES = {
    TypeName.YES_NO: ("bool", "`yes` or `no`"),
    TypeName.TEXT: ("str", "text in quotes"),
    TypeName.DATE: ("date", "a date"),
    TypeName.INSTANT: ("datetime", "a day with a time"),
    TypeName.NUMBER: ("Decimal", "a number"),
    TypeName.AMOUNT: ("Money", "an amount of money"),
    TypeName.DURATION: ("Duration", "a length of time"),
}


def value(given: Assignment, declared: FactType, stage: Stage) -> Iterator[Diagnostic]:
    """A value of a fact or of a stated field; any may be unknown or absent."""
    if isinstance(given.value, GivenUnknown) or _is_none(given.value):
        return
    if declared.name in CHOICES:
        yield from _members(given, declared, stage)
        return
    wanted, said = VALUES[declared.name]
    if not isinstance(given.value, GivenValue) or type(given.value.value).__name__ != wanted:
        yield error("E0702", f"`{given.name}` takes {said}", given.span)


def _is_none(given: Given) -> bool:
    return isinstance(given, GivenValue) and isinstance(given.value, Absent)


def _members(given: Assignment, declared: FactType, stage: Stage) -> Iterator[Diagnostic]:
    choice = stage.corpus.choices.get(declared.choice)
    for name in names(given.value):
        if choice is not None and name not in choice.members:
            yield from _unlisted(name, given, choice)
    if declared.name is TypeName.ONE_OF and not isinstance(given.value, Name):
        yield error("E0702", f"`{given.name}` takes one member of `{declared.choice}`", given.span)
    elif isinstance(given.value, GivenValue) or (
        isinstance(given.value, GivenSet) and given.value.closure is ListClosure.COMPLETE
    ):
        yield error("E0702", f"`{given.name}` takes members of `{declared.choice}`", given.span)


def _unlisted(name: str, given: Assignment, choice: Choice) -> Iterator[Diagnostic]:
    """An open choice has further members; one that reads like a listed member is probably that one."""
    if not choice.is_open:
        message = f"`{name}` is no {choice.text}"
        yield unknown("E0701", message, name, given.span, choice.members, after=f"{given.name}:")
    elif (meant := slip_of(name, choice.members)) is not None:
        message = f"`{name}` is taken as a further member of `{choice.name}`, and reads much like `{meant}`"
        at = word_in(given.span, name, after=f"{given.name}:")
        yield warning("W0702", message, at, fix=Fix(f"did you mean `{meant}`?", (Edit(at, meant),)))


def names(given: Given) -> tuple[str, ...]:
    """The names in a value."""
    match given:
        case GivenSet(names=several):
            return several
        case Name(name=name):
            return (name,)
        case _:
            return ()


def linked(given: Assignment, link: Link, stage: Stage) -> Iterator[Diagnostic]:
    """The things that a link leads to."""
    yield from _things(given, link.target, stage)
    if not link.many and len(names(given.value)) > 1:
        message = f"`{given.name}` leads to one {kind_text(link.target, stage.corpus)}, and several stand here"
        yield error("E0702", message, given.span)


def holder(given: Assignment, stage: Stage) -> Iterator[Diagnostic]:
    """The organisations that hold a role."""
    yield from _things(given, ORGANISATION, stage)


def roles(given: Assignment, known: Iterable[str], kind: str) -> Iterator[Diagnostic]:
    """The roles that we hold."""
    offered = sorted(known)
    if not isinstance(given.value, GivenSet):
        fix = f"`roles` takes the roles in braces, such as `{{ {offered[0]} }}`" if offered else "`roles` takes braces"
        yield error("E0702", fix, given.span)
    for role in names(given.value):
        if role not in offered:
            message = f"there is no role `{role}` towards {kind}"
            yield unknown("E0701", message, role, given.span, offered, after="roles:")


def _things(given: Assignment, kind: str, stage: Stage) -> Iterator[Diagnostic]:
    wanted = a_kind(kind, stage.corpus)
    if isinstance(given.value, GivenValue) and not _is_none(given.value):
        yield error("E0702", f"`{given.name}` takes {wanted} that the scenario gives, by name", given.span)
    for name in names(given.value):
        yield from subject(name, given.span, stage, after=f"{given.name}:")
        found = stage.kinds.get(name, kind)
        if found != kind:
            message = f"`{given.name}` takes {wanted}; `{name}` is {a_kind(found, stage.corpus)}"
            yield error("E0702", message, word_in(given.span, name, f"{given.name}:"))
