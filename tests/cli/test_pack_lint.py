"""`duly pack lint` from end to end."""

import json
from pathlib import Path

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
