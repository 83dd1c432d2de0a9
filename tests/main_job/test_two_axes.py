"""The two time axes on the sample inventory: facts as of one day, law as known on another."""

from datetime import date
from functools import cache
from pathlib import Path

from duly_engine import Assessment, Duly, Obligation, Status, read_manifest

MERIDIAN = Path(__file__).parents[2] / "docs" / "examples" / "meridian" / "duly.yaml"
DULY = Duly.with_installed_packs()
NOVEMBER = date(2026, 11, 23)


@cache
def assessment(as_of: date, known_on: date) -> Assessment:
    inventory = read_manifest(MERIDIAN, DULY.corpus).value
    assert inventory is not None
    return DULY.assess(inventory, as_of=as_of, known_on=known_on)


def found(as_of: date, known_on: date, rule: str, subject: str) -> Obligation:
    obligation = assessment(as_of, known_on).obligation(rule, subject)
    assert obligation is not None
    return obligation


def test_before_the_amendment_was_known_logs_of_cv_screening_were_due_in_august() -> None:
    then = found(date(2026, 8, 3), date(2026, 7, 1), "AIA-26-6", "cv_screening")
    assert then.status is Status.GAP
    now = found(NOVEMBER, NOVEMBER, "AIA-26-6", "cv_screening")
    assert now.status is Status.NOT_YET_APPLICABLE
    assert now.since == date(2027, 12, 2)


def test_a_system_of_august_waits_for_a_design_change_under_the_amended_law() -> None:
    then = found(date(2026, 8, 3), date(2026, 7, 1), "AIA-26-6", "credit_scoring")
    assert then.status is Status.GAP
    now = found(NOVEMBER, NOVEMBER, "AIA-26-6", "credit_scoring")
    assert now.status is Status.SET_ASIDE
    assert now.by == ("AIA-111-2",)


def test_the_first_and_the_second_of_december_differ_by_the_new_ban_and_the_end_of_a_transition() -> None:
    first, second = date(2026, 12, 1), date(2026, 12, 2)
    assert found(first, NOVEMBER, "AIA-5-1-BA", "image_generator").status is Status.NOT_YET_APPLICABLE
    assert found(second, NOVEMBER, "AIA-5-1-BA", "image_generator").status is Status.OBSERVED
    before = found(first, NOVEMBER, "AIA-50-2", "image_generator")
    assert (before.status, before.by) == (Status.SET_ASIDE, ("AIA-111-4",))
    assert found(second, NOVEMBER, "AIA-50-2", "image_generator").status is Status.GAP


def test_what_the_days_change_is_only_that() -> None:
    statuses = [
        {o.id: o.status for o in assessment(day, NOVEMBER).ours() if o.pack == "eu_ai_act"}
        for day in (date(2026, 12, 1), date(2026, 12, 2))
    ]
    changed = {key.split("/")[0] for key in statuses[0] if statuses[0][key] is not statuses[1][key]}
    assert changed == {"AIA-5-1-BA", "AIA-5-1-BA-USE", "AIA-50-2"}


def test_special_category_data_three_links_upstream_reach_the_processing() -> None:
    terms = {(t.term, t.subject): t.holds for t in assessment(NOVEMBER, NOVEMBER).terms}
    assert terms["sensitive_inputs", "hiring"] is True


def test_an_answer_that_an_explanation_does_not_name_changes_nothing() -> None:
    whole = assessment(NOVEMBER, NOVEMBER)
    obligation = whole.obligation("AIA-5-1-F", "call_centre_mood")
    explanation = whole.explain("AIA-5-1-F", "call_centre_mood")
    assert obligation is not None
    assert explanation is not None
    named = set(explanation.children[-1].notes)
    assert "call_centre_mood's infers_emotions" in named
    assert "call_centre_mood's deployed" not in named
