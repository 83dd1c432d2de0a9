"""Failing scenarios with their explanation, and what scenarios reach of a pack."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding

from duly_cli.terminal.console import hang, printed, styled
from duly_cli.terminal.tree import tree
from duly_engine.coverage.points import PLURALS, Sort
from duly_engine.coverage.scenarios import Coverage, Tried
from duly_engine.scenarios import Failure, Outcome, Structures, as_written, examine, would_be


def scenarios_text(tried: Sequence[Tried], structures: Structures, console: Console) -> str:
    """Every failing expectation, then a line for each pack, with its coverage where that was asked for."""
    for each in tried:
        for outcome in each.outcomes:
            for failure in outcome.failures:
                _print_failure(each.pack.name, outcome, failure, structures, console)
        console.print(styled(summary(each)), soft_wrap=True)
        if each.coverage is not None:
            _print_coverage(each.coverage, console)
    return printed(console)


def summary(tried: Tried) -> str:
    """How many scenarios pass."""
    counted = f"{tried.passed} of {len(tried.outcomes)} scenarios pass"
    return f"{tried.pack.name}: {counted}, {tried.expectations} expectations"


def _print_failure(pack: str, outcome: Outcome, failure: Failure, structures: Structures, console: Console) -> None:
    found = examine(structures.of(outcome.scenario), outcome.scenario, failure.expectation)
    hang(console, styled(f"FAILED {pack}: {outcome.scenario.title}", "bold red"), 0)
    console.print(styled(f"  --> {failure.expectation.span}"), soft_wrap=True)
    hang(console, styled(f"expected: {as_written(outcome.scenario, failure.expectation)}"), 2, 10)
    hang(console, styled(f"got:      {failure.got}"), 2, 10)
    for explanation in found.explanations:
        console.print(Padding(tree(explanation), (0, 0, 0, 2)))
    if found.changes:
        told = " or ".join(map(str, found.changes))
        hang(console, styled(f"it would {would_be(failure.expectation)} if {told}"), 2)
    else:
        hang(console, styled("no single fact would change it"), 2)
    console.print()


def _print_coverage(coverage: Coverage, console: Console) -> None:
    counts = [(PLURALS[sort], coverage.count(sort)) for sort in Sort]
    width = max(map(len, PLURALS.values()))
    for name, count in counts:
        if count.possible:
            console.print(styled(f"  {name:{width}}  {count.reached:>5} of {count.possible}"))
    if any(covered.missing for covered in coverage.covered):
        console.print(styled("  not reached:"))
    for covered in coverage.covered:
        for why in dict.fromkeys(covered.missing.values()):
            outcomes = ", ".join(outcome for outcome, reason in covered.missing.items() if reason == why)
            version = f" ({covered.point.version})" if covered.point.version else ""
            hang(console, styled(f"{covered.point.id}{version} {outcomes}: {why}  {covered.point.span}"), 4)
