"""Warnings of lint rules, and the texts and nodes that several of them look through."""

from collections.abc import Iterator
from typing import Protocol

from duly_dsl.check.faults import word_in
from duly_dsl.diagnostics import Diagnostic, Edit, Fix, Place, Severity
from duly_dsl.ir import Forbids, Obliges, PackRules, Rule
from duly_dsl.source import Span


class Declared(Protocol):
    """Anything declared under a name with a display text."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def text(self) -> str:
        """What people read."""

    @property
    def span(self) -> Span:
        """Where."""


def finding(code: str, message: str, about: str, span: Span, fix: Fix | None = None) -> Diagnostic:
    """A warning about something declared: its name can be exempt."""
    return Diagnostic(code, Severity.WARNING, message, (Place(span, about),), fix)


def quoted(span: Span, text: str) -> Span:
    """Where a quoted text stands within a declaration, without its quotes; the declaration where it is not found."""
    found = word_in(span, f'"{text}"')
    if found == span:
        return span
    return Span(found.source, found.line, found.column + 1, found.end_line, found.end_column - 1)


def rewritten(span: Span, old: str, new: str, advice: str) -> Fix:
    """A fix that puts a text in the place of another, where that one can be found."""
    place = quoted(span, old)
    return Fix(advice, () if place == span else (Edit(place, new),))


def duties_and_bans(pack: PackRules) -> Iterator[tuple[Rule, Obliges | Forbids]]:
    """Rules that bind somebody, with what they say."""
    for rule in pack.rules:
        if isinstance(rule.then, Obliges | Forbids):
            yield rule, rule.then


def questions(pack: PackRules) -> Iterator[tuple[str, str, Span]]:
    """The questions of facts, with the facts' names and places."""
    for kind in pack.kinds:
        yield from ((fact.name, fact.question, fact.span) for fact in kind.facts if fact.question)


def display_texts(pack: PackRules) -> Iterator[tuple[str, str, Span]]:
    """Display texts of everything declared, with names and places."""
    declared: tuple[Declared, ...] = (
        *(kind for kind in pack.kinds if not kind.extends),
        *pack.choices,
        *pack.roles,
        *pack.staff_roles,
        *pack.evidence_kinds,
        *pack.calendars,
        *pack.parameters,
        *pack.groups,
        *pack.dates,
        *pack.periods,
        *pack.amounts,
        *pack.readings,
        *pack.terms,
        *pack.classifications,
        *(each.rest for each in pack.classifications),
    )
    yield from ((each.name, each.text, each.span) for each in declared)


def texts(pack: PackRules) -> Iterator[tuple[str, str, Span]]:
    """Every text that a reader of the pack sees, with the name it belongs to and the place."""
    yield from questions(pack)
    for kind in pack.kinds:
        told = ((fact, said) for fact in kind.facts for said in (fact.explanation, fact.example) if said)
        yield from ((fact.name, said, fact.span) for fact, said in told)
    yield from display_texts(pack)
    yield from ((choice.name, each.text, choice.span) for choice in pack.choices for each in choice.texts)
    for rule in pack.rules:
        yield rule.id, rule.title, rule.span
        yield from ((rule.id, text, rule.span) for text in rule.interpretations)
        yield from ((rule.id, requirement.text, requirement.span) for requirement in rule.evidence)
        if isinstance(rule.then, Obliges | Forbids):
            yield rule.id, rule.then.text, rule.then.span
        if rule.task is not None:
            yield rule.id, rule.task.text, rule.task.span
