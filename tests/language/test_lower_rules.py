"""Rules, terms, evidence and tasks."""

from datetime import date

import pytest

from duly_dsl.ir import (
    NONE,
    Alternative,
    Anchor,
    AnchorDate,
    Citation,
    Comparison,
    ConcludesRole,
    ConcludesTerm,
    Conclusion,
    DateExpression,
    Deadline,
    DeadlineCase,
    Direction,
    Due,
    Duration,
    Each,
    EachOf,
    EachPair,
    EachVersion,
    Excuse,
    FactDate,
    FactPath,
    FixedDate,
    Forbids,
    Force,
    GroupTarget,
    HasTerm,
    Literal,
    Name,
    NamedDate,
    NamedSpan,
    Obliges,
    Offset,
    Pick,
    PickDate,
    Presumption,
    ReadingChoice,
    Relation,
    RuleTarget,
    SetsAside,
    Statement,
    Stay,
    Subject,
    Task,
    TaskSeverity,
    Unit,
)
from language.lowering import codes, rule, term


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("thing as x", Each("thing", "x")),
        ("event of thing as x", EachOf("event", "thing", "x")),
        ("version of thing as x", EachVersion("thing", "x")),
        ("thing as x and organisation as y", EachPair("thing", "x", "organisation", "y")),
    ],
)
def test_subjects(words: str, subject: Subject) -> None:
    assert rule("then x is t", words).subject == subject


@pytest.mark.parametrize(
    ("words", "conclusion"),
    [
        ("x is t", ConcludesTerm("x", "t", holds=True)),
        ("x is not t", ConcludesTerm("x", "t", holds=False)),
        ("us is provider of x", ConcludesRole("us", "provider", "x", holds=True)),
        ("acme is not provider of x", ConcludesRole("acme", "provider", "x", holds=False)),
        ('a_role must "act"', Obliges(("a_role",), Force.MUST, "act")),
        ('p and q should "act"', Obliges(("p", "q"), Force.SHOULD, "act")),
        ('p and q must not "act"', Forbids(("p", "q"), "act")),
        ('anyone must not "act"', Forbids((), "act")),
        ("R-2 is set aside", SetsAside((RuleTarget("R-2"),))),
        (
            "R-2, group g except { R-3, group h } for p and q are set aside",
            SetsAside((RuleTarget("R-2"), GroupTarget("g", ("R-3",), ("h",))), ("p", "q")),
        ),
    ],
)
def test_conclusions(words: str, conclusion: Conclusion) -> None:
    assert rule(f"then {words}").then == conclusion


DETECTION = AnchorDate(Anchor.DETECTION)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("start", NamedDate("start")),
        ("2 December 2027", FixedDate(date(2027, 12, 2))),
        ("x's built_on", FactDate(FactPath("x", ("built_on",)))),
        ("assessment day", AnchorDate(Anchor.ASSESSMENT_DAY)),
        ("30 days after detection", Offset(Duration(30, Unit.DAYS), Direction.AFTER, DETECTION)),
        ("floor after detection", Offset(NamedSpan("floor"), Direction.AFTER, DETECTION)),
        (
            "12 months before start",
            Offset(Duration(12, Unit.MONTHS), Direction.BEFORE, NamedDate("start")),
        ),
        (
            "2 working days of calendar office after detection",
            Offset(Duration(2, Unit.WORKING_DAYS), Direction.AFTER, DETECTION, "office"),
        ),
        (
            "later of (start, earlier of (a_day, other_day))",
            PickDate(
                Pick.LATER,
                NamedDate("start"),
                PickDate(Pick.EARLIER, NamedDate("a_day"), NamedDate("other_day")),
            ),
        ),
    ],
)
def test_moments(words: str, moment: DateExpression) -> None:
    assert rule(f'then keeper must "act" due {words}').due == Due(Deadline(moment))
    assert rule(f"applies from {words} until end_day then x is t").starts == moment


