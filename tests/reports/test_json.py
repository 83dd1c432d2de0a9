"""The JSON report: its schema, its completeness, its closed sets."""

import json
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

from duly_dsl.ir import TaskSeverity
from duly_engine.findings import GapReason, Status
from duly_engine.reports import models
from duly_engine.reports.json_report import json_report, report
from duly_engine.summary import headline

from .conftest import AssessCase

PUBLISHED = Path(__file__).parents[2] / "docs" / "schemas" / "assessment.schema.json"
SCHEMA = models.schema_of(models.Report)
CASES = ("hostile", "house", "nothing")


def test_the_published_schema_is_that_of_the_models() -> None:
    assert json.dumps(SCHEMA, indent=2, ensure_ascii=False) + "\n" == PUBLISHED.read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("case", CASES)
def test_reports_fit_the_schema_and_read_back(case: str, assessed: AssessCase) -> None:
    text = json_report(assessed(case), "0.0.0")
    jsonschema.validate(json.loads(text), SCHEMA)
    assert models.Report.model_validate_json(text) == report(assessed(case), "0.0.0")


def test_the_schema_closes_the_sets_and_describes_what_a_name_does_not_say() -> None:
    definitions = SCHEMA["$defs"]
    assert isinstance(definitions, dict)
    assert definitions["Status"]["enum"] == [str(s) for s in Status]
    assert definitions["GapReason"]["enum"] == [str(r) for r in GapReason]
    assert definitions["TaskSeverity"]["enum"] == [str(s) for s in TaskSeverity]
    for name, part in definitions.items():
        assert part.get("description") or "enum" in part, name
        assert part.get("additionalProperties", False) is False, name


@pytest.mark.parametrize("case", CASES)
def test_everything_found_is_in_it(case: str, assessed: AssessCase) -> None:
    assessment = assessed(case)
    made = report(assessment, "0.0.0")
    assert [o.id for o in made.obligations] == [o.id for o in assessment.obligations]
    assert {o.status for o in made.obligations} == {o.status for o in assessment.obligations}
    assert len(made.questions) == len(assessment.questions)
    assert len(made.terms) == len(assessment.terms)
    assert made.summary.gaps == headline(assessment).gaps
    assert sum(n for counts in made.counts for n in counts.by_status.values()) == len(assessment.ours())
    for counts in made.counts:
        assert counts.met <= counts.applicable


def test_a_refused_piece_of_evidence_has_its_place(assessed: AssessCase) -> None:
    made = report(assessed("house"), "0.0.0")
    gap = next(o for o in made.obligations if o.id == "HOUSE-3/us.deployer/screener")
    (refusal,) = gap.proofs[0].refusals
    assert (refusal.item, refusal.reason) == ("plan-1", GapReason.WRONG_VERSION)
    assert refusal.place is not None
    assert (refusal.place.file, refusal.place.line) == ("duly.yaml", 40)


def test_a_report_is_frozen_and_takes_no_other_keys(assessed: AssessCase) -> None:
    made = report(assessed("nothing"), "0.0.0")
    with pytest.raises(ValidationError):
        made.summary.gaps = 0
    with pytest.raises(ValidationError):
        models.PlacePart.model_validate({"file": "x", "line": 1, "column": 1, "offset": 3})
