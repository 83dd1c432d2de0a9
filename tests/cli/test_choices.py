"""`--reading`, `--proposal` and `--parameter`: chosen for one run, before what the manifest chose."""

import json
from pathlib import Path

import pytest

from duly_engine import Duly
from duly_engine.facts.settings import settings_of_run
from runs import DATES, ROOT, duly

HOUSE = ROOT / "tests" / "reports" / "cases" / "house"
CHOICES = (
    *("--reading", "age_of_notices=strict", "--proposal", "HOUSE3", "--parameter", "house.note_age=12 months"),
    *("--pack", HOUSE, *DATES),
)


def statuses(manifest: Path, *options: str | Path) -> dict[str, str]:
    """The statuses of the screener by rule; of what is undetermined, what holds provisionally."""
    run = duly("check", manifest, "--format", "json", *options)
    assert run.err == ""
    found = (o for o in json.loads(run.out)["obligations"] if o["subject"] == "screener")
    return {o["rule"]: o["provisional"] or o["status"] for o in found}


def test_what_is_chosen_for_a_run_wins_however_the_manifest_named_it(tmp_path: Path) -> None:
    manifest = tmp_path / "duly.yaml"
    text = (HOUSE / "duly.yaml").read_text(encoding="utf-8").replace("proposals: [HOUSE3]\n", "")
    manifest.write_text(text + "readings: { house.age_of_notices: lenient }\n", encoding="utf-8")
    before = statuses(manifest, "--pack", HOUSE, *DATES)
    assert (before["HOUSE-2"], before["GUIDE-1"], before["HOUSE-9"]) == ("met", "met", "not law yet")
    after = statuses(manifest, *CHOICES)
    assert (after["HOUSE-2"], after["GUIDE-1"], after["HOUSE-9"]) == ("gap", "gap", "gap")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"readings": [("age_of_notes", "lenient")]}, "no reading of the loaded packs; did you mean `age_of_notices`?"),
        ({"readings": [("gdpr.age_of_notices", "lenient")]}, "no reading of the loaded packs"),
        ({"readings": [("age_of_notices", "lenien")]}, "no way to read `age_of_notices`; did you mean `lenient`?"),
        ({"proposals": ["HOUSE4"]}, "no proposal of the loaded packs; did you mean `HOUSE3`?"),
        ({"proposals": ["HOUSE2"]}, "no proposal of the loaded packs"),
        ({"parameters": [("notes_age", "6 months")]}, "no parameter of the loaded packs; did you mean `note_age`?"),
        ({"parameters": [("note_age", "long")]}, "`note_age` is a length of time such as 6 months"),
    ],
)
def test_a_choice_that_no_pack_leaves_open(chosen: dict[str, list[str]], said: str) -> None:
    (found,) = settings_of_run(Duly.with_packs(HOUSE).corpus, **chosen).errors  # type: ignore[arg-type] # pairs or names
    assert said in (f"{found.message}; {found.fix.advice}" if found.fix else found.message)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--reading", "age_of_notes=lenient"), "did you mean `age_of_notices`?"),
        (("--reading", "age_of_notices"), "no name with its value"),
        (("--parameter", "note_age=1 month", "--parameter", "note_age=2 months"), "`note_age` is chosen twice"),
    ],
)
def test_it_is_a_wrong_argument(options: tuple[str, ...], said: str) -> None:
    run = duly("check", HOUSE / "duly.yaml", "--pack", HOUSE, *DATES, *options)
    assert run.code == 2
    assert run.out == ""
    assert said in " ".join(run.err.split())


def test_explain_and_ask_read_the_law_so_too() -> None:
    options = ("--pack", HOUSE, *DATES, "--reading", "age_of_notices=lenient")
    run = duly("explain", "HOUSE-2", "screener", "--manifest", HOUSE / "duly.yaml", *options)
    assert "HOUSE-2 for screener (us as deployer): met" in run.out
    assert 'age_of_notices is read as lenient, "two years, as of contracts"' in run.out
    assert duly("ask", HOUSE / "duly.yaml", *options).code == 0
