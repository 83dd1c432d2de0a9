"""Texts of duties, bans and tasks: placeholders are shown with the value on the governing day."""

from datetime import date
from pathlib import Path

import pytest

from duly_dsl.load import check_text
from duly_dsl.source import Source
from duly_engine import Duly
from duly_engine.facts import manifest_from_text
from duly_engine.findings import Obligation, Status

PACK = """pack texts version 0.1.0
  engine language 1
  source LAW "the act" published 1 January 2020 in force from 1 February 2020
  amendment AMD "the amendment" to LAW published 1 June 2026 in force from 1 January 2027
  source LATE "a later act" published 1 January 2031 in force from 1 January 2032
end pack
choice place "place" is head_office, branch end choice
kind organisation "organisation" end kind
kind component "component" end kind
kind thing "thing"
  fact purpose: text ask "What is it for?"
  fact places: many of place
  fact made_on: date
  fact weight: number
  link parts: many component
  link main_part: one component
end kind
role keeper of thing "keeper of the thing"
role officer within us "officer"
evidence kind note "note" end evidence kind
period floor "shortest time" is 6 months under LAW is 12 months under AMD end period
period later_floor "a later time" is 6 months under LATE end period
date start "start" is 1 March 2020 under LAW end date
date second_start "second start" is 1 March 2027 under LAW end date
amount fine "fine of the act" is 1 million EUR under LAW end amount
parameter interval "interval" is 3 months
rule T-1 "values of the law"
  cites LAW art 1
  for each thing as x
  applies from start
  then keeper must "keep for {floor} or { later_floor }, since {start}, each {interval}, {{fine}}"
  evidence e "note" accept note end evidence
  task "Keep for {floor}" owner role officer end task
end rule
rule T-2 "from a later day on"
  cites LAW art 2
  for each thing as x
  applies from second_start
  then keeper must "keep for {floor}"
  evidence f "note" accept note end evidence
  task "Prepare to keep for {floor}" owner role officer end task
end rule
rule T-3 "facts"
  cites LAW art 3
  for each thing as x
  when x's weight is more than 5
  then keeper must not "move it from {x's places} for {x's purpose}, of {x\u2019s made_on}, {x's weight}"
end rule
rule T-4 "links"
  cites LAW art 4
  for each thing as x
  then keeper must "look at {x's parts} and {x's main_part}"
  evidence g "note" accept note end evidence
  task "Look at {x's main_part}" owner role officer end task
end rule
"""
MANIFEST = """duly: 1
parameters: { interval: 2 months }
subjects:
  known:
    kind: thing
    roles: [keeper]
    facts: { purpose: "{floor} of it", places: [head_office, branch], made_on: 2025-03-01, weight: 7.5 }
    links: { parts: { members: [wheel], complete: yes }, main_part: wheel }
  open:
    kind: thing
    roles: [keeper]
    facts: { places: { at_least: [branch] }, made_on: none }
    links: { parts: [wheel] }
  wheel: { kind: component, name: The wheel }
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Obligation]:
    folder: Path = tmp_path_factory.mktemp("texts")
    (folder / "pack.duly").write_text(PACK, encoding="utf-8")
    duly = Duly.with_packs(folder)
    inventory = manifest_from_text(Source("duly.yaml", MANIFEST), None, duly.corpus).value
    assert inventory is not None
    assessment = duly.assess(inventory, as_of=date(2026, 11, 23), known_on=date(2026, 11, 23))
    return {(o.rule, o.subject): o for o in assessment.obligations}


def test_legal_values_are_those_of_the_governing_day(found: dict[tuple[str, str], Obligation]) -> None:
    today, later = found["T-1", "known"], found["T-2", "known"]
    assert today.text == (
        "keep for 6 months or (unknown: a later time), since 1 March 2020, each 2 months, {fine of the act}"
    )
    assert today.task is not None
    assert today.task.text == "Keep for 6 months"
    assert later.status is Status.NOT_YET_APPLICABLE
    assert later.text == "keep for 12 months"
    assert later.task is not None
    assert later.task.text == "Prepare to keep for 12 months"


def test_facts_are_shown_in_words_and_braces_within_them_stay(found: dict[tuple[str, str], Obligation]) -> None:
    assert found["T-3", "known"].text == ("move it from branch, head office for {floor} of it, of 1 March 2025, 7.5")
    assert found["T-3", "open"].text == (
        "move it from at least branch for (unknown: What is it for?), of none, (unknown: What is its weight?)"
    )


def test_linked_things_are_called_by_their_names(found: dict[tuple[str, str], Obligation]) -> None:
    task = found["T-4", "known"].task
    assert task is not None
    assert (found["T-4", "known"].text, task.text) == ("look at The wheel and The wheel", "Look at The wheel")
    assert found["T-4", "open"].text == (
        "look at at least The wheel and "
        "(unknown: Which subjects does it name under `main_part`, and is that list complete?)"
    )


def test_what_a_text_names_asks_nothing(found: dict[tuple[str, str], Obligation]) -> None:
    assert {q.name for o in found.values() for q in o.open_questions} == {"weight"}


def test_a_fact_or_value_that_only_texts_name_is_used() -> None:
    assert {d.code for d in check_text(Source("texts", PACK))} == {"W0203", "W0304"}
