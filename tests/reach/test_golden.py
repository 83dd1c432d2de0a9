"""What is said of failing scenarios, of what scenarios reach, and of the law, word for word."""

import re

import pytest

from duly_cli.terminal.console import plain_console
from duly_cli.terminal.law import law_text
from duly_cli.terminal.scenarios import scenarios_text
from duly_dsl.diagnostics_text import render_text
from duly_dsl.provisions import provisions_in
from duly_engine.coverage.law import LawCoverage, law_coverage, unlisted_warnings
from duly_engine.coverage.scenarios import Tried, covered_by, tried
from duly_engine.reports.coverage import law_html, scenarios_html
from duly_engine.reports.law import law_json
from duly_engine.reports.scenarios import scenarios_json
from duly_engine.scenarios import Structures
from runs import duly

from .conftest import CASES, Golden, loaded


def failing() -> tuple[list[Tried], Structures]:
    pack, corpus = loaded("failing")
    structures = Structures(corpus)
    return [tried(pack, structures, pack.scenarios)], structures


def reach() -> tuple[list[Tried], Structures]:
    pack, corpus = loaded("reach")
    structures = Structures(corpus)
    return [covered_by(pack, structures, pack.scenarios)], structures


def law() -> LawCoverage:
    pack, corpus = loaded("reach")
    listed = provisions_in(CASES / "reach", "reach", corpus)
    assert listed is not None
    assert listed.diagnostics == ()
    return law_coverage(pack, listed.value, corpus)


def test_failing_scenarios(golden: Golden) -> None:
    golden("failing/expected.txt", scenarios_text(*failing(), plain_console(100)))
    golden("failing/expected.json", scenarios_json(*failing()))


def test_what_scenarios_reach(golden: Golden) -> None:
    golden("reach/expected.txt", scenarios_text(*reach(), plain_console(100)))
    golden("reach/expected.json", scenarios_json(*reach()))
    golden("reach/expected.html", scenarios_html(reach()[0], "0.0.0"))


def test_what_rules_reach_of_the_law(golden: Golden) -> None:
    golden("reach/expected.law.txt", law_text([law()], ["failing"], plain_console(100)))
    golden("reach/expected.law.json", law_json([law()], ["failing"]))
    golden("reach/expected.law.html", law_html([law()], ["failing"], "0.0.0"))
    warned = "\n\n".join(render_text(d) for d in unlisted_warnings(law()))
    golden("reach/expected.not_listed.txt", f"{warned}\n")


@pytest.mark.parametrize("width", [40, 60, 133])
def test_no_line_is_wider_than_asked(width: int) -> None:
    texts = (
        scenarios_text(*reach(), plain_console(width)),
        scenarios_text(*failing(), plain_console(width)),
        law_text([law()], ["failing"], plain_console(width)),
    )
    unbroken = re.compile(r"-->|scenarios pass")
    lines = [line for text in texts for line in text.splitlines() if not unbroken.search(line)]
    assert max(map(len, lines)) <= width


def test_the_commands_say_so_too() -> None:
    expected = (CASES / "reach" / "expected.txt").read_text(encoding="utf-8")
    run = duly("pack", "test", "reach", "--coverage", cwd=CASES)
    assert (run.code, run.out) == (0, expected)
    run = duly("pack", "coverage", "reach", cwd=CASES)
    assert (run.code, run.out) == (0, expected)
    run = duly("pack", "test", "failing", cwd=CASES)
    assert (run.code, run.out) == (1, (CASES / "failing" / "expected.txt").read_text(encoding="utf-8"))
