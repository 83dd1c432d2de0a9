"""Scenarios of a corpus, run one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from duly_dsl.corpus import Corpus
from duly_dsl.ir import Expectation, Scenario
from duly_engine.evaluate.structure import Structure
from duly_engine.scenarios.expect import Witness
from duly_engine.scenarios.setting import evaluation


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that did not come out: what was got instead, in the words of the language."""

    expectation: Expectation
    got: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scenario with its failures, none when it passed."""

    scenario: Scenario
    failures: tuple[Failure, ...]

    @property
    def passed(self) -> bool:
        """Whether every expectation came out."""
        return not self.failures


def run_all(corpus: Corpus, scenarios: Iterable[Scenario]) -> Iterator[Outcome]:
    """Run scenarios; packs that one does without are left out for it."""
    structures: dict[tuple[str, ...], Structure] = {}
    for scenario in scenarios:
        without = tuple(sorted(scenario.without_packs))
        if without not in structures:
            packs = tuple(p for p in corpus.packs if p.name not in without)
            structures[without] = Structure(replace(corpus, packs=packs))
        yield run(structures[without], scenario)


def run(structure: Structure, scenario: Scenario) -> Outcome:
    """Run one scenario."""
    witness = Witness(evaluation(scenario, structure), scenario)
    got = ((expectation, witness.disagrees(expectation)) for expectation in scenario.expectations)
    return Outcome(scenario, tuple(Failure(expectation, said) for expectation, said in got if said is not None))
