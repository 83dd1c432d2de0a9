"""The truths of form: packs that were read keep them, each damage is named, and strategies make no impossible tree."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from duly_dsl.invariants import broken
from duly_dsl.ir import (
    Block,
    Combination,
    Comparison,
    FactPath,
    Limb,
    Obliges,
    PackRules,
    Quantified,
    Rule,
    SetsAside,
)
from duly_dsl.read import read_pack, read_text
from duly_dsl.source import Source, Span
from strategies import Sample, samples

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXTRA = """
date start "start" is 1 January 2027 under LAW end date
reading width "width" is wide "w" is narrow "n" default wide end reading
scenario "s" as of 1 March 2026 given a is an ai_system expect LAW-1 is undetermined for a end scenario
"""


def read(text: str) -> PackRules:
    pack = read_text(Source("example.duly", text)).value
    assert pack is not None
    return pack


@pytest.fixture(scope="module")
def pack() -> PackRules:
    return read((HERE / "example_pack.duly").read_text(encoding="utf-8") + EXTRA)


def test_the_example_keeps_every_truth(pack: PackRules) -> None:
    assert list(broken(pack)) == []


@pytest.mark.parametrize(
    "folder",
    [*sorted(ROOT.glob("packs/*/duly_pack_*")), *sorted(ROOT.glob("tests/semantics/vectors/*"))],
    ids=lambda p: p.name,
)
def test_packs_and_test_vectors_keep_every_truth(folder: Path) -> None:
    found = read_pack(folder).value
    assert found is not None
    assert list(broken(found)) == []


@given(samples)
def test_generated_packs_keep_every_truth(sample: Sample) -> None:
    assert [message for found in sample.corpus.packs for message in broken(found)] == []


def damaged(pack: PackRules, **changes: object) -> list[str]:
    return list(broken(replace(pack, **changes)))  # type: ignore[arg-type]


def rule_damaged(pack: PackRules, number: int, **changes: object) -> list[str]:
    rules = list(pack.rules)
    rules[number] = replace(rules[number], **changes)  # type: ignore[arg-type]
    return damaged(pack, rules=tuple(rules))


def block_of(pack: PackRules) -> Block:
    found = pack.rules[0].when
    assert isinstance(found, Block)
    return found


def duty_of(pack: PackRules) -> Rule:
    assert isinstance(pack.rules[1].then, Obliges)
    return pack.rules[1]


def test_versions_that_nothing_tells_apart(pack: PackRules) -> None:
    (message,) = damaged(pack, rules=(*pack.rules, pack.rules[0]))
    assert "LAW-0 has 2 versions" in message


def test_a_thing_of_another_pack(pack: PackRules) -> None:
    (message,) = damaged(pack, groups=(replace(pack.groups[0], pack="other"),))
    assert "says pack `other` in `example`" in message


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ((3, 9, 3, 2), "ends at (3, 2) and begins at (3, 9)"),
        ((3, 1, 999, 1), "below the last line"),
        ((1, 1, 1, 999), "beyond its line"),
        ((0, 1, 1, 1), "begins at (0, 1)"),
    ],
)
def test_a_place_outside_its_source(pack: PackRules, place: tuple[int, int, int, int], said: str) -> None:
    (message,) = rule_damaged(pack, 0, span=Span(pack.rules[0].span.source, *place))
    assert said in message


def test_blocks(pack: PackRules) -> None:
    block = block_of(pack)
    for wrong, said in (
        (replace(block, limbs=()), "a block without limbs"),
        (replace(block, combination=Combination.AT_LEAST, count=5), "with the count 5"),
        (replace(block, count=1), "with the count 1"),
        (replace(block, limbs=(*block.limbs, block.limbs[0])), "do not tell the limbs apart"),
        (
            replace(block, limbs=(*block.limbs, Limb("z", block.limbs[0].condition, ("a",)))),
            "do not tell the limbs apart",
        ),
        (replace(block, limbs=(*block.limbs, Limb("", block.limbs[0].condition))), "do not tell the limbs apart"),
    ):
        assert any(said in message for message in rule_damaged(pack, 0, when=wrong)), said


def test_paths_and_lineage(pack: PackRules) -> None:
    comparison, quantified = block_of(pack).limbs[0].condition, block_of(pack).limbs[3].condition
    assert isinstance(comparison, Comparison)
    assert isinstance(quantified, Quantified)
    (message,) = rule_damaged(pack, 0, when=replace(comparison, path=FactPath("system")))
    assert "`system` names no fact" in message
    (message,) = rule_damaged(pack, 0, when=replace(quantified, through=()))
    assert "through no link" in message


def test_terms_values_and_choices(pack: PackRules) -> None:
    term = replace(pack.terms[0], means=block_of(pack))
    assert len(damaged(pack, terms=(term,))) == 2
    (message,) = damaged(pack, periods=(replace(pack.periods[0], versions=()),))
    assert "set by no instrument" in message
    (message,) = damaged(pack, readings=(replace(pack.readings[0], default="odd"),))
    assert "has the default `odd`" in message
    (message,) = damaged(pack, choices=(replace(pack.choices[0], members=("a", "a")),))
    assert "or one twice" in message


def test_rules(pack: PackRules) -> None:
    duty = duty_of(pack)
    assert isinstance(duty.then, Obliges)
    (message,) = rule_damaged(pack, 1, citations=())
    assert "cites nothing" in message
    (message,) = rule_damaged(pack, 0, task=duty.task)
    assert "is no duty" in message
    (message,) = rule_damaged(pack, 0, penalty="fine")
    assert "binds nobody" in message
    (message,) = rule_damaged(pack, 1, then=replace(duty.then, roles=()))
    assert "without bearer" in message
    (message,) = rule_damaged(pack, 0, then=SetsAside(()))
    assert "without target" in message
    (message,) = rule_damaged(pack, 1, evidence=(replace(duty.evidence[0], count=2),))
    assert "asks for 2 of 1" in message


def test_instruments_and_scenarios(pack: PackRules) -> None:
    instrument = pack.header.instruments[0]
    (message,) = damaged(pack, header=replace(pack.header, instruments=(replace(instrument, in_force=None),)))
    assert "lacks a day of entry into force" in message
    (message,) = damaged(pack, header=replace(pack.header, instruments=(replace(instrument, amends="LAW"),)))
    assert "amends LAW" in message
    (message,) = damaged(pack, scenarios=(replace(pack.scenarios[0], expectations=()),))
    assert "expects nothing" in message
