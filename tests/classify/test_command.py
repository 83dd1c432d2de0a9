"""`duly classify` in a process of its own, word for word.

`DULY_UPDATE_EXPECTED=1 pytest tests/classify` writes the expectations anew; read the difference.
"""

import json
import os

import jsonschema
import pytest

from duly_engine import Duly, Inventory
from duly_engine.reports.class_json import json_classes, report
from duly_engine.reports.class_models import ClassesReport
from duly_engine.reports.models import schema_of
from runs import DATES, ROOT, duly

from .conftest import DAY, HARBOUR

PUBLISHED = ROOT / "docs" / "schemas" / "classes.schema.json"
SCHEMA = schema_of(ClassesReport)
UPDATE = bool(os.environ.get("DULY_UPDATE_EXPECTED"))
HERE = ("--manifest", "duly.yaml", "--pack", ".", *DATES)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("txt", ()),
        ("explain.txt", ("barge", "raft", "--explain")),
        ("strict.txt", ("barge", "--reading", "derogation=strict")),
        ("raft.json", ("raft", "--explain", "--format", "json")),
    ],
)
def test_what_it_says(name: str, arguments: tuple[str, ...]) -> None:
    run = duly("classify", *arguments, *HERE, cwd=HARBOUR)
    assert (run.code, run.err) == (0, "")
    expected = HARBOUR / f"expected.{name}"
    if UPDATE:
        expected.write_text(run.out, encoding="utf-8", newline="\n")
    assert run.out == expected.read_text(encoding="utf-8")


def test_two_runs_say_the_same() -> None:
    assert duly("classify", *HERE, cwd=HARBOUR) == duly("--no-cache", "classify", *HERE, cwd=HARBOUR)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("tankr",), 2, "there is no subject `tankr`; did you mean `tanker`?"),
        (("box",), 2, "`box` is a crate, and no loaded pack says which classes of these there are"),
        (("raft", "--as-of", "soon"), 2, "`soon` is no date such as 2026-11-23"),
        (("raft", "--reading", "derogation=wild"), 2, "wild"),
        (("raft", "--manifest", "nowhere.yaml"), 3, "nowhere.yaml"),
    ],
)
def test_wrong_arguments(arguments: tuple[str, ...], code: int, said: str) -> None:
    run = duly("classify", *HERE, *arguments, cwd=HARBOUR)
    assert run.code == code
    assert run.out == ""
    assert said in run.err


def test_packs_without_classes_have_nothing_to_classify() -> None:
    house = ROOT / "tests" / "reports" / "cases" / "house"
    run = duly("classify", "--manifest", house / "duly.yaml", "--pack", house, *DATES)
    assert (run.code, run.err) == (0, "")
    assert "Nothing to classify" in run.out


def test_the_published_schema_is_that_of_the_models() -> None:
    text = json.dumps(SCHEMA, indent=2, ensure_ascii=False) + "\n"
    if UPDATE:
        PUBLISHED.write_text(text, encoding="utf-8")
    assert text == PUBLISHED.read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_report_fits_the_schema_and_reads_back(harbour: tuple[Duly, Inventory]) -> None:
    packs, inventory = harbour
    found = packs.classify(inventory, as_of=DAY, known_on=DAY)
    text = json_classes(found, {}, "0.0.0")
    jsonschema.validate(json.loads(text), SCHEMA)
    assert ClassesReport.model_validate_json(text) == report(found, {}, "0.0.0")
    ids = [each.id for subject in report(found, {}, "0.0.0").subjects for each in subject.classes]
    assert len(set(ids)) == len(ids)
