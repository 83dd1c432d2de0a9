"""What came of the scenarios of packs, as JSON; docs/test-a-pack.md says what each key means."""

from collections.abc import Iterable, Iterator

from duly_engine.coverage.points import Sort
from duly_engine.coverage.scenarios import Coverage, Tried
from duly_engine.reports.explanation import Node, node
from duly_engine.reports.models import Part, PlacePart, QuestionPart
from duly_engine.scenarios import Failure, Outcome, Structures, as_written, examine

FORMAT = 1


class ChangePart(QuestionPart):
    """A single fact that would make the expectation come out."""

    would_be: str
    now: str


class FailurePart(Part):
    """An expectation that did not come out."""

    place: PlacePart
    expected: str
    got: str
    explanations: tuple[Node, ...]
    would_change: tuple[ChangePart, ...]


class ScenarioPart(Part):
    """A scenario."""

    pack: str
    scenario: str
    place: PlacePart
    passed: bool
    expectations: int
    failures: tuple[FailurePart, ...]


class CountPart(Part):
    """Outcomes of one sort of point: how many were reached, of how many."""

    sort: Sort
    reached: int
    possible: int


class ReachedPart(Part):
    """An outcome with the first scenario that reached it, or why none did."""

    outcome: str
    scenario: str | None
    reason: str | None


class PointPart(Part):
    """A limb, defeat, evidence requirement, deadline or reading."""

    sort: Sort
    id: str
    version: str
    text: str
    place: PlacePart
    outcomes: tuple[ReachedPart, ...]


class CoveragePart(Part):
    """What the scenarios reach of a pack."""

    counts: tuple[CountPart, ...]
    points: tuple[PointPart, ...]


class PackPart(Part):
    """A pack with the counts of its scenarios."""

    name: str
    version: str
    scenarios: int
    passed: int
    expectations: int
    coverage: CoveragePart | None


class ScenariosReport(Part):
    """The whole."""

    format: int
    packs: tuple[PackPart, ...]
    scenarios: tuple[ScenarioPart, ...]


def scenarios_json(tried: Iterable[Tried], structures: Structures) -> str:
    """The report as text."""
    found = tuple(tried)
    return (
        ScenariosReport(
            format=FORMAT,
            packs=tuple(_pack(each) for each in found),
            scenarios=tuple(_scenario(each.pack.name, o, structures) for each in found for o in each.outcomes),
        ).model_dump_json(indent=2)
        + "\n"
    )


def _pack(tried: Tried) -> PackPart:
    return PackPart(
        name=tried.pack.name,
        version=tried.pack.header.version,
        scenarios=len(tried.outcomes),
        passed=tried.passed,
        expectations=tried.expectations,
        coverage=_coverage(tried.coverage) if tried.coverage else None,
    )


def _coverage(coverage: Coverage) -> CoveragePart:
    counts = ((sort, coverage.count(sort)) for sort in Sort)
    return CoveragePart(
        counts=tuple(CountPart(sort=s, reached=c.reached, possible=c.possible) for s, c in counts),
        points=tuple(_points(coverage)),
    )


def _points(coverage: Coverage) -> Iterator[PointPart]:
    for covered in coverage.covered:
        titles = {outcome: scenario.title for outcome, scenario in covered.reached.items()}
        yield PointPart(
            sort=covered.point.sort,
            id=covered.point.id,
            version=covered.point.version,
            text=covered.point.text,
            place=PlacePart.of(covered.point.span),
            outcomes=tuple(
                ReachedPart(outcome=o, scenario=titles.get(o), reason=covered.missing.get(o))
                for o in covered.point.outcomes
            ),
        )


def _scenario(pack: str, outcome: Outcome, structures: Structures) -> ScenarioPart:
    return ScenarioPart(
        pack=pack,
        scenario=outcome.scenario.title,
        place=PlacePart.of(outcome.scenario.span),
        passed=outcome.passed,
        expectations=len(outcome.scenario.expectations),
        failures=tuple(_failure(outcome, failure, structures) for failure in outcome.failures),
    )


def _failure(outcome: Outcome, failure: Failure, structures: Structures) -> FailurePart:
    found = examine(structures.of(outcome.scenario), outcome.scenario, failure.expectation)
    return FailurePart(
        place=PlacePart.of(failure.expectation.span),
        expected=as_written(outcome.scenario, failure.expectation),
        got=failure.got,
        explanations=tuple(node(explanation) for explanation in found.explanations),
        would_change=tuple(
            ChangePart(
                kind=c.question.kind,
                subject=c.asset,
                version=c.version,
                name=c.question.name,
                would_be=c.would_be,
                now=c.now,
            )
            for c in found.changes
        ),
    )
