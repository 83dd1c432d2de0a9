"""`duly crosswalk`: mappings from either side, and nothing inferred."""

import json
from pathlib import Path

import pytest

from duly_dsl.corpus import Corpus
from duly_dsl.ir import Overlap
from duly_dsl.read import read_text
from duly_dsl.source import Source
from duly_engine.crosswalk import is_part, mappings
from runs import duly

PACK = """pack maps version 0.1.0
  source ONE "one" published 1 January 2020 in force from 1 February 2020
  source TWO "two" published 1 January 2020 in force from 1 February 2020
  source THREE "three" published 1 January 2020 in force from 1 February 2020
end pack
kind thing "thing" fact p: yes/no end kind
term t of thing "t" default no end term
rule ONE-1 "first" cites ONE art 10 par 2 for each thing as x when x's p is yes then x is t end rule
crosswalk ONE art 10 contains TWO clause 2.1
crosswalk TWO clause 2.1 intersects THREE clause 1
crosswalk ONE art 9 lies within THREE clause 10
"""


@pytest.fixture
def corpus() -> Corpus:
    pack = read_text(Source("maps", PACK)).value
    assert pack is not None
    return Corpus((pack,))


def test_each_mapping_is_told_from_both_sides_in_the_order_of_provisions(corpus: Corpus) -> None:
    assert [(str(m.provision), m.overlap, str(m.other)) for m in mappings(corpus)] == [
        ("ONE art 9", Overlap.LIES_WITHIN, "THREE clause 10"),
        ("ONE art 10", Overlap.CONTAINS, "TWO clause 2.1"),
        ("THREE clause 1", Overlap.INTERSECTS, "TWO clause 2.1"),
        ("THREE clause 10", Overlap.CONTAINS, "ONE art 9"),
        ("TWO clause 2.1", Overlap.LIES_WITHIN, "ONE art 10"),
        ("TWO clause 2.1", Overlap.INTERSECTS, "THREE clause 1"),
    ]


def test_nothing_is_inferred_from_two_in_a_row(corpus: Corpus) -> None:
    pairs = {frozenset((str(m.provision), str(m.other))) for m in mappings(corpus)}
    assert frozenset(("ONE art 10", "THREE clause 1")) not in pairs


def test_rules_stand_for_a_provision_that_they_cite_a_part_of(corpus: Corpus) -> None:
    (found,) = mappings(corpus, "one art 10")
    assert (found.rules, found.other_rules) == (("ONE-1",), ())
    assert mappings(corpus, "ONE art 1") == ()


@pytest.mark.parametrize(
    ("provision", "whole", "part"),
    [
        ("ISO42001 clause 6.1.3", "ISO42001 clause 6.1", True),
        ("ISO42001 clause 6.13", "ISO42001 clause 6.1", False),
        ("AIA art 26 par 6", "aia  art 26", True),
        ("AIA art 26", "AIA art 26 par 6", False),
        ("AIA annex IV(2)", "AIA annex IV", True),
        ("NIST GOVERN 1.6", "NIST", True),
    ],
)
def test_what_lies_below_a_provision(provision: str, whole: str, part: bool) -> None:
    assert is_part(provision, whole) is part


def test_the_shipped_packs_show_something_and_say_that_it_is_no_pass() -> None:
    run = duly("crosswalk", "AIA", "art", "26")
    assert run.code == 0
    assert (
        "AIA art 26 par 6  AIA-26-6\n  intersects ISO42001 control A.6.2.8  ISO-A-6-2-8  iso_42001/crosswalk.duly "
        in run.out
    )
    assert "It is never a pass" in run.out


def test_as_json() -> None:
    run = duly("crosswalk", "AIA art 10 par 2 point (f)", "--format", "json")
    listing = json.loads(run.out)
    (row,) = listing["mappings"]
    assert (row["relation"], row["other"], row["other_rules"]) == (
        "lies within",
        "NIST MEASURE 2.11",
        ["NIST-MEASURE-2-11"],
    )
    assert row["place"]["file"] == "nist_ai_rmf/crosswalk.duly"


@pytest.mark.parametrize("wanted", ["NIST GOVERN 1.7", "nist govern 1.7"])
def test_a_provision_that_nobody_names(wanted: str) -> None:
    run = duly("crosswalk", *wanted.split())
    assert run.code == 2
    assert f"no loaded pack states a crosswalk of `{wanted}`; did you mean `NIST GOVERN 1." in run.err


def test_a_pack_without_any(tmp_path: Path) -> None:
    (tmp_path / "pack.duly").write_text("pack none version 0.1.0 end pack\n", encoding="utf-8")
    run = duly("crosswalk", "--pack", tmp_path)
    assert (run.code, run.out) == (0, "No loaded pack states a crosswalk.\n")


def test_a_point_is_the_same_however_it_is_written() -> None:
    text = PACK.replace(
        "crosswalk ONE art 9", "crosswalk ONE art 10 par 3 point (b) intersects TWO clause 3\ncrosswalk ONE art 9"
    )
    text = text.replace("cites ONE art 10", "cites ONE art 10 par 3(b) cites ONE art 10", 1)
    pack = read_text(Source("maps", text)).value
    assert pack is not None
    (found,) = mappings(Corpus((pack,)), "ONE art 10 par 3")
    assert found.rules == ("ONE-1",)
