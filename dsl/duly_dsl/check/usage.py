"""What a pack declares and nobody uses.

A pack without rules is vocabulary: it declares for others.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from duly_dsl import uses
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Fix, warning
from duly_dsl.ir import (
    DatedAmount,
    DatedDate,
    DatedPeriod,
    DatedTable,
    FactPath,
    Forbids,
    NamedSpan,
    Obliges,
    PackRules,
    Requirement,
    Task,
    TypeName,
)
from duly_dsl.nodes import parts, walk
from duly_dsl.placeholders import fact_in, placeholders
from duly_dsl.source import Span


class Declared(Protocol):
    """Anything declared under a name somewhere."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def span(self) -> Span:
        """Where."""


QUESTIONS = {
    TypeName.YES_NO: "Does it",
    TypeName.DATE: "When",
    TypeName.INSTANT: "When (day and hour)",
    TypeName.NUMBER: "How many",
    TypeName.AMOUNT: "How much",
    TypeName.DURATION: "How long",
    TypeName.ONE_OF: "Which",
    TypeName.MANY_OF: "Which, if any,",
}
Reads = Callable[[PackRules], Iterable[str]]
DECLARES = (DatedDate, DatedPeriod, DatedAmount, DatedTable, Requirement)


def unused_facts(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Facts that no rule of any loaded pack reads."""
    facts = [(fact.name, fact.span) for kind in pack.kinds for fact in kind.facts] if pack.rules else []
    for name, span in _unused(facts, pack, corpus, _steps):
        yield warning("W0302", f"no rule reads the fact `{name}`", span)


def unasked_facts(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Facts that some rule reads, so that people are asked for them, and for which there is no question."""
    silent = {(kind.name, f.name): f for kind in pack.kinds for f in kind.facts if not f.question}
    names = {name for _, name in silent}
    for each in corpus.packs if silent else ():
        for node in (*each.rules, *each.terms, *each.amounts):
            if any(step in names for path in _paths(node) for step in path.steps):
                for use in uses.uses_of(node, each, corpus):
                    fact = silent.pop((use.of.owner, use.of.name), None) if use.of.sort is uses.Sort.FACT else None
                    if fact is not None:
                        fix = Fix(f'write `ask "{QUESTIONS.get(fact.type.name, "What")} ...?"` after its type')
                        message = f"people are asked for `{fact.name}`, and there is no question to ask"
                        yield warning("W0304", message, fact.span, fix=fix)


def unused_names(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Choices, roles, evidence kinds, groups, calendars, readings and legal values that nothing mentions."""
    if not pack.rules:
        return
    mentioned: tuple[tuple[str, Iterable[Declared]], ...] = (
        ("role", (*pack.roles, *pack.staff_roles)),
        ("evidence kind", pack.evidence_kinds),
        ("group", pack.groups),
        ("calendar", pack.calendars),
        ("reading", pack.readings),
        ("date", pack.dates),
        ("period", pack.periods),
        ("amount", pack.amounts),
        ("table", pack.tables),
        ("parameter", pack.parameters),
    )
    choices = [(c.name, c.span) for c in pack.choices]
    for name, span in _unused(choices, pack, corpus, _choices):
        yield warning("W0303", f"nothing uses the choice `{name}`", span)
    sorts = {d.span: what for what, declared in mentioned for d in declared}
    others = [(d.name, d.span) for _, declared in mentioned for d in declared]
    for name, span in _unused(others, pack, corpus, _words):
        yield warning("W0303", f"nothing uses the {sorts[span]} `{name}`", span)


def _unused(
    declared: Sequence[tuple[str, Span]], pack: PackRules, corpus: Corpus, reads: Reads
) -> list[tuple[str, Span]]:
    """Most names are used by the pack itself: the others are looked through only for what is left."""
    left = list(declared)
    for each in (pack, *(p for p in corpus.packs if p is not pack)):
        if left:
            used = set(reads(each))
            left = [(name, span) for name, span in left if name not in used]
    return left


def _steps(pack: PackRules) -> Iterator[str]:
    return (step for path in _paths((pack.rules, pack.terms, pack.amounts)) for step in path.steps)


def _words(pack: PackRules) -> Iterator[str]:
    yield from _words_below((pack.rules, pack.terms, pack.dates, pack.periods, pack.amounts, pack.tables))
    for kind in pack.kinds:
        yield from (fact.restate.name for fact in kind.facts if isinstance(fact.restate, NamedSpan))


def _choices(pack: PackRules) -> Iterator[str]:
    yield from (fact.type.choice for kind in pack.kinds for fact in kind.facts)
    yield from (field.type.choice for kind in pack.evidence_kinds for field in kind.fields)
    yield from (table.choice for table in pack.tables)


def _paths(node: object) -> Iterator[FactPath]:
    for found in walk(node):
        if isinstance(found, FactPath):
            yield found
        if isinstance(found, Obliges | Forbids | Task):
            yield from filter(None, map(fact_in, placeholders(found.text)))


def _words_below(node: object) -> Iterator[str]:
    """Every word below a node: more than names, so that a warning is never wrong."""
    rest = [node]
    while rest:
        node = rest.pop()
        if isinstance(node, str):
            yield node
        if isinstance(node, Obliges | Forbids | Task):
            yield from placeholders(node.text)
        own = isinstance(node, DECLARES)
        rest.extend(part for name, part in parts(node) if name != "name" or not own)
