"""The test vectors of the semantics: sample packs and two files of corner cases, with every expectation as written."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from duly_dsl.corpus import Corpus
from duly_dsl.ir import ExpectStatus, Scenario
from duly_dsl.read import read_pack
from duly_engine.evaluate.structure import Structure
from duly_engine.scenarios import run, run_all
from runs import duly

HERE = Path(__file__).parent
SAMPLES = ("ai_assets", "eu_ai_act", "gdpr", "iso_42001", "nist_ai_rmf")
PROBES = ("probes", "late", "settled", "tables", "choices", "remedies", "versions", "operating")
OTHER_STATUSES = ("gap", "met", "not applicable", "due", "breach")


def corpus_of(*names: str) -> Corpus:
    packs = [read_pack(HERE / "vectors" / name, name) for name in names]
    assert not [d for result in packs for d in result.diagnostics]
    return Corpus(tuple(result.value for result in packs if result.value))


CORPORA = [corpus_of(*SAMPLES), *map(corpus_of, PROBES)]
CASES = [(corpus, scenario) for corpus in CORPORA for pack in corpus.packs for scenario in pack.scenarios]


def test_the_vectors_are_all_there() -> None:
    counts = [(len(p.scenarios), sum(len(s.expectations) for s in p.scenarios)) for c in CORPORA for p in c.packs]
    assert sum(scenarios for scenarios, _ in counts) == 246
    assert sum(expectations for _, expectations in counts) == 569


@pytest.mark.parametrize(("corpus", "scenario"), CASES, ids=[f"{s.span}" for _, s in CASES])
def test_every_expectation_comes_out_as_written(corpus: Corpus, scenario: Scenario) -> None:
    (outcome,) = run_all(corpus, [scenario])
    assert not outcome.failures, "\n".join(f"{f.expectation.span}: got {f.got}" for f in outcome.failures)


@pytest.mark.parametrize(
    ("names", "scenarios", "expectations"),
    [
        (SAMPLES, 86, 151),
        (("probes",), 77, 173),
        (("late",), 4, 7),
        (("settled",), 3, 15),
        (("tables",), 19, 43),
        (("choices",), 4, 11),
        (("remedies",), 21, 63),
        (("versions",), 17, 59),
        (("operating",), 15, 47),
    ],
)
def test_the_command_runs_them_too(names: tuple[str, ...], scenarios: int, expectations: int) -> None:
    run = duly("pack", "test", *(HERE / "vectors" / name for name in names), "--format", "json")
    assert run.code == 0
    outcomes = json.loads(run.out)["scenarios"]
    assert (len(outcomes), sum(o["expectations"] for o in outcomes)) == (scenarios, expectations)
    assert all(o["passed"] for o in outcomes)


def test_an_expectation_with_a_wrong_status_fails() -> None:
    tried = 0
    for corpus in CORPORA[1:]:
        structure = Structure(corpus)
        for scenario in corpus.packs[0].scenarios:
            for number, expected in enumerate(scenario.expectations):
                if isinstance(expected, ExpectStatus):
                    wrong = next(s for s in OTHER_STATUSES if s != expected.status)
                    changed = replace(expected, status=wrong, because=None, by_rule=None, by=None, since=None)
                    expectations = (*scenario.expectations[:number], changed)
                    outcome = run(structure, replace(scenario, expectations=expectations))
                    assert outcome.failures, (scenario.title, wrong)
                    tried += 1
    assert tried > 100
