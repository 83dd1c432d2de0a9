"""Conditions as messages quote them."""

from pathlib import Path

import pytest

from duly_dsl.analysis.parts import Part
from duly_dsl.read import read_text
from duly_dsl.source import Source

BASE = (Path(__file__).parent / "base.duly").read_text(encoding="utf-8")
SOME = "some dataset as data among system's inputs satisfies"
PERSONAL, REVIEWED, EXEMPT = "data's personal is yes", "system's reviewed is yes", "system's exempt is no"


def quoted(condition: str) -> str:
    head = 'rule LAW-1 "r" cites LAW art 1 for each ai_system as system when'
    read = read_text(Source("example.duly", f"{BASE}{head} {condition} then system is high_risk end rule\n"))
    assert read.errors == ()
    assert read.value is not None
    (found,) = read.value.rules
    assert found.when is not None
    return Part.whole(found.when).quoted.strip("`")


@pytest.mark.parametrize(
    "condition",
    [
        f"{SOME} any of: (x) {PERSONAL} (y) {REVIEWED} end",
        f"not {SOME} any of: (x) {PERSONAL} (y) {REVIEWED} end",
        f"all of: (a) {EXEMPT} (b) {SOME} any of: (x) {PERSONAL} (y) {REVIEWED} end end",
        f"{EXEMPT} and any of: (x) {REVIEWED} (y) {EXEMPT} end",
        f"at least 2 of: (a) {EXEMPT} (b) {REVIEWED} (c) {SOME} {PERSONAL} end",
    ],
)
def test_a_condition_is_quoted_whole(condition: str) -> None:
    assert quoted(condition) == condition


def test_a_block_of_one_limb_is_quoted_as_the_limb() -> None:
    assert quoted(f"all of: (a) any of: (x) {REVIEWED} end (b) {EXEMPT} end") == (
        f"all of: (a) {REVIEWED} (b) {EXEMPT} end"
    )
