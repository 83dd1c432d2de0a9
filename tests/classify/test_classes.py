"""Which classes subjects come under, from when, by which rules, and what would settle it."""

from dataclasses import replace
from datetime import date

import pytest

from duly_engine import ClassState, Duly, Inventory
from duly_engine.findings import ConclusionState, Question, QuestionKind

from .conftest import DAY, Class

CORE = ("outside", "banned", "heavy", "signalling", "plain")
LATER = date(2027, 12, 2)


@pytest.mark.parametrize(
    ("subject", "holding"),
    [
        ("tanker", ["plain"]),
        ("ferry", ["signalling"]),
        ("smack", ["plain"]),
        ("frigate", ["outside"]),
        ("barge", ["banned", "signalling"]),
        ("hulk", ["plain"]),
        ("raft", []),
    ],
)
def test_all_classes_that_hold_are_found_in_the_order_of_the_pack(
    subject: str, holding: list[str], harbour: tuple[Duly, Inventory]
) -> None:
    duly, inventory = harbour
    (core, season) = duly.classify(inventory, as_of=DAY, known_on=DAY, subjects=[subject]).found
    assert (core.by.name, season.by.name) == ("harbour_class", "season_class")
    assert tuple(each.name for each in core.classes) == CORE
    assert [each.name for each in core.in_state(ClassState.HOLDS)] == holding


def test_a_class_holds_from_the_day_of_the_law_that_is_known(class_of: Class) -> None:
    heavy = class_of("tanker", "heavy")
    assert (heavy.state, heavy.since, heavy.until) == (ClassState.LATER, LATER, None)
    assert [route.rule for route in heavy.routes] == ["ACT-6-1"]
    assert [str(c) for route in heavy.routes for c in route.citations] == ["ACT art 6 par 1"]
    before = class_of("tanker", "heavy", known_on=date(2026, 5, 1))
    assert (before.state, before.since) == (ClassState.HOLDS, None)
    then = class_of("tanker", "heavy", as_of=LATER)
    assert (then.state, then.since) == (ClassState.HOLDS, None)


def test_the_rest_ends_where_a_class_begins(class_of: Class) -> None:
    plain = class_of("tanker", "plain")
    assert (plain.state, plain.until) == (ClassState.HOLDS, date(2027, 12, 1))
    assert plain.is_rest
    assert class_of("tanker", "plain", as_of=LATER).state is ClassState.DOES_NOT_HOLD


def test_a_class_that_ends_says_its_last_day(class_of: Class) -> None:
    light = class_of("smack", "light")
    assert (light.state, light.since, light.until) == (ClassState.HOLDS, None, date(2027, 1, 31))
    before = class_of("smack", "light", as_of=date(2026, 8, 31))
    assert (before.state, before.since, before.until) == (ClassState.LATER, date(2026, 9, 1), date(2027, 1, 31))
    after = class_of("smack", "light", as_of=date(2027, 2, 1))
    assert (after.state, after.since, after.until) == (ClassState.DOES_NOT_HOLD, None, None)


def test_what_is_open_asks_the_fewest_questions(class_of: Class) -> None:
    heavy = class_of("raft", "heavy")
    assert (heavy.state, heavy.since, heavy.provisionally) == (ClassState.UNDETERMINED, LATER, True)
    assert [route.rule for route in heavy.routes] == ["ACT-6-1", "ACT-6-2"]
    is_naval = Question("raft", "is_naval", QuestionKind.FACT)
    assert heavy.next_questions == (is_naval,)
    assert is_naval in heavy.open_questions
    assert {q.name for q in heavy.open_questions} == {"cargo", "is_naval", "narrow_task"}
    assert class_of("ferry", "banned").next_questions == (Question("ferry", "leaks", QuestionKind.FACT),)


def test_the_rest_is_open_with_the_classes_and_asks_nothing(class_of: Class) -> None:
    plain = class_of("raft", "plain")
    assert (plain.state, plain.provisionally) == (ClassState.UNDETERMINED, False)
    assert (plain.open_questions, plain.next_questions, plain.routes) == ((), (), ())


