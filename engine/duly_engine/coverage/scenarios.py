"""The coverage of a pack by its scenarios."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from duly_dsl.ir import PackRules, Scenario
from duly_engine.coverage.points import Point, Sort
from duly_engine.coverage.reasons import reason
from duly_engine.coverage.record import Recorder
from duly_engine.scenarios import Outcome, Structures, hold, run
from duly_engine.scenarios.setting import evaluation


@dataclass(frozen=True, slots=True)
class Count:
    """How many outcomes were reached, of how many."""

    reached: int
    possible: int


@dataclass(frozen=True, slots=True)
class Covered:
    """A point: the first scenario that reached each outcome, and why none reached the others."""

    point: Point
    reached: Mapping[str, Scenario]
    missing: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """All points of a pack."""

    covered: tuple[Covered, ...]

    def count(self, sort: Sort) -> Count:
        """Outcomes of one sort of point."""
        found = [c for c in self.covered if c.point.sort is sort]
        return Count(sum(len(c.reached) for c in found), sum(len(c.point.outcomes) for c in found))


@dataclass(frozen=True, slots=True)
class Tried:
    """A pack with what came of its scenarios; `coverage` None where nobody asked for it."""

    pack: PackRules
    outcomes: tuple[Outcome, ...]
    coverage: Coverage | None = None

    @property
    def passed(self) -> int:
        """How many scenarios pass."""
        return sum(outcome.passed for outcome in self.outcomes)

    @property
    def expectations(self) -> int:
        """How many expectations there are."""
        return sum(len(outcome.scenario.expectations) for outcome in self.outcomes)


def tried(pack: PackRules, structures: Structures, scenarios: Iterable[Scenario]) -> Tried:
    """Run scenarios of a pack."""
    return Tried(pack, tuple(run(structures.of(scenario), scenario) for scenario in scenarios))


def covered_by(pack: PackRules, structures: Structures, scenarios: Iterable[Scenario]) -> Tried:
    """Run scenarios of a pack and record what they reach of it."""
    recorder = Recorder(pack, structures.whole)
    outcomes = []
    for scenario in scenarios:
        ev = evaluation(scenario, structures.of(scenario))
        outcomes.append(hold(ev, scenario))
        recorder.record(ev, scenario)
    return Tried(pack, tuple(outcomes), Coverage(tuple(_covered(recorder, point) for point in recorder.points)))


def _covered(recorder: Recorder, point: Point) -> Covered:
    found = {outcome: recorder.reached(point, outcome) for outcome in point.outcomes}
    reached = {outcome: scenario for outcome, scenario in found.items() if scenario is not None}
    return Covered(point, reached, {o: reason(recorder, point, o) for o in point.outcomes if o not in reached})
