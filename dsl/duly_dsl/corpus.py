"""The packs loaded together, with every name findable.

Kinds, facts, links, choices, roles, evidence kinds and rule ids are shared by all packs (a manifest uses them bare).
Terms, legal values, groups, calendars, readings, parameters, instruments and evidence requirements are a pack's own:
a pack sees its own, those of the packs it requires, and the optional terms its header names.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from duly_dsl import phrase
from duly_dsl.ir import (
    Calendar,
    Choice,
    Classification,
    DatedAmount,
    DatedDate,
    DatedPeriod,
    DatedTable,
    EachVersion,
    EvidenceKind,
    Fact,
    FactPath,
    FactType,
    Group,
    Instrument,
    Kind,
    Link,
    PackRules,
    Parameter,
    Reading,
    ReadingChoice,
    Requirement,
    Role,
    Rule,
    StaffRole,
    Term,
    versions_of,
)

ASSET = "asset"


class Named(Protocol):
    """Anything declared under a name."""

    @property
    def name(self) -> str:
        """The name."""


N = TypeVar("N", bound=Named)
Scoped = Mapping[tuple[str, str], N]


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind with what all packs say of it."""

    name: str
    text: str
    facts: Mapping[str, Fact]
    links: Mapping[str, Link]


def _by_name(things: Iterable[N]) -> dict[str, N]:
    table: dict[str, N] = {}
    for thing in things:
        table.setdefault(thing.name, thing)
    return table


