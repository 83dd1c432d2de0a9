"""What the deeper analysis says of a shipped pack is mended, or stands in the pack's notes with its reason."""

from importlib.resources import files

import pytest

from duly_dsl.diagnostics import Severity
from duly_engine import Duly
from duly_engine.scenarios.found import analysed

DULY = Duly.with_installed_packs()


def test_nothing_is_said_by_name() -> None:
    assert DULY.diagnostics == ()


@pytest.mark.parametrize("name", sorted(DULY.corpus.by_name))
def test_each_alarm_is_in_the_notes(name: str) -> None:
    notes = files(f"duly_pack_{name}").joinpath("NOTES.md").read_text(encoding="utf-8")
    for found in analysed(DULY.corpus.by_name[name], DULY.corpus):
        diagnostic = found.diagnostic
        assert diagnostic.severity is Severity.WARNING, diagnostic.message
        words = diagnostic.message.split("`")
        assert any(diagnostic.code in line and words[1] in line for line in notes.splitlines()), diagnostic.message
