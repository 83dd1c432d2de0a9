"""`duly pack fmt`: what is written, what is only shown, and what is left alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from runs import ROOT, duly

UNTIDY = 'group a   "a" # why\n'
TIDY = 'group a "a"  # why\n'
WRONG = "group a a\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "below").mkdir()
    (tmp_path / ".venv").mkdir()
    for name, text in {"a": UNTIDY, "below/b": TIDY, "wrong": WRONG, ".venv/c": UNTIDY}.items():
        (tmp_path / f"{name}.duly").write_text(text)
    (tmp_path / "notes.md").write_text(UNTIDY)
    return tmp_path


def typed(text: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from duly_cli.main import main; main()", "pack", "fmt", *arguments]
    return subprocess.run(command, input=text, capture_output=True, check=False)


def test_files_are_laid_out_and_what_cannot_be_read_is_left_alone(folder: Path) -> None:
    run = duly("pack", "fmt", folder)
    assert (run.code, run.out) == (3, f"{folder / 'a.duly'}\n")
    assert "error E0105" in run.err
    assert f"{folder / 'wrong.duly'} 1:9" in run.err
    read = {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*.*") if p.is_file()}
    assert read == {
        "a.duly": TIDY,
        "below/b.duly": TIDY,
        "wrong.duly": WRONG,
        ".venv/c.duly": UNTIDY,
        "notes.md": UNTIDY,
    }
    assert duly("pack", "fmt", folder / "a.duly", folder / "below") == type(run)(0, "", "")


def test_check_and_diff_change_nothing(folder: Path) -> None:
    one = folder / "a.duly"
    assert duly("pack", "fmt", "--check", one, folder / "below").out == f"{one}\n"
    run = duly("pack", "fmt", "--diff", one)
    assert run.code == 1
    assert run.out == f"--- {one}\n+++ {one} (formatted)\n@@ -1 +1 @@\n-{UNTIDY}+{TIDY}"
    assert one.read_text() == UNTIDY
    assert duly("pack", "fmt", "--check", "--diff", folder / "below").code == 0


def test_the_states_as_json(folder: Path) -> None:
    run = duly("pack", "fmt", "--check", folder, "--format", "json", cwd=folder)
    states = {Path(f["file"]).relative_to(folder).as_posix(): f["state"] for f in json.loads(run.out)["files"]}
    assert states == {"a.duly": "would change", "below/b.duly": "unchanged", "wrong.duly": "invalid"}
    run = duly("pack", "fmt", "a.duly", "--format", "json", cwd=folder)
    assert json.loads(run.out) == {"files": [{"file": "a.duly", "state": "formatted"}]}


def test_an_editor_gets_the_text_or_what_is_wrong() -> None:
    done = typed('group a  "\u00e9"\r\n'.encode(), "-")
    assert (done.returncode, done.stdout, done.stderr) == (0, 'group a "\u00e9"\n'.encode(), b"")
    done = typed(WRONG.encode(), "-")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"--> (standard input) 1:9" in done.stderr
    done = typed(b'group a  "a"', "-", "--diff")
    assert (done.returncode, done.stdout.splitlines()[-3:]) == (
        1,
        [b'-group a  "a"', b"\\ No newline at end of file", b'+group a "a"'],
    )
    assert typed(UNTIDY.encode(), "-", "--format", "json").returncode == 2


def test_line_ends_of_windows_and_bytes_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "a.duly"
    file.write_bytes(b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode())
    assert duly("pack", "fmt", file).code == 0
    assert file.read_bytes() == TIDY.encode()
    file.write_bytes(b'group a  "\xe9"\n')
    run = duly("pack", "fmt", file)
    assert run.code == 3
    assert "error E0209" in run.err
    assert file.read_bytes() == b'group a  "\xe9"\n'


def test_a_link_stays_a_link_and_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    file, link = tmp_path / "a.duly", tmp_path / "link.duly"
    file.write_text(UNTIDY)
    file.chmod(0o600)
    link.symlink_to(file)
    assert duly("pack", "fmt", link).code == 0
    assert link.is_symlink()
    assert (file.read_text(), file.stat().st_mode & 0o777) == (TIDY, 0o600)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(UNTIDY)
    said: dict[str | Path, str] = {
        "nowhere": "no installed pack, no folder and no file",
        tmp_path: "holds no rule files",
        tmp_path / "notes.md": "is no rule file",
    }
    for named, words in said.items():
        run = duly("pack", "fmt", named)
        assert run.code == 2
        assert words in " ".join(run.err.split())


def test_an_installed_pack_is_named_by_its_name() -> None:
    assert duly("pack", "fmt", "--check", "gdpr", ROOT / "packs").code == 0
