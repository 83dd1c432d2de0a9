"""A scenario's givens as an inventory and a law."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from duly_dsl.corpus import Corpus, KindView
from duly_dsl.ir import (
    ORGANISATION,
    ROLES,
    US,
    Assignment,
    EvidenceKind,
    Given,
    GivenEvidence,
    GivenSet,
    GivenSubject,
    GivenUnknown,
    GivenValue,
    GivenVersion,
    ListClosure,
    Name,
    Scenario,
    TypeName,
    Value,
)
from duly_engine.dates import day_of
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.structure import Structure
from duly_engine.evaluate.world import World
from duly_engine.facts.inventory import (
    Acceptance,
    AtLeast,
    Evidence,
    Inventory,
    LinkList,
    OurRoles,
    Settings,
    StatedValue,
    Statement,
    Subject,
    Unknown,
    Version,
    Waiver,
)
from duly_engine.law import Law


def evaluation(scenario: Scenario, structure: Structure) -> Evaluation:
    """The evaluation that a scenario's expectations are held against."""
    law = Law(structure.corpus, scenario.known_on or day_of(scenario.as_of), _settings(scenario))
    return Evaluation(World(inventory(scenario, structure.corpus), law, scenario.as_of), structure)


def _settings(scenario: Scenario) -> Settings:
    return Settings(
        parameters={p.name: p.value for p in scenario.parameters},
        readings={r.reading: r.value for r in scenario.readings},
        proposals=frozenset(scenario.proposals),
    )


def inventory(scenario: Scenario, corpus: Corpus) -> Inventory:
    """What a scenario gives."""
    subjects = {US: Subject(US, ORGANISATION)}
    for given in scenario.subjects:
        versions = tuple(_version(v, given, corpus) for v in scenario.versions if v.subject == given.name)
        subjects[given.name] = replace(_subject(given, corpus), versions=versions)
    return Inventory(
        subjects=subjects,
        evidence=tuple(_evidence(given, number, corpus) for number, given in enumerate(scenario.evidence, 1)),
        waivers=tuple(Waiver(w.rule, w.subject, w.until, w.reason, span=w.span) for w in scenario.waivers),
        lists_complete=scenario.inventory_complete,
    )


def _subject(given: GivenSubject, corpus: Corpus) -> Subject:
    kind = corpus.kinds.get(given.kind) or KindView(given.kind, "", {}, {})
    bare = Subject(
        id=given.name,
        kind=given.kind,
        fingerprint=given.version,
        label=given.version or "",
        fingerprint_since=given.version_since,
        facts=_stated_facts(given, kind),
        links={a.name: _links(a) for a in given.assignments if a.name in kind.links and _is_known(a.value)},
        holders={a.name: _names(a.value) for a in given.assignments if _is_role(a, kind)},
        span=given.span,
    )
    ours = next((a.value for a in given.assignments if a.name == ROLES), None)
    if ours is None:
        return bare
    partial = isinstance(ours, GivenSet) and ours.closure is ListClosure.PARTIAL
    return replace(bare, our_roles=OurRoles(frozenset(_names(ours)), complete=not partial))


def _version(given: GivenVersion, of: GivenSubject, corpus: Corpus) -> Version:
    kind = corpus.kinds.get(of.kind) or KindView(of.kind, "", {}, {})
    return Version(given.version, given.version, given.since, _stated_facts(given, kind), given.span)


def _stated_facts(given: GivenSubject | GivenVersion, kind: KindView) -> Mapping[str, tuple[Statement, ...]]:
    return {a.name: (Statement(v, a.since, span=a.span),) for a, v in _facts(given, kind)}


def _is_known(value: Given) -> bool:
    return not isinstance(value, GivenUnknown)


def _is_role(assignment: Assignment, kind: KindView) -> bool:
    name = assignment.name
    return name != ROLES and name not in kind.facts and name not in kind.links


def _facts(given: GivenSubject | GivenVersion, kind: KindView) -> Iterator[tuple[Assignment, StatedValue]]:
    for assignment in given.assignments:
        fact = kind.facts.get(assignment.name)
        if fact is not None and not isinstance(assignment.value, GivenUnknown):
            yield assignment, value_of(assignment.value, fact.type.name)


def value_of(given: Given, type_name: TypeName) -> StatedValue:
    """A given value as a fact holds it."""
    match given:
        case GivenValue(value=value):
            return value
        case GivenSet(names=names, closure=ListClosure.PARTIAL):
            return AtLeast(frozenset(names))
        case GivenSet(names=names):
            return frozenset(names)
        case Name(name=name):
            return frozenset({name}) if type_name is TypeName.MANY_OF else name
        case GivenUnknown():
            raise ValueError(given)


def _links(assignment: Assignment) -> LinkList:
    value = assignment.value
    whole = not isinstance(value, GivenSet) or value.closure is ListClosure.COMPLETE
    return LinkList(_names(value), complete=whole, since=assignment.since, span=assignment.span)


def _names(value: Given) -> tuple[str, ...]:
    match value:
        case GivenSet(names=names):
            return names
        case Name(name=name):
            return (name,)
        case _:
            return ()


def _evidence(given: GivenEvidence, number: int, corpus: Corpus) -> Evidence:
    kind = corpus.evidence_kinds.get(given.kind) or EvidenceKind(given.kind, "")
    fields = dict(_stated(given, kind))
    mentioned = {a.name for a in given.stating}
    # Evidence is closed-world: a field that nobody mentions is absent, unless the record is said to be complete.
    missing = {f.name for f in kind.fields} - mentioned if given.missing is None else set(given.missing)
    return Evidence(
        id=f"evidence {number}",
        kind=given.kind,
        subject=given.subject,
        collected=given.collected,
        fingerprint=given.version,
        fields=fields,
        missing=frozenset(missing),
        acceptances=tuple(Acceptance(a.role, on=a.on) for a in given.acceptances),
        span=given.span,
    )


def _stated(given: GivenEvidence, kind: EvidenceKind) -> Iterator[tuple[str, Value]]:
    types: Mapping[str, TypeName] = {f.name: f.type.name for f in kind.fields}
    for assignment in given.stating:
        if not isinstance(assignment.value, GivenUnknown):
            value = value_of(assignment.value, types.get(assignment.name, TypeName.TEXT))
            if not isinstance(value, AtLeast | Unknown):
                yield assignment.name, value
