"""What a rule means, as data: its own form, everything it refers to, and the rules that defeat it.

Two texts mean the same when their meanings are equal: layout, comments, the order of clauses of a file and the file
itself are no part of it, nor is where a text is published. A rule that was renamed, and says so, goes by its oldest
name. A sign-off is bound to a digest of it, a diff compares it part by part. A term is part of what it means by its
own declaration; the rules that conclude a term have meanings of their own.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property

from duly_dsl.corpus import Corpus
from duly_dsl.edges import Edges
from duly_dsl.ir import (
    Calendar,
    Choice,
    Classification,
    DatedAmount,
    DatedDate,
    DatedPeriod,
    DatedTable,
    EvidenceKind,
    Fact,
    Group,
    GroupTarget,
    Instrument,
    Kind,
    Limb,
    Link,
    Operates,
    Parameter,
    Prevails,
    Reading,
    Requirement,
    Role,
    Rule,
    RuleTarget,
    StaffRole,
    Term,
    WillPrevail,
)
from duly_dsl.uses import Reference, Sort, uses_of

OWN = "the rule itself"

_NO_MEANING: Mapping[type, frozenset[str]] = {
    Rule: frozenset({"formerly"}),
    Limb: frozenset({"formerly"}),
    Instrument: frozenset({"url"}),
    Fact: frozenset({"explanation", "example"}),
    Choice: frozenset({"texts"}),
}
_RULE_IDS: Mapping[type, frozenset[str]] = {
    Rule: frozenset({"id", "notwithstanding"}),
    RuleTarget: frozenset({"rule"}),
    GroupTarget: frozenset({"except_rules"}),
    Prevails: frozenset({"rule"}),
    WillPrevail: frozenset({"rule"}),
    Operates: frozenset({"rule"}),
}

Words = Kind | Fact | Link | Choice | Role | StaffRole | EvidenceKind | Calendar | Parameter | Group
Declared = Words | Instrument | Term | DatedDate | DatedPeriod | DatedAmount | DatedTable | Reading | Classification
Declaration = Declared | Requirement | Rule
Names = Mapping[str, str]
"""Ids of rules with the names by which they go."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The digests of all that a rule rests on, by what it is: `the rule itself`, `date annex_iii_start`, `rule
    AIA-6-3`. Rules go by their oldest names; what is of another pack says of which."""

    rule: str
    parts: Mapping[str, str]

    @property
    def digest(self) -> str:
        """One digest for all parts."""
        return digest(sorted(self.parts.items()))


@dataclass(frozen=True)
class Meanings:
    """The meanings of the rules of a corpus."""

    corpus: Corpus

    @cached_property
    def oldest_names(self) -> Names:
        """Rules by id with the first of their former names, the oldest; a name that two rules claim names neither."""
        first = {rule_id: _oldest(versions) for rule_id, versions in self.corpus.rules.items()}
        claims = Counter(first.values())
        return {rule_id: name if claims[name] == 1 else rule_id for rule_id, name in first.items()}

    @cached_property
    def _edges(self) -> Edges:
        return Edges(self.corpus)

    def defeaters(self, rule_id: str) -> tuple[str, ...]:
        """Ids of the rules that may set a rule aside."""
        return self._edges.defeaters.get(rule_id, ())

    def of(self, rule_id: str) -> Meaning:
        """The meaning of a rule, all its versions together. Raises KeyError where there is no such rule."""
        parts = {OWN: self._digest(self.corpus.rules[rule_id])}
        for name, reference in self.parts_of(rule_id).items():
            parts[name] = self._digest(declared(reference, self.corpus))
        return Meaning(rule_id, dict(sorted(parts.items())))

    def parts_of(self, rule_id: str) -> Mapping[str, Reference]:
        """What a rule rests on besides itself, by the names of the parts of its meaning."""
        pack = self.corpus.rules[rule_id][0].pack
        return {self._name(reference, pack): reference for reference in self.rests_on(rule_id)}

    def _name(self, reference: Reference, pack: str) -> str:
        if reference.sort is Sort.RULE:
            return f"{reference.sort} {self.oldest_names.get(reference.name, reference.name)}"
        return f"{reference} of {reference.owner}" if reference.owner not in {"", pack} else str(reference)

    def _digest(self, nodes: tuple[Declaration, ...]) -> str:
        """The versions of a rule are told apart by their instruments and readings, not by which stands first."""
        return digest(sorted((encode(node, self.oldest_names) for node in nodes), key=_canonical))

    def rests_on(self, rule_id: str) -> tuple[Reference, ...]:
        """Everything that the meaning of a rule rests on besides itself, sorted.

        What is referred to is followed on (a date to its instruments, a term to what it means), defeaters to what they
        rest on; other rules that are merely named are part of it by their own form.
        """
        found: dict[Reference, None] = {}
        queue: list[tuple[Declaration, str]] = [(rule, rule.pack) for rule in self.corpus.rules[rule_id]]
        seen = {rule_id}
        while queue:
            node, owner = queue.pop()
            for use in uses_of(node, self.corpus.by_name[owner], self.corpus):
                if use.of in found or (use.of.sort is Sort.RULE and use.of.name == rule_id):
                    continue
                found[use.of] = None
                if use.of.sort is not Sort.RULE:
                    queue.extend((n, getattr(n, "pack", use.of.owner)) for n in declared(use.of, self.corpus))
            for defeater in self.defeaters(node.id) if isinstance(node, Rule) else ():
                if defeater not in seen:
                    seen.add(defeater)
                    found[Reference(Sort.RULE, defeater)] = None
                    queue.extend((rule, rule.pack) for rule in self.corpus.rules[defeater])
        return tuple(sorted(found))


def _oldest(versions: tuple[Rule, ...]) -> str:
    return next((name for version in versions for name in version.formerly), versions[0].id)


def declared(reference: Reference, corpus: Corpus) -> tuple[Declaration, ...]:
    """What a reference leads to: one declaration, or all versions of a rule; nothing where it is not loaded.

    A kind comes without its facts and links: each is a declaration of its own.
    """
    name, owner = reference.name, reference.owner
    match reference.sort:
        case Sort.RULE:
            return corpus.rules.get(name, ())
        case Sort.KIND:
            kinds = (k for p in corpus.packs for k in p.kinds if k.name == name and not k.extends)
            return tuple(replace(kind, facts=(), links=()) for kind in kinds)
        case Sort.FACT | Sort.LINK:
            kind = corpus.kinds.get(owner)
            table: Mapping[str, Fact | Link] = {} if kind is None else {**kind.facts, **kind.links}
            return (table[name],) if name in table else ()
        case Sort.REQUIREMENT:
            stated = corpus.requirements.get((owner, name))
            return (stated[1],) if stated else ()
    shared: Mapping[Sort, Mapping[str, Declaration]] = {
        Sort.CHOICE: corpus.choices,
        Sort.ROLE: corpus.roles,
        Sort.STAFF_ROLE: corpus.staff_roles,
        Sort.EVIDENCE_KIND: corpus.evidence_kinds,
    }
    scoped: Mapping[Sort, Mapping[tuple[str, str], Declaration]] = {
        Sort.CALENDAR: corpus.calendars,
        Sort.PARAMETER: corpus.parameters,
        Sort.GROUP: corpus.groups,
        Sort.DATE: corpus.dates,
        Sort.PERIOD: corpus.periods,
        Sort.AMOUNT: corpus.amounts,
        Sort.TABLE: corpus.tables,
        Sort.READING: corpus.readings,
        Sort.INSTRUMENT: corpus.instruments,
        Sort.TERM: corpus.terms,
        Sort.CLASSIFICATION: corpus.classifications,
    }
    found = shared[reference.sort].get(name) if reference.sort in shared else scoped[reference.sort].get((owner, name))
    return () if found is None else (found,)


def encode(node: object, names: Names | None = None) -> object:
    """A node as plain data, the same for the same meaning: places, former names and what has its default left out.

    `names` are those by which rules go, where not by their ids.
    """
    match node:
        case None | bool() | int() | str() if not isinstance(node, Enum):
            return node
        case Enum():
            return str(node.value)
        case Decimal():
            return {"number": f"{node.normalize():f}"}
        case date():
            return {"day": node.isoformat()}
        case frozenset():
            return {"set": sorted(map(str, node))}
        case tuple() | list():
            return [encode(part, names) for part in node]
        case _:
            return dict(_fields(node, names or {}))


def _fields(node: object, names: Names) -> Iterator[tuple[str, object]]:
    assert is_dataclass(node), node
    assert not isinstance(node, type)
    sort = type(node)
    yield "is", sort.__name__
    for each in fields(node):
        value = getattr(node, each.name)
        if not each.compare or each.name in _NO_MEANING.get(sort, ()) or value == _default(each):
            continue
        if each.name in _RULE_IDS.get(sort, ()):
            value = names.get(value, value) if isinstance(value, str) else [names.get(v, v) for v in value]
        yield each.name, encode(value, names)


def _default(each: Field[object]) -> object:
    """What a field says where nothing is said; a clause that the language gains later changes no meaning before."""
    return each.default if each.default is not MISSING else MISSING


def digest(data: object) -> str:
    """SHA-256 over the canonical text of plain data."""
    return f"sha256:{hashlib.sha256(_canonical(data).encode()).hexdigest()}"


def _canonical(data: object) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
