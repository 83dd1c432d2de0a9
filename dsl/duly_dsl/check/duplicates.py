"""Each name is declared once: shared ones among all packs, a pack's own within it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from duly_dsl.check.blame import at_fault
from duly_dsl.check.faults import twice, word_in
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Place, error
from duly_dsl.ir import (
    Fact,
    Kind,
    LegalValue,
    Link,
    PackRules,
    Parameter,
    Role,
    Rule,
    StaffRole,
)
from duly_dsl.source import Span


@dataclass(frozen=True, slots=True)
class Declared:
    """A name where it is declared; `of` tells apart what may share a name."""

    name: str
    of: str
    pack: str
    span: Span


def shared_names(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Kinds, facts, links, choices, roles, evidence kinds and rule ids are shared by all packs."""
    table: dict[tuple[str, str], list[Declared]] = {}
    for each in corpus.packs:
        for declared in _shared(each):
            table.setdefault((declared.of, declared.name), []).append(declared)
    for several in table.values():
        first = several[0]
        for one, other in combinations(several, 2):
            across = one.pack != other.pack
            if at_fault([one.pack, other.pack], corpus) != pack.name or not (across or one is first):
                continue
            own, far = (other, one) if other.pack == pack.name else (one, other)
            if first.of == "rule" and not across:
                continue
            whose = f", in pack `{far.pack}`" if across else ""
            yield twice("E0311", f"{_said(own)} is declared already{whose}", own.name, far.span, own.span)


def _said(declared: Declared) -> str:
    sort, _, kind = declared.of.partition(" of ")
    return f"`{declared.name} of {kind}`" if kind else f"`{sort} {declared.name}`"


def _shared(pack: PackRules) -> Iterator[Declared]:
    named: tuple[tuple[str, Iterable[tuple[str, Span]]], ...] = (
        ("kind", ((k.name, k.span) for k in pack.kinds if not k.extends)),
        ("choice", ((c.name, c.span) for c in pack.choices)),
        ("role", ((r.name, r.span) for r in _roles(pack))),
        ("evidence kind", ((e.name, e.span) for e in pack.evidence_kinds)),
        ("rule", ((r.id, r.span) for r in pack.rules)),
    )
    for sort, declared in named:
        yield from (Declared(name, sort, pack.name, span) for name, span in declared)
    for kind in pack.kinds:
        yield from (Declared(x.name, f"member of {kind.name}", pack.name, x.span) for x in _members(kind))


def own_names(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Terms, values, groups, calendars, readings, parameters and instruments are the pack's own."""
    tables: tuple[tuple[str, Iterable[tuple[str, Span]]], ...] = (
        ("term", ((t.name, t.span) for t in pack.terms)),
        ("classification", ((c.name, c.span) for c in pack.classifications)),
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


def versions_of_rules(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Versions of a rule differ in the instrument that sets or ends them, or in their reading."""
    versions: dict[tuple[object, ...], Span] = {}
    for rule in pack.rules:
        key = _version(rule)
        if key in versions:
            message = (
                f"rule `{rule.id}` stands twice; versions of a rule differ in `under`, `replaced by` or their reading"
            )
            yield twice("E0311", message, rule.id, versions[key], rule.span)
        versions.setdefault(key, rule.span)


def former_names(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """A former id that a rule bears now, or that another rule had too, would lead readers of old reports astray."""
    others = [p for p in corpus.packs if p is not pack and at_fault([p.name, pack.name], corpus) == pack.name]
    had = {name: rule for other in others for rule in other.rules for name in rule.formerly}
    for rule in pack.rules:
        for name in rule.formerly:
            bearer = next(iter(corpus.rules.get(name, ())), had.get(name))
            if bearer is not None and (bearer.id == name or bearer.id != rule.id):
                yield _former_name_taken(name, rule, bearer)
            had.setdefault(name, rule)


def _former_name_taken(name: str, rule: Rule, bearer: Rule) -> Diagnostic:
    taken = f"which is {'its id now' if bearer.id == rule.id else 'the id of another rule'}"
    if bearer.id != name:
        taken = f"and so was `{bearer.id}`"
    where = word_in(bearer.span, name, after="" if bearer.id == name else "formerly")
    message = f"`{rule.id}` was formerly `{name}`, {taken}"
    at = word_in(rule.span, name, after="formerly")
    return error("E0311", message, at, role="former id", others=(Place(where, "stands here too"),))


def _version(rule: Rule) -> tuple[object, ...]:
    return (rule.id, rule.under, rule.reading, rule.replaced_by)


def _members(kind: Kind) -> tuple[Fact | Link, ...]:
    return (*kind.facts, *kind.links)


def _roles(pack: PackRules) -> tuple[Role | StaffRole, ...]:
    return (*pack.roles, *pack.staff_roles)


def _values(pack: PackRules) -> tuple[LegalValue | Parameter, ...]:
    return (*pack.dates, *pack.periods, *pack.amounts, *pack.tables, *pack.parameters)
