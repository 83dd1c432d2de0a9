"""What a rule means, as data: its own form, everything it refers to, and the rules that defeat it.

Two texts mean the same when their meanings are equal: layout, comments, the order of clauses of a file and the file
itself are no part of it, nor is a former name. A sign-off is bound to a digest of it, a diff compares it part by part.
A term is part of what it means by its own declaration; the rules that conclude a term have meanings of their own.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from duly_dsl.check.targets import targets
from duly_dsl.corpus import Corpus
from duly_dsl.ir import Rule
from duly_dsl.uses import Reference, Sort, uses_of

IGNORED = frozenset({"formerly"})
OWN = "the rule itself"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The digests of all that a rule rests on, by what it is: `the rule itself`, `date annex_iii_start`, `rule
    AIA-6-3`."""

    rule: str
    parts: Mapping[str, str]

    @property
    def digest(self) -> str:
        """One digest for all parts."""
        return digest(sorted(self.parts.items()))


def meaning(rule_id: str, corpus: Corpus) -> Meaning:
    """The meaning of a rule, all its versions together. Raises KeyError where there is no such rule."""
    parts = {OWN: digest(encode(corpus.rules[rule_id]))}
    for reference in rests_on(rule_id, corpus):
        parts[str(reference)] = digest(encode(declared(reference, corpus)))
    return Meaning(rule_id, dict(sorted(parts.items())))


def rests_on(rule_id: str, corpus: Corpus) -> tuple[Reference, ...]:
    """Everything that the meaning of a rule rests on besides itself, sorted.

    What is referred to is followed on (a date to its instruments, a term to what it means), defeaters to what they
    rest on; other rules that are merely named are part of it by their own form.
    """
    found: dict[Reference, None] = {}
    queue: list[object] = [*corpus.rules[rule_id]]
    seen = {rule_id}
    while queue:
        node = queue.pop()
        pack = corpus.by_name.get(getattr(node, "pack", ""))
        for use in uses_of(node, pack, corpus) if pack is not None else ():
            if use.of in found or (use.of.sort is Sort.RULE and use.of.name == rule_id):
                continue
            found[use.of] = None
            if use.of.sort is not Sort.RULE:
                queue.extend(n for n in declared(use.of, corpus) if not isinstance(n, Rule))
        for defeater in defeaters(node.id, corpus) if isinstance(node, Rule) else ():
            if defeater not in seen:
                seen.add(defeater)
                found[Reference(Sort.RULE, defeater)] = None
                queue.extend(corpus.rules[defeater])
    return tuple(sorted(found))


def defeaters(rule_id: str, corpus: Corpus) -> tuple[str, ...]:
    """Ids of the rules that may set a rule aside."""
    return tuple(
        sorted(
            other
            for other, versions in corpus.rules.items()
            if other != rule_id and any(rule_id in targets(version, corpus) for version in versions)
        )
    )


def declared(reference: Reference, corpus: Corpus) -> tuple[object, ...]:
    """What a reference leads to: one declaration, or all versions of a rule; nothing where it is not loaded."""
    name, owner = reference.name, reference.owner
    if reference.sort is Sort.RULE:
        return corpus.rules.get(name, ())
    if reference.sort in {Sort.FACT, Sort.LINK}:
        kind = corpus.kinds.get(owner)
        table: Mapping[str, object] = {} if kind is None else {**kind.facts, **kind.links}
        return (table[name],) if name in table else ()
    if reference.sort is Sort.REQUIREMENT:
        stated = corpus.requirements.get((owner, name))
        return (stated[1],) if stated else ()
    shared: Mapping[Sort, Mapping[str, object]] = {
        Sort.CHOICE: corpus.choices,
        Sort.ROLE: corpus.roles,
        Sort.STAFF_ROLE: corpus.staff_roles,
        Sort.EVIDENCE_KIND: corpus.evidence_kinds,
    }
    scoped: Mapping[Sort, Mapping[tuple[str, str], object]] = {
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
    }
    found = shared[reference.sort].get(name) if reference.sort in shared else None
    if reference.sort in scoped:
        found = scoped[reference.sort].get((owner, name))
    return () if found is None else (found,)


def encode(node: object) -> object:
    """A node as plain data, the same for the same meaning: places and former names left out."""
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
            return [encode(part) for part in node]
        case _:
            return dict(_fields(node))


def _fields(node: object) -> Iterator[tuple[str, object]]:
    assert is_dataclass(node), node
    assert not isinstance(node, type)
    yield "is", type(node).__name__
    for each in fields(node):
        if each.compare and each.name not in IGNORED:
            yield each.name, encode(getattr(node, each.name))


def digest(data: object) -> str:
    """SHA-256 over the canonical text of plain data."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
