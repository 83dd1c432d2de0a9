"""What every report says of small cases, word for word."""

import re

import pytest
from rich.console import Console

from duly_cli.terminal.ask import ask_text
from duly_cli.terminal.check import check_text
from duly_cli.terminal.console import plain_console
from duly_cli.terminal.tree import explanation_text
from duly_engine.reports.explanation import explanation_json
from duly_engine.reports.html import html_report
from duly_engine.reports.json_report import json_report
from duly_engine.reports.words import explanation_of

from .conftest import AssessCase, Golden

CASES = ("hostile", "house", "nothing")
EXPLAINED = (
    "HOUSE-2/us.deployer/screener",
    "HOUSE-8/us.deployer/translator",
    "GUIDE-1/us.deployer/screener",
    "HOUSE-10/us.deployer/translator@sha256:6666",
)


@pytest.mark.parametrize("case", CASES)
def test_reports(case: str, assessed: AssessCase, golden: Golden) -> None:
    golden(case, "txt", check_text(assessed(case), plain_console(100)))
    golden(case, "narrow.txt", check_text(assessed(case), plain_console(60)))
    golden(case, "ask.txt", ask_text(assessed(case), plain_console(80)))
    golden(case, "json", json_report(assessed(case), "0.0.0"))
    golden(case, "html", html_report(assessed(case), "0.0.0"))


@pytest.mark.parametrize("wanted", EXPLAINED)
def test_explanations(wanted: str, assessed: AssessCase, golden: Golden) -> None:
    assessment = assessed("house")
    obligation = next(o for o in assessment.obligations if o.id == wanted)
    explanation = explanation_of(assessment, obligation)
    text = explanation_text(explanation, obligation, assessment, plain_console(100))
    golden("house", f"{obligation.rule}-{obligation.subject}.txt", text)
    golden("house", f"{obligation.rule}-{obligation.subject}.json", explanation_json(explanation))


@pytest.mark.parametrize("case", CASES)
def test_no_line_is_wider_than_asked(case: str, assessed: AssessCase) -> None:
    for width in (40, 57, 80, 133):
        assert max(map(len, check_text(assessed(case), plain_console(width)).splitlines())) <= width


@pytest.mark.parametrize("case", CASES)
def test_colour_adds_nothing_but_colour(case: str, assessed: AssessCase) -> None:
    coloured = plain_console(100)
    assert "\x1b" not in check_text(assessed(case), coloured)
    screen = Console(
        file=coloured.file.__class__(), force_terminal=True, color_system="standard", width=100, highlight=False
    )
    text = check_text(assessed(case), screen)
    assert "\x1b[" in text
    plain = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()) + "\n"
    assert plain == check_text(assessed(case), plain_console(100))
