"""Scenarios that never reach a rule they name: what they expect of it comes out whatever the facts."""

from collections.abc import Iterator

from duly_dsl.check.faults import word_in
from duly_dsl.check.stage import Stage
from duly_dsl.check.words import a_kind
from duly_dsl.counting import day_of
from duly_dsl.diagnostics import Diagnostic, Fix, warning
from duly_dsl.ir import (
    Expectation,
    ExpectOperates,
    ExpectPenalty,
    ExpectStatus,
    ExpectStayed,
    ExpectTask,
    InstrumentRole,
    Rule,
    Scenario,
)

IDLE = frozenset({"not applicable"})


def reached(scenario: Scenario, stage: Stage) -> Iterator[Diagnostic]:
    """Expectations about rules that the scenario has nothing for, or that are no law in it."""
    for expected in scenario.expectations:
        match expected:
            case ExpectTask() | ExpectPenalty() | ExpectStayed():
                yield from _has_subject(expected, stage)
            case ExpectStatus(status=status, rule=rule) if status in IDLE:
                yield from _is_law(expected, rule, scenario, stage)
            case ExpectOperates(operates=False, rule=rule):
                yield from _is_law(expected, rule, scenario, stage)
            case _:
                continue


def _has_subject(expected: ExpectTask | ExpectPenalty | ExpectStayed, stage: Stage) -> Iterator[Diagnostic]:
    kinds = {version.subject.kind for version in stage.corpus.rules.get(expected.rule, ())}
    if kinds and kinds.isdisjoint(stage.kinds.values()):
        about = " and ".join(sorted(a_kind(kind, stage.corpus) for kind in kinds))
        message = f"`{expected.rule}` is about {about}, and this scenario gives none"
        yield warning("W0701", message, word_in(expected.span, expected.rule), fix=Fix(f"give {about}"))


def _is_law(expected: Expectation, rule_id: str, scenario: Scenario, stage: Stage) -> Iterator[Diagnostic]:
    versions = stage.corpus.rules.get(rule_id, ())
    if versions and not any(_is_known(version, scenario, stage) for version in versions):
        message = f"`{rule_id}` is no law yet as the law is known here, so nothing else can come of it"
        fix = Fix("expect that it `is not law yet`, or mend `law as known on`")
        yield warning("W0701", message, word_in(expected.span, rule_id), fix=fix)
    elif versions and not any(_is_chosen(version, scenario, stage) for version in versions):
        message = f"no version of `{rule_id}` holds under the readings of this scenario, so nothing else can come of it"
        fix = Fix("say `given reading ...`, or leave the expectation out")
        yield warning("W0701", message, word_in(expected.span, rule_id), fix=fix)


def _is_known(rule: Rule, scenario: Scenario, stage: Stage) -> bool:
    found = stage.corpus.instrument(rule.pack, rule.set_by)
    if found is None or found.role is InstrumentRole.PROPOSAL:
        return found is None or found.name in scenario.proposals
    return found.published <= (scenario.known_on or day_of(scenario.as_of))


def _is_chosen(rule: Rule, scenario: Scenario, stage: Stage) -> bool:
    if rule.reading is None:
        return True
    reading = stage.corpus.reading(rule.pack, rule.reading.reading)
    given = {choice.reading: choice.value for choice in scenario.readings}
    return reading is None or given.get(reading.name, reading.default) == rule.reading.value
