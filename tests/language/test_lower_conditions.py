"""Conditions: from the words to what they mean."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from duly_dsl.ir import (
    NONE,
    Block,
    Combination,
    Comparison,
    Condition,
    Duration,
    FactDate,
    FactPath,
    FixedDate,
    HasTerm,
    HoldsRole,
    Limb,
    Literal,
    Money,
    Name,
    NamedDate,
    Names,
    Not,
    Operand,
    Prevails,
    Quantified,
    Quantifier,
    Relation,
    Unit,
    Value,
    WillBe,
    WillPrevail,
)
from duly_dsl.meaning import encode
from language.lowering import codes, when

P = FactPath("x", ("p",))


def _is(value: Value) -> Comparison:
    return Comparison(P, Relation.IS, Literal(value))


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("x is t", HasTerm("x", "t")),
        ("x is not t", Not(HasTerm("x", "t"))),
        ("not x is t", Not(HasTerm("x", "t"))),
        ("x will be t", WillBe("x", "t")),
        ("us is provider of x", HoldsRole("us", "provider", FactPath("x"))),
        ("us is not provider of x", Not(HoldsRole("us", "provider", FactPath("x")))),
        ("y is maker of x's part", HoldsRole("y", "maker", FactPath("x", ("part",)))),
        ("R-2 prevails for x", Prevails("R-2", "x")),
        ("R-2 will prevail for x", WillPrevail("R-2", "x")),
    ],
)
def test_what_is_said_of_a_thing(words: str, meaning: Condition) -> None:
    assert when(words) == meaning


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("yes", True),
        ("no", False),
        ("none", NONE),
        ("7", Decimal(7)),
        ("2.5", Decimal("2.5")),
        ("10^25", Decimal(10) ** 25),
        ("3^70", Decimal(3**70)),
        ("10000000000000000000000000000000000001", Decimal(10**37 + 1)),
        ("35 million EUR", Money(Decimal(35_000_000), "EUR")),
        ("2.5 billion EUR", Money(Decimal(2_500_000_000), "EUR")),
        ("1 thousand USD", Money(Decimal(1000), "USD")),
        ('"a text"', "a text"),
        ("6 months", Duration(6, Unit.MONTHS)),
        ("1 month", Duration(1, Unit.MONTHS)),
        ("10 working days", Duration(10, Unit.WORKING_DAYS)),
        ("1 working day", Duration(1, Unit.WORKING_DAYS)),
        ("2 December 2027", date(2027, 12, 2)),
        ("2027-12-02", date(2027, 12, 2)),
        ("4 March 2026 at 13:05 UTC", datetime(2026, 3, 4, 13, 5, tzinfo=UTC)),
    ],
)
def test_values(words: str, value: Value) -> None:
    found = when(f"x's p is {words}")
    assert found == _is(value)
    assert isinstance(found, Comparison)
    assert isinstance(found.operand, Literal)
    assert type(found.operand.value) is type(value)


@pytest.mark.parametrize(
    ("words", "relation", "operand"),
    [
        ("is alpha", Relation.IS, Name("alpha")),
        ("is not alpha", Relation.IS_NOT, Name("alpha")),
        ("is not none", Relation.IS_NOT, Literal(NONE)),
        ("is y's q", Relation.IS, FactPath("y", ("q",))),
        ("is at least floor", Relation.AT_LEAST, Name("floor")),
        ("is at most 3", Relation.AT_MOST, Literal(Decimal(3))),
        ("is more than 3", Relation.MORE_THAN, Literal(Decimal(3))),
        ("is less than 3", Relation.LESS_THAN, Literal(Decimal(3))),
        ("is one of { alpha, beta }", Relation.ONE_OF, Names(("alpha", "beta"))),
        ("includes alpha", Relation.INCLUDES, Name("alpha")),
        ("is before start", Relation.BEFORE, NamedDate("start")),
        ("is on or before 1 May 2026", Relation.ON_OR_BEFORE, FixedDate(date(2026, 5, 1))),
        ("is after y's q", Relation.AFTER, FactDate(FactPath("y", ("q",)))),
        ("is on or after start", Relation.ON_OR_AFTER, NamedDate("start")),
    ],
)
def test_comparisons(words: str, relation: Relation, operand: Operand) -> None:
    assert when(f"x's p {words}") == Comparison(P, relation, operand)


def test_limbs_in_a_line_have_no_labels() -> None:
    limbs = (Limb("", HasTerm("x", "t")), Limb("", _is(True)))
    assert when("x is t and x's p is yes") == Block(Combination.ALL, limbs)
    assert when("x is t or x's p is yes") == Block(Combination.ANY, limbs)


@pytest.mark.parametrize(
    ("head", "combination", "count"),
    [
        ("all of", Combination.ALL, 0),
        ("any of", Combination.ANY, 0),
        ("none of", Combination.NONE, 0),
        ("at least 2 of", Combination.AT_LEAST, 2),
    ],
)
def test_blocks(head: str, combination: Combination, count: int) -> None:
    found = when(f"{head}: (a) x is t (viii) x's p is yes end")
    limbs = (Limb("a", HasTerm("x", "t")), Limb("viii", _is(True)))
    assert found == Block(combination, limbs, count)


def test_a_limb_may_have_had_other_labels() -> None:
    found = when("any of: (c) formerly (a) formerly (b) x is t (d) x's p is yes end")
    assert found == Block(Combination.ANY, (Limb("c", HasTerm("x", "t"), ("a", "b")), Limb("d", _is(True))))


def test_lineage() -> None:
    bad = Comparison(FactPath("y", ("bad",)), Relation.IS, Literal(True))
    start = FactPath("x", ("parts",))
    assert when("some part as y reached from x's parts through uses, made_of satisfies y's bad is yes") == Quantified(
        Quantifier.SOME, "part", "y", start, ("uses", "made_of"), bad
    )
    assert when("no part as y among x's parts satisfies y's bad is yes") == Quantified(
        Quantifier.NO, "part", "y", start, None, bad
    )
    every = when("every part as y among x's parts satisfies all of: (a) y's bad is yes end")
    assert isinstance(every, Quantified)
    assert every.body == Block(Combination.ALL, (Limb("a", bad),))


def test_positions_are_kept_and_do_not_count_for_equality() -> None:
    found = when("all of: (a) x is t (b) x's p is yes end")
    assert isinstance(found, Block)
    span = found.limbs[1].condition.span
    assert span.source.line(span.line)[span.column - 1 : span.end_column - 1] == "x's p is yes"
    assert found.limbs[1].condition == _is(True)


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("x is yes", "E0223"),
        ("x is at least 3", "E0223"),
        ("x is before start", "E0223"),
        ("x's owner is provider of x", "E0224"),
        ("x's p will be t", "E0224"),
        ("x's p is unknown", "E0226"),
        ("x's p is not known", "E0226"),
        ("x's p is before detection", "E0227"),
        ("x's p is one of { alpha, alpha }", "E0232"),
        ("all of: (a) x is t (a) x is s end", "E0221"),
        ("at least 0 of: (a) x is t end", "E0222"),
        ("at least 3 of: (a) x is t (b) x is s end", "E0222"),
        ("x's p is 31 February 2027", "E0234"),
        ("x's p is 2027-13-01", "E0234"),
        ("x's p is 29 February 2027", "E0234"),
        ("x's p is 0000-01-01", "E0234"),
        ("x's p is 4 March 2026 at 24:00 UTC", "E0235"),
        ("x's p is 10^401", "E0236"),
        ("x's p is 2^99999999999", "E0236"),
        ("x's p is before 3 working days after start", "E0237"),
        ("x's p is before 3 days of calendar office after start", "E0238"),
        ("some part as day among x's parts satisfies x is t", "E0231"),
    ],
)
def test_what_the_grammar_cannot_see(condition: str, code: str) -> None:
    text = f'rule R-1 "t" cites LAW art 1 for each thing as x when {condition} then x is t end rule'
    assert codes(text) == [code]


def test_29_february_of_a_leap_year_is_a_day() -> None:
    assert when("x's p is 29 February 2028") == _is(date(2028, 2, 29))


def test_a_limb_may_say_which_labels_it_had_before() -> None:
    block = when("all of: (a) x's p is yes (b) formerly (c) formerly (ii) any of: (a) x's q is yes (b) x is t end end")
    assert isinstance(block, Block)
    assert [(limb.label, limb.formerly) for limb in block.limbs] == [("a", ()), ("b", ("c", "ii"))]
    plain = when("all of: (a) x's p is yes (b) any of: (a) x's q is yes (b) x is t end end")
    assert encode(block) == encode(plain)
