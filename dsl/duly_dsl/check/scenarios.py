"""Scenarios: subjects, facts, roles, evidence and rules that they name, and values that fit."""

from collections.abc import Iterable, Iterator

from duly_dsl.check.expressions import CHOICES
from duly_dsl.check.faults import unknown
from duly_dsl.corpus import Corpus, KindView
from duly_dsl.diagnostics import Diagnostic, error
from duly_dsl.ir import (
    Absent,
    AskedFact,
    Assignment,
    EvidenceKind,
    Expectation,
    ExpectExpiry,
    ExpectNotAssessed,
    ExpectQuestions,
    ExpectStatus,
    ExpectTerm,
    ExpectWhether,
    FactType,
    GivenSet,
    GivenSubject,
    GivenUnknown,
    GivenValue,
    ListClosure,
    Name,
    PackRules,
    Scenario,
    TypeName,
)
from duly_dsl.source import Span

US = "us"
ROLES = "roles"
VALUES = {
    TypeName.YES_NO: ("bool", "`yes` or `no`"),
    TypeName.TEXT: ("str", "text in quotes"),
    TypeName.DATE: ("date", "a date"),
    TypeName.INSTANT: ("datetime", "a day with a time"),
    TypeName.NUMBER: ("Decimal", "a number"),
    TypeName.AMOUNT: ("Money", "an amount of money"),
    TypeName.DURATION: ("Duration", "a length of time"),
}


