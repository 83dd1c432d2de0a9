"""Scenarios of a corpus, run one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from duly_dsl.corpus import Corpus
from duly_dsl.ir import Expectation, Scenario
from duly_engine.evaluate.evaluation import Evaluation
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


class Structures:
    """The edges of a corpus, and of the corpus without the packs that a scenario does without; each made once."""

    def __init__(self, corpus: Corpus) -> None:
        self.whole = Structure(corpus)
        self._made: dict[frozenset[str], Structure] = {frozenset(): self.whole}

    def of(self, scenario: Scenario) -> Structure:
        """The structure that a scenario is read under."""
        without = frozenset(scenario.without_packs)
        if without not in self._made:
            packs = tuple(p for p in self.whole.corpus.packs if p.name not in without)
            self._made[without] = Structure(replace(self.whole.corpus, packs=packs))
        return self._made[without]


def run_all(corpus: Corpus, scenarios: Iterable[Scenario]) -> Iterator[Outcome]:
    """Run scenarios; packs that one does without are left out for it."""
    structures = Structures(corpus)
    for scenario in scenarios:
        yield run(structures.of(scenario), scenario)


def run(structure: Structure, scenario: Scenario) -> Outcome:
    """Run one scenario."""
    return hold(evaluation(scenario, structure), scenario)


def hold(ev: Evaluation, scenario: Scenario) -> Outcome:
    """Hold the expectations of a scenario against its evaluation."""
    witness = Witness(ev, scenario)
    got = ((expectation, witness.disagrees(expectation)) for expectation in scenario.expectations)
    return Outcome(scenario, tuple(Failure(expectation, said) for expectation, said in got if said is not None))
