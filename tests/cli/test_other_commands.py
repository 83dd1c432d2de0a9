"""explain, ask, init, schema; help and documentation of every command."""

import importlib
import json
from pathlib import Path

import click
import jsonschema
import pytest
import yaml

from duly_cli.exit_codes import ExitCode
from duly_cli.main import COMMANDS
from runs import DATES, LIBRARY, MERIDIAN, ROOT, duly

FIXTURES = ROOT / "tests" / "connectors" / "fixtures"
DOCUMENTED = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def test_explain_shows_which_instrument_set_each_date() -> None:
    run = duly("explain", "AIA-26-6", "cv_screening", "--manifest", MERIDIAN, *DATES)
    assert run.code == 0
    text = " ".join(run.out.replace("│", " ").split())
    assert "annex_iii_start was 2 August 2026, set by AIA" in text
    assert (
        "annex_iii_start is 2 December 2027, set by OMNIBUS (Regulation (EU) 2026/1744, published 24 July 2026)" in text
    )
    assert "cv_screening's annex_iii_areas is { employment }" in text


def test_explain_as_json_names_what_was_read() -> None:
    run = duly("explain", "AIA-5-1-F", "call_centre_mood", "--manifest", MERIDIAN, *DATES, "--format", "json")
    tree = json.loads(run.out)
    assert tree["value"] == "breach"
    assert "call_centre_mood's infers_emotions" in tree["children"][-1]["notes"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("AIA-26-7", "cv_screening"), "did you mean `AIA-26-6`?"),
        (("AIA-26-6", "cv_screning"), "did you mean `cv_screening`?"),
        (("GDPR-44", "cv_screening"), "says nothing about subjects of kind `ai_system`"),
        (("E9999",), "there is no diagnostic `E9999`"),
        (("AIA-26-6",), "name a subject too"),
    ],
)
def test_explain_of_what_is_not_there(arguments: tuple[str, ...], said: str) -> None:
    run = duly("explain", *arguments, "--manifest", MERIDIAN, *DATES)
    assert run.code == 2
    assert said in run.err


def test_explain_a_code() -> None:
    assert duly("explain", "e0301").out.startswith("# E0301")


def test_ask_ranks_questions_and_says_where_answers_go() -> None:
    run = duly("ask", LIBRARY, *DATES)
    assert run.code == 0
    assert "subjects.catalogue_search.facts.scores_social_behaviour: ..." in run.out
    questions = json.loads(duly("ask", MERIDIAN, *DATES, "--format", "json").out)
    settled = [len(q["settles"]) for q in questions]
    assert settled == sorted(settled, reverse=True)
    assert any(q["was"] == "yes" for q in questions)


def test_init_takes_files_over_and_check_then_asks(tmp_path: Path) -> None:
    sources = [FIXTURES / "ranker.cdx.json", FIXTURES / "applications.croissant.json"]
    run = duly("init", "--from", sources[0], "--from", sources[1], cwd=tmp_path)
    assert run.code == 0
    assert "not taken over: ranker.cdx.json#/components/1/modelCard/quantitativeAnalysis" in run.out
    text = (tmp_path / "duly.yaml").read_text(encoding="utf-8")
    assert "# unknown: annex_iii_areas" in text
    again = duly("init", cwd=tmp_path)
    assert again.code == 2
    assert (tmp_path / "duly.yaml").read_text(encoding="utf-8") == text
    report = json.loads(duly("check", *DATES, "--format", "json", cwd=tmp_path).out)
    assert report["summary"]["breaches"] == 0
    assert not [t for t in report["terms"] if t["holds"]]
    assert any(q["question"]["name"] == "annex_iii_areas" for q in report["questions"])
    assert duly("check", *DATES, cwd=tmp_path).code == 1


def test_init_without_files_and_with_a_bad_one(tmp_path: Path) -> None:
    assert duly("init", cwd=tmp_path).code == 0
    assert duly("check", *DATES, cwd=tmp_path).code == 1
    (tmp_path / "x.json").write_text("[]")
    run = duly("init", "--from", "x.json", "--output", "other.yaml", cwd=tmp_path)
    assert run.code == 2
    assert not (tmp_path / "other.yaml").exists()


def test_the_schema_takes_the_samples_and_refuses_what_the_validator_refuses() -> None:
    schema = json.loads(duly("schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for manifest in (MERIDIAN, LIBRARY):
        assert list(validator.iter_errors(_as_editor_reads(manifest))) == []
    assert "Does the system infer emotions of natural persons?" in json.dumps(schema)
    wrong = ROOT / "tests" / "manifest" / "wrong"
    expressible = (
        "E1003",
        "E1005",
        "E1006",
        "E1007",
        "E1008-a-value",
        "E1009",
        "E1012",
        "E1013",
        "E1014",
        "E1015",
        "E1019",
        "E1020",
    )
    for path in wrong.glob("*.yaml"):
        if path.stem.startswith(expressible):
            assert list(validator.iter_errors(_as_editor_reads(path))), path.name


def _as_editor_reads(path: Path) -> object:
    """YAML 1.2, as editors read it: `yes`, `on` and dates are text."""
    loader = yaml.SafeLoader(path.read_text(encoding="utf-8"))
    loader.yaml_implicit_resolvers = {
        first: [
            (tag, pattern)
            for tag, pattern in found
            if not tag.endswith("timestamp") and not (tag.endswith("bool") and first not in "tTfF")
        ]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return loader.get_single_data()


def _commands() -> list[tuple[str, click.Command]]:
    found = []
    for name in COMMANDS:
        command = importlib.import_module(f"duly_cli.commands.{name}").command
        subcommands = command.commands.items() if isinstance(command, click.Group) else [("", command)]
        found += [(f"{name} {sub}".strip(), each) for sub, each in subcommands]
    return found


@pytest.mark.parametrize(("name", "command"), _commands(), ids=lambda x: x if isinstance(x, str) else "")
def test_every_command_and_option_has_help_with_examples_and_is_documented(name: str, command: click.Command) -> None:
    assert f"`duly {name}" in DOCUMENTED
    assert command.help is not None
    assert "Examples:" in command.help
    assert "Exit codes:" in command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert max(parameter.opts, key=len) in DOCUMENTED


def test_every_exit_code_is_documented() -> None:
    for code in ExitCode:
        assert f"\n| {code.value} | " in DOCUMENTED


def test_help_and_version() -> None:
    assert duly("--version").out.startswith("duly ")
    assert "check" in duly("--help").out
    assert duly("chek").code == 2


def test_our_own_fault_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from duly_cli import main as module

    def broken(**_: object) -> None:
        message = "something\nbroke"
        raise RuntimeError(message)

    monkeypatch.setattr(module, "duly", broken)
    with pytest.raises(SystemExit) as exit_info:
        module.main()
    assert exit_info.value.code == ExitCode.BUG
    said = capsys.readouterr().err
    assert said.startswith("this is a bug in duly")
    assert "something broke" in said