def scenarios(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Every scenario of a pack."""
    for scenario in pack.scenarios:
        yield from _scenario(scenario, corpus)


def _scenario(scenario: Scenario, corpus: Corpus) -> Iterator[Diagnostic]:
    kinds = {US: "organisation", **{s.name: s.kind for s in scenario.subjects}}
    for subject in scenario.subjects:
        yield from _subject(subject, kinds, corpus)
    for given in scenario.evidence:
        kind = corpus.evidence_kinds.get(given.kind)
        if kind is None:
            yield unknown(
                "E0701", f"there is no evidence kind `{given.kind}`", given.kind, given.span, corpus.evidence_kinds
            )
        else:
            yield from _fields(kind, given.stating, given.missing or (), given.span, corpus)
        yield from _given(given.subject, given.span, kinds)
        for acceptance in given.acceptances:
            if acceptance.role not in corpus.staff_roles:
                message = f"there is no role `{acceptance.role}` within us"
                yield unknown("E0701", message, acceptance.role, acceptance.span, corpus.staff_roles)
    for waiver in scenario.waivers:
        yield from _rule(waiver.rule, waiver.span, corpus)
        yield from _given(waiver.subject, waiver.span, kinds)
    for parameter in scenario.parameters:
        if corpus.parameter(scenario.pack, parameter.name) is None:
            known = (n for s, n in corpus.parameters if s in corpus.scopes[scenario.pack])
            yield unknown("E0701", f"there is no parameter `{parameter.name}`", parameter.name, parameter.span, known)
    for choice in scenario.readings:
        reading = corpus.reading(scenario.pack, choice.reading)
        names = [v.name for v in reading.values] if reading else []
        if choice.value not in names:
            message = f"there is no reading `{choice.reading}` with a value `{choice.value}`"
            yield unknown("E0701", message, choice.value if reading else choice.reading, choice.span, names)
    for expectation in scenario.expectations:
        yield from _expectation(expectation, scenario, kinds, corpus)


def _subject(subject: GivenSubject, kinds: dict[str, str], corpus: Corpus) -> Iterator[Diagnostic]:
    view = corpus.kinds.get(subject.kind)
    if view is None:
        yield unknown("E0701", f"there is no kind `{subject.kind}`", subject.kind, subject.span, corpus.kinds)
        return
    roles = {r.name for r in corpus.roles.values() if view.name in r.kinds}
    for assignment in subject.assignments:
        yield from _assignment(assignment, view, roles, kinds, corpus)


def _assignment(
    assignment: Assignment, view: KindView, roles: set[str], kinds: dict[str, str], corpus: Corpus
) -> Iterator[Diagnostic]:
    name, value = assignment.name, assignment.value
    if name == ROLES:
        for role in value.names if isinstance(value, GivenSet) else ():
            if role not in roles:
                yield unknown("E0701", f"there is no role `{role}` towards {view.text}", role, assignment.span, roles)
    elif name in view.facts:
        yield from _value(assignment, view.facts[name].type, corpus)
    elif name in view.links or name in roles:
        names = value.names if isinstance(value, GivenSet) else (value.name,) if isinstance(value, Name) else ()
        for member in names:
            yield from _given(member, assignment.span, kinds)
    else:
        known = {*view.facts, *view.links, *roles, ROLES}
        yield unknown("E0701", f"{view.text} has no fact, link or role `{name}`", name, assignment.span, known)


def _value(assignment: Assignment, declared: FactType, corpus: Corpus) -> Iterator[Diagnostic]:
    value = assignment.value
    if isinstance(value, GivenUnknown) or (isinstance(value, GivenValue) and isinstance(value.value, Absent)):
        return
    if declared.name in CHOICES:
        choice = corpus.choices.get(declared.choice)
        names: Iterable[str] = value.names if isinstance(value, GivenSet) else ()
        if isinstance(value, Name):
            names = (value.name,)
        for name in names:
            if choice is not None and not choice.is_open and name not in choice.members:
                yield unknown("E0701", f"`{name}` is no {choice.text}", name, assignment.span, choice.members)
        if isinstance(value, GivenValue) or (isinstance(value, GivenSet) and value.closure is ListClosure.COMPLETE):
            yield error("E0702", f"`{assignment.name}` takes members of `{declared.choice}`", assignment.span)
        return
    wanted, said = VALUES[declared.name]
    if not isinstance(value, GivenValue) or type(value.value).__name__ != wanted:
        yield error("E0702", f"`{assignment.name}` takes {said}", assignment.span)


def _fields(
    kind: EvidenceKind, stating: Iterable[Assignment], missing: Iterable[str], span: Span, corpus: Corpus
) -> Iterator[Diagnostic]:
    types = {f.name: f.type for f in kind.fields}
    for name in (*(a.name for a in stating), *missing):
        if name not in types:
            yield unknown("E0701", f"{kind.text} states no `{name}`", name, span, types)
    for assignment in stating:
        if assignment.name in types:
            yield from _value(assignment, types[assignment.name], corpus)


def _given(name: str, span: Span, kinds: dict[str, str]) -> Iterator[Diagnostic]:
    if name not in kinds:
        yield unknown("E0703", f"this scenario gives no `{name}`", name, span, kinds)


def _rule(name: str, span: Span, corpus: Corpus) -> Iterator[Diagnostic]:
    if name not in corpus.rules:
        yield unknown("E0701", f"there is no rule `{name}`", name, span, corpus.rules)


def _expectation(
    expected: Expectation, scenario: Scenario, kinds: dict[str, str], corpus: Corpus
) -> Iterator[Diagnostic]:
    for attribute in ("rule", "because", "by_rule"):
        name = getattr(expected, attribute, None)
        if name is not None and not (attribute == "because" and isinstance(expected, ExpectStatus)):
            yield from _rule(name, expected.span, corpus)
    subjects = [getattr(expected, "subject", None), getattr(expected, "holder", None)]
    if isinstance(expected, ExpectTerm):
        subjects.append(expected.of)
    if isinstance(expected, ExpectQuestions):
        subjects += [asked.subject for asked in expected.asked]
        for asked in expected.asked:
            yield from _asked(asked, kinds, corpus) if isinstance(asked, AskedFact) else ()
    for name in subjects:
        if name is not None:
            yield from _given(name, expected.span, kinds)
    term = expected.term if isinstance(expected, ExpectWhether | ExpectNotAssessed) else None
    if isinstance(expected, ExpectTerm) and expected.of is None:
        term = expected.name
    if (
        term is not None
        and corpus.term(scenario.pack, term) is None
        and not corpus.is_optional_term(scenario.pack, term)
    ):
        known = (n for s, n in corpus.terms if s in corpus.scopes[scenario.pack])
        yield unknown("E0701", f"there is no term `{term}`", term, expected.span, known)
    if isinstance(expected, ExpectTerm) and expected.of is not None and expected.name not in corpus.roles:
        yield unknown("E0701", f"there is no role `{expected.name}`", expected.name, expected.span, corpus.roles)
    if isinstance(expected, ExpectExpiry):
        names = {name for _, name in corpus.requirements}
        if expected.requirement not in names:
            message = f"no rule asks for evidence `{expected.requirement}`"
            yield unknown("E0701", message, expected.requirement, expected.span, names)


def _asked(asked: AskedFact, kinds: dict[str, str], corpus: Corpus) -> Iterator[Diagnostic]:
    view = corpus.kinds.get(kinds.get(asked.subject, ""))
    step = asked.steps[0]
    if view is not None and step not in view.facts and step not in view.links:
        yield unknown(
            "E0701", f"{view.text} has no fact or link `{step}`", step, asked.span, {*view.facts, *view.links}
        )
