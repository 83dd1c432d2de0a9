"""What the solver says and what the evaluator says are the same: of random packs, of the vectors, of the shipped packs.

A setting that the solver gives for a truth value has that value when it is evaluated; a value that the evaluator finds
is never one that the solver calls impossible.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly_dsl.analysis import nodes
from duly_dsl.analysis.conflicts import conflicts
from duly_dsl.analysis.encoding import Encoding
from duly_dsl.analysis.examples import scenario
from duly_dsl.analysis.kleene import Bool
from duly_dsl.analysis.plainest import plainest
from duly_dsl.analysis.solver import Answer, Solver
from duly_dsl.analysis.study import root_of
from duly_dsl.analysis.survey import Survey
from duly_dsl.analysis.world import Thing
from duly_dsl.check.conflicts import oppositions
from duly_dsl.corpus import Corpus
from duly_dsl.ir import EachPair, EachVersion
from duly_dsl.read import read_pack
from duly_engine import Duly
from duly_engine.evaluate.nodes import Instance
from duly_engine.evaluate.reads import Plane
from duly_engine.evaluate.structure import Structure
from duly_engine.facts.inventory import LinkList, Statement
from duly_engine.logic import MAYBE, NO, YES, Truth
from duly_engine.scenarios import run
from duly_engine.scenarios.setting import evaluation
from strategies import FLAGS, Sample, day, packs, samples

VECTORS = Path(__file__).parents[1] / "semantics" / "vectors"
SAMPLES = ("ai_assets", "eu_ai_act", "gdpr", "iso_42001", "nist_ai_rmf")


def vectors(*names: str) -> Corpus:
    read = [read_pack(VECTORS / name, name).value for name in names]
    return Corpus(tuple(pack for pack in read if pack is not None))


def asked(survey: Survey, rule_id: str, root: Thing) -> tuple[Solver, dict[Truth, Bool]]:
    enc = Encoding.of(survey)
    value = nodes.operates(enc, rule_id, nodes.Instance(root), enc.day)
    return Solver(enc), {YES: value.yes, NO: value.no, MAYBE: value.maybe}


def check_every_value(corpus: Corpus) -> int:
    """Each rule in each truth value that it can have comes out so; how many there were. What rests on versions beside
    the present one is left open by the solver."""
    survey, structure = Survey(corpus), Structure(corpus)
    checked = 0
    for rule_id, (rule, *_) in sorted(corpus.rules.items()):
        root = root_of(rule)
        if isinstance(rule.subject, EachPair | EachVersion):
            continue
        solver, values = asked(survey, rule_id, root)
        for value, wanted in values.items():
            if solver.ask(wanted) is Answer.CAN:
                setting = plainest(solver.enc, solver, [root], wanted)
                assert setting is not None
                ev = evaluation(scenario(setting, rule.pack, "", ()), structure)
                found = ev.operates(rule_id, Instance(root.name), setting.as_of, Plane.SETTLED)
                assert found is value, (rule_id, setting)
                checked += 1
    return checked


@settings(max_examples=15)
@given(packs().filter(lambda corpus: not corpus.versioned))
def test_a_setting_of_a_random_pack_has_the_value_for_which_it_was_made(corpus: Corpus) -> None:
    check_every_value(corpus)


@pytest.mark.parametrize("names", [SAMPLES, ("probes",), ("late",), ("settled",), ("tables",), ("choices",)])
def test_so_has_one_of_the_vectors(names: tuple[str, ...]) -> None:
    corpus = vectors(*names)
    assert check_every_value(corpus) >= 2 * len(corpus.rules) - 3


def test_so_has_one_of_the_shipped_packs() -> None:
    corpus = Duly.with_installed_packs().corpus
    assert check_every_value(corpus) > 2 * len(corpus.rules)


@settings(max_examples=25)
@given(samples)
def test_what_the_evaluator_finds_is_never_impossible(sample: Sample) -> None:
    survey, ev = Survey(sample.corpus), sample.evaluation()
    for rule_id, (rule, *_) in sample.corpus.rules.items():
        if isinstance(rule.subject, EachVersion):
            continue
        found = {ev.operates(rule_id, Instance(s), sample.as_of, Plane.SETTLED) for s in ev.world.by_kind["thing"]}
        solver, values = asked(survey, rule_id, Thing("x", "thing"))
        for value in found:
            assert solver.ask(values[value]) is not Answer.CANNOT


@st.composite
def completed(draw: st.DrawFn) -> Sample:
    """A pack and an inventory of which everything is known."""
    sample = draw(samples)
    subjects = dict(sample.inventory.subjects)
    for name, subject in subjects.items():
        if subject.kind == "thing":
            facts = {flag: (Statement(draw(st.booleans())),) for flag in FLAGS}
            facts["on"] = (Statement(day(draw(st.integers(0, 40)))),)
            parts = replace(subject.links.get("parts", LinkList(())), complete=True)
            subjects[name] = replace(subject, facts=facts, links={"parts": parts})
    return replace(sample, inventory=replace(sample.inventory, subjects=subjects))


@settings(max_examples=25)
@given(completed().filter(lambda sample: not sample.corpus.versioned))
def test_rules_meet_where_the_example_says_and_never_where_there_is_none(sample: Sample) -> None:
    corpus = sample.corpus
    structure = Structure(corpus)
    found = list(conflicts(corpus.packs[0], Survey(corpus), lambda shown: run(structure, shown).passed))
    assert all(f.diagnostic.code == "E0412" and f.scenario is not None for f in found)
    said = [f.diagnostic.message for f in found]
    ev = sample.evaluation()
    for pair in oppositions(corpus.packs[0], corpus):
        if not any(f"`{pair.holding.id}` and `{pair.denying.id}`" in message for message in said):
            for subject in ev.world.by_kind["thing"]:
                both = {
                    ev.operates(rule.id, Instance(subject), sample.as_of, Plane.SETTLED)
                    for rule in (pair.holding, pair.denying)
                }
                assert both != {YES}
