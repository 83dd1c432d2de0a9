"""A provision that sets a date, period, amount or table is encoded once something of the pack uses the value."""

import pytest

from duly_dsl.corpus import Corpus
from duly_dsl.load import check_text
from duly_dsl.provisions import FILE, read_provisions
from duly_dsl.read import read_text
from duly_dsl.source import Source
from duly_engine.coverage.law import LawCoverage, State, Treated, law_coverage

PACK = """
pack house version 1.0.0
  source LAW "the act" published 1 March 2026 in force from 1 April 2026
end pack
choice country "country" is japan, chile end choice
kind organisation "organisation" fact founded_on: date ask "When was it founded?" end kind
kind thing "thing"
  fact home: one of country ask "Where is it?"
  fact seen_on: date ask "When was it seen?"
  fact loud: yes/no ask "Is it loud?"
end kind
role keeper of thing "keeper"
role officer within us "officer"
evidence kind note "note" with fields kept: duration end evidence kind
date start "start" cites LAW art 9 par 1 cites LAW art 10 is 1 May 2026 under LAW end date
period wait "wait" cites LAW art 11 is 6 months under LAW end period
amount fine "fine" cites LAW art 12 is 5 EUR under LAW end amount
table listed "listed" of country cites LAW annex I lists japan under LAW end table
term far of thing as x "far" means x's home is chile end term
rule LAW-1 "a duty"
  cites LAW art 1
  for each thing as x
  when x is far
  then keeper must "act"
  if undetermined treat as applicable
  evidence note "note" accept note end evidence
  task "Act" owner role officer end task
end rule
"""
USES = {
    "date start": [
        ("  when x is far", "  applies from start\n  when x is far"),
        ("  when x is far", "  when x's seen_on is after start"),
        ('must "act"', 'must "act from {start}"'),
        ("means x's home is chile", "means x's seen_on is before start"),
        ("accept note end", "accept note collected before start end"),
        ("is 5 EUR", "is 5 EUR, but 6 EUR where holder's founded_on is after start"),
    ],
    "period wait": [
        ('loud?"', 'loud?" restate every wait'),
        ("accept note end", "accept note stating kept is at least wait end"),
        ("accept note end", "accept note fresh for wait after collection end"),
        ("treat as applicable", "treat as applicable due wait after x's seen_on"),
    ],
    "amount fine": [("treat as applicable", "treat as applicable penalty up to fine")],
    "table listed": [("when x is far", "when x's home is one of listed")],
}
PROVISIONS = {
    "date start": ["LAW art 9 par 1", "LAW art 9 par 1 sentence 2", "LAW art 10 point (a)"],
    "period wait": ["LAW art 11"],
    "amount fine": ["LAW art 12"],
    "table listed": ["LAW annex I point 3"],
}


def coverage(text: str, *citations: str) -> LawCoverage:
    """What a pack does about provisions."""
    pack = read_text(Source("pack.duly", text)).value
    assert pack is not None
    corpus = Corpus((pack,))
    rows = [f"p{number},{citation},,obligation,text" for number, citation in enumerate(citations)]
    table = "\n".join(["id,citation,addressee,kind,text", *rows]) + "\n"
    listed = read_provisions(Source(FILE, table), "house", corpus)
    assert listed.diagnostics == ()
    return law_coverage(pack, listed.value, corpus)


def told(treated: Treated) -> tuple[State, tuple[str, ...]]:
    return treated.state, treated.names


CASES = [(name, edit) for name, edits in USES.items() for edit in edits]


@pytest.mark.parametrize(("name", "edit"), CASES, ids=[edit[1].strip() for _, edit in CASES])
def test_what_sets_a_value_is_encoded_once_it_is_used(name: str, edit: tuple[str, str]) -> None:
    assert PACK.count(edit[0]) == 1
    used = PACK.replace(*edit)
    for citation in PROVISIONS[name]:
        assert [told(t) for t in coverage(used, citation).treated] == [(State.ENCODED, (name,))]
        assert [told(t) for t in coverage(PACK, citation).treated] == [(State.UNTOUCHED, ())]


def test_a_value_that_cites_a_part_encodes_the_whole_in_part() -> None:
    used = PACK.replace(*USES["date start"][0])
    assert [told(t) for t in coverage(used, "LAW art 9").treated] == [(State.IN_PART, ("date start",))]


def test_rules_terms_and_values_are_named_together() -> None:
    used = PACK.replace(*USES["table listed"][0]).replace("cites LAW annex I", "cites LAW art 1")
    assert [told(t) for t in coverage(used, "LAW art 1").treated] == [(State.ENCODED, ("table listed", "LAW-1"))]


def test_what_a_value_cites_and_the_list_lacks_is_told_used_or_not() -> None:
    for text in (PACK, PACK.replace(*USES["amount fine"][0])):
        found = coverage(text, "LAW art 1", "LAW art 9", "LAW art 10", "LAW art 11", "LAW annex I")
        assert [(e.name, str(e.citation)) for e in found.unlisted] == [("amount fine", "LAW art 12")]


def test_the_packs_are_sound() -> None:
    for text in (PACK, *(PACK.replace(*edit) for _, edit in CASES)):
        assert [d.message for d in check_text(Source("pack.duly", text)) if d.code.startswith("E")] == []
