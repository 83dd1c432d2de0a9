"""Where reports go and what reaches a terminal: whole files, true exit codes, the same bytes, nothing that moves."""

import os
import pty
import stat
import subprocess
import sys
from os import environ
from pathlib import Path

import click
import pytest

from duly_cli.output import keep_apart, write
from runs import DATES, ROOT, duly

CASES = ROOT / "tests" / "reports" / "cases"
UNSAFE = ("\x1b]", "\x1b[2J", "\x1b[31m", "\x07", "\u202e", "\x9b")
COMMAND = [sys.executable, "-c", "from duly_cli.main import main; main()"]


def small(case: str, *more: str | Path) -> tuple[str | Path, ...]:
    return ("check", CASES / case / "duly.yaml", "--pack", CASES / case, *DATES, *more)


def on_a_terminal(*arguments: str | Path, env: dict[str, str]) -> str:
    """What a command writes to a terminal, standard error included."""
    master, slave = pty.openpty()
    command = [*COMMAND, *map(str, arguments)]
    clean = {key: value for key, value in environ.items() if key not in {"NO_COLOR", "COLUMNS"}}
    done = subprocess.Popen(command, stdout=slave, stderr=slave, stdin=slave, env={**clean, "TERM": "xterm", **env})
    os.close(slave)
    written = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        written += part
    done.wait()
    os.close(master)
    return written.decode("utf-8")


def test_colour_on_a_terminal_only_and_not_where_it_is_unwanted() -> None:
    assert "\x1b[1;31mBREACH" in on_a_terminal(*small("house"), env={})
    assert "31m" not in on_a_terminal(*small("house"), env={"NO_COLOR": "1"})
    assert "\x1b" not in duly(*small("house")).out


@pytest.mark.parametrize("more", [(), ("--law",)])
def test_a_file_has_neither_the_colours_nor_the_width_of_the_terminal(tmp_path: Path, more: tuple[str, ...]) -> None:
    report = ("pack", "coverage", "iso_42001", *more)
    on_a_terminal(*report, "--output", tmp_path / "report.txt", env={"COLUMNS": "60"})
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == duly(*report).out


def test_foreign_text_moves_no_cursor(tmp_path: Path) -> None:
    facts = '{ area: "a\\e]0;title\\a\\e[2J\\u202eb" }'
    (tmp_path / "duly.yaml").write_text(f"duly: 1\nsubjects:\n  x: {{ kind: ai_system, facts: {facts} }}\n")
    invalid = on_a_terminal("check", tmp_path / "duly.yaml", "--pack", CASES / "house", env={"NO_COLOR": "1"})
    assert "\ufffd]0;title" in invalid
    shown = on_a_terminal(*small("hostile"), env={"NO_COLOR": "1", "COLUMNS": "100"})
    assert "alert" in shown
    for text in (invalid, shown):
        assert [unsafe for unsafe in UNSAFE if unsafe in text] == []


def test_the_bytes_are_those_of_the_golden_report_whatever_the_locale() -> None:
    expected = (CASES / "hostile" / "expected.txt").read_bytes()
    place = str(CASES / "hostile" / "duly.yaml")
    for env in ({"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, {"LC_ALL": "C.UTF-8"}):
        command = [*COMMAND, *map(str, small("hostile"))]
        done = subprocess.run(
            command, cwd=CASES / "hostile", capture_output=True, check=False, env={**environ, "COLUMNS": "100", **env}
        )
        assert done.returncode == 1
        ours = done.stdout.split(b"Questions worth")[1]
        assert ours == expected.split(b"Questions worth")[1]
        assert place.encode() in done.stdout.replace(b"\n  ", b"")


@pytest.mark.parametrize("columns", ["", "abc", "0", "-5", "1", "99999999", "²"])
def test_a_width_that_makes_no_sense_is_no_bug(columns: str) -> None:
    assert duly(*small("nothing"), env={"COLUMNS": columns}).code == 0


def test_the_exit_code_is_true_when_the_reader_leaves_early() -> None:
    command = [*COMMAND, *map(str, small("house", "--format", "html"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as done:
        assert done.stdout is not None
        assert done.stderr is not None
        done.stdout.close()
        said = done.stderr.read()
    assert (done.returncode, said) == (1, b"")


def test_a_report_never_replaces_its_manifest(tmp_path: Path) -> None:
    manifest = tmp_path / "duly.yaml"
    manifest.write_bytes((CASES / "nothing" / "duly.yaml").read_bytes())
    (tmp_path / "link.html").symlink_to(manifest)
    for output in (manifest, tmp_path / "." / "duly.yaml", tmp_path / "link.html"):
        with pytest.raises(click.UsageError, match="is the manifest"):
            keep_apart(manifest, output)
    run = duly("check", manifest, "--pack", CASES / "nothing", "--output", manifest)
    assert run.code == 2
    assert manifest.read_bytes() == (CASES / "nothing" / "duly.yaml").read_bytes()


def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    write("report\n", Path(os.devnull))
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_report_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "report.txt"
    write("old\n", output)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(click.UsageError, match="No space left on device"):
        write("new\n", output)
    assert output.read_text() == "old\n"
    assert list(tmp_path.iterdir()) == [output]


def test_an_unwritable_place_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match=r"cannot write `.*report\.txt`: No such file"):
        write("x", tmp_path / "no" / "report.txt")


@pytest.mark.parametrize(
    "days", [("9999-12-31", "2026-11-23"), ("0001-01-01", "2026-11-23"), ("2026-11-23", "9999-12-31")]
)
def test_days_beyond_the_calendar_are_wrong_arguments(days: tuple[str, str]) -> None:
    run = duly("check", CASES / "nothing" / "duly.yaml", "--as-of", days[0], "--known-on", days[1])
    assert run.code == 2
    assert "is no date such as 2026-11-23" in run.err


@pytest.mark.parametrize("days", [("2999-12-31", "2999-12-31"), ("1900-01-01", "1900-01-01")])
def test_days_at_its_edge_are_answered(days: tuple[str, str]) -> None:
    assert duly(*small("house")[:4], "--as-of", days[0], "--known-on", days[1]).code in {0, 1}
