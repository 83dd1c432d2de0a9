"""`duly pack test --watch`, and `duly pack coverage --law` with what is wrong on purpose."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from duly_cli.exit_codes import INTERRUPTED
from duly_cli.terminal.progress import counted
from runs import ROOT, duly

PACK = """pack watched version 0.1.0
  engine language 1
  source LAW "Law" published 1 January 2025 in force from 1 February 2025
end pack
kind organisation "organisation" end kind
kind thing "thing" fact bad: yes/no end kind
rule L-1 "bad things"
  cites LAW art 1 par 2
  for each thing as thing
  when thing's bad is yes
  then anyone must not "have it"
end rule
scenario "bad" for each row of "cases.csv"
  as of 1 March 2026
  given x is a thing with bad: <bad> end
  expect L-1 is <status> for x
end scenario
"""
GOOD = "bad,status\nyes,a breach\n"
PATIENCE = 30.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pack = tmp_path / "watched"
    pack.mkdir()
    (pack / "pack.duly").write_text(PACK)
    (pack / "cases.csv").write_text(GOOD)
    return pack


class Watch:
    """A running `duly pack test --watch`; its output goes to a file."""

    def __init__(self, folder: Path, log: Path) -> None:
        command = [
            sys.executable,
            "-c",
            "from duly_cli.main import main; main()",
            "pack",
            "test",
            str(folder),
            "--watch",
        ]
        with log.open("wb") as out:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
        self._log = log

    @property
    def said(self) -> str:
        return self._log.read_text()

    def wait_for(self, runs: int) -> str:
        """Wait until so many runs are over; what was said since the one before."""
        end = time.monotonic() + PATIENCE
        while self.said.count("waiting for changes") < runs:
            assert time.monotonic() < end, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.05)
        return self.said.split("waiting for changes")[runs - 1]


@contextmanager
def watching(folder: Path, log: Path) -> Iterator[Watch]:
    watch = Watch(folder, log)
    try:
        yield watch
    finally:
        watch.process.kill()
        watch.process.wait()


def test_a_watch_runs_again_on_every_change_and_ends_cleanly(folder: Path, tmp_path: Path) -> None:
    with watching(folder, tmp_path / "log") as watch:
        assert "1 of 1 scenarios pass" in watch.wait_for(1)
        (folder / "notes.txt").write_text("no rule file")
        (folder / "cases.csv").write_text(GOOD + "no,a breach\n")
        second = watch.wait_for(2)
        assert "changed: cases.csv\n" in second
        assert "got:      L-1 is observed" in second
        assert "1 of 2 scenarios pass" in second
        (folder / "pack.duly").write_text(PACK.replace("end pack", "end pak"))
        assert "error E" in watch.wait_for(3)
        (folder / "pack.duly").write_text(PACK.replace("is yes", "is no"))
        assert "1 of 2 scenarios pass" in watch.wait_for(4)
        watch.process.send_signal(signal.SIGINT)
        assert watch.process.wait(PATIENCE) == INTERRUPTED
        assert "Traceback" not in watch.said
        assert "\x1b" not in watch.said


def test_a_change_of_rules_within_prose_is_seen(folder: Path, tmp_path: Path) -> None:
    (folder / "pack.duly").unlink()
    (folder / "pack.md").write_text(f"Why.\n\n```duly\n{PACK}```\n")
    with watching(folder, tmp_path / "log") as watch:
        assert "1 of 1 scenarios pass" in watch.wait_for(1)
        (folder / "pack.md").write_text(f"Why.\n\n```duly\n{PACK.replace('is yes', 'is no')}```\n")
        assert "0 of 1 scenarios pass" in watch.wait_for(2)


def test_there_is_nothing_to_watch_where_there_is_no_pack() -> None:
    run = duly("pack", "test", "nowhere", "--watch")
    assert run.code == 3
    assert "no pack `nowhere` is installed" in run.err


def test_without_the_library_a_watch_says_how_to_get_it(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "watchfiles.py").write_text("raise ModuleNotFoundError('no watchfiles')\n")
    run = duly("pack", "test", folder, "--watch", env={"PYTHONPATH": str(tmp_path)})
    assert run.code == 2
    assert "pip install 'duly[watch]'" in run.err
    assert run.out == ""


def test_a_failing_row_is_shown_with_its_cells(folder: Path) -> None:
    (folder / "cases.csv").write_text(GOOD + ",a breach\n")
    run = duly("pack", "test", folder, "--scenario", "row 2", "--format", "json")
    assert run.code == 1
    report = json.loads(run.out)
    assert report["packs"][0] == {
        "name": "watched",
        "version": "0.1.0",
        "scenarios": 1,
        "passed": 0,
        "expectations": 1,
        "coverage": None,
    }
    (failure,) = report["scenarios"][0]["failures"]
    assert failure["expected"] == "expect L-1 is a breach for x"
    assert failure["got"] == "L-1 is undetermined"
    assert failure["would_change"] == [
        {"kind": "fact", "subject": "x", "version": None, "name": "bad", "would_be": "yes", "now": "unknown"}
    ]
    assert failure["place"]["line"] == 16


PROVISIONS = "id,citation,addressee,kind,text\nl-1,LAW art 1,anyone,prohibition,no bad things\n"


def test_what_is_untouched_fails_where_that_is_asked_for(folder: Path) -> None:
    (folder / "provisions.csv").write_text(PROVISIONS)
    arguments = ("pack", "coverage", folder, "--law", "--format", "json", "--fail-untouched")
    run = duly(*arguments)
    assert (run.code, run.err) == (0, "")
    part = json.loads(run.out)["packs"][0]["provisions"][0]
    assert (part["state"], part["encoded_by"][0]["by"]) == ("encoded in part", "L-1")
    (folder / "provisions.csv").write_text(f"{PROVISIONS}l-2,LAW art 2,anyone,obligation,more\n")
    assert duly(*arguments).code == 1
    assert duly(*arguments[:-1]).code == 0


def test_a_pack_without_a_list_covers_nothing_that_is_known(folder: Path) -> None:
    run = duly("pack", "coverage", folder, "--law")
    assert (run.code, run.out) == (0, "watched: no provisions.csv, so what it covers of the law is not known\n")
    run = duly("pack", "coverage", folder, "--fail-untouched")
    assert run.code == 2
    assert "add `--law`" in run.err


def test_a_wrong_list_is_found_by_the_check_of_a_pack(folder: Path) -> None:
    (folder / "provisions.csv").write_text(PROVISIONS.replace("LAW", "LAV"))
    run = duly("pack", "check", folder)
    assert run.code == 3
    assert run.err.count("error E0812") == 1


def test_a_report_goes_to_a_file(folder: Path, tmp_path: Path) -> None:
    run = duly("pack", "coverage", folder, "--format", "html", "--output", tmp_path / "page.html")
    assert (run.code, run.out) == (0, "")
    assert (tmp_path / "page.html").read_text().startswith("<!DOCTYPE html>")


def test_progress_is_shown_on_a_terminal_once_it_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter(range(100))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    assert list(counted([1, 2, 3], "scenarios of x")) == [1, 2, 3]
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert list(counted([1, 2, 3], "scenarios of x")) == [1, 2, 3]
    shown = capsys.readouterr().err
    assert "\r2 of 3 scenarios of x" in shown
    assert shown.endswith("\r")
    assert shown.split("\r")[-2].strip() == ""


def test_a_text_that_would_change_a_failure_is_shown_as_it_is(folder: Path) -> None:
    text = PACK.replace("bad: yes/no", "bad: text").replace("bad is yes", 'bad is "(draft)"')
    (folder / "pack.duly").write_text(
        text.replace(' for each row of "cases.csv"', "")
        .replace(" with bad: <bad> end", "")
        .replace("<status>", "a breach")
    )
    run = duly("pack", "test", folder, "--format", "json")
    (failure,) = json.loads(run.out)["scenarios"][0]["failures"]
    assert [change["would_be"] for change in failure["would_change"]] == ["(draft)"]
