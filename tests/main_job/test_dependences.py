"""What depends on the choices that packs leave open."""

from dataclasses import replace
from datetime import date

import pytest

from duly_dsl.corpus import Corpus
from duly_dsl.read import read_text
from duly_dsl.source import Source
from duly_engine import Assessment, Choice, Duly, Status, manifest_from_text, read_manifest
from duly_engine.facts.settings import settings_of_run
from runs import MERIDIAN

DAY = date(2026, 11, 23)
PACK = """
pack house version 1.0.0
  source HOUSE "House rules" published 1 March 2026 in force from 1 April 2026
end pack
kind ai_system "AI system"
  fact old: yes/no
  fact new: yes/no
  fact large: yes/no restate every note_age
end kind
evidence kind note "note" end evidence kind
role deployer of ai_system "deployer"
reading age "How old may a note be?"
  is strict "a month" is lenient "a year" default strict
end reading
period note_age "age of notes"
  is 1 month under HOUSE when reading age is strict
  is 1 year under HOUSE when reading age is lenient
end period
term watched of ai_system "watched" default no end term
rule HOUSE-1 "Old" cites HOUSE section 1 for each ai_system as system
  when system's old is yes
  then system is watched end rule
rule HOUSE-2 "New" cites HOUSE section 2 for each ai_system as system
  when system's new is yes
  then system is not watched end rule
rule HOUSE-3 "Watched" cites HOUSE section 3 for each ai_system as system
  when system is watched or system's large is yes
  then deployer must "keep a note"
  if undetermined treat as applicable
  evidence kept "the note" accept note fresh for note_age after collection end evidence
end rule
"""
MANIFEST = """
duly: 1
subjects:
  x:
    kind: ai_system
    roles: [deployer]
    facts: {{ {facts} }}
evidence:
  - {{ kind: note, subject: x, collected: 2026-06-01 }}
"""


def assessed(facts: str) -> Assessment:
    pack = read_text(Source("pack.duly", PACK)).value
    assert pack is not None
    duly = Duly(Corpus((pack,)))
    inventory = manifest_from_text(Source("duly.yaml", MANIFEST.format(facts=facts)), None, duly.corpus).value
    assert inventory is not None
    return duly.assess(inventory, as_of=DAY, known_on=DAY)


def test_the_sample_depends_on_a_reading_and_comes_out_so_when_the_law_is_read_so() -> None:
    duly = Duly.with_installed_packs()
    inventory = read_manifest(MERIDIAN, duly.corpus).value
    assert inventory is not None
    now = duly.assess(inventory, as_of=DAY, known_on=DAY)
    (found,) = [d for d in now.dependences if d.choice.name == "derogation_start"]
    assert (found.decided.name, found.otherwise.name) == ("with_annex_iii", "as_written")
    assert found.question
    assert found.otherwise.text
    changed = {o.obligation.id: o.outcome for o in found.obligations}
    assert "AIA-6-4/us.provider/credit_scoring" in changed
    chosen = settings_of_run(duly.corpus, readings=[("derogation_start", "as_written")]).value
    read_so = replace(inventory, settings=inventory.settings.with_choices(chosen))
    before = {o.id: o.outcome for o in now.ours()}
    after = {o.id: o.outcome for o in duly.assess(read_so, as_of=DAY, known_on=DAY).ours()}
    assert {key: outcome for key, outcome in after.items() if outcome != before[key]} == changed


@pytest.mark.parametrize(
    ("facts", "now", "then"),
    [
        ("old: yes, new: no", Status.GAP, Status.MET),
        ("old: unknown, new: no", Status.UNDETERMINED, Status.UNDETERMINED),
        ("old: yes, new: yes, large: yes", Status.GAP, Status.MET),
        ("old: no, new: no, large: { value: no, since: 2026-07-01 }", Status.UNDETERMINED, Status.NOT_APPLICABLE),
    ],
)
def test_both_statuses_are_told(facts: str, now: Status, then: Status) -> None:
    assessment = assessed(facts)
    (dependence,) = assessment.dependences
    (changed,) = dependence.obligations
    assert dependence.choice == Choice(dependence.choice.sort, "house", "age")
    assert (changed.obligation.status, changed.outcome.status) == (now, then)
    assert changed.obligation.outcome != changed.outcome


@pytest.mark.parametrize("facts", ["old: no, new: no, large: no", "old: no, new: yes, large: no"])
def test_what_consults_no_choice_depends_on_none(facts: str) -> None:
    assessment = assessed(facts)
    assert assessment.dependences == ()
    assert {o.consulted for o in assessment.obligations} == {()}


def test_a_conflict_depends_on_what_its_resolution_would_read() -> None:
    """Read as watched the duty operates, and whether that settles it rests on the age of notes."""
    assessment = assessed("old: yes, new: yes")
    (conflict,) = assessment.ours()
    assert conflict.status is Status.CONFLICT
    assert conflict.consulted
