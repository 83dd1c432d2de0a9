"""Scenarios: what is given and what is expected."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from duly_dsl.ir import (
    AskedFact,
    AskedRole,
    Assignment,
    Expectation,
    ExpectExpiry,
    ExpectNotAssessed,
    ExpectOperates,
    ExpectPenalty,
    ExpectQuestions,
    ExpectStatus,
    ExpectStayed,
    ExpectTask,
    ExpectTerm,
    ExpectWhether,
    GivenAcceptance,
    GivenParameter,
    GivenSet,
    GivenUnknown,
    GivenValue,
    GivenVersion,
    GivenWaiver,
    ListClosure,
    Money,
    Name,
    ReadingChoice,
)
from language.lowering import codes, pack, scenario

MET = ExpectStatus("R-1", None, None, False, "met", None, None, None, "a", None)


def test_everything_that_can_be_given() -> None:
    found = scenario(
        """law as known on 2 March 2026 given proposal PROP given reading r is v
        given parameter n is 7 given no pack other given inventory is complete
        given waiver of R-1 for a until 4 May 2026 because "in hand"
        given b is an organisation
        given a is a thing version "1" since 3 January 2026 with
          roles: { keeper }  p: yes since 1 February 2026  q: unknown  custody: alpha  maker: b
          parts: only { b }  areas: at least { }  none_such: none
        end
        given version "0" of a since 1 January 2026 with p: no end
        given version "2" of a
        given evidence export for a collected on 1 February 2026 version "1" complete but for kept
          stating n: 3 accepted by role officer on 2 February 2026 accepted by role other
        expect R-1 is met for a"""
    )
    assert (found.title, found.as_of, found.known_on) == ("s", date(2026, 3, 1), date(2026, 3, 2))
    assert (found.proposals, found.without_packs) == (("PROP",), ("other",))
    assert found.readings == (ReadingChoice("r", "v"),)
    assert found.parameters == (GivenParameter("n", Decimal(7)),)
    assert found.inventory_complete
    assert found.waivers == (GivenWaiver("R-1", "a", date(2026, 5, 4), "in hand"),)
    other, thing = found.subjects
    assert (other.name, other.kind, other.version, other.assignments) == ("b", "organisation", None, ())
    assert (thing.version, thing.version_since) == ("1", date(2026, 1, 3))
    assert thing.assignments == (
        Assignment("roles", GivenSet(("keeper",), ListClosure.BARE)),
        Assignment("p", GivenValue(True), date(2026, 2, 1)),
        Assignment("q", GivenUnknown()),
        Assignment("custody", Name("alpha")),
        Assignment("maker", Name("b")),
        Assignment("parts", GivenSet(("b",), ListClosure.COMPLETE)),
        Assignment("areas", GivenSet((), ListClosure.PARTIAL)),
        Assignment("none_such", thing.assignments[-1].value),
    )
    assert found.versions == (
        GivenVersion("0", "a", date(2026, 1, 1), (Assignment("p", GivenValue(False)),)),
        GivenVersion("2", "a", None, ()),
    )
    (item,) = found.evidence
    assert (item.kind, item.subject, item.collected) == ("export", "a", date(2026, 2, 1))
    assert (item.version, item.missing) == ("1", ("kept",))
    assert item.stating == (Assignment("n", GivenValue(Decimal(3))),)
    assert item.acceptances == (
        GivenAcceptance("officer", date(2026, 2, 2)),
        GivenAcceptance("other", None),
    )


@pytest.mark.parametrize(("words", "missing"), [("", None), ("complete", ()), ("complete but for k, l", ("k", "l"))])
def test_what_is_said_of_completeness(words: str, missing: tuple[str, ...] | None) -> None:
    found = scenario(f"given evidence e for a collected on 1 May 2026 {words} expect R-1 is met for a")
    assert found.evidence[0].missing == missing


def test_the_day_may_be_a_moment() -> None:
    text = 'scenario "s" as of 4 March 2026 at 10:00 UTC expect a is t end scenario'
    assert pack(text).scenarios[0].as_of == datetime(2026, 3, 4, 10, tzinfo=UTC)


def _status(status: str, **other: Any) -> ExpectStatus:
    return replace(MET, status=status, **other)


@pytest.mark.parametrize(
    ("words", "expectation"),
    [
        ("R-1 is met for a", MET),
        ("R-1 is a gap for a because wrong version", _status("gap", because="wrong version")),
        ("R-1 is a breach for a", _status("breach")),
        ("R-1 is provisionally a gap for a", _status("gap", provisionally=True)),
        ("R-1 of acme is not ours for a", _status("not ours", holder="acme")),
        ("R-1 as keeper is met for a", _status("met", role="keeper")),
        ("R-1 is set aside by R-2 for a", _status("set aside", by_rule="R-2")),
        ("R-1 is due by 4 May 2026 for a", _status("due", by=date(2026, 5, 4))),
        (
            "R-1 is not yet applicable from 4 May 2026 for a",
            _status("not yet applicable", since=date(2026, 5, 4)),
        ),
        ("R-1 is not law yet for a", _status("not law yet")),
        ('R-1 is met for version "2" of a', _status("met", version="2")),
        ('R-1 operates for version "2" of a', ExpectOperates("R-1", "a", operates=True, version="2")),
        ("R-1 is in conflict for a", _status("in conflict")),
        ("R-1 operates for a", ExpectOperates("R-1", "a", operates=True)),
        ("R-1 does not operate for a", ExpectOperates("R-1", "a", operates=False)),
        ("a is t", ExpectTerm("a", False, True, "t", None, None)),
        (
            "a is provisionally not t because R-1",
            ExpectTerm("a", True, False, "t", None, "R-1"),
        ),
        ("us is maker of a", ExpectTerm("us", False, True, "maker", "a", None)),
        ("whether a is t is in conflict", ExpectWhether("a", "t", "in conflict")),
        ("whether us is t of a is undetermined", ExpectWhether("us", "t", "undetermined", "a")),
        ("task for R-1 due 4 May 2026", ExpectTask("R-1", date(2026, 5, 4))),
        ("no task for R-1", ExpectTask("R-1", None)),
        ("no question", ExpectQuestions((), only=True)),
        (
            "question a's p's q was no, keeper of a",
            ExpectQuestions((AskedFact("a", ("p", "q"), False), AskedRole("keeper", "a")), only=False),
        ),
        (
            'question version "2" of a\'s p was no',
            ExpectQuestions((AskedFact("a", ("p",), False, "2"),), only=False),
        ),
        (
            "only question a's p was alpha",
            ExpectQuestions((AskedFact("a", ("p",), Name("alpha")),), only=True),
        ),
        ("expiry of e on 4 May 2026", ExpectExpiry("e", date(2026, 5, 4))),
        (
            "penalty for R-1 up to 60 million EUR",
            ExpectPenalty("R-1", Money(Decimal(60_000_000), "EUR")),
        ),
        ("enforcement of R-1 is stayed", ExpectStayed("R-1")),
        ("not assessed term t", ExpectNotAssessed("t")),
    ],
)
def test_expectations(words: str, expectation: Expectation) -> None:
    assert scenario(f"expect {words}").expectations == (expectation,)


@pytest.mark.parametrize(
    ("clauses", "found"),
    [
        ("as of 1 May 2026 expect a is t", ["E0211"]),
        ("", ["E0245"]),
        ("given a is a thing with p: yes p: no end expect a is t", ["E0246"]),
        ('given a is a thing given version "2" of a with p: yes p: no end expect a is t', ["E0246"]),
        ("expect R-1 is a gap by R-2 for a", ["E0247"]),
        ("expect R-1 is due from 1 May 2026 for a", ["E0247"]),
        ("expect question a", ["E0248"]),
        ("given evidence e for a collected on 1 May 2026 complete complete expect a is t", ["E0211"]),
    ],
)
def test_what_the_grammar_cannot_see(clauses: str, found: list[str]) -> None:
    assert codes(f'scenario "s" as of 1 March 2026 {clauses} end scenario') == found


def test_a_scenario_without_its_day() -> None:
    assert codes('scenario "s" expect a is t end scenario') == ["E0244"]
