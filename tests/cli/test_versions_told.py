"""Versions in use where people read of them: failing scenarios, rows, texts with placeholders, the policy book."""

import json
import re
from pathlib import Path

import pytest

from runs import duly

PACK = """pack wheels version 1.0.0
  engine language 1
  source LAW "The law" published 1 January 2026 in force from 1 February 2026
end pack

kind organisation "organisation" end kind
kind machine "machine"
  fact accuracy: number per version ask "How accurate is it?"
  fact on_line: yes/no
end kind
role keeper of machine "keeper"
evidence kind report "report" end evidence kind

rule V-1 "Each version in use is tested"
  cites LAW art 1
  for each version of machine as it
  when version's accuracy is less than 0.9 and version's asset's on_line is yes
  then keeper must "test the version, right in {version's accuracy}"
  if undetermined treat as applicable
  evidence tested "the test" accept report bound to version of version end evidence
  task "Test it" severity high end task
end rule

scenario "rows" for each row of "rows.csv"
  as of 1 June 2026
  given x is a machine version "2" with on_line: yes roles: { keeper } accuracy: 0.95 end
  given version "1" of x since 1 May 2026 with accuracy: <accuracy> end
  expect V-1 is <status> for version "1" of x
end scenario
"""
FAILING = """
scenario "fails"
  as of 1 June 2026
  given x is a machine version "2" with on_line: yes roles: { keeper } accuracy: 0.95 end
  given version "1" of x with accuracy: 0.91 end
  given version "3" of x
  expect V-1 is a gap for version "1" of x
  expect V-1 is undetermined for version "3" of x
  expect no question
end scenario
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pack = tmp_path / "wheels"
    pack.mkdir()
    (pack / "pack.duly").write_text(PACK)
    (pack / "rows.csv").write_text("accuracy,status\n0.5,a gap\n0.95,not applicable\n,undetermined\n")
    return pack


def test_rows_give_versions(folder: Path) -> None:
    run = duly("pack", "test", folder)
    assert (run.code, run.out) == (0, "wheels: 3 of 3 scenarios pass, 3 expectations\n")


def test_a_failing_scenario_names_the_version(folder: Path) -> None:
    (folder / "more.duly").write_text(f"part of pack wheels\n{FAILING}")
    run = duly("pack", "test", folder)
    assert run.code == 1
    assert "V-1 for version 1 of x (us as keeper): not applicable" in run.out
    assert "keeper must test the version, right in 0.91" in run.out
    assert "it would be a gap if `version 1 of x's accuracy` were -0.1 (now: 0.91)" in run.out
    assert "got:      questions version 3 of x's accuracy" in run.out
    scenarios = json.loads(duly("pack", "test", folder, "--format", "json").out)["scenarios"]
    first, _ = (failure for scenario in scenarios for failure in scenario["failures"])
    (change,) = first["would_change"]
    assert (change["subject"], change["version"], change["name"]) == ("x", "1", "accuracy")


def test_the_book_leads_to_the_facts_of_the_kind(folder: Path) -> None:
    book = duly("pack", "render", folder).out
    assert "To each version in use of each [machine](<#kind-machine>)." in book
    assert "[“on line”](<#fact-machine.on-line>) of the machine is yes" in book
    assert "It is about that version; another version needs evidence of its own." in book
    assert "Version 1 of “x”, in use beside the present one since 1 May 2026: “How accurate is it?” 0.5." in book
    assert "is a gap for version 1 of “x”" in book
    anchors = set(re.findall(r'<a id="([^"]+)">', book))
    assert set(re.findall(r"\(<#([^>]+)>\)", book)) <= anchors
