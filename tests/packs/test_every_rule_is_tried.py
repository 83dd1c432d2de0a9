"""Every duty and ban of every shipped pack has scenarios for each sort of answer that it can give."""

import pytest

from duly_dsl.ir import ExpectOperates, ExpectStatus, Forbids, Obliges, Rule, SetsAside
from duly_engine import Duly

CORPUS = Duly.with_installed_packs().corpus
RULES = [versions[0] for _, versions in sorted(CORPUS.rules.items())]
DUTIES = [rule for rule in RULES if isinstance(rule.then, Obliges | Forbids)]
EXCEPTIONS = [rule for rule in RULES if isinstance(rule.then, SetsAside)]


def expected(rule: Rule) -> set[str]:
    return {
        expectation.status
        for pack in CORPUS.packs
        for scenario in pack.scenarios
        for expectation in scenario.expectations
        if isinstance(expectation, ExpectStatus) and expectation.rule == rule.id
    }


@pytest.mark.parametrize("rule", DUTIES, ids=lambda r: r.id)
def test_a_duty_or_ban_is_met_failed_not_applicable_and_undetermined(rule: Rule) -> None:
    statuses = expected(rule)
    assert statuses & {"met", "observed"}
    assert statuses & {"gap", "breach"}
    assert statuses & {"not applicable", "not ours"}
    assert "undetermined" in statuses


@pytest.mark.parametrize("rule", EXCEPTIONS, ids=lambda r: r.id)
def test_an_exception_is_seen_to_lift_something(rule: Rule) -> None:
    by = {
        e.by_rule
        for pack in CORPUS.packs
        for s in pack.scenarios
        for e in s.expectations
        if isinstance(e, ExpectStatus)
    }
    because = {getattr(e, "because", None) for p in CORPUS.packs for s in p.scenarios for e in s.expectations}
    operating = {
        e.rule for p in CORPUS.packs for s in p.scenarios for e in s.expectations if isinstance(e, ExpectOperates)
    }
    assert rule.id in by | because | operating


def test_every_duty_says_what_proves_it_and_what_to_do() -> None:
    for rule in DUTIES:
        if isinstance(rule.then, Obliges):
            assert rule.evidence, rule.id
            assert rule.task is not None, rule.id
            assert rule.presumption is not None, rule.id
