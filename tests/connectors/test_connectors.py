"""Files of other tools: what is taken over, with its origin; nothing is inferred."""

import json
from pathlib import Path

import pytest

from duly_engine.connectors import UnreadableFileError, read_file, together
from duly_engine.facts.inventory import Subject

FIXTURES = Path(__file__).parent / "fixtures"


def subjects(*names: str) -> dict[str, Subject]:
    return dict(together([read_file(FIXTURES / name) for name in names]).subjects)


def value(subject: Subject, fact: str) -> object:
    return subject.facts[fact][-1].value


def test_a_model_with_its_datasets_and_a_drafted_system() -> None:
    found = subjects("ranker.cdx.json")
    assert set(found) == {"us", "applications_2019_2024", "cv_ranker", "job_adverts", "cv_ranker_system"}
    model = found["cv_ranker"]
    assert model.kind == "model"
    assert model.name == "meridian/cv-ranker"
    assert model.label == "3.2.0"
    assert model.fingerprint == "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
    assert model.links["trained_on"].members == ("applications_2019_2024", "job_adverts")
    assert not model.links["trained_on"].complete
    assert value(model, "supplier") == "Acme Ltd"
    assert value(model, "licence") == "Apache-2.0, MIT OR BSD-3-Clause"
    assert found["cv_ranker_system"].links["uses"].members == ("cv_ranker",)


def test_every_fact_names_its_place_and_the_digest_of_the_file() -> None:
    model = subjects("ranker.cdx.json")["cv_ranker"]
    origin = model.facts["intended_use"][-1].origin
    assert origin is not None
    assert origin.pointer == "#/components/1/modelCard/considerations/useCases"
    assert origin.digest.startswith("sha256:")
    content = json.loads((FIXTURES / "ranker.cdx.json").read_text())
    assert "useCases" in content["components"][1]["modelCard"]["considerations"]


def test_no_purpose_is_inferred_and_claims_stay_text() -> None:
    found = subjects("ranker.cdx.json", "applications.croissant.json")
    described = {"description", "licence", "supplier", "source_uri", "intended_use", "limitations"}
    assert {fact for s in found.values() for fact in s.facts} <= described
    assert found["cv_ranker_system"].facts == {}
    assert found["cv_ranker_system"].our_roles is None


def test_what_is_not_taken_over_is_listed() -> None:
    assert read_file(FIXTURES / "ranker.cdx.json").left == ("#/components/1/modelCard/quantitativeAnalysis",)
    assert "#/rai:personalSensitiveInformation" in read_file(FIXTURES / "applications.croissant.json").left


def test_a_dataset_with_its_origin_and_a_digest_over_all_files() -> None:
    found = subjects("applications.croissant.json")
    dataset = found["applications_2019_2024"]
    assert dataset.links["derived_from"].members == ("raw_applications",)
    assert dataset.fingerprint is not None
    assert value(dataset, "supplier") == "A. Author, B. Author"


def test_ids_that_clash_between_files_are_numbered() -> None:
    found = subjects("applications.croissant.json", "ranker.cdx.json")
    assert found["cv_ranker"].links["trained_on"].members == ("applications_2019_2024_2", "job_adverts")


def test_a_dataset_of_which_one_file_has_no_digest_has_no_fingerprint(tmp_path: Path) -> None:
    content = json.loads((FIXTURES / "applications.croissant.json").read_text())
    del content["distribution"][0]["sha256"]
    (tmp_path / "a.json").write_text(json.dumps(content))
    assert read_file(tmp_path / "a.json").subjects[0].fingerprint is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1, 2]", "not a JSON object"),
        ("{", "not a JSON object"),
        ("[" * 100_000, "not a JSON object"),
        ('{"bomFormat": "CycloneDX", "specVersion": "1.5"}', "known: 1.6, 1.7"),
        ('{"bomFormat": "CycloneDX", "specVersion": "1.7", "components": [{"type": 3}]}', "components/0"),
        ("{}", "of no format known here"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "f.json").write_text(text)
    with pytest.raises(UnreadableFileError, match=said):
        read_file(tmp_path / "f.json")


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        read_file(tmp_path / "nowhere.json")
