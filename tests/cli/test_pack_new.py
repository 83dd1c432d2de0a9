"""`duly pack new`: what it writes works at once, under any name that a pack can have."""

import csv
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly_cli.new_pack import NewPack, better_name, is_title, title_of, why_not, write_distribution, write_pack
from duly_dsl.check import scenarios
from duly_dsl.diff.changelog import entry
from duly_engine.duly import Duly
from duly_engine.scenarios import run_all
from runs import Run, duly

NOT_DEEPER = "the deeper analysis was not run: `duly pack check --deep`\n"

TAKEN = {"gdpr", "our_gdpr"}


def check_it_works(folder: Path, pack: str) -> None:
    """Sound without a warning, every scenario passes, and its pages fit it."""
    loaded = Duly.with_packs(folder)
    own = loaded.corpus.by_name[pack]
    assert loaded.diagnostics == ()
    assert list(scenarios(own, loaded.corpus)) == []
    outcomes = list(run_all(loaded.corpus, own.scenarios))
    assert [o.scenario.title for o in outcomes if not o.passed] == []
    rows = list(csv.DictReader((folder / "provisions.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0].keys() == {"id", "citation", "addressee", "kind", "text"}
    cited = {str(c) for rule in own.rules for c in rule.citations} | {str(x.citation) for x in own.left_out}
    assert {row["citation"] for row in rows} == cited


def statuses(folder: Path, pack: str) -> set[str]:
    own = Duly.with_packs(folder).corpus.by_name[pack]
    return {getattr(e, "status", "") for s in own.scenarios for e in s.expectations}


def test_a_new_pack_is_whole(tmp_path: Path) -> None:
    made = duly("pack", "new", "acme_ai", "--title", "Acme's rules", cwd=tmp_path)
    assert (made.code, made.err) == (0, "")
    folder = tmp_path / "acme_ai"
    check_it_works(folder, "acme_ai")
    assert statuses(folder, "acme_ai") >= {"met", "gap", "not applicable", "undetermined"}
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))
    for left in ("house", "HOUSE", "House rules", "HERE"):
        assert left not in text
    assert "# Acme's rules\n" in text
    changelog = entry((folder / "CHANGELOG.md").read_text(encoding="utf-8"), "0.1.0")
    assert changelog is not None
    assert "ACMEAI section 1" in changelog
    checked = duly("pack", "check", "acme_ai", cwd=tmp_path)
    assert checked == Run(0, f"acme_ai 0.1.0: sound, 1 rule, 0 warnings\n{NOT_DEEPER}", "")


def test_a_new_distribution_can_be_built_and_installed(tmp_path: Path) -> None:
    folder = tmp_path / "packs" / "acme"
    made = duly("pack", "new", "acme_ai", "--distribution", "--folder", folder)
    assert made.code == 0
    check_it_works(folder / "duly_pack_acme_ai", "acme_ai")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=folder, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("duly_pack_acme_ai-0.1.0-*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    listed = duly("pack", "list", env={"PYTHONPATH": str(site)})
    assert listed.code == 0
    assert "acme_ai 0.1.0  Acme ai\n    1 rule, 4 scenarios, law checked to 2026-01-01" in listed.out


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "file").write_text("kept")
    run = duly("pack", "new", "acme", cwd=tmp_path)
    assert run.code == 2
    assert "`acme` exists and is left as it is" in run.err
    assert list((tmp_path / "acme").iterdir()) == []
    new = NewPack("acme", "Acme", "2.0.0")
    with pytest.raises(FileExistsError):
        list(write_pack(new, tmp_path / "file"))
    with pytest.raises(NotADirectoryError):
        list(write_distribution(new, tmp_path / "file" / "acme"))
    assert (tmp_path / "file").read_text() == "kept"


@pytest.mark.parametrize(
    ("name", "said", "better"),
    [
        ("Acme Rules", "is no name of a pack", "acme_rules"),
        ("AcmeRules", "is no name of a pack", "acme_rules"),
        ("1st-pack", "is no name of a pack", "pack_1st_pack"),
        ("été", "is no name of a pack", "ete"),
        ("../up", "is no name of a pack", "up_rules"),
        ("", "is no name of a pack", "house_rules"),
        ("日本", "is no name of a pack", "house_rules"),
        ("task", "is a word of the language", "task_rules"),
        ("Task", "is no name of a pack", "task_rules"),
        ("gdpr", "is installed already", "our_our_gdpr"),
    ],
)
def test_names_that_a_pack_cannot_have(name: str, said: str, better: str) -> None:
    assert said in why_not(name, TAKEN)
    assert better_name(name, TAKEN) == better


@given(st.text(max_size=12))
def test_a_better_name_can_be_had(name: str) -> None:
    assert why_not(better_name(name, TAKEN), TAKEN) == ""
    assert better_name(better_name(name, TAKEN), TAKEN) == better_name(name, TAKEN)


def test_a_wrong_name_or_title_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    run = duly("pack", "new", "Acme Rules", cwd=tmp_path)
    assert run.code == 2
    assert "call it `acme_rules`, for instance" in run.err
    quoted = duly("pack", "new", "acme", "--title", 'a "b"', cwd=tmp_path)
    assert quoted.code == 2
    assert "without quotes" in quoted.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ['a "b"', "a\\b", "a\nb", "", "  ", "a\u202eb"])
def test_what_is_no_title(text: str) -> None:
    assert not is_title(text)


def test_titles_from_names() -> None:
    assert title_of("house_rules") == "House rules"
    assert is_title(title_of("a__"))


@settings(max_examples=6)
@given(st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True), st.text(max_size=20).filter(is_title), st.booleans())
def test_any_name_and_title_will_do(
    tmp_path_factory: pytest.TempPathFactory, name: str, title: str, distribution: bool
) -> None:
    if why_not(name, TAKEN):
        return
    folder = tmp_path_factory.mktemp("new") / "pack"
    new = NewPack(name, title, "2.0.0")
    list(write_distribution(new, folder) if distribution else write_pack(new, folder))
    rules = folder / f"duly_pack_{name}" if distribution else folder
    check_it_works(rules, name)
    assert Duly.with_packs(rules).corpus.by_name[name].header.title == title
