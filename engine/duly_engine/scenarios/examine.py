"""Why an expectation did not come out: the branches that decide, and the single facts that would change it."""

from collections.abc import Iterator
from dataclasses import dataclass

from duly_dsl.ir import (
    US,
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
    Scenario,
)
from duly_engine.evaluate.assess import cases
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.structure import Structure
from duly_engine.explain import Explanation, explain, explain_role, explain_rule, explain_term
from duly_engine.scenarios.changes import Change, changes
from duly_engine.scenarios.expect import borne_cases, is_about, read_for
from duly_engine.scenarios.setting import evaluation


@dataclass(frozen=True, slots=True)
class Examined:
    """The cut trees behind what was got (several for a duty of several roles), and what would change it."""

    explanations: tuple[Explanation, ...]
    changes: tuple[Change, ...]


def examine(structure: Structure, scenario: Scenario, expectation: Expectation) -> Examined:
    """Look into a failing expectation."""
    trees = tuple(t.cut() for t in _explanations(evaluation(scenario, structure), scenario, expectation))
    return Examined(trees, changes(evaluation(scenario, structure), scenario, expectation))


def as_written(scenario: Scenario, expectation: Expectation) -> str:
    """The line of an expectation, with the cells of the scenario's row; of several lines, the first."""
    span = expectation.span
    line = span.source.line(span.line).strip()
    for column, cell in (scenario.row.cells if scenario.row else {}).items():
        line = line.replace(f"<{column}>", cell.text or "unknown")
    return line


def would_be(expectation: Expectation) -> str:
    """What an expectation wants, after `it would`."""
    match expectation:
        case ExpectStatus(status=status):
            article = "a " if status in {"gap", "breach"} else ""
            by = f" by {expectation.by_rule}" if expectation.by_rule else ""
            because = f" because {expectation.because}" if expectation.because else ""
            return f"be {'provisionally ' if expectation.provisionally else ''}{article}{status}{by}{because}"
        case _:
            return "come out"


def _explanations(ev: Evaluation, scenario: Scenario, expectation: Expectation) -> Iterator[Explanation]:
    match is_about(scenario, expectation):
        case ExpectStatus() as expected if borne := borne_cases(ev, expected):
            yield from (explain(ev, judged.case) for judged in borne)
        case ExpectStatus() | ExpectOperates() as expected if about := read_for(ev, expected):
            yield explain_rule(ev, expected.rule, about)
        case ExpectTerm(subject=holder, name=role, of=str() as subject):
            yield explain_role(ev, role, holder, subject)
        case ExpectTerm(subject=subject, name=term) | ExpectWhether(subject=subject, term=term):
            yield explain_term(ev, scenario.pack, term, subject)
        case ExpectTask(rule=rule) | ExpectPenalty(rule=rule) | ExpectStayed(rule=rule):
            yield from _obligations(ev, rule)
        case ExpectExpiry(requirement=requirement):
            names = (rule.id for (_, name), (rule, _) in ev.world.corpus.requirements.items() if name == requirement)
            for name in sorted(set(names)):
                yield from _obligations(ev, name)
        case ExpectStatus() | ExpectOperates() | ExpectQuestions() | ExpectNotAssessed():
            return


def _obligations(ev: Evaluation, rule: str) -> Iterator[Explanation]:
    return (explain(ev, case) for case in cases(ev) if case.rule == rule and case.holder == US)
