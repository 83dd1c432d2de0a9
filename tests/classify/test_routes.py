"""By which rules a class holds, of whom they were read and when, and whether their evidence suffices."""

from datetime import date
from pathlib import Path

import pytest

from duly_dsl.diagnostics import errors_in
from duly_dsl.source import Source
from duly_engine import Duly, Inventory, manifest_from_text
from duly_engine.explain import explain_rule
from duly_engine.findings import ClassFinding, ClassState, ConclusionState

DAY = date(2026, 11, 23)
PACK = """pack p version 1.0.0
  source LAW "the act" published 1 January 2020 in force from 1 February 2020
end pack
kind organisation "organisation" fact turns_over: yes/no end kind
kind ship "ship" fact f: yes/no fact g: yes/no end kind
role master of ship "master"
role keeper of organisation "keeper"
evidence kind register "register" end evidence kind
evidence kind file "file" end evidence kind
term big of organisation "big" default no end term
term wide of ship "wide" default no end term
term slow of ship "late" default no end term
term large of ship as s "large" cites LAW art 1 means us is big and s's f is yes end term
term lifted of ship as s "lifted" cites LAW art 2 means R-6 prevails for s end term
term soon_slow of ship as s "slow some day" cites LAW art 3 means s will be slow end term
term spacious of ship as s "spacious" cites LAW art 4 means s is wide end term
rule R-1 "who turns over much is big" cites LAW art 10 for each organisation as o
  when o's turns_over is yes then o is big relies on evidence kept if undetermined treat as applicable end rule
rule R-2 "the register is kept" cites LAW art 11 for each organisation as o
  then keeper must "keep the register" if undetermined treat as applicable
  evidence kept "register" accept register end evidence end rule
rule R-3 "late from a day on" cites LAW art 12 for each ship as s applies from 1 March 2028
  then s is slow if undetermined treat as applicable end rule
rule R-5 "duty" cites LAW art 13 for each ship as s then master must "act" if undetermined treat as applicable end rule
rule R-6 "lifts" cites LAW art 14 for each ship as s
  when s's f is yes then R-5 is set aside if undetermined treat as not applicable end rule
rule R-7 "wide until" cites LAW art 15 for each ship as s applies from 1 January 2020 until 31 December 2026
  when s's g is yes then s is wide if undetermined treat as not applicable end rule
rule R-8 "wide from" cites LAW art 16 for each ship as s applies from 1 June 2027
  when s's g is yes then s is wide if undetermined treat as applicable end rule
classification c of ship "class" is large, lifted, soon_slow, spacious otherwise rest "nothing" end classification
term denied of ship "denied" default no end term
rule R-9 "denied later" cites LAW art 17 for each ship as s applies from 1 March 2028
  when s's f is yes then s is not denied relies on evidence shown if undetermined treat as not applicable end rule
rule R-10 "shows" cites LAW art 18 for each ship as s then master must "show" if undetermined treat as applicable
  evidence shown "file" accept file end evidence end rule
classification d of ship "other" is denied otherwise left "left" end classification
rule R-11 "a ban that lifts a duty" cites LAW art 19 for each ship as s notwithstanding R-12
  when s's g is yes then anyone must not "do it" end rule
rule R-12 "lifted duty" cites LAW art 20 for each ship as s
  then master must "do it" if undetermined treat as applicable end rule
"""
MANIFEST = """duly: 1
us: {name: Acme, facts: {turns_over: yes}}
subjects:
  tug: {kind: ship, roles: [master], facts: {f: yes, g: no}}
  raft: {kind: ship, roles: [master], facts: {f: no}}
"""


@pytest.fixture
def fleet(tmp_path: Path) -> tuple[Duly, Inventory]:
    (tmp_path / "pack.duly").write_text(PACK, encoding="utf-8")
    duly = Duly.with_packs(tmp_path)
    assert [each.message for each in errors_in(duly.diagnostics)] == []
    read = manifest_from_text(Source("duly.yaml", MANIFEST), None, duly.corpus)
    assert read.value is not None, read.diagnostics
    return duly, read.value


def found(fleet: tuple[Duly, Inventory], subject: str, name: str) -> ClassFinding:
    duly, inventory = fleet
    classes = duly.classify(inventory, as_of=DAY, known_on=DAY, subjects=[subject]).found
    return next(one for each in classes for one in each.classes if one.name == name)


def routes(of: ClassFinding) -> list[str]:
    return [route.rule for route in of.routes]


def test_a_class_that_rests_on_another_subject_names_its_rules_and_their_evidence(
    fleet: tuple[Duly, Inventory],
) -> None:
    large = found(fleet, "tug", "large")
    assert (large.state, routes(large)) == (ClassState.HOLDS, ["R-1"])
    assert large.conclusion is ConclusionState.CLAIMED


def test_what_prevails_and_what_will_be_have_their_rules(fleet: tuple[Duly, Inventory]) -> None:
    assert routes(found(fleet, "tug", "lifted")) == ["R-6"]
    assert routes(found(fleet, "tug", "soon_slow")) == ["R-3"]


def test_the_rest_of_today_rests_on_nothing_that_is_denied_later(fleet: tuple[Duly, Inventory]) -> None:
    left = found(fleet, "tug", "left")
    assert (left.state, left.conclusion) == (ClassState.HOLDS, ConclusionState.SETTLED)


def test_an_open_class_is_told_of_the_day_from_which_it_is_open(fleet: tuple[Duly, Inventory]) -> None:
    wide = found(fleet, "raft", "spacious")
    assert (wide.state, wide.since, routes(wide)) == (ClassState.UNDETERMINED, None, ["R-7"])
    assert (wide.provisionally, wide.provisionally_since) == (True, date(2027, 6, 1))


def test_a_ban_that_sets_aside_is_shown_as_operating(fleet: tuple[Duly, Inventory]) -> None:
    duly, inventory = fleet
    assessment = duly.assess(inventory, as_of=DAY, known_on=DAY)
    tree = explain_rule(assessment.evaluation, "R-12", "tug")
    (ban,) = (child for child in tree.children if child.text == "R-11 for tug")
    assert (tree.value, ban.value) == ("set aside", "operates")
