"""What a rule means stays when only its writing changes, and changes with everything that it rests on."""

import re
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly_dsl.corpus import Corpus
from duly_dsl.meaning import OWN, Meanings, declared, encode
from duly_dsl.read import read_sources
from duly_dsl.source import Source
from duly_dsl.uses import PARTS, Sort
from duly_engine import Duly
from runs import ROOT

TEXT = (Path(__file__).parents[1] / "render" / "lodge" / "pack.duly").read_text(encoding="utf-8")
ITEM = re.compile(
    r"^(?=(?:choice|kind|role|evidence|calendar|parameter|date|period|amount|reading|term|rule|group|leaves|cross))",
    re.MULTILINE,
)


def meanings_of(*texts: str) -> Meanings:
    read = read_sources([Source(f"{n}.duly", text) for n, text in enumerate(texts)])
    assert [d.message for d in read.diagnostics] == []
    assert read.value is not None
    return Meanings(Corpus((read.value,)))


@cache
def _before() -> Meanings:
    return meanings_of(TEXT)


def parts(meanings: Meanings) -> dict[str, dict[str, str]]:
    """The parts of all rules, by the oldest name of each."""
    return {meanings.oldest_names[name]: dict(meanings.of(name).parts) for name in meanings.corpus.rules}


def header_and_items(text: str) -> tuple[str, list[str]]:
    """The header, and the declarations and rules; scenarios are left out: they are no part of what rules mean."""
    head, *items = ITEM.split(text.split('scenario "', maxsplit=1)[0])
    return head, items


def pieces(text: str) -> list[str]:
    """The text without its line breaks; a citation stays on its line."""
    return [piece for piece in re.split(r"\s*\n\s*", re.sub(r"#.*", "", text)) if piece]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from([" ", "\n", "\t", "  # a note\n", " \n\n", "\r\n"]), min_size=1, max_size=30), st.randoms()
)
def test_layout_comments_and_order_are_no_part_of_it(gaps: list[str], random: Random) -> None:
    head, items = header_and_items(TEXT)
    random.shuffle(items)
    found = pieces(head + "".join(items))
    text = "".join(f"{piece}{gaps[n % len(gaps)]}" for n, piece in enumerate(found))
    assert parts(meanings_of(text)) == parts(_before())


@settings(max_examples=15, deadline=None)
@given(st.lists(st.booleans(), min_size=60, max_size=60))
def test_the_file_is_no_part_of_it(elsewhere: list[bool]) -> None:
    head, items = header_and_items(TEXT)
    chosen = list(zip(items, elsewhere, strict=False))
    here = head + "".join(item for item, away in chosen if not away)
    there = "part of pack lodge\n" + "".join(item for item, away in chosen if away)
    assert parts(meanings_of(here, there)) == parts(_before())


def test_the_groups_of_a_file_are_part_of_it() -> None:
    head, items = header_and_items(TEXT)
    moved = [item for item in items if item.startswith("rule ACT-5")]
    here = head + "".join(item for item in items if item not in moved)
    after = parts(meanings_of(here, "part of pack lodge in group bans\n" + "".join(moved)))
    assert after["ACT-5"][OWN] != parts(_before())["ACT-5"][OWN]


def renamed(text: str, old: str, new: str) -> str:
    """A rule under another id, with the old one after its other former names."""
    text = re.sub(rf"\b{old}\b(?!-)", new, text)
    return re.sub(rf'(rule {new} ".*"\n(?:  cites .*\n)*(?:  formerly .*\n)*)', rf"\1  formerly {old}\n", text)


@pytest.mark.parametrize("rule_id", ["ACT-1-1", "ACT-1-2", "ACT-2-1", "ACT-4", "ACT-7"])
def test_a_rule_that_was_renamed_and_says_so_means_the_same_to_all(rule_id: str) -> None:
    once = renamed(TEXT, rule_id, "NEW-1")
    assert "NEW-1" in meanings_of(once).corpus.rules
    assert parts(meanings_of(once)) == parts(_before())
    twice = renamed(once, "NEW-1", "NEW-2")
    assert parts(meanings_of(twice)) == parts(_before())


