"""Scenarios in the editor: which rules they ask about, and what comes out when one is run."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from duly_cli.language_server.reading import Reading
from duly_cli.language_server.told import written
from duly_dsl.diagnostics import errors_in
from duly_dsl.ir import Scenario
from duly_dsl.load import sound
from duly_dsl.scenario_uses import uses_in_scenario
from duly_dsl.uses import Sort

if TYPE_CHECKING:
    from duly_engine.scenarios import Outcome

_TITLE = re.compile(r'scenario "([^"]*)".*')


def said(outcome: "Outcome") -> str:
    """What came out, in a line."""
    title = outcome.scenario.title
    if outcome.passed:
        return f"passed: {title}"
    first = outcome.failures[0]
    return f"failed: {title}: expected {written(first.expectation.span)}; got {first.got}"


def written_title(scenario: Scenario) -> str:
    """The title as it is written: scenarios for the rows of a table share it."""
    return _TITLE.sub(r"\1", written(scenario.span))


def asked_about(reading: Reading) -> Mapping[str, int]:
    """How many scenarios of all packs name each rule."""
    return Counter(
        rule
        for pack in reading.corpus.packs
        for scenario in pack.scenarios
        for rule in {use.of.name for use in uses_in_scenario(scenario, reading.corpus) if use.of.sort is Sort.RULE}
    )


def try_scenario(reading: Reading, path: str, title: str) -> "tuple[Outcome, ...] | str":
    """Run the scenarios of a title in a file; a sentence where that cannot be done."""
    from duly_engine.scenarios import run_all  # noqa: PLC0415 - most sessions run no scenario

    errors = errors_in(reading.diagnostics)
    if reading.pack is None or errors:
        return f"the scenario cannot be run: {errors[0].message if errors else 'there is no pack here'}"
    wanted = [s for s in reading.pack.scenarios if written_title(s) == title and s.span.source.name == path]
    if not wanted:
        return f"there is no scenario `{title}` any more"
    packs = (p for each in (reading.own, *reading.beside) if (p := each.pack) is not None)
    return tuple(run_all(sound(packs), wanted))
