"""What the scenarios of a pack refer to, and the subjects that they give."""

from collections.abc import Iterable, Iterator

from duly_dsl.check.given_values import names
from duly_dsl.check.stage import Stage
from duly_dsl.corpus import Corpus
from duly_dsl.ir import (
    ROLES,
    AskedFact,
    AskedRole,
    Assignment,
    Expectation,
    ExpectExpiry,
    ExpectNotAssessed,
    ExpectOperates,
    ExpectPenalty,
    ExpectQuestions,
    ExpectStatus,
    ExpectStayed,
    ExpectTask,
    ExpectTerm,
    ExpectWhether,
    FactType,
    GivenEvidence,
    GivenSet,
    Name,
    Names,
    Scenario,
    versions_of,
)
from duly_dsl.source import Span
from duly_dsl.uses import Reference, Sort, Use, fields_named, home, named, reading_choice, scoped, steps

ABOUT = "for|version of"
"""Behind which the subject of a rule that is expected stands: `for x`, `for version "2" of x`."""


def uses_in_scenario(scenario: Scenario, corpus: Corpus) -> Iterator[Use]:
    """Every use of a declared name in a scenario, and of a subject that it gives."""
    given = {subject.name for subject in scenario.subjects}
    uses = _uses(scenario, corpus)
    return (use for use in uses if use.of.sort is not Sort.SUBJECT or use.of.name in given)


def _uses(scenario: Scenario, corpus: Corpus) -> Iterator[Use]:
    stage, owner = Stage.of(scenario, corpus), home(scenario.span)
    yield from _law(scenario, corpus)
    for given in scenario.subjects:
        yield Use(Reference(Sort.KIND, given.kind), given.span, "is a|is an")
        for assignment in given.assignments:
            yield from _assigned(assignment, given.kind, stage, owner)
    for version in scenario.versions:
        yield _subject(version.subject, version.span, "version of", owner)
        for assignment in version.assignments:
            yield from _assigned(assignment, stage.kinds.get(version.subject, ""), stage, owner)
    for evidence in scenario.evidence:
        yield from _evidence(evidence, stage, owner)
    for waiver in scenario.waivers:
        yield Use(Reference(Sort.RULE, waiver.rule), waiver.span, "waiver of")
        yield _subject(waiver.subject, waiver.span, "for", owner)
    for expected in scenario.expectations:
        yield from _expected(expected, stage, owner)


def _law(scenario: Scenario, corpus: Corpus) -> Iterator[Use]:
    for name in scenario.proposals:
        packs = sorted(pack for pack, declared in corpus.instruments if declared == name)
        yield from (Use(Reference(Sort.INSTRUMENT, name, p), scenario.span, "given proposal") for p in packs[:1])
    for choice in scenario.readings:
        for found, behind in reading_choice(choice, scenario.pack, corpus):
            if found is not None:
                yield Use(found, choice.span, behind)
    for parameter in scenario.parameters:
        declared = scoped(Sort.PARAMETER, parameter.name, scenario.pack, corpus)
        if declared is not None:
            yield Use(declared, parameter.span, "parameter")
    for name in scenario.without_packs:
        yield Use(Reference(Sort.PACK, name), scenario.span, "given no pack")


def _subject(name: str, span: Span, behind: str, owner: str) -> Use:
    return Use(Reference(Sort.SUBJECT, name, owner), span, behind)


def _assigned(assignment: Assignment, kind: str, stage: Stage, owner: str) -> Iterator[Use]:
    view = stage.corpus.kinds.get(kind)
    name, value = assignment.name, assignment.value
    if name == ROLES:
        yield from (Use(Reference(Sort.ROLE, each), value.span) for each in names(value))
    elif view is not None and name in view.facts:
        yield Use(Reference(Sort.FACT, name, view.name), assignment.span)
        yield from _value(assignment, view.facts[name].type, stage)
    else:
        is_link = view is not None and name in view.links
        sort, of_kind = (Sort.LINK, kind) if is_link else (Sort.ROLE, "")
        yield Use(Reference(sort, name, of_kind), assignment.span)
        for each in names(value):
            yield _subject(each, value.span, "", owner)