def test_a_deadline_with_cases() -> None:
    found = rule('then keeper must "act" due before start, but before other where x is t, but third where x is s').due
    assert found == Due(
        Deadline(NamedDate("start"), before=True),
        (
            DeadlineCase(Deadline(NamedDate("other"), before=True), HasTerm("x", "t")),
            DeadlineCase(Deadline(NamedDate("third")), HasTerm("x", "s")),
        ),
    )


def test_everything_a_rule_can_say() -> None:
    found = rule(
        """cites LAW annex III point 4 formerly R-0 formerly R-00 in group g, h in group g
        inserted by AMD replaced by LAST repealed by END only under reading r is v
        notwithstanding R-2, R-3 applies from start until stop judged as of x's happened_on
        enforcement stayed from 1 January 2026 until unknown
        where x's p is yes when x is t then keeper must not "act"
        if undetermined treat as not applicable relies on evidence e1 relies on evidence e2
        penalty up to fine interpretation "one" interpretation "two" """
    )
    assert [str(c) for c in found.citations] == ["LAW art 1", "LAW annex III point 4"]
    assert found.citations[1] == Citation("LAW", "annex III point 4")
    assert found.formerly == ("R-0", "R-00")
    assert found.groups == ("g", "h")
    assert (found.under, found.replaced_by, found.repealed_by) == ("AMD", "LAST", "END")
    assert found.reading == ReadingChoice("r", "v")
    assert found.notwithstanding == ("R-2", "R-3")
    assert (found.starts, found.ends) == (NamedDate("start"), NamedDate("stop"))
    assert found.judged_as_of == FactDate(FactPath("x", ("happened_on",)))
    assert found.stay == Stay(date(2026, 1, 1), None)
    assert found.where == Comparison(FactPath("x", ("p",)), Relation.IS, Literal(True))
    assert found.when == HasTerm("x", "t")
    assert found.presumption is Presumption.NOT_APPLICABLE
    assert found.relies_on == ("e1", "e2")
    assert found.penalty == "fine"
    assert found.interpretations == ("one", "two")
    assert found.pack == "sample"


def test_under_an_instrument_and_a_stay_with_an_end() -> None:
    found = rule('under AMD enforcement stayed from 1 January 2026 until 1 May 2026 then keeper must "act"')
    assert found.under == "AMD"
    assert found.stay == Stay(date(2026, 1, 1), date(2026, 5, 1))


def test_evidence() -> None:
    found = rule(
        """then keeper must "act" evidence e "proof"
        accept at least 2 of: (a) export (b) report only x is t (c) photo end
        stating kept is at least floor stating lost is none
        fresh for 90 days after collection fresh until change of x's p, x's part's q
        bound to version of x collected before start late allowed accepted by role officer
        end evidence"""
    ).evidence[0]
    assert (found.name, found.text, found.count) == ("e", "proof", 2)
    assert found.alternatives == (
        Alternative("a", "export"),
        Alternative("b", "report", HasTerm("x", "t")),
        Alternative("c", "photo"),
    )
    assert found.stating == (
        Statement("kept", Relation.AT_LEAST, Name("floor")),
        Statement("lost", Relation.IS, Literal(NONE)),
    )
    assert found.fresh_for == Duration(90, Unit.DAYS)
    assert [str(p) for p in found.fresh_until_change_of] == ["x's p", "x's part's q"]
    assert found.bound_to == FactPath("x")
    assert (found.collected_before, found.late_allowed) == (NamedDate("start"), True)
    assert found.accepted_by == "officer"


@pytest.mark.parametrize(
    ("words", "count", "labels"),
    [
        ("export", 1, [""]),
        ("export only x is t", 1, [""]),
        ("any of: (a) export (b) report end", 1, ["a", "b"]),
        ("all of: (a) export (b) report end", 2, ["a", "b"]),
    ],
)
def test_how_many_alternatives_must_be_proven(words: str, count: int, labels: list[str]) -> None:
    (found,) = rule(f'then k must "a" evidence e "p" accept {words} end evidence').evidence
    assert (found.count, [a.label for a in found.alternatives]) == (count, labels)


