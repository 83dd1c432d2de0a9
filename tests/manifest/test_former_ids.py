"""A renamed rule is found by the ids that it had before."""

from pathlib import Path

import jsonschema
import pytest

from duly_dsl.source import Source
from duly_engine import Duly
from duly_engine.facts import manifest_from_text
from duly_engine.facts.schema import manifest_schema
from runs import DATES, MERIDIAN, duly

DULY = Duly.with_installed_packs()
WAIVED = (Path(__file__).parent / "wrong" / "W1005-a-rule-that-has-another-id-now.yaml").read_text(encoding="utf-8")


def test_a_waiver_by_a_former_id_is_one_of_the_rule() -> None:
    inventory = manifest_from_text(Source("duly.yaml", WAIVED), None, DULY.corpus).value
    assert inventory is not None
    assert [waiver.rule for waiver in inventory.waivers] == ["AIA-26-6"]


def test_the_schema_knows_former_ids() -> None:
    waiver = {"rule": "AIA-26-LOGS", "subject": "x", "until": "2027-01-31", "reason": "in hand"}
    jsonschema.validate({"duly": 1, "waivers": [waiver]}, manifest_schema(DULY.corpus))


@pytest.mark.parametrize("arguments", [("AIA-26-LOGS", "cv_screening"), ("AIA-26-LOGS/us.deployer/cv_screening",)])
def test_explain_finds_the_rule_and_says_its_id(arguments: tuple[str, ...]) -> None:
    run = duly("explain", *arguments, "--manifest", MERIDIAN, *DATES)
    assert (run.code, run.err) == (0, "the rule `AIA-26-LOGS` is called `AIA-26-6` now\n")
    assert "AIA-26-6 for cv_screening" in run.out