def _value(assignment: Assignment, declared: FactType, stage: Stage) -> Iterator[Use]:
    match assignment.value:
        case GivenSet(names=members, span=span):
            yield from named(Names(members, span), declared, stage.pack, stage.corpus)
        case Name() as name:
            yield from named(name, declared, stage.pack, stage.corpus)


def _evidence(given: GivenEvidence, stage: Stage, owner: str) -> Iterator[Use]:
    yield Use(Reference(Sort.EVIDENCE_KIND, given.kind), given.span, "given evidence")
    yield _subject(given.subject, given.span, "for", owner)
    for acceptance in given.acceptances:
        yield Use(Reference(Sort.STAFF_ROLE, acceptance.role), acceptance.span, "role")
    for assignment in given.stating:
        for found, declared in fields_named(assignment.name, (given.kind,), stage.corpus):
            yield Use(found, assignment.span)
            yield from _value(assignment, declared, stage)
    for name in given.missing or ():
        for found, _ in fields_named(name, (given.kind,), stage.corpus):
            yield Use(found, given.span, "but for")


def _expected(expected: Expectation, stage: Stage, owner: str) -> Iterator[Use]:
    span = expected.span
    match expected:
        case ExpectStatus():
            yield from _status(expected, owner)
        case ExpectOperates():
            yield Use(Reference(Sort.RULE, expected.rule), span)
            yield _subject(expected.subject, span, ABOUT, owner)
        case ExpectTerm():
            yield _subject(expected.subject, span, "", owner)
            behind = "is provisionally not|is provisionally|is not|is"
            if expected.of is not None:
                yield Use(Reference(Sort.ROLE, expected.name), span, behind)
                yield _subject(expected.of, span, "of", owner)
            else:
                yield from _term(expected.name, span, behind, stage)
            yield from _rules(((expected.because, "because"),), span)
        case ExpectWhether():
            yield _subject(expected.subject, span, "whether", owner)
            yield from _term(expected.term, span, "is", stage)
        case ExpectTask() | ExpectPenalty() | ExpectStayed():
            yield from _rules(((expected.rule, "for|enforcement of"),), span)
        case ExpectQuestions():
            yield from _asked(expected, stage, owner)
        case ExpectExpiry():
            packs = sorted(pack for pack, name in stage.corpus.requirements if name == expected.requirement)
            yield from (Use(Reference(Sort.REQUIREMENT, expected.requirement, p), span, "of") for p in packs)
        case ExpectNotAssessed():
            yield from _term(expected.term, span, "term", stage)


def _status(expected: ExpectStatus, owner: str) -> Iterator[Use]:
    span = expected.span
    yield from _rules(((expected.rule, ""), (expected.by_rule, "by")), span)
    for name, behind in ((expected.holder, "of"), (expected.subject, ABOUT)):
        if name is not None:
            yield _subject(name, span, behind, owner)
    if expected.role is not None:
        yield Use(Reference(Sort.ROLE, expected.role), span, "as")


def _rules(named_rules: Iterable[tuple[str | None, str]], span: Span) -> Iterator[Use]:
    return (Use(Reference(Sort.RULE, name), span, behind) for name, behind in named_rules if name is not None)


def _term(name: str, span: Span, behind: str, stage: Stage) -> Iterator[Use]:
    found = scoped(Sort.TERM, name, stage.pack, stage.corpus)
    if found is not None:
        yield Use(found, span, behind)


def _asked(expected: ExpectQuestions, stage: Stage, owner: str) -> Iterator[Use]:
    for asked in expected.asked:
        match asked:
            case AskedRole():
                yield Use(Reference(Sort.ROLE, asked.role), asked.span)
                yield _subject(asked.subject, asked.span, "of", owner)
            case AskedFact():
                yield _subject(asked.subject, asked.span, "", owner)
                yield from _asked_fact(asked, stage)


def _asked_fact(asked: AskedFact, stage: Stage) -> Iterator[Use]:
    kind = stage.kinds.get(asked.subject, "")
    if asked.version is not None:
        kind = versions_of(kind)
    for found, behind in steps(kind, asked.steps, stage.corpus):
        if found is None:
            continue
        yield Use(found, asked.span, behind)
        if found.sort is Sort.FACT and isinstance(asked.was, Name):
            fact = stage.corpus.kinds[found.owner].facts[found.name]
            yield from named(asked.was, fact.type, stage.pack, stage.corpus)
