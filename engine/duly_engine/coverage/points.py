"""Everything of a pack that scenarios can reach: limbs, defeats, states of evidence, deadlines, readings."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from duly_dsl import phrase
from duly_dsl.corpus import Corpus
from duly_dsl.edges import can_lift, sets_aside
from duly_dsl.ir import Condition, Deadline, EachVersion, PackRules, Reading, Requirement, Rule, Term
from duly_dsl.source import Span
from duly_engine.coverage.limbs import limbs_of_rule, limbs_of_term
from duly_engine.evaluate.structure import Structure
from duly_engine.findings import GapReason
from duly_engine.logic import MAYBE, NO, YES

TRUTH = {str(value): value for value in (YES, NO, MAYBE)}
ACCEPTED = "accepted"
OPERATES = "operates"
DUE, OVER = "due", "over"


class Sort(StrEnum):
    """What is reached, in the order in which it is told."""

    LIMB = "limb"
    DEFEAT = "defeat"
    EVIDENCE = "evidence"
    DEADLINE = "deadline"
    READING = "reading"


PLURALS = {
    Sort.LIMB: "limbs",
    Sort.DEFEAT: "defeats",
    Sort.EVIDENCE: "states of evidence",
    Sort.DEADLINE: "deadlines",
    Sort.READING: "readings",
}


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """One thing with the outcomes that it can have. `about` is what it is made from; of a rule with several versions
    `version` says which. Each counts for itself, as two may be alike."""

    sort: Sort
    id: str
    outcomes: tuple[str, ...]
    text: str
    span: Span
    about: "About"
    version: str = ""


@dataclass(frozen=True, slots=True)
class LimbOf:
    """A limb of a version of a rule, or of a term."""

    owner: Rule | Term
    condition: Condition


@dataclass(frozen=True, slots=True)
class DefeatOf:
    """A rule that may set another aside."""

    defeater: str
    target: str


@dataclass(frozen=True, slots=True)
class EvidenceOf:
    """What a version of a rule asks for."""

    rule: Rule
    requirement: Requirement


@dataclass(frozen=True, slots=True)
class DeadlineOf:
    """A deadline of a version of a rule."""

    rule: Rule
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class ReadingOf:
    """A reading that the pack leaves to its user."""

    reading: Reading


About = LimbOf | DefeatOf | EvidenceOf | DeadlineOf | ReadingOf


def points_of(pack: PackRules, structure: Structure) -> Iterator[Point]:
    """The points of a pack, in the order of its text."""
    for term in pack.terms:
        for name, condition in limbs_of_term(term):
            yield _limb(name, condition, term, "")
    for rule in pack.rules:
        version = _version(rule, structure.corpus)
        for name, condition in limbs_of_rule(rule):
            yield _limb(name, condition, rule, version)
    yield from _defeats(pack, structure)
    for rule in pack.rules:
        version = _version(rule, structure.corpus)
        for requirement in rule.evidence:
            states = tuple(_states(rule, requirement, structure.corpus))
            name = f"{rule.id}/{requirement.name}"
            about = EvidenceOf(rule, requirement)
            yield Point(Sort.EVIDENCE, name, states, requirement.text, requirement.span, about, version)
    for rule in pack.rules:
        yield from _deadlines(rule, _version(rule, structure.corpus))
    for reading in pack.readings:
        values = tuple(value.name for value in reading.values)
        yield Point(Sort.READING, reading.name, values, reading.text, reading.span, ReadingOf(reading))


def _limb(name: str, condition: Condition, owner: Rule | Term, version: str) -> Point:
    text = phrase.condition(condition)
    return Point(Sort.LIMB, name, (*TRUTH,), text, condition.span, LimbOf(owner, condition), version)


def _version(rule: Rule, corpus: Corpus) -> str:
    """What tells the versions of a rule apart; empty where there is one that always counts."""
    under = f"under {rule.under}" if rule.under and len(corpus.rules[rule.id]) > 1 else ""
    reading = f"reading {rule.reading.reading} is {rule.reading.value}" if rule.reading else ""
    return ", ".join(filter(None, (under, reading)))


def _defeats(pack: PackRules, structure: Structure) -> Iterator[Point]:
    """The edges that the pack's rules draw and along which they can meet, each once whatever its versions."""
    drawn: set[str] = set()
    for rule in pack.rules:
        for target in structure.targeted[rule.id]:
            name = f"{rule.id} -> {target}"
            corpus = structure.corpus
            meets = any(sets_aside(rule, v, corpus) and can_lift(rule, v) for v in corpus.rules[target])
            if meets and name not in drawn:
                drawn.add(name)
                text = f"{rule.id} sets {target} aside"
                yield Point(Sort.DEFEAT, name, (OPERATES,), text, rule.span, DefeatOf(rule.id, target))


def _states(rule: Rule, requirement: Requirement, corpus: Corpus) -> Iterator[str]:
    """The states that evidence for a requirement can have, in the order in which they are tested."""
    yield ACCEPTED
    kinds = [corpus.evidence_kinds.get(a.kind) for a in requirement.alternatives]
    possible = {
        GapReason.MISSING: True,
        GapReason.WRONG_KIND: any(a.only is not None for a in requirement.alternatives),
        GapReason.WRONG_VERSION: requirement.bound_to is not None or isinstance(rule.subject, EachVersion),
        GapReason.LATE: requirement.collected_before is not None,
        GapReason.EXPIRED: requirement.fresh_for is not None,
        GapReason.STALE: bool(requirement.fresh_until_change_of),
        GapReason.INCOMPLETE: any(kind is not None and kind.fields for kind in kinds),
        GapReason.WRONG_STATEMENT: bool(requirement.stating),
        GapReason.NOT_ACCEPTED: requirement.accepted_by is not None,
    }
    yield from (str(reason) for reason, is_possible in possible.items() if is_possible)


def _deadlines(rule: Rule, version: str) -> Iterator[Point]:
    if rule.due is None:
        return
    cases = ((f"{rule.id}/due/{n}", case.deadline) for n, case in enumerate(rule.due.cases, 1))
    for name, deadline in ((f"{rule.id}/due", rule.due.deadline), *cases):
        text = f"due {'before ' if deadline.before else ''}{phrase.moment(deadline.moment)}"
        yield Point(Sort.DEADLINE, name, (DUE, OVER), text, deadline.span, DeadlineOf(rule, deadline), version)
