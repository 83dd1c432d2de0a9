"""`duly check` from end to end: exit codes, forms, wrong input."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from runs import DATES, LIBRARY, MERIDIAN, ROOT, duly

SCHEMA = ROOT / "docs" / "schemas" / "assessment.schema.json"
CHAT = """
duly: 1
us: { roles: [adopter] }
subjects:
  chat:
    kind: ai_system
    roles: [provider, deployer, adopter]
    facts: { annex_iii_areas: none, is_safety_component_or_product: no, talks_to_people: yes, obviously_ai: no,
             generates_content: no, makes_deep_fakes: no }
"""
HOSTILE = r"""
duly: 1
us: { name: "<script>alert(1)</script>" }
subjects:
  x:
    kind: ai_system
    name: "\"><img src=x onerror=alert(1)>\e[31m"
    facts: { infers_emotions: yes, used_at_work_or_school: yes, medical_or_safety_purpose: no }
"""


def test_the_report_begins_with_the_sentence_and_says_what_is_missing() -> None:
    run = duly("check", MERIDIAN, *DATES)
    assert run.code == 1
    assert run.err == ""
    first = " ".join(run.out.splitlines()[:2])
    assert "1 breach" in first
    assert "Next legal date: 2 December 2026, in 9 days" in first
    for part in ("BREACH  AIA-5-1-F", "duly.yaml 1", "task:", "Questions worth answering first", "What starts when"):
        assert part in run.out
    assert "compliant" not in run.out.lower()
    assert "\x1b" not in run.out


def test_no_line_is_wider_than_the_terminal() -> None:
    run = duly("check", MERIDIAN, *DATES, env={"COLUMNS": "60"})
    assert max(map(len, run.out.splitlines())) <= 60


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((LIBRARY, *DATES), 0),
        ((MERIDIAN, *DATES), 1),
        ((LIBRARY, "--as-of", "yesterday"), 2),
        (("nowhere.yaml",), 3),
        ((LIBRARY, *DATES, "--strict"), 4),
        ((MERIDIAN, *DATES, "--strict"), 1),
        ((LIBRARY, *DATES, "--strict", "--pack", "eu_ai_act", "--pack", "no_such_pack"), 3),
    ],
)
def test_exit_codes(arguments: tuple[str | Path, ...], code: int) -> None:
    assert duly("check", *arguments).code == code


def test_the_threshold_decides_and_voluntary_duties_fail_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "duly.yaml").write_text(CHAT)
    assert duly("check", *DATES, "--pack", "eu_ai_act", cwd=tmp_path).code == 0
    assert duly("check", *DATES, "--pack", "eu_ai_act", "--fail-on", "medium", cwd=tmp_path).code == 1
    voluntary = ("--pack", "nist_ai_rmf", "--fail-on", "low")
    assert duly("check", *DATES, *voluntary, cwd=tmp_path).code == 0
    assert duly("check", *DATES, *voluntary, "--fail-on-voluntary", cwd=tmp_path).code == 1


def test_json_fits_the_published_schema_and_holds_every_status() -> None:
    run = duly("check", MERIDIAN, *DATES, "--format", "json")
    report = json.loads(run.out)
    jsonschema.validate(report, json.loads(SCHEMA.read_text(encoding="utf-8")))
    ours = [o for o in report["obligations"] if o["ours"]]
    statuses = {o["status"] for o in ours}
    assert statuses >= {
        *("breach", "gap", "due", "met", "observed", "waived", "excused", "undetermined"),
        *("not yet applicable", "set aside", "not applicable", "not ours"),
    }
    reasons = {o["reason"] for o in ours if o["status"] == "gap"}
    assert reasons >= {"missing", "not accepted", "expired", "stale", "wrong version"}
    undetermined = {o["provisional"] for o in ours if o["status"] == "undetermined"}
    assert None in undetermined
    assert "gap" in undetermined
    assert all(o["open_questions"] for o in ours if o["status"] == "undetermined")


def test_the_published_schema_is_the_one_that_the_command_prints() -> None:
    assert duly("schema", "--report").out == SCHEMA.read_text(encoding="utf-8")


def test_findings_know_the_line_of_the_manifest() -> None:
    report = json.loads(duly("check", MERIDIAN, *DATES, "--format", "json").out)
    breach = next(o for o in report["obligations"] if o["status"] == "breach")
    line = MERIDIAN.read_text(encoding="utf-8").splitlines()[breach["place"]["line"] - 1]
    assert line.strip() == "call_centre_mood:"


def test_html_is_one_inert_file(tmp_path: Path) -> None:
    manifest = tmp_path / "duly.yaml"
    manifest.write_text(HOSTILE)
    output = tmp_path / "report.html"
    run = duly("check", manifest, *DATES, "--format", "html", "--output", output)
    assert run.code == 1
    text = output.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "<img" not in text
    assert "http://" not in text
    assert "https://" not in text
    assert text.count("<h1") == 1
    terminal = duly("check", manifest, *DATES)
    assert "\x1b" not in terminal.out


def test_output_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    output = tmp_path / "no_such_folder" / "report.json"
    run = duly("check", LIBRARY, *DATES, "--format", "json", "--output", output)
    assert run.code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_bytes_do_not_depend_on_the_environment(tmp_path: Path) -> None:
    house = ROOT / "tests" / "reports" / "cases" / "house"
    small = ("check", house / "duly.yaml", "--pack", house, *DATES)
    runs: list[tuple[str | Path, ...]] = [("check", MERIDIAN, *DATES, "--format", "json")]
    runs += [(*small, "--format", form) for form in ("json", "html", "terminal")]
    outputs = set()
    for env in (
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"},
    ):
        for run in runs:
            output = tmp_path / "output"
            duly(*run, "--output", output, env=env)
            outputs.add((run, output.read_bytes()))
    assert len(outputs) == len(runs)


def test_the_bytes_do_not_depend_on_the_order_of_packs_and_files(tmp_path: Path) -> None:
    names = ("eu_ai_act", "gdpr", "iso_42001", "nist_ai_rmf")
    pack = ROOT / "packs" / "eu_ai_act" / "duly_pack_eu_ai_act"
    files = sorted((*pack.glob("*.duly"), *pack.glob("*.csv")))
    outputs = set()
    for number, (packs, written) in enumerate(((names, files), (names[::-1], files[::-1]))):
        folder = tmp_path / str(number) / "eu_ai_act"
        folder.mkdir(parents=True)
        for file in written:
            shutil.copy(file, folder)
        chosen = [part for name in packs for part in ("--pack", "./eu_ai_act" if name == "eu_ai_act" else name)]
        run = duly("check", MERIDIAN, *chosen, *DATES, "--format", "json", cwd=folder.parent)
        assert run.code == 1
        outputs.add(run.out)
    assert len(outputs) == 1


def test_an_invalid_manifest_is_diagnostics_and_no_report(tmp_path: Path) -> None:
    (tmp_path / "duly.yaml").write_text("duly: 1\nsubjects:\n  a:\n    kind: ai_sytem\n  b:\n    knd: model\n")
    run = duly("check", cwd=tmp_path)
    assert run.code == 3
    assert run.out == ""
    assert "did you mean `ai_system`?" in run.err
    assert "duly.yaml 4:11" in run.err