def test_a_rename_that_is_not_said_is_another_rule() -> None:
    after = parts(meanings_of(re.sub(r"\bACT-1-1\b", "NEW-1", TEXT)))
    assert after["ACT-2-LOG"] != parts(_before())["ACT-2-LOG"]


def test_a_former_name_that_two_rules_claim_names_neither() -> None:
    text = TEXT.replace(
        "rule ACT-3 ",
        'rule ACT-3-B "b" cites ACT art 3 formerly ACT-0 for each machine as x then x is guarded end rule\nrule ACT-3 ',
    )
    text = text.replace('rule ACT-3 "Nobody is watched"\n', 'rule ACT-3 "Nobody is watched"\n  formerly ACT-0\n')
    names = meanings_of(text).oldest_names
    assert (names["ACT-3"], names["ACT-3-B"]) == ("ACT-3", "ACT-3-B")


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("published 1 June 2026", "published 2 June 2026", {"ACT-2-LOG": {"instrument AMD"}, "ACT-5": set()}),
        ("is 1 May 2026 under AMD", "is 2 May 2026 under AMD", {"ACT-1-1": {"date start"}, "ACT-3": set()}),
        ("cites ACT art 20", "cites ACT art 22", {"ACT-1-1": {"date start"}, "ACT-3": set()}),
        ("is 4 months under AMD", "is 5 months under AMD", {"ACT-2-LOG": {"period shortest"}, "ACT-7": set()}),
        ("but 10000 EUR", "but 20000 EUR", {"ACT-3": {"amount fine"}, "ACT-1-1": set()}),
        ("is 6 months\n", "is 7 months\n", {"ACT-2-LOG": {"parameter look_interval"}}),
        ('"in May"', '"in early May"', {"ACT-1-1": {"reading lateness"}, "ACT-5": set()}),
        ("per version cites", "cites", {"ACT-3": {"fact watches_people of machine"}, "ACT-4": set()}),
        ('"machine"\n', '"device"\n', {"ACT-4": {"kind machine"}, "ACT-5": {"kind machine"}}),
        ("link made_of: many", "link made_of: one", {"ACT-2-LOG": {"link made_of of piece"}, "ACT-3": set()}),
        ('"porter"', '"janitor"', {"ACT-2-LOG": {"role within us porter"}, "ACT-4": set()}),
        ('keeper of machine "keeper"', 'keeper of machine "holder"', {"ACT-4": {"role keeper"}, "ACT-3": set()}),
        ("fields kept: duration", "fields kept: number", {"ACT-2-LOG": {"evidence kind log_book"}, "ACT-4": set()}),
        (", ring_bell end", ", ring_bell, call end", {"ACT-1-1": {"choice use_of"}, "ACT-4": set()}),
        ('"what is forbidden"', '"bans"', {"ACT-3": {"group bans"}, "ACT-7": {"group bans"}, "ACT-1-1": set()}),
        ("on 24 December 2026,", "on 23 December 2026,", {"ACT-2-LOG": {"calendar feast_days"}, "ACT-4": set()}),
        ("more than 12", "more than 13", {"ACT-2-LOG": {"term noisy"}, "ACT-3": set()}),
        ("default no end term", "default yes end term", {"ACT-3": {"term guarded"}, "ACT-4": set()}),
        ("guard_door\n  then", "ring_bell\n  then", {"ACT-1-1": {OWN}, "ACT-2-LOG": {"rule ACT-1-1"}}),
        ("until 31 December", "until 30 December", {"ACT-7": {OWN}, "ACT-2-LOG": {"rule ACT-7"}, "ACT-3": set()}),
        ("late allowed", "", {"ACT-2-LOG": {OWN}, "ACT-1-1": {"evidence requirement logged"}}),
        ("1. A log is a book.", "1. A log is no book.", {"ACT-2-LOG": {OWN}}),
        ("law checked to 23", "law checked to 24", {"ACT-1-1": set(), "ACT-2-LOG": set()}),
    ],
)  # fmt: skip
def test_what_changes_is_named(old: str, new: str, changed: dict[str, set[str]]) -> None:
    assert old in TEXT
    after, before = parts(meanings_of(TEXT.replace(old, new))), parts(_before())
    for rule_id, names in changed.items():
        assert {n for n, d in after[rule_id].items() if before[rule_id].get(n) != d} == names
        assert after[rule_id].keys() == before[rule_id].keys()