def test_questions_name_the_classes_that_wait_for_them(harbour: tuple[Duly, Inventory]) -> None:
    duly, inventory = harbour
    found = duly.classify(inventory, as_of=DAY, known_on=DAY, subjects=["raft"])
    first = found.questions[0]
    assert first.text == "Is it a vessel of the navy?"
    assert first.settles == tuple(f"harbour.harbour_class/{name}/raft" for name in sorted(CORE[:4]))


def test_a_class_denied_by_a_rule_that_relies_on_evidence_is_claimed(class_of: Class) -> None:
    heavy = class_of("barge", "heavy")
    assert (heavy.state, heavy.conclusion) == (ClassState.DOES_NOT_HOLD, ConclusionState.CLAIMED)
    assert [route.rule for route in heavy.routes] == ["ACT-6-2"]
    preserved = class_of("barge", "preserved")
    assert (preserved.state, preserved.conclusion) == (ClassState.DOES_NOT_HOLD, ConclusionState.CLAIMED)
    assert preserved.since == date(2028, 3, 1)
    assert class_of("smack", "plain").conclusion is ConclusionState.SETTLED


def test_a_term_of_a_pack_that_is_not_loaded_is_not_assessed(class_of: Class) -> None:
    seaworthy = class_of("smack", "seaworthy")
    assert (seaworthy.state, seaworthy.not_assessed) == (ClassState.NOT_ASSESSED, ("seaworthy",))
    assert seaworthy.text == "seaworthy"
    assert class_of("smack", "any_time").state is ClassState.NOT_ASSESSED


def test_rules_that_contradict_each_other_are_told(class_of: Class) -> None:
    now, then = class_of("hulk", "preserved"), class_of("hulk", "preserved", as_of=date(2028, 3, 1))
    assert now.state is ClassState.HOLDS
    assert (then.state, then.conflicts) == (ClassState.CONFLICT, ("preserved of hulk",))
    assert [route.rule for route in then.routes] == ["ACT-11-1", "ACT-11-2"]
    assert then.next_questions == ()


def test_a_reading_decides_a_class(harbour: tuple[Duly, Inventory]) -> None:
    duly, inventory = harbour
    strict = replace(inventory, settings=replace(inventory.settings, readings={"derogation": "strict"}))
    (core, _) = duly.classify(strict, as_of=DAY, known_on=DAY, subjects=["barge"]).found
    heavy = next(each for each in core.classes if each.name == "heavy")
    assert (heavy.state, heavy.since) == (ClassState.LATER, LATER)


def test_explanations_show_the_rule_that_operates(harbour: tuple[Duly, Inventory]) -> None:
    duly, inventory = harbour
    found = duly.classify(inventory, as_of=DAY, known_on=DAY, subjects=["barge"])
    banned = found.found[0].classes[1]
    tree = found.explain(banned).cut()
    assert (tree.text, tree.value) == ("barge is banned", "yes")
    (group,) = tree.children
    assert (group.text, group.value) == ("group forbidden operates for v", "yes")
    (rule,) = group.children
    assert (rule.text, rule.value, rule.citation) == ("ACT-5 for barge", "operates", "ACT art 5 par 1")


def test_the_same_inputs_give_the_same_answer_in_any_order(harbour: tuple[Duly, Inventory]) -> None:
    duly, inventory = harbour
    mixed = replace(inventory, subjects=dict(sorted(inventory.subjects.items(), reverse=True)))
    first = duly.classify(inventory, as_of=DAY, known_on=DAY)
    second = duly.classify(mixed, as_of=DAY, known_on=DAY)
    assert (first.found, first.questions) == (second.found, second.questions)
    assert [each.subject for each in first.found if each.by.name == "harbour_class"] == sorted(
        s.id for s in inventory.subjects.values() if s.kind == "vessel"
    )


def test_what_nobody_classifies_is_left_out(harbour: tuple[Duly, Inventory]) -> None:
    duly, inventory = harbour
    assert duly.classify(inventory, as_of=DAY, known_on=DAY, subjects=["box"]).found == ()
