"""Declarations: each name once, each type, kind and instrument that they mention declared."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from duly_dsl.check.faults import twice, unknown
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, error
from duly_dsl.ir import (
    Citation,
    DatedAmount,
    DatedDate,
    DatedPeriod,
    Fact,
    FactType,
    Kind,
    Link,
    NamedSpan,
    PackRules,
    Parameter,
    ReadingChoice,
    Role,
    StaffRole,
    TypeName,
)
from duly_dsl.source import Span


def declarations(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Everything that a pack declares, rules apart."""
    yield from _shared_once(pack, corpus)
    yield from _own_once(pack)
    for kind in pack.kinds:
        if kind.extends and kind.name not in corpus.kinds:
            yield unknown("E0301", f"there is no kind `{kind.name}` to extend", kind.name, kind.span, corpus.kinds)
        for fact in kind.facts:
            yield from _type(fact.type, fact.span, corpus)
            if fact.citation is not None:
                yield from instrument(fact.citation, pack, corpus)
            if isinstance(fact.restate, NamedSpan):
                yield from length(fact.restate, pack, corpus)
        for link in kind.links:
            if link.target not in corpus.kinds:
                message = f"`{link.name}` leads to `{link.target}`, which is no kind"
                yield unknown("E0301", message, link.target, link.span, corpus.kinds)
    for role in pack.roles:
        for name in role.kinds:
            if name not in corpus.kinds:
                yield unknown("E0301", f"there is no kind `{name}`", name, role.span, corpus.kinds)
    for evidence in pack.evidence_kinds:
        for field in evidence.fields:
            yield from _type(field.type, field.span, corpus)
    for left_out in pack.left_out:
        yield from instrument(left_out.citation, pack, corpus)
    dated: tuple[DatedDate | DatedPeriod | DatedAmount, ...] = (*pack.dates, *pack.periods, *pack.amounts)
    for each in dated:
        yield from _versions(each, pack, corpus)


def _shared_once(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Kinds, facts, links, choices, roles, evidence kinds and rule ids are shared by all packs."""
    tables: list[list[tuple[str, str, Span]]] = [
        [(f"kind {k.name}", p.name, k.span) for p in corpus.packs for k in p.kinds if not k.extends],
        [(f"choice {c.name}", p.name, c.span) for p in corpus.packs for c in p.choices],
        [(f"role {r.name}", p.name, r.span) for p in corpus.packs for r in _roles(p)],
        [(f"evidence kind {e.name}", p.name, e.span) for p in corpus.packs for e in p.evidence_kinds],
        [(f"{x.name} of {k.name}", p.name, x.span) for p in corpus.packs for k in p.kinds for x in _members(k)],
    ]
    for table in tables:
        for name, found in groupby(sorted(table, key=lambda t: t[0]), key=lambda t: t[0]):
            first, *others = found
            for _, owner, span in others:
                if pack.name in {owner, first[1]}:
                    word = name.split(" of ")[0].split()[-1]
                    whose = "" if first[1] == owner else f", in pack `{first[1]}`"
                    yield twice("E0311", f"`{name}` is declared already{whose}", word, first[2], span)
    owners = {rule.id: p.name for p in reversed(corpus.packs) for rule in p.rules}
    for rule in pack.rules:
        if owners[rule.id] != pack.name:
            yield error("E0311", f"a rule `{rule.id}` is in pack `{owners[rule.id]}` already", rule.span)


def _own_once(pack: PackRules) -> Iterator[Diagnostic]:
    """Terms, values, groups, calendars, readings, parameters and instruments are the pack's own."""
    tables: tuple[tuple[str, Iterable[tuple[str, Span]]], ...] = (
        ("term", ((t.name, t.span) for t in pack.terms)),
        ("group", ((g.name, g.span) for g in pack.groups)),
        ("calendar", ((c.name, c.span) for c in pack.calendars)),
        ("reading", ((r.name, r.span) for r in pack.readings)),
        ("instrument", ((i.name, i.span) for i in pack.header.instruments)),
        ("evidence requirement", ((e.name, e.span) for r in pack.rules for e in r.evidence)),
        ("value", ((v.name, v.span) for v in _values(pack))),
    )
    for what, declared in tables:
        seen: dict[str, Span] = {}
        for name, span in declared:
            if name in seen:
                yield twice("E0311", f"{what} `{name}` is declared already", name, seen[name], span)
            seen.setdefault(name, span)
    versions: dict[tuple[object, ...], Span] = {}
    for rule in pack.rules:
        key = (rule.id, rule.under, rule.reading, rule.replaced_by)
        if key in versions:
            message = (
                f"rule `{rule.id}` stands twice; versions of a rule differ in `under`, `replaced by` or their reading"
            )
            yield twice("E0311", message, rule.id, versions[key], rule.span)
        versions.setdefault(key, rule.span)


def _members(kind: Kind) -> tuple[Fact | Link, ...]:
    return (*kind.facts, *kind.links)


def _roles(pack: PackRules) -> tuple[Role | StaffRole, ...]:
    return (*pack.roles, *pack.staff_roles)


def _values(pack: PackRules) -> tuple[DatedDate | DatedPeriod | DatedAmount | Parameter, ...]:
    return (*pack.dates, *pack.periods, *pack.amounts, *pack.parameters)


def _type(declared: FactType, span: Span, corpus: Corpus) -> Iterator[Diagnostic]:
    if declared.name in {TypeName.ONE_OF, TypeName.MANY_OF} and declared.choice not in corpus.choices:
        yield unknown("E0302", f"there is no choice `{declared.choice}`", declared.choice, span, corpus.choices)


def _versions(dated: DatedDate | DatedPeriod | DatedAmount, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    for version in dated.versions:
        yield from named_instrument(version.under, version.span, pack, corpus)
        choice = getattr(version, "reading", None)
        if choice is not None:
            yield from reading_choice(choice, pack, corpus)


def instrument(citation: Citation, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """The instrument of a citation has to be declared."""
    yield from named_instrument(citation.instrument, citation.span, pack, corpus)


def named_instrument(name: str, span: Span, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """An instrument by name."""
    if corpus.instrument(pack.name, name) is None:
        known = (i for s, i in corpus.instruments if s in corpus.scopes[pack.name])
        yield unknown("E0308", f"no pack declares an instrument `{name}`", name, span, known)


def reading_choice(choice: ReadingChoice, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """A reading and one of its values."""
    reading = corpus.reading(pack.name, choice.reading)
    if reading is None:
        known = (n for s, n in corpus.readings if s in corpus.scopes[pack.name])
        yield unknown("E0309", f"there is no reading `{choice.reading}`", choice.reading, choice.span, known)
    elif choice.value not in {v.name for v in reading.values}:
        message = f"`{choice.value}` is no way to read `{choice.reading}`"
        yield unknown("E0309", message, choice.value, choice.span, (v.name for v in reading.values))


def length(named: NamedSpan, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """A length of time by name: a period or a parameter."""
    if corpus.period(pack.name, named.name) is None and corpus.parameter(pack.name, named.name) is None:
        known = (n for s, n in (*corpus.periods, *corpus.parameters) if s in corpus.scopes[pack.name])
        yield unknown("E0307", f"there is no period or parameter `{named.name}`", named.name, named.span, known)
