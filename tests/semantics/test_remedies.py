"""Stays that are over, and fines whose ceiling cannot be told: what scenarios cannot expect."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from duly_dsl.corpus import Corpus
from duly_dsl.ir import Money, Scenario
from duly_dsl.read import read_text
from duly_dsl.source import Source
from duly_engine.evaluate.assess import cases, judge, obligation
from duly_engine.evaluate.structure import Structure
from duly_engine.findings import Obligation
from duly_engine.scenarios.setting import evaluation

PACK = (Path(__file__).parent / "vectors" / "remedies" / "pack.duly").read_text(encoding="utf-8")
Look = Callable[[str, date], Obligation]


@pytest.fixture
def look() -> Look:
    """The obligation of S-1 on `a` in a scenario that gives us facts, as of a day."""

    def found(facts: str, day: date) -> Obligation:
        given = f"""scenario "tried" as of 1 April 2026 given us is an organisation with {facts} end
          given a is a thing with roles: {{ keeper }} p: yes end expect S-1 is a gap for a end scenario"""
        pack = read_text(Source("remedies", f"{PACK}\n{given}\n")).value
        assert pack is not None
        scenario: Scenario = replace(pack.scenarios[-1], as_of=day)
        ev = evaluation(scenario, Structure(Corpus((pack,))))
        return next(obligation(ev, judge(ev, case)) for case in cases(ev) if case.rule == "S-1")

    return found


@pytest.mark.parametrize(
    ("day", "stayed"),
    [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2026, 5, 31), True), (date(2026, 6, 1), False)],
)
def test_a_stay_holds_through_its_last_day(look: Look, day: date, stayed: bool) -> None:
    assert look("small: no", day).stayed is stayed


@pytest.mark.parametrize(
    ("facts", "ceiling"),
    [
        ("turnover: 1 billion EUR public_body: no", None),
        ("turnover: 1 billion EUR small: no", None),
        ("small: no public_body: no", None),
        ("turnover: 1 billion USD small: no public_body: no", None),
        ("turnover: none small: no public_body: no", None),
        ("small: no public_body: yes", Money(Decimal(5_000_000), "EUR")),
    ],
)
def test_a_ceiling_that_rests_on_what_is_unknown_is_not_told(look: Look, facts: str, ceiling: Money | None) -> None:
    penalty = look(facts, date(2026, 4, 1)).penalty
    assert penalty is not None
    assert (penalty.text, penalty.ceiling) == ("fine", ceiling)
