"""What must be true of every pack: coverage is exact, of parts and of wholes; a change that is told is true."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly_dsl.citations import lies_in, steps
from duly_dsl.corpus import Corpus
from duly_dsl.ir import (
    Assignment,
    Citation,
    Condition,
    ExpectStatus,
    Given,
    GivenSubject,
    GivenUnknown,
    GivenValue,
    PackRules,
    Scenario,
)
from duly_dsl.nodes import walk
from duly_dsl.read import read_pack, read_text
from duly_dsl.source import Source
from duly_engine import Duly
from duly_engine.coverage.points import Sort, points_of
from duly_engine.coverage.record import Recorder
from duly_engine.coverage.scenarios import covered_by, tried
from duly_engine.evaluate.conditions import holds
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.frame import Frame
from duly_engine.evaluate.nodes import Instance, locate
from duly_engine.evaluate.reads import Plane
from duly_engine.evaluate.structure import Structure
from duly_engine.explain import Explanation
from duly_engine.findings import QuestionKind
from duly_engine.scenarios import Structures, examine, run
from duly_engine.scenarios.setting import evaluation
from runs import ROOT

CORPUS = Duly.with_installed_packs().corpus
PACKS = [pack for pack in CORPUS.packs if pack.scenarios]
STRUCTURES = Structures(CORPUS)
WORDS: dict[str, Given] = {"yes": GivenValue(value=True), "no": GivenValue(value=False), "unknown": GivenUnknown()}


def frames(ev: Evaluation, pack: PackRules) -> Iterator[tuple[Frame, Condition]]:
    """Every condition of a pack that is read for a subject today."""
    for rule_id in {rule.id: None for rule in pack.rules}:
        for subject in ev.world.by_kind.get(CORPUS.rules[rule_id][0].subject.kind, ()):
            place = locate(ev, rule_id, Instance(subject), ev.world.today, Plane.SETTLED)
            parts = (place.version.where, place.version.when) if place else ()
            yield from ((place.frame, part) for part in parts if place and part is not None)


@pytest.mark.parametrize("pack", PACKS, ids=lambda p: p.name)
def test_what_is_recorded_of_a_condition_is_its_value(pack: PackRules) -> None:
    compared = 0
    for scenario in islice(pack.scenarios, 0, None, 3):
        ev = evaluation(scenario, STRUCTURES.of(scenario))
        recorder = Recorder(pack, STRUCTURES.whole)
        for frame, condition in frames(ev, pack):
            assert recorder._value(ev, frame, condition, scenario) is holds(ev, frame, condition)
            compared += 1
    assert compared > 5


@pytest.mark.parametrize("pack", PACKS, ids=lambda p: p.name)
def test_every_outcome_is_reached_or_it_is_said_why_not(pack: PackRules) -> None:
    found = covered_by(pack, STRUCTURES, pack.scenarios)
    assert found.outcomes == tried(pack, STRUCTURES, pack.scenarios).outcomes
    assert found.coverage is not None
    for covered in found.coverage.covered:
        assert {*covered.reached} | {*covered.missing} == {*covered.point.outcomes}
        assert {*covered.reached} & {*covered.missing} == set()
        assert all(covered.missing.values())
    ids = [(c.point.sort, c.point.id, c.point.version) for c in found.coverage.covered]
    assert len(ids) == len(set(ids))
    assert found.coverage.count(Sort.LIMB).possible == 3 * sum(s is Sort.LIMB for s, _, _ in ids)


@pytest.mark.parametrize("pack", PACKS, ids=lambda p: p.name)
def test_scenarios_reach_together_what_they_reach_apart(pack: PackRules) -> None:
    def reached(scenarios: tuple[Scenario, ...]) -> set[tuple[str, str, str]]:
        coverage = covered_by(pack, STRUCTURES, scenarios).coverage
        assert coverage is not None
        return {(c.point.sort, f"{c.point.id} {c.point.version}", o) for c in coverage.covered for o in c.reached}

    half = len(pack.scenarios) // 2
    first, second = pack.scenarios[:half], pack.scenarios[half:]
    assert reached(pack.scenarios) == reached(first) | reached(second)
    assert reached(()) == set()


def given_otherwise(scenario: Scenario, subject: str, name: str, word: str) -> Scenario:
    """The scenario with one fact given as a word."""

    def changed(each: GivenSubject) -> GivenSubject:
        kept = tuple(a for a in each.assignments if a.name != name)
        return replace(each, assignments=(*kept, Assignment(name, WORDS[word])))

    return replace(scenario, subjects=tuple(changed(s) if s.name == subject else s for s in scenario.subjects))


def test_a_change_that_is_told_makes_the_expectation_come_out() -> None:
    checked = 0
    for pack in PACKS:
        for scenario in pack.scenarios[::4]:
            for expected in scenario.expectations:
                if not isinstance(expected, ExpectStatus):
                    continue
                wanted = "gap" if expected.status != "gap" else "not applicable"
                wrong = replace(expected, status=wanted, because=None, by_rule=None, by=None, since=None)
                alone = replace(scenario, expectations=(wrong,))
                structure = STRUCTURES.of(alone)
                if run(structure, alone).passed:
                    continue
                for change in examine(structure, alone, wrong).changes:
                    asked = change.question
                    if asked.kind is QuestionKind.FACT and change.would_be in WORDS and change.now in WORDS:
                        assert run(structure, given_otherwise(alone, asked.subject, asked.name, change.would_be)).passed
                        checked += 1
    assert checked > 20


DECIDED_BY = {("all of", "no"): "no", ("any of", "yes"): "yes", ("none of", "no"): "yes"}


@pytest.mark.parametrize("pack", PACKS, ids=lambda p: p.name)
def test_a_cut_explanation_shows_the_limbs_that_decide(pack: PackRules) -> None:
    blocks = 0
    for scenario in pack.scenarios[::4]:
        for expected in scenario.expectations:
            for tree in examine(STRUCTURES.of(scenario), scenario, expected).explanations:
                for node in (n for n in walk(tree) if isinstance(n, Explanation)):
                    wanted = DECIDED_BY.get((node.text.split(") ")[-1], node.value))
                    if wanted is not None:
                        assert node.children
                        assert {child.value for child in node.children} == {wanted}
                        blocks += 1
    assert blocks or pack.name != "eu_ai_act"


NUMBERS = st.sampled_from(["1", "2", "12", "1a", "(a)", "(b)", "6.1", "6.1.3", "III"])
PROVISIONS = st.lists(st.tuples(st.sampled_from(["art", "par", "point", "subpara", "clause"]), NUMBERS), min_size=1)
CITATIONS = st.builds(
    lambda instrument, parts: Citation(instrument, " ".join(word for part in parts for word in part)),
    st.sampled_from(["LAW", "ACT"]),
    PROVISIONS,
)


@given(CITATIONS, CITATIONS, CITATIONS)
def test_lying_in_is_an_order(one: Citation, two: Citation, three: Citation) -> None:
    assert lies_in(one, one)
    if lies_in(one, two) and lies_in(two, three):
        assert lies_in(one, three)
    if lies_in(one, two) and lies_in(two, one):
        assert steps(one) == steps(two)


@given(CITATIONS, NUMBERS)
def test_a_part_lies_in_its_whole_and_not_the_other_way(whole: Citation, number: str) -> None:
    part = Citation(whole.instrument, f"{whole.provision} sentence {number}")
    assert lies_in(part, whole)
    assert not lies_in(whole, part)


@pytest.mark.parametrize(
    ("inner", "outer", "lies"),
    [
        ("art 26 par 6 subpara 2", "art 26 par 6", True),
        ("art 26 par 60", "art 26 par 6", False),
        ("art 35 par 3(b)", "art 35 par 3 point (b)", True),
        ("art 35 par 3 point (b)(i)", "art 35 par 3 point (b)", True),
        ("clause 6.1.3", "clause 6.1", True),
        ("clause 6.10", "clause 6.1", False),
        ("control A.6.2.8", "control A.6.2", True),
        ("MAP 1.1", "MAP 1", True),
        ("annex III point 5", "annex III", True),
        ("art 3", "art 30", False),
        ("point 5", "point (5)", False),
    ],
)
def test_what_lies_in_what(inner: str, outer: str, lies: bool) -> None:
    assert lies_in(Citation("LAW", inner), Citation("LAW", outer)) is lies
    assert not lies_in(Citation("LAW", inner), Citation("ACT", outer))


def test_evidence_for_a_version_can_be_of_the_wrong_one() -> None:
    pack = read_pack(ROOT / "tests" / "semantics" / "vectors" / "versions", "versions").value
    assert pack is not None
    found = covered_by(pack, Structures(Corpus((pack,))), pack.scenarios).coverage
    assert found is not None
    states = {c.point.id: c.reached for c in found.covered if c.point.sort is Sort.EVIDENCE}
    assert "wrong version" in states["V-1/tested"]


def test_a_defeat_counts_where_it_can_meet_a_duty() -> None:
    text = """pack p version 1.0.0
  source LAW "l" published 1 January 2020 in force from 1 February 2020
