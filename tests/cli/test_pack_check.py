"""`duly pack check --deep` and `--write-scenario`, with the solver and without."""

import subprocess
import sys
from os import environ
from pathlib import Path

import pytest

from runs import Run, duly

PACK = """pack house version 0.1.0
  engine language 1
  source HOUSE "House rules" published 1 March 2026 in force from 1 April 2026
end pack
kind organisation "organisation" end kind
kind tool "tool"
  fact pays: yes/no ask "Does it move money?"
  fact tested: yes/no ask "Was it tested?"
end kind
term risky of tool "risky" default no end term
rule HOUSE-1 "what pays is risky" cites HOUSE section 1 for each tool as tool
  when tool's pays is yes then tool is risky end rule
rule HOUSE-2 "what was tested is not" cites HOUSE section 2 for each tool as tool
  {yields}
  when tool's tested is yes then tool is not risky end rule
"""
ROWS = """part of pack house
scenario "what pays" for each row of "cases.csv"
  as of 1 May 2026
  given hammer is a tool with pays: <pays>  tested: no end
  expect hammer is <risky>
end scenario
"""
NOT_RUN = "the deeper analysis was not run: "


@pytest.fixture
def house(tmp_path: Path) -> Path:
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "pack.duly").write_text(PACK.format(yields=""))
    return folder


@pytest.fixture
def without_solver(tmp_path: Path) -> dict[str, str]:
    """An environment in which the extra is not installed."""
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(
        "import importlib.util, sys\n"
        "found = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *more: None if name == 'z3' else found(name, *more)\n"
        "sys.modules['z3'] = None\n"
    )
    return {"PYTHONPATH": str(hidden)}


def last(run: Run) -> str:
    return run.out.splitlines()[-1]


def test_a_plain_check_suspects_by_name_and_says_what_it_did_not_do(house: Path) -> None:
    run = duly("pack", "check", house)
    assert run.code == 0
    assert "W0401" in run.err
    assert last(run) == f"{NOT_RUN}`duly pack check --deep`"


def test_a_deeper_one_shows_the_facts_under_which_rules_conflict(house: Path) -> None:
    run = duly("pack", "check", house, "--deep")
    assert run.code == 3
    assert "W0401" not in run.err
    assert "error E0412: `HOUSE-1` and `HOUSE-2` can reach opposite conclusions" in run.err
    assert "  example: pays = yes, tested = yes, on 1 April 2026\n" in run.err
    assert "  try: `duly pack check --write-scenario` saves the example as a test\n" in run.err
    assert run.out == "house 0.1.0: 1 error, 2 rules, 0 warnings\n"


def test_a_suspicion_that_is_refuted_is_dropped(house: Path) -> None:
    text = PACK.format(yields="").replace("when tool's tested is yes", "when tool's pays is no")
    (house / "pack.duly").write_text(text)
    assert "W0401" in duly("pack", "check", house).err
    run = duly("pack", "check", house, "--deep")
    assert run.code == 0
    assert "W0401" not in run.err
    assert "E0412" not in run.err


def test_without_the_solver_nothing_changes_but_a_line(house: Path, without_solver: dict[str, str]) -> None:
    for option in ((), ("--deep",), ("--write-scenario",)):
        run = duly("pack", "check", house, *option, env=without_solver)
        assert run.code == 0
        assert "W0401" in run.err
        assert last(run) == f"{NOT_RUN}`pip install 'duly[analysis]'`, then `duly pack check --deep`"
    assert not (house / "found.duly").exists()


def test_an_example_is_saved_once_and_passes(house: Path) -> None:
    run = duly("pack", "check", house, "--write-scenario")
    assert run.code == 3
    assert last(run) == f"{house / 'found.duly'}: 1 scenario written"
    text = (house / "found.duly").read_text(encoding="utf-8")
    assert text.startswith("part of pack house\n\n# E0412: ")
    tried = duly("pack", "test", house)
    assert tried.code == 0
    assert "1 of 1 scenarios pass" in tried.out
    again = duly("pack", "check", house, "--write-scenario")
    assert last(again) == "house: nothing written, its scenarios have every example already"
    assert (house / "found.duly").read_text(encoding="utf-8") == text


def test_an_example_is_saved_beside_rules_within_prose(house: Path) -> None:
    (house / "pack.duly").unlink()
    (house / "pack.md").write_text(f"# The house\n\n```duly\n{PACK.format(yields='')}```\n")
    (house / "README.md").write_text("No rules.\n")
    run = duly("pack", "check", house, "--write-scenario")
    assert last(run) == f"{house / 'found.duly'}: 1 scenario written"
    assert "1 of 1 scenarios pass" in duly("pack", "test", house).out


def test_an_example_is_saved_beside_scenarios_for_rows(house: Path) -> None:
    (house / "tried").mkdir()
    (house / "tried" / "cases.csv").write_text("pays,risky\nyes,risky\nno,not risky\n")
    (house / "tried" / "rows.duly").write_text(ROWS)
    run = duly("pack", "check", house, "--write-scenario", "tried/rows.duly")
    assert last(run) == f"{house / 'tried' / 'rows.duly'}: 1 scenario written"
    assert (house / "tried" / "rows.duly").read_text().startswith(ROWS)
    assert "3 of 3 scenarios pass" in duly("pack", "test", house).out


def test_it_is_appended_under_a_title_of_its_own(house: Path) -> None:
    mine = """part of pack house\r
scenario "HOUSE-1 and HOUSE-2 conflict about risky"
  as of 1 May 2026
  given hammer is a tool with pays: yes end
  expect hammer is risky
end scenario"""
    (house / "tests.duly").write_bytes(mine.encode())
    duly("pack", "check", house, "--write-scenario", "tests.duly")
    written = (house / "tests.duly").read_bytes()
    assert written.startswith(mine.encode())
    text = written.decode()
    assert 'scenario "HOUSE-1 and HOUSE-2 conflict about risky (2)"' in text
    assert "1 of 2 scenarios pass" in duly("pack", "test", house).out


def test_a_file_that_holds_no_rules_is_refused(house: Path) -> None:
    run = duly("pack", "check", "--write-scenario", house)
    assert run.code == 2
    assert "does not end in .duly; name packs before --write-scenario" in run.err
    run = duly("pack", "check", house, "--write-scenario", "../found.duly")
    assert run.code == 2
    assert "lies outside of the pack's folder" in run.err
    run = duly("pack", "check", house, "--write-scenario", "nowhere/found.duly")
    assert run.code == 2
    assert "cannot write" in run.err


def test_only_a_deeper_check_loads_the_solver(house: Path) -> None:
    code = (
        "import sys, click.testing; from duly_cli.main import duly\n"
        "click.testing.CliRunner().invoke(duly, ['pack', 'check', *sys.argv[1:]])\n"
        "print('z3' in sys.modules)"
    )
    for option, loaded in (((), "False"), (("--deep",), "True")):
        command = [sys.executable, "-c", code, str(house), *option]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env={**environ})
        assert done.stdout.strip() == loaded