def test_where_the_law_is_published_is_no_part_of_it() -> None:
    assert parts(meanings_of(TEXT.replace("act_(2025)", "act"))) == parts(_before())


def test_what_only_people_read_of_facts_and_members_is_no_part_of_it() -> None:
    """A sign-off does not lapse by an explanation, an example or the text of a member."""
    edits = {
        "keeping watch at the door": "guarding the door",
        "ring_bell end choice": 'ring_bell "ringing the bell" end choice',
        "To watch is": "Watching is",
        "A lens over the gate": "A lens at the gate",
    }
    for old, new in edits.items():
        assert TEXT.count(old) == 1
        assert parts(meanings_of(TEXT.replace(old, new))) == parts(_before())


def test_a_new_exception_is_a_new_part() -> None:
    extra = """
rule ACT-8 "x" cites ACT art 8 for each machine as m
  when m is noisy then ACT-3 is set aside if undetermined treat as not applicable end rule
"""
    after, before = parts(meanings_of(TEXT + extra)), parts(_before())
    assert after["ACT-3"].keys() - before["ACT-3"].keys() >= {"rule ACT-8", "term noisy", "link made_of of piece"}
    assert after["ACT-3"][OWN] == before["ACT-3"][OWN]
    assert after["ACT-5"] == before["ACT-5"]


def test_facts_of_one_name_are_told_apart() -> None:
    text = TEXT.replace("fact is_loud: yes/no", "fact hours_on: number\n  fact is_loud: yes/no").replace(
        "satisfies p's is_loud is no", "satisfies p's hours_on is 3"
    )
    names = meanings_of(text).of("ACT-2-1").parts
    assert {"fact hours_on of machine", "fact hours_on of piece"} <= names.keys()


def test_another_pack_changes_nothing_but_where_it_is_seen() -> None:
    corpus = Duly.with_packs("eu_ai_act", "gdpr", "iso_42001", "nist_ai_rmf", ROOT / "docs" / "reference").corpus
    alone = Meanings(corpus.seen_from("gdpr"))
    assert {p.name for p in alone.corpus.packs} == {"ai_assets", "eu_ai_act", "gdpr"}
    assert {p.name for p in corpus.seen_from("iso_42001").packs} == {"ai_assets", "iso_42001"}
    of_other = [name for name in alone.of("GDPR-35-1").parts if name.endswith(" of eu_ai_act")]
    assert "term high_risk of eu_ai_act" in of_other
    assert not [name for name in alone.of("GDPR-35-1").parts if name.endswith(" of gdpr")]


def test_every_part_of_a_shipped_rule_leads_to_something() -> None:
    corpus = Duly.with_packs("eu_ai_act", "gdpr", "iso_42001", "nist_ai_rmf", ROOT / "docs" / "reference").corpus
    meanings = Meanings(corpus)
    sorts = set()
    for rule_id in corpus.rules:
        for reference in meanings.rests_on(rule_id):
            sorts.add(reference.sort)
            assert declared(reference, corpus), reference
    assert sorts == set(Sort) - PARTS - {Sort.CLASSIFICATION}


def test_the_form_is_plain_data_and_silent_on_what_is_not_said() -> None:
    (rule,) = (r for r in _before().corpus.packs[0].rules if r.id == "ACT-5")
    form = encode(rule)
    assert isinstance(form, dict)
    assert form["is"] == "Rule"
    assert "penalty" not in form
    assert form["id"] == "ACT-5"
    with pytest.raises(KeyError):
        _before().of("ACT-0")
