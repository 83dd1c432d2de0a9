"""The JSON of differences: its published schema, its closed sets, its completeness."""

import json
import os

import jsonschema

from duly_dsl.diff import Aspect, diff
from duly_dsl.diff.release import release
from duly_engine.duly import Duly
from duly_engine.history import state
from duly_engine.reports.diff_json import json_diff, report
from duly_engine.reports.diff_models import PackDiffReport
from duly_engine.reports.diff_words import NOUNS, QUOTED, VERBS
from duly_engine.reports.models import schema_of
from runs import ROOT

from .states import after

PUBLISHED = ROOT / "docs" / "schemas" / "pack-diff.schema.json"
SCHEMA = schema_of(PackDiffReport)


def test_the_published_schema_is_that_of_the_models() -> None:
    text = json.dumps(SCHEMA, indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("DULY_UPDATE_EXPECTED"):
        PUBLISHED.write_text(text, encoding="utf-8")
    assert text == PUBLISHED.read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_report_fits_the_schema_and_reads_back() -> None:
    found = after(("fresh for 90 days", "fresh for 30 days"), ("is 2 August 2026 under", "is 3 August 2026 under"))
    text = json_diff(found, release(found, None), "v1:house", "house")
    jsonschema.validate(json.loads(text), SCHEMA)
    made = PackDiffReport.model_validate_json(text)
    assert made == report(found, release(found, None), "v1:house", "house")
    (rule,) = made.rules
    assert (rule.changes[0].old, rule.changes[0].new, rule.changes[0].bump) == ("90 days", "30 days", "minor")
    assert [s.sentence for s in made.shifts] == ["HOUSE-1 now applies from 3 August 2026 (was 2 August 2026)"]
    assert made.release.unnamed == ("date start", "HOUSE-2")


def test_every_aspect_has_its_words() -> None:
    assert VERBS.keys() | NOUNS.keys() == set(Aspect)
    assert not VERBS.keys() & NOUNS.keys()
    assert set(Aspect) >= QUOTED


def test_shipped_packs_do_not_differ_from_themselves() -> None:
    corpus = Duly.with_installed_packs().corpus
    for pack in corpus.packs:
        assert diff(pack.name, corpus, corpus).is_empty


def test_a_vocabulary_touches_the_rules_of_packs_that_rest_on_it() -> None:
    loaded = state("ai_assets")
    assert {p.name for p in loaded.corpus.packs} >= {"ai_assets", "eu_ai_act", "gdpr", "iso_42001", "nist_ai_rmf"}