@dataclass(frozen=True)
class Corpus:
    """All loaded packs; what is declared twice counts as first declared (the check reports it)."""

    packs: tuple[PackRules, ...]

    @cached_property
    def by_name(self) -> Mapping[str, PackRules]:
        """Packs by name."""
        return _by_name(self.packs)

    @cached_property
    def kinds(self) -> Mapping[str, KindView]:
        """Kinds with the facts and links of every extension."""
        declared: list[Kind] = [k for p in self.packs for k in p.kinds]
        return {
            kind.name: KindView(
                kind.name,
                kind.text,
                _by_name(f for k in declared if k.name == kind.name for f in k.facts),
                _by_name(x for k in declared if k.name == kind.name for x in k.links),
            )
            for kind in declared
            if not kind.extends
        }

    @cached_property
    def version_kinds(self) -> Mapping[str, KindView]:
        """For every kind the kind of its versions: the facts stated `per version`, and a link `asset` to what it is a
        version of."""
        return {
            versions_of(kind.name): KindView(
                versions_of(kind.name),
                f"version of {phrase.a(kind.text)}",
                {name: fact for name, fact in kind.facts.items() if fact.per_version},
                {ASSET: Link(ASSET, kind.name, many=False)},
            )
            for kind in self.kinds.values()
        }

    def kind(self, name: str) -> KindView | None:
        """A kind, or the kind of the versions of one."""
        return self.kinds.get(name) or self.version_kinds.get(name)

    def kind_at(self, path: FactPath, kinds: Mapping[str, str]) -> str | None:
        """The kind of the subject that the last step of a path is about, given those of variables; None where it is
        not known."""
        kind = kinds.get(path.variable)
        for step in path.steps[:-1]:
            view = self.kind(kind or "")
            kind = view.links[step].target if view and step in view.links else None
        return kind

    def type_at(self, path: FactPath, kinds: Mapping[str, str]) -> FactType | None:
        """The type of the fact at the end of a path; None for links and what is not known."""
        view = self.kind(self.kind_at(path, kinds) or "")
        fact = view.facts.get(path.steps[-1]) if view and path.steps else None
        return fact.type if fact else None

    @cached_property
    def versioned(self) -> frozenset[str]:
        """The kinds of whose versions some rule speaks."""
        return frozenset(r.subject.of_kind for r in self._all_rules() if isinstance(r.subject, EachVersion))

    @cached_property
    def choices(self) -> Mapping[str, Choice]:
        """Choices by name."""
        return _by_name(c for p in self.packs for c in p.choices)

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """Legal roles by name."""
        return _by_name(r for p in self.packs for r in p.roles)

    @cached_property
    def staff_roles(self) -> Mapping[str, StaffRole]:
        """Roles of people within us by name."""
        return _by_name(r for p in self.packs for r in p.staff_roles)

    @cached_property
    def evidence_kinds(self) -> Mapping[str, EvidenceKind]:
        """Evidence kinds by name."""
        return _by_name(e for p in self.packs for e in p.evidence_kinds)

    @cached_property
    def rules(self) -> Mapping[str, tuple[Rule, ...]]:
        """All versions of each rule, by id, in order of declaration."""
        table: dict[str, tuple[Rule, ...]] = {}
        for rule in self._all_rules():
            table[rule.id] = (*table.get(rule.id, ()), rule)
        return table

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The ids of rules by the ids that they had before."""
        return {former: rule.id for rule in self._all_rules() for former in rule.formerly if former not in self.rules}

    def rule_id(self, name: str) -> str:
        """The id of the rule that is called so, or was; the name itself where there is none."""
        return self.renamed.get(name, name)

    def _all_rules(self) -> Iterator[Rule]:
        return (r for p in self.packs for r in p.rules)

    @cached_property
    def scopes(self) -> Mapping[str, tuple[str, ...]]:
        """For each pack, the packs whose names it sees: itself, then what it requires, nearest first."""
        return {name: self._scope(name) for name in self.by_name}

    def _scope(self, name: str) -> tuple[str, ...]:
        seen: dict[str, None] = {}
        queue = [name]
        while queue:
            pack = queue.pop(0)
            if pack in seen or pack not in self.by_name:
                continue
            seen[pack] = None
            queue.extend(r.pack for r in self.by_name[pack].header.requires)
        return tuple(seen)

    def seen_from(self, pack: str) -> "Corpus":
        """A pack with what it requires and those packs whose terms it may read: what its rules rest on, whatever else
        is loaded."""
        optional = {o.pack for o in self.by_name[pack].header.optional_terms}
        seen = {name for each in (pack, *optional) for name in self.scopes.get(each, ())}
        return Corpus(tuple(p for p in self.packs if p.name in seen))

    def _find(self, table: Scoped[N], pack: str, name: str) -> N | None:
        return next((table[s, name] for s in self.scopes.get(pack, ()) if (s, name) in table), None)

    def _table(self, pairs: Iterable[tuple[str, N]]) -> dict[tuple[str, str], N]:
        table: dict[tuple[str, str], N] = {}
        for pack, thing in pairs:
            table.setdefault((pack, thing.name), thing)
        return table

    @cached_property
    def dates(self) -> Scoped[DatedDate]:
        """Dated dates by pack and name; so the tables that follow."""
        return self._table((p.name, x) for p in self.packs for x in p.dates)

    @cached_property
    def periods(self) -> Scoped[DatedPeriod]:
        """Dated periods."""
        return self._table((p.name, x) for p in self.packs for x in p.periods)

    @cached_property
    def amounts(self) -> Scoped[DatedAmount]:
        """Dated amounts."""
        return self._table((p.name, x) for p in self.packs for x in p.amounts)

    @cached_property
    def tables(self) -> Scoped[DatedTable]:
        """Dated tables."""
        return self._table((p.name, x) for p in self.packs for x in p.tables)

    @cached_property
    def parameters(self) -> Scoped[Parameter]:
        """Parameters."""
        return self._table((p.name, x) for p in self.packs for x in p.parameters)

    @cached_property
    def readings(self) -> Scoped[Reading]:
        """Readings."""
        return self._table((p.name, x) for p in self.packs for x in p.readings)

    @cached_property
    def groups(self) -> Scoped[Group]:
        """Groups."""
        return self._table((p.name, x) for p in self.packs for x in p.groups)

    @cached_property
    def calendars(self) -> Scoped[Calendar]:
        """Calendars."""
        return self._table((p.name, x) for p in self.packs for x in p.calendars)

    @cached_property
    def instruments(self) -> Scoped[Instrument]:
        """Instruments."""
        return self._table((p.name, x) for p in self.packs for x in p.header.instruments)

    @cached_property
    def requirements(self) -> Mapping[tuple[str, str], tuple[Rule, Requirement]]:
        """Evidence requirements by pack and name, with the rule that states them."""
        table: dict[tuple[str, str], tuple[Rule, Requirement]] = {}
        for rule in self._all_rules():
            for requirement in rule.evidence:
                table.setdefault((rule.pack, requirement.name), (rule, requirement))
        return table

    @cached_property
    def terms(self) -> Scoped[Term]:
        """Terms."""
        return self._table((p.name, x) for p in self.packs for x in p.terms)

    @cached_property
    def classifications(self) -> Scoped[Classification]:
        """Classifications."""
        return self._table((p.name, x) for p in self.packs for x in p.classifications)

    def date(self, pack: str, name: str) -> DatedDate | None:
        """The date that `name` means in a pack; so the finders that follow."""
        return self._find(self.dates, pack, name)

    def period(self, pack: str, name: str) -> DatedPeriod | None:
        """The period that `name` means in a pack."""
        return self._find(self.periods, pack, name)

    def amount(self, pack: str, name: str) -> DatedAmount | None:
        """The amount that `name` means in a pack."""
        return self._find(self.amounts, pack, name)

    def table(self, pack: str, name: str) -> DatedTable | None:
        """The table that `name` means in a pack."""
        return self._find(self.tables, pack, name)

    def parameter(self, pack: str, name: str) -> Parameter | None:
        """The parameter that `name` means in a pack."""
        return self._find(self.parameters, pack, name)

    def reading(self, pack: str, name: str) -> Reading | None:
        """The reading that `name` means in a pack."""
        return self._find(self.readings, pack, name)

    def classification(self, pack: str, name: str) -> Classification | None:
        """The classification that `name` means in a pack."""
        return self._find(self.classifications, pack, name)

    def is_default(self, pack: str, choice: ReadingChoice | None) -> bool:
        """Whether what may hold under one reading only holds under those that the packs' authors hold."""
        if choice is None:
            return True
        reading = self.reading(pack, choice.reading)
        return reading is not None and reading.default == choice.value

    def group(self, pack: str, name: str) -> Group | None:
        """The group that `name` means in a pack."""
        return self._find(self.groups, pack, name)

    def calendar(self, pack: str, name: str) -> Calendar | None:
        """The calendar that `name` means in a pack."""
        return self._find(self.calendars, pack, name)

    def instrument(self, pack: str, name: str) -> Instrument | None:
        """The instrument that `name` means in a pack."""
        return self._find(self.instruments, pack, name)

    def term(self, pack: str, name: str) -> Term | None:
        """The term that `name` means in a pack; None also for an optional term whose pack is absent."""
        own = self._find(self.terms, pack, name)
        if own is not None or pack not in self.by_name:
            return own
        optional = (o for o in self.by_name[pack].header.optional_terms if o.term == name)
        return next((self.terms[o.pack, name] for o in optional if (o.pack, name) in self.terms), None)

    def is_optional_term(self, pack: str, name: str) -> bool:
        """Whether the pack's header names the term as optional."""
        return any(o.term == name for o in self.by_name[pack].header.optional_terms)
