"""Versions of a subject in use side by side, from manifest to obligation."""

from datetime import date

import pytest

from duly_dsl.corpus import Corpus
from duly_dsl.read import read_text
from duly_dsl.source import Source
from duly_engine import Assessment, Duly, Status, manifest_from_text

DAY = date(2026, 11, 23)
PACK = """
pack house version 1.0.0
  source HOUSE "House rules" published 1 March 2026 in force from 1 April 2026
end pack
kind ai_system "AI system" fact accuracy: number per version end kind
evidence kind report "report" end evidence kind
role provider of ai_system "provider"
rule HOUSE-7 "Each version in use is tested"
  cites HOUSE section 7
  for each {subject}
  when {thing}'s accuracy is less than 0.9
  then provider must "test it"
  if undetermined treat as applicable
  evidence tested "the test" accept report end evidence
end rule
"""
MANIFEST = """
duly: 1
subjects:
  x:
    kind: ai_system
    version: { fingerprint: "sha256:a", label: "2", since: 2026-05-01 }
    versions:
      - { fingerprint: "sha256:b", label: "1", facts: { accuracy: 0.8 } }
      - "sha256:c"
      - { fingerprint: "sha256:d", since: 2027-01-01 }
    roles: [provider]
    facts: { accuracy: 0.7 }
  y:
    kind: ai_system
    roles: [provider]
    facts: { accuracy: 0.95 }
evidence:
  - { kind: report, subject: x, fingerprint: "sha256:b", collected: 2026-06-01 }
"""


def assessed(subject: str = "version of ai_system as system", thing: str = "version") -> Assessment:
    pack = read_text(Source("pack.duly", PACK.format(subject=subject, thing=thing))).value
    assert pack is not None
    duly = Duly(Corpus((pack,)))
    inventory = manifest_from_text(Source("duly.yaml", MANIFEST), None, duly.corpus).value
    assert inventory is not None
    return duly.assess(inventory, as_of=DAY, known_on=DAY)


def test_each_version_in_use_has_an_obligation_of_its_own() -> None:
    found = {o.id: (o.subject, str(o.version), o.status) for o in assessed().ours()}
    assert found == {
        "HOUSE-7/us.provider/x@sha256:a": ("x", "2", Status.GAP),
        "HOUSE-7/us.provider/x@sha256:b": ("x", "1", Status.MET),
        "HOUSE-7/us.provider/x@sha256:c": ("x", "sha256:c", Status.UNDETERMINED),
        "HOUSE-7/us.provider/y": ("y", "None", Status.NOT_APPLICABLE),
    }


@pytest.mark.parametrize(
    ("wanted", "version", "line"), [("x", "2", 4), ("x@sha256:b", "1", 8), ("x@sha256:c", "sha256:c", 9)]
)
def test_it_is_found_by_subject_or_version_and_keeps_the_line_of_the_manifest(
    wanted: str, version: str, line: int
) -> None:
    assessment = assessed()
    found = assessment.obligation("HOUSE-7", wanted)
    assert found is not None
    assert found.span is not None
    assert (str(found.version), found.span.line) == (version, line)
    explanation = assessment.explain("HOUSE-7", wanted)
    assert explanation is not None
    assert explanation.text == f"HOUSE-7 for version {version} of x (us as provider)"


def test_the_question_is_asked_of_the_version() -> None:
    (asked,) = assessed().questions
    assert (asked.question.subject, asked.question.name) == ("x@sha256:c", "accuracy")


def test_where_no_rule_speaks_of_versions_there_are_none() -> None:
    assessment = assessed("ai_system as system", "system")
    assert assessment.evaluation.world.versions == {}
    assert [o.id for o in assessment.ours()] == ["HOUSE-7/us.provider/x", "HOUSE-7/us.provider/y"]
