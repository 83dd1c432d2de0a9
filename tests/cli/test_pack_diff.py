"""`duly pack diff` on real folders and git revisions."""

import json
import subprocess
from pathlib import Path

import pytest

from duly_engine.history import state
from duly_engine.history.git import GitError, contents, files
from duly_engine.history.revision import Revision, lay_out
from runs import ROOT, duly

GDPR = "packs/gdpr/duly_pack_gdpr"
BASE = """pack base version {version}
  engine language 1
  source BASE "base" published 1 January 2026 in force from 1 January 2026
end pack
kind thing "thing" {facts} end kind
role keeper of thing "keeper"
"""
HOUSE = """pack house version {version}
  engine language 1
  requires base version {base} to before {before}
  source HOUSE "house" published 1 January 2026 in force from 1 January 2026
end pack
rule HOUSE-1 "odd things"
  cites HOUSE section 1
  for each thing as x
  when x's {fact} is yes
  then keeper must not "act"
end rule
"""
CHANGELOG = "# Changelog\n\n## 2.0.0\n\n- HOUSE-1 reads `strange`.\n"


def git(*arguments: str, cwd: Path) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *who, *arguments], cwd=cwd, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits: the first with a pack and its base, the second with both in their next major version."""
    states = (
        ("1.0.0", "fact odd: yes/no", "1.0.0", "2.0.0", "odd"),
        ("2.0.0", "fact strange: yes/no", "2.0.0", "3.0.0", "strange"),
    )
    git("init", cwd=tmp_path)
    for version, facts, base, before, fact in states:
        for name in ("base", "house"):
            (tmp_path / "packs" / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / "packs" / "base" / "pack.duly").write_text(BASE.format(version=version, facts=facts))
        text = HOUSE.format(version=version, base=base, before=before, fact=fact)
        (tmp_path / "packs" / "house" / "pack.duly").write_text(text)
        git("add", ".", cwd=tmp_path)
        git("commit", "-m", version, cwd=tmp_path)
        git("tag", f"v{version}", cwd=tmp_path)
    (tmp_path / "packs" / "house" / "CHANGELOG.md").write_text(CHANGELOG)
    git("add", ".", cwd=tmp_path)
    git("commit", "-m", "changelog", cwd=tmp_path)
    return tmp_path


def test_a_pack_at_a_revision_is_read_beside_what_it_required_then(repository: Path) -> None:
    run = duly("pack", "diff", "v1.0.0:packs/house", "HEAD:packs/house", cwd=repository)
    assert run.err == ""
    assert "when: condition is now x's strange is yes (was x's odd is yes)" in run.out
    assert "now requires base version 2.0.0 to before 3.0.0  (minor)" in run.out
    assert "these changes ask for a major version; 1.0.0 -> 2.0.0 does it." in run.out
    assert "the entry for 2.0.0 names all that is affected" in run.out
    assert run.code == 0
    behind = duly("pack", "diff", "v1.0.0:./house", "v2.0.0:../packs/house", cwd=repository / "packs")
    assert behind.code == 1
    assert "CHANGELOG.md: there is none" in behind.out
    assert "    - * HOUSE-1 (HOUSE section 1): when: condition is now x's strange is yes" in behind.out


def test_nothing_differs() -> None:
    run = duly("pack", "diff", f"HEAD:{GDPR}", f"HEAD:{GDPR}")
    assert (run.code, run.err) == (0, "")
    assert run.out.endswith("Nothing differs in what the rules say.\n")


def test_a_folder_against_what_is_installed_as_json(tmp_path: Path) -> None:
    folder = tmp_path / "gdpr"
    folder.mkdir()
    for path in (ROOT / GDPR).glob("*.duly"):
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text.replace("in force from 24 May 2016", "in force from 25 May 2016"))
    run = duly("pack", "diff", "gdpr", folder, "--format", "json")
    assert run.code == 1
    made = json.loads(run.out)
    assert made["old"] == {"named": "gdpr", "version": "2.0.0"}
    (instrument,) = made["declarations"]
    assert (instrument["sort"], instrument["name"], instrument["bump"]) == ("instrument", "GDPR", "minor")
    assert instrument["changes"][0]["sentence"] == "is now in force from 25 May 2016 (was 24 May 2016)"
    assert "GDPR-35-1" in instrument["touches"]
    assert made["release"] == {
        "ready": False,
        "bump": "minor",
        "version": "2.1.0",
        "version_is_enough": False,
        "changelog": "no file",
        "unnamed": ["instrument GDPR"],
    }


def test_what_cannot_be_compared(tmp_path: Path) -> None:
    run = duly("pack", "diff", "gdpr", "eu_ai_act")
    assert run.code == 2
    assert "`gdpr` is the pack `gdpr` and `eu_ai_act` is `eu_ai_act`" in run.err
    (tmp_path / "pack.duly").write_text(BASE.format(version="1.0.0", facts="fact odd"))
    run = duly("pack", "diff", "gdpr_", tmp_path)
    assert run.code == 3
    assert run.out == ""
    assert run.err.count("error E") == 2
    assert "no pack `gdpr_` is installed" in run.err


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("v9:packs/house", "there is no revision `v9`"),
        ("--output=x:packs/house", "there is no revision `--output=x`"),
        ("HEAD:packs", "has no pack in `packs`; it has packs in: `packs/base`, `packs/house`"),
        ("HEAD:../packs/house", "has no pack in `../packs/house`"),
        ("HEAD:packs/house/pack.duly", "has no pack in `packs/house/pack.duly`"),
    ],
)
def test_what_a_revision_does_not_have(
    repository: Path, wanted: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    found = state(wanted)
    assert found.pack is None
    assert [d.code for d in found.diagnostics] == ["E0602"]
    assert said in found.diagnostics[0].message


def test_without_a_repository_or_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "not a git repository" in state("HEAD:house").diagnostics[0].message
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is needed to read a revision" in state("HEAD:house").diagnostics[0].message


def test_no_code_of_the_repository_runs(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither hooks nor the filters that a checkout or an archive would apply, and nothing is fetched."""
    touched = repository / "touched"
    evil = f"sh -c 'touch {touched}; cat'"
    for key in ("filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "core.fsmonitor", "core.pager"):
        git("config", key, evil, cwd=repository)
    (repository / ".git" / "info" / "attributes").write_text("*.duly filter=evil diff=evil export-subst\n")
    for hook in ("post-checkout", "reference-transaction", "post-index-change"):
        path = repository / ".git" / "hooks" / hook
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\ntouch {touched}\n")
        path.chmod(0o755)
    monkeypatch.chdir(repository)
    found = state("v1.0.0:packs/house")
    assert found.pack is not None
    assert not touched.exists()


def test_nothing_is_fetched(repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A partial clone has its files elsewhere; they stay there."""
    git("config", "uploadpack.allowFilter", "true", cwd=repository)
    git("clone", "--no-checkout", "--filter=blob:none", f"file://{repository}", "partial", cwd=tmp_path)
    monkeypatch.chdir(tmp_path / "partial")
    assert state("HEAD:packs/house").pack is None
    assert "?" in git("rev-list", "--objects", "--missing=print", "HEAD", cwd=tmp_path / "partial")


def test_links_are_not_followed_and_no_file_lies_outside(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    (repository / "packs" / "house" / "more.duly").symlink_to("/etc/hostname")
    git("add", ".", cwd=repository)
    git("commit", "-m", "link", cwd=repository)
    assert "`packs/house/more.duly` is a symbolic link at `HEAD`" in state("HEAD:packs/house").diagnostics[0].message
    blob = git("rev-parse", "HEAD:packs/house/pack.duly", cwd=repository).strip()
    tree = _tree_with_dots(repository, blob)
    with pytest.raises(GitError, match="outside itself"):
        files(tree)
    assert not (repository.parent / "evil.duly").exists()


def _tree_with_dots(repository: Path, blob: str) -> str:
    """A tree such as no git command makes: `../evil.duly`."""
    inner = _object(repository, b"100644 evil.duly\0" + bytes.fromhex(blob))
    return _object(repository, b"40000 ..\0" + bytes.fromhex(inner))


def _object(repository: Path, content: bytes) -> str:
    command = ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"]
    done = subprocess.run(command, cwd=repository, input=content, capture_output=True, check=True)
    return done.stdout.decode().strip()


def test_the_bytes_are_those_that_were_committed(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    tree = files("v1.0.0")
    assert sorted(tree) == ["packs/base/pack.duly", "packs/house/pack.duly"]
    assert contents([]) == {}
    read = contents(tree.values())
    assert read["packs/base/pack.duly"].decode() == BASE.format(version="1.0.0", facts="fact odd: yes/no")


def test_of_two_packs_of_one_name_the_nearer_is_meant(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(repository)
    (repository / "a" / "base").mkdir(parents=True)
    (repository / "a" / "base" / "pack.duly").write_text(BASE.format(version="0.1.0", facts="fact other: yes/no"))
    git("add", ".", cwd=repository)
    git("commit", "-m", "another", cwd=repository)
    revision = Revision.named("HEAD:packs/house")
    assert revision is not None
    into = tmp_path / "laid-out"
    into.mkdir()
    assert lay_out(revision, into).others["base"].version == "2.0.0"
