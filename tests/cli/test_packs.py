"""Packs that cannot be used: each is one diagnostic, exit code 3, and the others are still evaluated."""

import json
from pathlib import Path

import pytest

from runs import DATES, MERIDIAN, ROOT, Run, duly

HEADER = """pack {name} version 0.1.0
  engine language 1
  source HOUSE "House rules" published 1 March 2026 in force from 1 April 2026
end pack
"""
HOOK = """from pathlib import Path
from duly_engine.packs import Pack, hookimpl
@hookimpl
def {hook}() -> Pack:
    return Pack.in_folder(Path(__file__).parent)
"""


def install(folder: Path, name: str, code: str) -> dict[str, str]:
    """Put a distribution with one pack on the path; the environment that finds it."""
    package = folder / f"duly_pack_{name}"
    package.mkdir()
    (package / "__init__.py").write_text(code)
    (package / "pack.duly").write_text(HEADER.format(name=name))
    info = folder / f"duly_pack_{name}-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: duly-pack-{name}\nVersion: 0.1.0\n")
    (info / "entry_points.txt").write_text(f"[duly.packs]\n{name} = duly_pack_{name}\n")
    return {"PYTHONPATH": str(folder)}


def check_one_diagnostic(run: Run, *words: str) -> None:
    assert run.code == 3
    assert run.err.count("error E") == 1
    for word in words:
        assert word in run.err
    assert "1 breach" in run.out
    assert "Not assessed: pack" in run.out


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import no_such_module_anywhere\n", ("E0602", "cannot be loaded", "no_such_module_anywhere")),
        (HOOK.format(hook="duly_pak"), ("E0602", "misspells its hook", "duly_pak")),
        (
            "from duly_engine.packs import hookimpl\n@hookimpl\ndef duly_pack() -> int:\n    return 3\n",
            ("E0602", "no hook"),
        ),
        ("raise SystemExit(9)\n", ("E0602", "cannot be loaded")),
    ],
)
def test_a_distribution_that_cannot_be_used(tmp_path: Path, code: str, words: tuple[str, ...]) -> None:
    env = install(tmp_path, "broken", code)
    check_one_diagnostic(duly("check", MERIDIAN, *DATES, env=env), *words)


def test_a_distribution_that_can(tmp_path: Path) -> None:
    env = install(tmp_path, "sound", HOOK.format(hook="duly_pack"))
    run = duly("pack", "list", env=env)
    assert run.code == 0
    assert "sound 0.1.0" in run.out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEADER.format(name="broken") + 'kind x "x" fct a: yes/no end kind\n', ("broken/pack.duly 5:",)),
        (HEADER.format(name="broken").replace("language 1", "language 2"), ("E0206", "language 2")),
        (HEADER.format(name="broken") + "extend kind ai_sytem fact odd: yes/no end kind\n", ("E0301",)),
    ],
)
def test_a_folder_that_cannot_be_used(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "pack.duly").write_text(text)
    names = ("ai_assets", "eu_ai_act", "gdpr", "iso_42001", "nist_ai_rmf", str(folder))
    packs = [part for name in names for part in ("--pack", name)]
    check_one_diagnostic(duly("check", MERIDIAN, *DATES, *packs), *words)


def test_packs_that_require_a_broken_one_are_refused_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "ai_assets"
    folder.mkdir()
    (folder / "pack.duly").write_text("pack ai_assets version 9.0.0\n  engine language 1\nend pack\n")
    run = duly("check", MERIDIAN, *DATES, "--pack", folder, "--pack", "gdpr")
    assert run.code == 3
    assert "requires `ai_assets` version 2.0.0 to before 3.0.0; loaded is 9.0.0" in run.err


def test_every_scenario_of_the_shipped_packs_passes() -> None:
    run = duly("pack", "test")
    assert run.code == 0, run.out
    assert "eu_ai_act: " in run.out


def test_shipped_packs_are_sound() -> None:
    run = duly("pack", "check")
    assert run.code == 0
    assert "error" not in run.err


def test_a_failing_scenario_is_shown_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "house"
    folder.mkdir()
    example = (ROOT / "docs" / "author-a-pack.md").read_text(encoding="utf-8").split("```duly\n")[1].split("```")[0]
    (folder / "pack.duly").write_text(example)
    assert duly("pack", "check", folder).code == 0
    assert duly("pack", "test", folder).code == 0
    (folder / "pack.duly").write_text(example.replace("is a gap for chat because missing", "is met for chat"))
    run = duly("pack", "test", folder)
    assert run.code == 1
    assert "expected: expect HOUSE-3 is met for chat" in run.out
    assert "got:      HOUSE-3 is gap" in run.out
    (folder / "pack.duly").write_text(example.replace("has_fallback: no end", "has_falback: no end"))
    run = duly("pack", "test", folder)
    assert run.code == 3
    assert "did you mean `has_fallback`?" in run.err


def test_a_refused_pack_does_not_keep_the_others_from_being_tested(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "pack.duly").write_text(HEADER.format(name="broken") + 'kind x "x" fct a: yes/no end kind\n')
    run = duly("pack", "test", folder, "iso_42001", "--format", "json")
    assert run.code == 3
    assert run.err.count("error E") == 1
    outcomes = json.loads(run.out)["scenarios"]
    assert {outcome["pack"] for outcome in outcomes} == {"iso_42001"}
    assert all(outcome["passed"] for outcome in outcomes)
    listed = duly("pack", "test", "iso_42001", "--scenario", "no such title anywhere")
    assert (listed.code, listed.out) == (0, "iso_42001: 0 of 0 scenarios pass, 0 expectations\n")
