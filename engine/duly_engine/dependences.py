"""What would come out otherwise if a choice that packs leave open were decided otherwise, one choice at a time.

An evaluation that did not consult a choice takes the same steps whatever it is; so only what consulted one is looked at
again, and this is exact.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duly_engine.choices import Decision, alternatives, decided, question
from duly_engine.evaluate.assess import conclusion, judge
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.verdict import Case
from duly_engine.findings import Choice, ChoiceSort, Obligation, Outcome, TermFinding

SORTS = tuple(ChoiceSort)


@dataclass(frozen=True, slots=True)
class ObligationOtherwise:
    """An obligation, and what would come out for it instead."""

    obligation: Obligation
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class TermOtherwise:
    """A term of a subject, and what would come out for it instead (without questions)."""

    term: TermFinding
    outcome: TermFinding


@dataclass(frozen=True, slots=True)
class Dependence:
    """A choice, how it was decided, another decision, and what that would change; `question` is the pack's wording."""

    choice: Choice
    question: str
    decided: Decision
    otherwise: Decision
    obligations: tuple[ObligationOtherwise, ...]
    terms: tuple[TermOtherwise, ...]


def dependences(
    ev: Evaluation, obligations: Sequence[Obligation], terms: Sequence[TermFinding]
) -> tuple[Dependence, ...]:
    """Every other decision that changes something, readings first, in the order in which packs offer them."""
    law = ev.world.law
    found = []
    consulted = {*(c for o in obligations for c in o.consulted), *(c for t in terms for c in t.consulted)}
    for choice in sorted(consulted, key=lambda c: (SORTS.index(c.sort), c)):
        for other, settings in alternatives(choice, law):
            trial = ev.deciding(choice, settings)
            changed = tuple(_obligations(trial, (o for o in obligations if choice in o.consulted)))
            turned = tuple(_terms(trial, (t for t in terms if choice in t.consulted)))
            if changed or turned:
                said = question(choice, law)
                found.append(Dependence(choice, said, decided(choice, law), other, changed, turned))
    return tuple(found)


def _obligations(trial: Evaluation, consulting: Iterator[Obligation]) -> Iterator[ObligationOtherwise]:
    for each in consulting:
        outcome = judge(trial, Case.of(each)).outcome
        if outcome != each.outcome:
            yield ObligationOtherwise(each, outcome)


def _terms(trial: Evaluation, consulting: Iterator[TermFinding]) -> Iterator[TermOtherwise]:
    for each in consulting:
        found = conclusion(trial, each.pack, each.term, each.subject)
        now, then = ((t.holds, t.provisionally, t.state) for t in (each, found))
        if now != then:
            yield TermOtherwise(each, found)