end pack
group all "all"
group some "some"
group third "third"
reading how "how" is one "1" is two "2" default one end reading
kind thing "t" fact f: yes/no end kind
kind part "p" link whole: one thing end kind
kind other "o" end kind
role keeper of thing, other "keeper"
role maker of thing "maker"
rule R-1 "r" cites LAW art 1 in group all for each thing as x then keeper must "act" end rule
rule R-2 "r" cites LAW art 2 in group all for each thing as x then maker must "act" end rule
rule R-3 "r" cites LAW art 3 in group all for each part of thing as x then keeper must "act" end rule
rule R-4 "r" cites LAW art 4 in group all for each other as x then keeper must "act" end rule
rule R-5 "r" cites LAW art 5 for each thing as x when x's f is yes then group all for keeper is set aside end rule
rule R-6 "r" cites LAW art 6 in group some for each thing as x then maker must "act" end rule
rule R-7 "r" cites LAW art 7 only under reading how is one for each thing as x
  then group some for maker is set aside end rule
rule R-7 "r" cites LAW art 7 only under reading how is two for each thing as x
  then group third for keeper is set aside end rule
rule R-8 "r" cites LAW art 8 in group third for each thing as x then maker must "act" end rule
"""
    pack = read_text(Source("p.duly", text)).value
    assert pack is not None
    points = points_of(pack, Structure(Corpus((pack,))))
    assert [p.id for p in points if p.sort is Sort.DEFEAT] == ["R-5 -> R-1", "R-5 -> R-3", "R-7 -> R-6"]
