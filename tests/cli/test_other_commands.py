"""explain, ask, init, schema; help and documentation of every command."""

import importlib
import json
import subprocess
import sys
from os import environ
from pathlib import Path

import click
import jsonschema
import pytest
import yaml

from duly_cli.exit_codes import INTERRUPTED, ExitCode
from duly_cli.main import COMMANDS
from runs import DATES, LIBRARY, MERIDIAN, ROOT, duly

PACKS = ["ai_assets", "eu_ai_act", "gdpr", "iso_42001", "nist_ai_rmf"]
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


def test_explain_an_obligation_by_its_id_tells_of_other_bearers() -> None:
    run = duly("explain", "AIA-12-1/talentsift.provider/cv_screening", "--manifest", MERIDIAN, *DATES)
    assert "AIA-12-1 for cv_screening (talentsift as provider): not yet applicable" in run.out
    assert "also for us as provider: not ours (`duly explain AIA-12-1/us.provider/cv_screening`)" in run.out


def test_explain_a_rule_that_concludes_shows_what_is_open_and_how_it_is_treated() -> None:
    dates = ("--as-of", "2028-03-01", "--known-on", "2026-11-23")
    run = duly("explain", "AIA-6-2", "life_pricing", "--manifest", MERIDIAN, *dates)
    assert run.code == 0
    assert run.out.startswith("as of 1 March 2028, law as known on 23 November 2026\n")
    assert "AIA-6-2 for life_pricing: undetermined, treated as applicable" in run.out
    assert "AIA-6-3-PROFILING for life_pricing: undetermined, treated as applicable" in run.out


def test_explain_what_is_undetermined_says_what_to_find_out_and_from_whom() -> None:
    run = duly("explain", "AIA-50-2", "customer_chatbot", "--manifest", MERIDIAN, *DATES)
    text = " ".join(run.out.split())
    assert "(a) system's generates_content is yes: unknown" in text
    assert 'needs: "Does it generate synthetic audio, images, video or text?"' in text
    assert "-> Sofia Costa (owner of the system)" in text


def test_explain_as_json_names_what_was_read() -> None:
    run = duly("explain", "AIA-5-1-F", "call_centre_mood", "--manifest", MERIDIAN, *DATES, "--format", "json")
    tree = json.loads(run.out)
    assert tree["value"] == "breach"
    assert "call_centre_mood's infers_emotions" in tree["children"][-1]["notes"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("aia-26-6", "cv_screening"), "no rule is called `aia-26-6`; did you mean `AIA-26-6`?"),
        (("AIA-26-6/us.deploier/cv_screening",), "did you mean `AIA-26-6/us.deployer/cv_screening`?"),
        (("AIA-26-6", "cv_screning"), "did you mean `cv_screening`?"),
        (("GDPR-44", "cv_screening"), "says nothing about subjects of kind `ai_system`"),
        (("E9999",), "there is no diagnostic `E9999`; near it: E"),
        (("e0409",), "E0405"),
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
    assert "scores_social_behaviour: unknown  # yes or no" in run.out
    assert "may know: Elena Ferrari (legal counsel, owner of the system)" in run.out
    assert "for: AIA-5-1-C/us/catalogue_search" in run.out
    questions = json.loads(duly("ask", MERIDIAN, *DATES, "--format", "json").out)
    settled = [len(q["settles"]) for q in questions]
    assert settled == sorted(settled, reverse=True)
    assert any(q["was"] == "yes" for q in questions)
    first = questions[0]
    assert first["may_know"] == ["s.costa"]
    assert first["snippet"].startswith("subjects:\n  call_centre_mood:\n    facts:\n      annex_iii_areas: unknown")


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
    further_members = wrong / "W1004-a-member-that-is-probably-a-slip.yaml"
    assert list(validator.iter_errors(_as_editor_reads(further_members))) == []
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
        "E1021",
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
        if not isinstance(command, click.Group):
            found.append((name, command))
            continue
        context = click.Context(command)
        for sub in command.list_commands(context):
            each = command.get_command(context, sub)
            assert each is not None
            found.append((f"{name} {sub}", each))
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
    version = duly("--version").out.splitlines()
    assert version[0].startswith("duly ")
    assert [line.split()[0] for line in version[1:]] == PACKS
    assert "check" in duly("--help").out
    wrong = duly("chek")
    assert wrong.code == 2
    assert "there is no command `chek`; did you mean `check`?" in wrong.err


def test_the_shell_completes_commands() -> None:
    env = {"_DULY_COMPLETE": "bash_complete", "COMP_WORDS": "duly ch", "COMP_CWORD": "1"}
    code = "import sys; sys.argv[0] = 'duly'; from duly_cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**environ, **env}
    )
    assert done.stdout == "plain,check\n"


def test_our_own_fault_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from duly_cli import main as module

    def broken(**_: object) -> None:
        message = "something\nbroke"
        raise RuntimeError(message)

    monkeypatch.setattr(module, "duly", broken)
    monkeypatch.delenv("DULY_TRACEBACK", raising=False)
    with pytest.raises(SystemExit) as exit_info:
        module.main()
    assert exit_info.value.code == ExitCode.BUG
    said = capsys.readouterr().err
    assert said.startswith("this is a bug in duly")
    assert "something broke" in said
    assert "eu_ai_act" in said
    assert "Traceback" not in said
    monkeypatch.setenv("DULY_TRACEBACK", "1")
    with pytest.raises(SystemExit):
        module.main()
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupted_command_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    from duly_cli import main as module

    def interrupted(**_: object) -> None:
        raise click.Abort

    monkeypatch.setattr(module, "duly", interrupted)
    with pytest.raises(SystemExit) as exit_info:
        module.main()
    assert exit_info.value.code == INTERRUPTED


def test_where_several_codes_hold_the_gravest_is_reported() -> None:
    assert ExitCode.first(*ExitCode) is ExitCode.BUG
    assert ExitCode.first(ExitCode.UNDETERMINED, ExitCode.FAILING, ExitCode.INVALID) is ExitCode.INVALID
    assert ExitCode.first(ExitCode.UNDETERMINED, ExitCode.FAILING) is ExitCode.FAILING
    assert ExitCode.first(ExitCode.CLEAN, ExitCode.UNDETERMINED) is ExitCode.UNDETERMINED
    assert ExitCode.first() is ExitCode.CLEAN
