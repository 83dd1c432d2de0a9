"""Scenarios: what they give, by names and types of the packs, and what they expect."""

from collections.abc import Iterable, Iterator

from duly_dsl import phrase
from duly_dsl.check import given_values
from duly_dsl.check.expectations import expectations
from duly_dsl.check.faults import unknown, word_in
from duly_dsl.check.reached import reached
from duly_dsl.check.stage import Stage, rule, subject
from duly_dsl.corpus import Corpus, KindView
from duly_dsl.diagnostics import Diagnostic, Fix, Place, error
from duly_dsl.ir import (
    ORGANISATION,
    ROLES,
    US,
    Assignment,
    EvidenceKind,
    GivenEvidence,
    GivenParameter,
    GivenSubject,
    GivenVersion,
    InstrumentRole,
    PackRules,
    ReadingChoice,
    Scenario,
    in_working_days,
)
from duly_dsl.row_faults import told_by_rows
from duly_dsl.source import Span


def scenarios(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Every scenario of a pack."""
    yield from told_by_rows((found, each.row) for each in pack.scenarios for found in _scenario(each, corpus))


def _scenario(scenario: Scenario, corpus: Corpus) -> Iterator[Diagnostic]:
    stage = Stage.of(scenario, corpus)
    yield from _law(scenario, stage)
    yield from _given_once(scenario)
    for given in scenario.subjects:
        yield from _subject(given, stage)
    for version in scenario.versions:
        yield from _version(version, stage)
    for evidence in scenario.evidence:
        yield from _evidence(evidence, stage)
    for waiver in scenario.waivers:
        yield from rule(waiver.rule, waiver.span, stage)
        yield from subject(waiver.subject, waiver.span, stage, after="for")
    yield from expectations(scenario, stage)
    yield from reached(scenario, stage)


def _law(scenario: Scenario, stage: Stage) -> Iterator[Diagnostic]:
    corpus = stage.corpus
    proposals = [i.name for i in corpus.instruments.values() if i.role is InstrumentRole.PROPOSAL]
    for name in scenario.proposals:
        if name not in proposals:
            message = f"there is no proposal `{name}`"
            yield unknown("E0701", message, name, scenario.span, proposals, after="given proposal")
    packs = {*corpus.by_name, *(o.pack for p in corpus.packs for o in p.header.optional_terms)}
    for name in scenario.without_packs:
        if name not in packs:
            message = f"no pack `{name}` is loaded or named in a header"
            yield unknown("E0701", message, name, scenario.span, packs, after="given no pack")
        elif name in corpus.scopes[stage.pack]:
            message = f"a scenario cannot do without `{name}`: its own pack rests on it"
            fix = Fix("leave out a pack whose terms are optional in the header")
            yield error("E0701", message, word_in(scenario.span, name, "given no pack"), fix=fix)
    for parameter in scenario.parameters:
        yield from _parameter(parameter, stage)
    for choice in scenario.readings:
        yield from _reading(choice, stage)


def _parameter(given: GivenParameter, stage: Stage) -> Iterator[Diagnostic]:
    declared = stage.corpus.parameter(stage.pack, given.name)
    if declared is None:
        known = stage.seen(stage.corpus.parameters)
        message = f"there is no parameter `{given.name}`"
        yield unknown("E0701", message, given.name, given.span, known, after="parameter")
    elif type(declared.value) is not type(given.value):
        message = f"the parameter `{given.name}` has a value of another type in its pack"
        others = (Place(declared.span, "declared here"),)
        yield error("E0702", message, given.span, others=others)
    elif in_working_days(declared.value) is not in_working_days(given.value):
        which = "in" if in_working_days(declared.value) else "not in"
        others = (Place(declared.span, "declared here"),)
        message = f"the parameter `{given.name}` is a length of time {which} working days"
        yield error("E0702", message, given.span, others=others)


def _reading(choice: ReadingChoice, stage: Stage) -> Iterator[Diagnostic]:
    reading = stage.corpus.reading(stage.pack, choice.reading)
    if reading is None:
        known = stage.seen(stage.corpus.readings)
        yield unknown("E0701", f"there is no reading `{choice.reading}`", choice.reading, choice.span, known)
    elif choice.value not in (names := [v.name for v in reading.values]):
        message = f"there is no reading `{choice.reading}` with a value `{choice.value}`"
        yield unknown("E0701", message, choice.value, choice.span, names, after=choice.reading)


def _given_once(scenario: Scenario) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for given in scenario.subjects:
        if given.name == US and given.kind != ORGANISATION:
            yield error("E0704", f"`{US}` is an {ORGANISATION} in every scenario", word_in(given.span, given.kind))
        elif given.name in first:
            others = (Place(word_in(first[given.name], given.name), "given first"),)
            message = f"`{given.name}` is given twice"
            yield error("E0704", message, word_in(given.span, given.name), others=others)
        first.setdefault(given.name, given.span)
    versions = {(s.name, s.version): s.span for s in scenario.subjects if s.version is not None}
    for each in scenario.versions:
        key = each.subject, each.version
        if key in versions:
            others = (Place(versions[key], "given first"),)
            fix = Fix(f"give it once; what is known of the present version is said of `{each.subject}` itself")
            message = f'version "{each.version}" of `{each.subject}` is given twice'
            yield error("E0704", message, each.span, others=others, fix=fix)
        versions.setdefault(key, each.span)
    present = {s.name: s.version for s in scenario.subjects}
    for each in scenario.versions:
        if each.subject in present and present[each.subject] is None:
            message = f"it is not said which version of `{each.subject}` is the present one"
            yield error("E0703", message, each.span, fix=Fix(f'write `given {each.subject} is ... version "..."`'))


def _subject(given: GivenSubject, stage: Stage) -> Iterator[Diagnostic]:
    view = stage.corpus.kinds.get(given.kind)
    if view is None:
        if given.kind != ORGANISATION:
            message = f"there is no kind `{given.kind}`"
            yield unknown("E0701", message, given.kind, given.span, stage.corpus.kinds, after="is (?:an|a)")
        return
    for assignment in given.assignments:
        yield from _assignment(assignment, view, stage)


def _version(given: GivenVersion, stage: Stage) -> Iterator[Diagnostic]:
    """A version has the facts per version of its kind, and nothing else."""
    yield from subject(given.subject, given.span, stage, after="of")
    view = stage.corpus.kinds.get(stage.kinds.get(given.subject, ""))
    if view is None:
        return
    facts = {name: fact for name, fact in view.facts.items() if fact.per_version}
    for assignment in given.assignments:
        name = assignment.name
        if name in facts:
            yield from given_values.value(assignment, facts[name].type, stage)
        elif name in {*view.facts, *view.links}:
            message = f"`{name}` is said of {phrase.a(view.text)} as a whole, not of each version"
            fix = Fix(f"state it with `{given.subject}`")
            yield error("E0701", message, word_in(assignment.span, name), fix=fix)
        else:
            message = f"{view.text} has no fact `{name}` per version"
            yield unknown("E0701", message, name, assignment.span, facts)


def _assignment(given: Assignment, view: KindView, stage: Stage) -> Iterator[Diagnostic]:
    roles = {r.name for r in stage.corpus.roles.values() if view.name in r.kinds}
    if given.name == ROLES:
        yield from given_values.roles(given, roles, view.text)
    elif given.name in view.facts:
        yield from given_values.value(given, view.facts[given.name].type, stage)
    elif given.name in view.links:
        yield from given_values.linked(given, view.links[given.name], stage)
    elif given.name in roles:
        yield from given_values.holder(given, stage)
    else:
        known = {*view.facts, *view.links, *roles, ROLES}
        yield unknown("E0701", f"{view.text} has no fact, link or role `{given.name}`", given.name, given.span, known)


def _evidence(given: GivenEvidence, stage: Stage) -> Iterator[Diagnostic]:
    corpus = stage.corpus
    kind = corpus.evidence_kinds.get(given.kind)
    if kind is None:
        message = f"there is no evidence kind `{given.kind}`"
        yield unknown("E0701", message, given.kind, given.span, corpus.evidence_kinds, after="evidence")
    else:
        yield from _fields(kind, given.stating, given.missing or (), given.span, stage)
    yield from subject(given.subject, given.span, stage, after="for")
    for acceptance in given.acceptances:
        if acceptance.role not in corpus.staff_roles:
            message = f"there is no role `{acceptance.role}` within us"
            yield unknown("E0701", message, acceptance.role, acceptance.span, corpus.staff_roles, after="role")


def _fields(
    kind: EvidenceKind, stating: Iterable[Assignment], missing: Iterable[str], span: Span, stage: Stage
) -> Iterator[Diagnostic]:
    types = {f.name: f.type for f in kind.fields}
    for name in missing:
        if name not in types:
            yield unknown("E0701", f"{kind.text} states no `{name}`", name, span, types, after="but for")
    for given in stating:
        if given.name not in types:
            yield unknown("E0701", f"{kind.text} states no `{given.name}`", given.name, given.span, types)
        else:
            yield from given_values.value(given, types[given.name], stage)