def test_tasks_and_excuses() -> None:
    found = rule(
        """then keeper must "act" excused by evidence soa of holder stating out is yes and n is 3
        task "do it" owner role officer due 30 days after detection severity critical end task"""
    )
    assert found.excuse is not None
    assert (found.excuse.kind, found.excuse.path) == ("soa", FactPath("holder"))
    assert [s.field_name for s in found.excuse.stating] == ["out", "n"]
    due = Offset(Duration(30, Unit.DAYS), Direction.AFTER, DETECTION)
    assert found.task == Task("do it", "officer", due, TaskSeverity.CRITICAL)
    bare = rule('then keeper must "act" excused by evidence soa stating out is yes task "t" end task')
    assert isinstance(bare.excuse, Excuse)
    assert bare.excuse.path is None
    assert bare.task == Task("t")


def test_terms() -> None:
    assert term("cites LAW art 6 default no").default is False
    assert term("means x's p is yes").means is not None
    assert term("default no").citation is None
    assert codes('term t of thing "t" end term') == []


@pytest.mark.parametrize(
    ("clauses", "found"),
    [
        ("then x is t then x is s", ["E0211"]),
        ("when x is t when x is t then x is t", ["E0211"]),
        ('then k must "a" task "a" end task task "b" end task', ["E0211"]),
        ("where x is t then x is s", ["E0213"]),
        ("then x is t due start", ["E0214"]),
        ('then anyone must not "a" task "a" end task', ["E0214"]),
        ("then R-2 is set aside penalty up to fine", ["E0214"]),
        (
            'then k must "a" enforcement stayed from 2 May 2026 until 1 May 2026',
            ["E0215"],
        ),
        ('then k must "a" evidence e "e" end evidence', ["E0243"]),
        ('then k must "a" evidence e "e" accept k accept any of: (a) k end end evidence', ["E0211"]),
        ('then k must "a" evidence e "e" accept at least 2 of: (a) k end end evidence', ["E0222"]),
        ('then k must "a" evidence e "e" accept any of: (a) k (a) l end end evidence', ["E0221"]),
        ('then k must "a" evidence e "e" accept k stating f will be t end evidence', ["E0225"]),
        ("", ["E0212"]),
    ],
)
def test_what_the_grammar_cannot_see(clauses: str, found: list[str]) -> None:
    text = f'rule R-1 "t" cites LAW art 1 for each thing as x {clauses} end rule'
    assert codes(text) == found


def test_each_missing_clause_is_named() -> None:
    assert codes('rule R-1 "t" end rule') == ["E0212"] * 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('term t of thing as x "t" default no means x is s end term', "E0241"),
        ('term t of thing "t" means x is s end term', "E0242"),
        ('term late of thing "t" end term', "E0231"),
        ('kind asset "a" end kind', "E0231"),
        ('kind thing "t" fact day: date end kind', "E0231"),
        ('kind thing "t" link version: one thing end kind', "E0231"),
        ('kind thing "t" fact a_fact: date fact a_fact: text end kind', "E0233"),
        ('kind thing "t" fact f: date per version per asset end kind', "E0249"),
        ('kind thing "t" fact f: date per version per version end kind', "E0211"),
        ('choice c "c" is low, fine end choice', "E0231"),
        ('choice c "c" is fine, fine end choice', "E0232"),
        ('evidence kind k "k" with fields f, f: date end evidence kind', "E0233"),
        ('reading r "r" is narrow "n" is wide "w" default wid end reading', "E0239"),
        ('role owner of thing "o"', "E0231"),
        ('group group "g"', "E0231"),
        ('date start "s" is 31 June 2026 under LAW end date', "E0234"),
    ],
)
def test_declarations_that_cannot_be(text: str, code: str) -> None:
    assert codes(text)[:1] == [code]
