"""A review holds while the rule means what it meant, and says what changed when it lapses."""

from datetime import date
from pathlib import Path

from duly_dsl.corpus import Corpus
from duly_dsl.ir import PackRules
from duly_dsl.meaning import OWN, Meanings
from duly_dsl.read import read_text
from duly_dsl.reviews import Level, Review, Standing, State, Turn, marks, review, standings
from duly_dsl.source import Source

TEXT = (Path(__file__).parents[1] / "render" / "lodge" / "pack.duly").read_text(encoding="utf-8")
DAY = date(2026, 11, 23)


def pack_of(text: str) -> PackRules:
    read = read_text(Source("lodge.duly", text))
    assert read.value is not None
    return read.value


def signed(rule_id: str, level: Level = Level.SIGNED) -> dict[str, Review]:
    """A review of a rule as it stands in the sample."""
    meanings = Meanings(Corpus((pack_of(TEXT),)))
    return {rule_id: review(rule_id, meanings, level=level, reviewer="Elena Ferrari", on=DAY)}


def standing(text: str, reviews: dict[str, Review], rule_id: str) -> Standing:
    pack = pack_of(text)
    return next(each for each in standings(pack, Corpus((pack,)), reviews) if each.rule == rule_id)


def test_every_rule_is_listed_in_the_order_of_the_law() -> None:
    pack = pack_of(TEXT)
    found = standings(pack, Corpus((pack,)), {})
    assert [each.rule for each in found] == [
        *("ACT-1-1", "ACT-1-2", "ACT-2-1", "ACT-3", "ACT-4", "ACT-5", "ACT-6", "ACT-7")
    ]
    assert {each.state for each in found} == {State.DRAFTED}


def test_a_review_holds() -> None:
    assert standing(TEXT, signed("ACT-2-1"), "ACT-2-1").state is State.SIGNED
    assert standing(TEXT, signed("ACT-2-1", Level.REVIEWED), "ACT-2-1").state is State.REVIEWED


def test_a_review_lapses_and_shows_what_was_and_what_is() -> None:
    after = TEXT.replace("is 4 months under AMD", "is 5 months under AMD").replace(
        "due 5 working days", "due 6 working days"
    )
    found = standing(after, signed("ACT-2-1"), "ACT-2-1")
    assert found.state is State.LAPSED
    own, period = found.changes
    assert (own.part, own.turn) == (OWN, Turn.CHANGED)
    gone = set(own.before) - set(own.after)
    assert any("due 5 working days" in line for line in gone)
    assert period.text == "period “shortest time for which the log is kept” changed"
    assert period.before[-1].startswith("4 months under Amending Act")
    assert period.after[-1].startswith("5 months under Amending Act")


def test_a_new_exception_and_one_that_is_gone() -> None:
    extra = """
rule ACT-8 "Bells at night" cites ACT art 8 for each machine as m
  when m's set_up_on is before start then ACT-3 is set aside if undetermined treat as not applicable end rule
"""
    (new,) = (c for c in standing(TEXT + extra, signed("ACT-3"), "ACT-3").changes if c.part == "rule ACT-8")
    assert (new.turn, new.before) == (Turn.NEW, ())
    assert new.text == "rule “ACT-8 - Bells at night (ACT Art. 8)” is new"
    without = TEXT.split('rule ACT-7 "')[0] + 'scenario "' + TEXT.split('scenario "', 1)[1]
    (gone,) = (c for c in standing(without, signed("ACT-2-1"), "ACT-2-1").changes if c.part == "rule ACT-7")
    assert (gone.turn, gone.after) == (Turn.GONE, ())
    assert "ACT-7 - Old machines wait" in gone.text


def test_a_renamed_rule_keeps_its_review() -> None:
    after = TEXT.replace("ACT-5", "ACT-5-1").replace('"Mishaps are told"\n', '"Mishaps are told"\n  formerly ACT-5\n')
    found = standing(after, signed("ACT-5"), "ACT-5-1")
    assert found.state is State.SIGNED
    assert found.review is not None
    assert found.review.rule == "ACT-5"


def test_the_review_of_a_rule_that_is_gone_is_not_forgotten() -> None:
    found = standing(TEXT.replace("ACT-5", "ACT-55"), signed("ACT-5"), "ACT-5")
    assert (found.state, found.title) == (State.LAPSED, "")
    assert [c.text for c in found.changes] == ["the rule itself is gone"]


def test_a_change_of_form_alone_is_said_to_read_as_before() -> None:
    after = TEXT.replace("incident", "incident").replace("mishap of machine as device", "mishap of machine as thing")
    found = standing(after, signed("ACT-5"), "ACT-5")
    (change,) = found.changes
    assert found.state is State.LAPSED
    assert change.before == change.after


def test_what_the_book_says_beside_a_rule() -> None:
    pack = pack_of(TEXT.replace("is 4 months", "is 5 months"))
    reviews = {**signed("ACT-2-1"), **signed("ACT-5", Level.REVIEWED)}
    said = {rule: mark.text for rule, mark in marks(standings(pack, Corpus((pack,)), reviews)).items()}
    assert said["ACT-1-1"] == "drafted"
    assert said["ACT-5"] == "reviewed by Elena Ferrari on 23 November 2026"
    assert said["ACT-2-1"] == (
        "lapsed (signed by Elena Ferrari on 23 November 2026): "
        "period “shortest time for which the log is kept” changed"
    )  # fmt: skip
