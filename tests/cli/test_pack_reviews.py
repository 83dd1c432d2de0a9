"""The lawyer's commands: the policy book, signing off, and what is signed."""

import contextlib
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from duly_cli.main import duly as group
from runs import ROOT, Run
from runs import duly as process

LODGE = ROOT / "tests" / "render" / "lodge"
SIGNED = ("--reviewer", "Elena Ferrari", "--on", "2026-11-23")


def duly(*arguments: object, cwd: Path | None = None) -> Run:
    """A run within this process: many of them are needed here."""
    with contextlib.chdir(cwd or Path.cwd()):
        done = CliRunner().invoke(group, [str(a) for a in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Run(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def lodge(tmp_path: Path) -> Path:
    """A copy of the sample pack."""
    folder = tmp_path / "lodge"
    folder.mkdir()
    shutil.copy(LODGE / "pack.duly", folder)
    return folder


def _edit(folder: Path, old: str, new: str) -> None:
    text = (folder / "pack.duly").read_text(encoding="utf-8")
    assert old in text
    (folder / "pack.duly").write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_signed_is_shown_recorded_and_listed(lodge: Path) -> None:
    run = process("pack", "sign-off", "ACT-2-1", "ACT-5", *SIGNED, "--note", "read with the bill", "--pack", lodge)
    assert run.code == 0, run.err
    assert "ACT-2-1 signed by Elena Ferrari on 23 November 2026: " in run.out
    assert "The keeper and maker must each keep the log for 4 months" in run.out
    assert sorted(p.name for p in (lodge / "reviews").iterdir()) == ["ACT-2-1.toml", "ACT-5.toml"]
    before = (lodge / "reviews" / "ACT-5.toml").read_bytes()
    assert duly("pack", "sign-off", "ACT-5", *SIGNED, "--note", "read with the bill", cwd=lodge).code == 0
    assert (lodge / "reviews" / "ACT-5.toml").read_bytes() == before
    listed = duly("pack", "reviews", lodge)
    assert listed.code == 0
    assert "ACT-2-1  signed    Elena Ferrari, 23 November 2026 (read with the bill)\n" in listed.out
    assert listed.out.endswith("lodge 1.0.0: 8 rules: 2 signed, 6 drafted\n")
    assert "signed by Elena Ferrari on 23 November 2026: read with the bill" in duly("pack", "render", lodge).out


def test_a_signature_lapses_with_what_it_rests_on_and_says_so(lodge: Path) -> None:
    assert duly("pack", "sign-off", "ACT-2-1", *SIGNED, "--pack", lodge).code == 0
    _edit(lodge, "is 4 months under AMD", "is 5 months under AMD")
    run = duly("pack", "reviews", cwd=lodge)
    assert (
        "ACT-2-1  lapsed    signed by Elena Ferrari, 23 November 2026\n"
        "    period “shortest time for which the log is kept” changed\n"
        "      - 4 months under Amending Act (published 1 June 2026, in force from 1 July 2026).\n"
        "      + 5 months under Amending Act (published 1 June 2026, in force from 1 July 2026).\n"
    ) in run.out
    (row,) = (r for r in json.loads(duly("pack", "reviews", lodge, "--format", "json").out) if r["rule"] == "ACT-2-1")
    assert (row["state"], row["level"], row["on"]) == ("lapsed", "signed", "2026-11-23")
    assert [change["part"] for change in row["changes"]] == ["period shortest"]
    assert duly("pack", "sign-off", "ACT-2-1", *SIGNED, "--pack", lodge).code == 0
    assert "ACT-2-1  signed" in duly("pack", "reviews", lodge).out


def test_a_change_that_changes_nothing_keeps_a_signature(lodge: Path) -> None:
    assert duly("pack", "sign-off", "ACT-5", *SIGNED, "--pack", lodge).code == 0
    text = (lodge / "pack.duly").read_text(encoding="utf-8")
    (moved,) = re.findall(r"^rule ACT-5 .*?^end rule\n", text, re.MULTILINE | re.DOTALL)
    _edit(lodge, moved, "")
    (lodge / "mishaps.duly").write_text(f"part of pack lodge\n# moved\n\n{moved.replace('  ', '      ')}", "utf-8")
    assert "ACT-5    signed" in duly("pack", "reviews", lodge).out
    (lodge / "mishaps.duly").write_text(
        (lodge / "mishaps.duly").read_text("utf-8").replace("part of pack lodge", "part of pack lodge in group act"),
        "utf-8",
    )
    assert "ACT-5    lapsed" in duly("pack", "reviews", lodge).out


def test_a_renamed_rule_is_signed_under_its_new_name(lodge: Path) -> None:
    assert duly("pack", "sign-off", "ACT-5", *SIGNED, "--pack", lodge).code == 0
    _edit(lodge, "ACT-5", "ACT-5-1")
    _edit(lodge, 'rule ACT-5-1 "Mishaps are told"', 'rule ACT-5-1 "Mishaps are told" formerly ACT-5')
    assert "ACT-5-1  signed" in duly("pack", "reviews", lodge).out
    assert duly("pack", "sign-off", "ACT-5-1", *SIGNED, "--pack", lodge).code == 0
    assert [p.name for p in (lodge / "reviews").iterdir()] == ["ACT-5-1.toml"]
    wrong = duly("pack", "sign-off", "ACT-5", *SIGNED, "--pack", lodge)
    assert wrong.code == 2
    assert "`lodge` has no rule `ACT-5`; it is called `ACT-5-1` now" in wrong.err


def test_a_former_id_is_known_whichever_version_names_it(lodge: Path) -> None:
    _edit(lodge, 'rule ACT-4 "The old rule on bells"', 'rule ACT-4 "The old rule on bells" formerly ACT-BELLS')
    run = duly("pack", "sign-off", "ACT-BELLS", *SIGNED, "--pack", lodge)
    assert run.code == 2
    assert "`lodge` has no rule `ACT-BELLS`; it is called `ACT-4` now" in run.err


def test_how_far_every_rule_has_to_have_come(lodge: Path) -> None:
    rules = ["ACT-1-1", "ACT-1-2", "ACT-2-1", "ACT-3", "ACT-4", "ACT-5", "ACT-6"]
    assert duly("pack", "sign-off", *rules, *SIGNED, "--pack", lodge).code == 0
    assert duly("pack", "reviews", lodge).code == 0
    assert duly("pack", "reviews", lodge, "--require", "reviewed").code == 1
    assert duly("pack", "sign-off", "ACT-7", *SIGNED, "--state", "reviewed", "--pack", lodge).code == 0
    assert duly("pack", "reviews", lodge, "--require", "reviewed").code == 0
    assert duly("pack", "reviews", lodge, "--require", "signed").code == 1
    assert duly("pack", "sign-off", "ACT-7", *SIGNED, "--pack", lodge).code == 0
    assert duly("pack", "reviews", lodge, "--require", "signed").code == 0
    _edit(lodge, "until 31 December 2029", "until 30 December 2029")
    assert duly("pack", "reviews", lodge, "--require", "reviewed").code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ACT-2-2", *SIGNED), "`lodge` has no rule `ACT-2-2`; did you mean `ACT-2-1`?"),
        (("act-5", *SIGNED), "did you mean `ACT-5`?"),
        (("ACT-2-LOG", *SIGNED), "it is called `ACT-2-1` now"),
        (("ACT-5", "--reviewer", " "), "--reviewer takes a line of text"),
        (("ACT-5", "--reviewer", "E\x1b[2J"), "--reviewer takes a line of text"),
        (("ACT-5", *SIGNED, "--note", "a\nb"), "--note takes a line of text"),
        (("ACT-5", "--reviewer", "E", "--on", "yesterday"), "`yesterday` is no date"),
        (("ACT-5", *SIGNED, "--pack", "eu_ai_act"), "`eu_ai_act` is installed"),
        (("ACT-5", *SIGNED, "--pack", "nowhere"), "there is no folder `nowhere`"),
        ((*SIGNED,), "Missing argument"),
    ],
)
def test_what_cannot_be_signed(lodge: Path, arguments: tuple[str, ...], said: str) -> None:
    run = duly("pack", "sign-off", *arguments, cwd=lodge)
    assert run.code == 2
    assert said in " ".join(run.err.split())
    assert not (lodge / "reviews").exists()


def test_nothing_is_recorded_unless_every_rule_is_there(lodge: Path) -> None:
    assert duly("pack", "sign-off", "ACT-5", "ACT-99", *SIGNED, "--pack", lodge).code == 2
    assert not (lodge / "reviews").exists()


def test_a_mere_review_takes_no_signature_away(lodge: Path) -> None:
    assert duly("pack", "sign-off", "ACT-5", *SIGNED, "--pack", lodge).code == 0
    run = duly("pack", "sign-off", "ACT-5", *SIGNED, "--state", "reviewed", "--pack", lodge)
    assert run.code == 2
    assert "is signed, and that holds" in run.err
    _edit(lodge, "72 hours after", "48 hours after")
    assert duly("pack", "sign-off", "ACT-5", *SIGNED, "--state", "reviewed", "--pack", lodge).code == 0


def test_outside_of_a_pack_a_pack_is_asked_for(tmp_path: Path) -> None:
    for command in (("sign-off", "ACT-5", *SIGNED), ("reviews",), ("render",)):
        run = duly("pack", *command, cwd=tmp_path)
        assert run.code == 2
        assert "this folder holds no pack" in run.err
        assert "eu_ai_act" in run.err


def test_a_pack_with_errors_is_neither_signed_nor_rendered(lodge: Path) -> None:
    _edit(lodge, "is 4 months under AMD", "is 4 months under AND")
    for command in (("sign-off", "ACT-5", *SIGNED), ("reviews",), ("render",)):
        run = duly("pack", *command, cwd=lodge)
        assert run.code == 3
        assert "E0308" in run.err
        assert run.out == ""
    assert duly("pack", "reviews", "nowhere").code == 3


def test_a_damaged_record_is_said_and_the_rule_counts_as_drafted(lodge: Path) -> None:
    assert duly("pack", "sign-off", "ACT-5", "ACT-6", *SIGNED, "--pack", lodge).code == 0
    record = lodge / "reviews" / "ACT-5.toml"
    record.write_text(record.read_text(encoding="utf-8").replace("sha256:", "sha512:"), encoding="utf-8")
    run = duly("pack", "reviews", lodge)
    assert run.code == 3
    assert "error E0652" in run.err
    assert "lodge/reviews/ACT-5.toml 7:1" in run.err
    assert "ACT-5    drafted" in run.out
    assert "ACT-6    signed" in run.out
    assert duly("pack", "render", lodge).code == 3


def test_where_reviews_would_lie_is_a_file(lodge: Path) -> None:
    (lodge / "reviews").write_text("")
    run = duly("pack", "sign-off", "ACT-5", *SIGNED, "--pack", lodge)
    assert run.code == 2
    assert "cannot write" in run.err


def test_the_book_goes_to_a_file_whole_or_not_at_all(tmp_path: Path) -> None:
    page = tmp_path / "book.html"
    assert duly("pack", "render", "nist_ai_rmf", "--format", "html", "--output", page).code == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    run = duly("pack", "render", "nist_ai_rmf", "--output", tmp_path / "no" / "book.md")
    assert run.code == 2
    assert "cannot write" in run.err
