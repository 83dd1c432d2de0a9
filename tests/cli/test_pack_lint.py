"""`duly pack lint` from end to end."""

import json
from pathlib import Path

import pytest

from runs import ROOT, duly

EXAMPLE = (ROOT / "docs" / "author-a-pack.md").read_text(encoding="utf-8").split("```duly\n")[1].split("```")[0]
SLIPS = EXAMPLE.replace("can do without it", "can do without it.").replace("the system is down?", "the system is down")


def house(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "pack.duly").write_text(text)
    return folder


def test_shipped_packs_are_clean() -> None:
    run = duly("pack", "lint")
    assert (run.code, run.err) == (0, "")
    assert "eu_ai_act: 0 findings" in run.out


def test_findings_are_shown_with_place_and_page_and_fail(tmp_path: Path) -> None:
    folder = house(tmp_path / "house", SLIPS)
    run = duly("pack", "lint", folder)
    assert run.code == 1
    assert "warning L101: the title ends with a full stop" in run.out
    assert "more: `duly explain L101`" in run.out
    rows = json.loads(duly("pack", "lint", folder, "--format", "json").out)
    assert {(row["code"], row["can_be_mended"]) for row in rows} >= {("L101", True), ("L401", True), ("L501", False)}
    assert "Bad:" in duly("explain", "L101").out


def test_what_can_be_mended_is_and_the_rest_is_left(tmp_path: Path) -> None:
    folder = house(tmp_path / "house", SLIPS)
    run = duly("pack", "lint", folder, "--fix")
    assert run.code == 1
    assert "mended 2 texts in house_rules/pack.duly" in run.err
    assert (folder / "pack.duly").read_text() == EXAMPLE
    assert "L101" not in duly("pack", "lint", folder).out


def test_a_rule_that_is_off_and_a_configuration_that_is_wrong(tmp_path: Path) -> None:
    folder = house(tmp_path / "house", EXAMPLE)
    (folder / "lint.toml").write_text('off = ["duty-is-not-tried"]\n')
    assert duly("pack", "lint", folder).code == 0
    (folder / "lint.toml").write_text('off = ["duty-is-not-tired"]\n')
    run = duly("pack", "lint", folder)
    assert run.code == 3
    assert "did you mean `duty-is-not-tried`?" in run.err
    assert "lint.toml 1:9" in run.err


def test_of_fixes_of_one_text_the_first_is_made_and_the_other_is_left(tmp_path: Path) -> None:
    wrong = EXAMPLE.replace("can do without it", "can do  without the organization")
    folder = house(tmp_path / "house", wrong)
    run = duly("pack", "lint", folder, "--fix")
    assert run.out.count("American spelling") == 1
    assert (folder / "pack.duly").read_text() == wrong.replace("do  without", "do without")
    duly("pack", "lint", folder, "--fix")
    assert (folder / "pack.duly").read_text() == EXAMPLE.replace("without it", "without the organisation")


def literate(prose: str, rules: str) -> str:
    return f"# The house\n\n{prose}\n\n```duly\n{rules}```\n\nMore prose.\n"


@pytest.mark.parametrize("prose", ["Why there are rules.", "One line,\u2028another,\x0c and a\x85third."])
def test_prose_around_rules_stays(tmp_path: Path, prose: str) -> None:
    folder = house(tmp_path / "house", "")
    (folder / "pack.duly").unlink()
    (folder / "pack.md").write_text(literate(prose, SLIPS), encoding="utf-8")
    run = duly("pack", "lint", folder, "--fix")
    assert "mended 2 texts in house_rules/pack.md" in run.err
    assert (folder / "pack.md").read_text(encoding="utf-8") == literate(prose, EXAMPLE)


def test_a_file_is_left_alone_where_bytes_of_its_prose_would_be_lost(tmp_path: Path) -> None:
    folder = house(tmp_path / "house", "")
    (folder / "pack.duly").unlink()
    before = literate("Caf\xe9.", SLIPS).encode("latin-1")
    (folder / "pack.md").write_bytes(before)
    run = duly("pack", "lint", folder, "--fix")
    assert (run.code, run.out.count("warning L101")) == (1, 1)
    assert (folder / "pack.md").read_bytes() == before


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    header, rules = SLIPS.split("end pack\n")
    folder = house(tmp_path / "house", f"{header}end pack\n")
    # A file is made ready under a longer name beside it, and there is none longer than this.
    file = folder / f"{'r' * 250}.duly"
    file.write_text(f"part of pack house_rules\n{rules}")
    run = duly("pack", "lint", folder, "--fix")
    assert run.code == 2
    assert "cannot write" in run.err
    assert "bug" not in run.err


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    folder = house(tmp_path / "house", SLIPS)
    (folder / "pack.duly").rename(tmp_path / "rules.duly")
    (folder / "pack.duly").symlink_to(tmp_path / "rules.duly")
    duly("pack", "lint", folder, "--fix")
    assert (folder / "pack.duly").is_symlink()
    assert (tmp_path / "rules.duly").read_text() == EXAMPLE
