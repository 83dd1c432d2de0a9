"""A short run of `make fuzz`, and what the long ones have found."""

from random import Random

import pytest

from duly_dsl.diagnostics import Result, apply_edits, error
from duly_dsl.grammar import parser
from duly_dsl.load import NOBODY, check_text
from duly_dsl.parse import parse
from duly_dsl.read import read_text
from duly_dsl.source import Source, Span
from fuzz import laws
from fuzz.derive import SAMPLES, derived_text
from fuzz.laws import ill_said, judged, misplaced, within
from fuzz.samples import EXAMPLE
from fuzz.texts import SORTS, text

HEADER = """pack p version 1.0.0
  source LAW "the law" published 1 January 2020 in force from 1 February 2020
end pack
"""


def endless() -> None:
    while True:
        pass


def codes(source: str) -> list[str]:
    return [d.code for d in check_text(Source("t.duly", source))]


@pytest.mark.parametrize("part", range(4))
def test_no_law_is_broken_for_the_first_texts(part: int) -> None:
    broken = {}
    for number in range(part * 50, part * 50 + 50):
        made = text(0, number)
        if wrong := judged(made.source, made.beside, made.said).broken:
            broken[number] = wrong
    assert broken == {}


def test_a_text_is_the_same_whenever_it_is_made() -> None:
    assert [text(7, n).source for n in (3, 4)] == [text(7, n).source for n in (3, 4)]
    assert text(7, 3).source != text(8, 3).source
    assert sum(share for share, _ in SORTS.values()) == 100


def test_what_is_derived_from_the_grammar_can_be_read_or_is_too_deep() -> None:
    found = {d.code for n in range(200) for d in parse(Source("t", derived_text(Random(n)))).diagnostics}  # noqa: S311
    assert found <= {"E0130", "E0801"}  # too deep, or read from a table that is not there
    assert {t.name for t in parser().terminals if t.pattern.type == "re"} - set(SAMPLES) == {"WS", "COMMENT"}


DIGITS = "9" * 5000
RULE = """kind thing "t"
  fact n: number
  fact on_day: date
end kind
role keeper of thing "keeper"
rule R-1 "t"
  cites LAW art 1
  for each thing as x
  then keeper must "act"
  {}
end rule
"""
FOUND = {
    "a version of endless digits": (f"pack p version {DIGITS}.0.0 end pack", "E0236"),
    "a required version of endless digits": (
        f"pack p version 1.0.0 requires q version 1.0.0 to before {DIGITS}.0.0 end pack",
        "E0236",
    ),
    "a language of endless digits": (f"pack p version 1.0.0 engine language {'0' * 5000}1 end pack", "E0236"),
    "a duration of endless digits": (f'{HEADER}parameter p "p" is {DIGITS} months', "E0236"),
    "a deadline of endless digits": (HEADER + RULE.format(f"due {DIGITS} days after x's on_day"), "E0236"),
    "a number of endless digits": (f'{HEADER}parameter p "p" is 0.{DIGITS}', "E0236"),
    "an amount of endless digits": (f'{HEADER}parameter p "p" is {DIGITS} billion EUR', "E0236"),
    "a share of endless digits": (
        f'{HEADER}amount a "a" is {DIGITS} % of holder\'s turnover under LAW end amount',
        "E0236",
    ),
    "a count of endless digits": (HEADER + RULE.format(f"when at least {DIGITS} of: (a) x's n is 1 end"), "E0236"),
    "a day on three lines": (f'{HEADER}date d "d" is 31\nFebruary\n2026 under LAW end date', "E0234"),
    "an amount on two lines": (f'{HEADER}amount a "a" is 20\n million EUR under LAW end amount', "E0121"),
    "months of a calendar": (
        HEADER + RULE.format("due 1 month of calendar office after x's on_day") + '\ncalendar office "o"',
        "E0238",
    ),
}


@pytest.mark.parametrize(("source", "code"), FOUND.values(), ids=FOUND)
def test_what_was_found(source: str, code: str) -> None:
    assert judged(Source("t.duly", source), NOBODY).broken == ()
    assert code in codes(source)


def test_scenarios_that_are_not_closed_take_no_more_time_than_others() -> None:
    line = 'scenario "s" for each row of "x.csv" as of 1 January 2026\n'
    assert judged(Source("t.duly", HEADER + line * 2000), NOBODY).broken == ()


@pytest.mark.parametrize("between", [" ", "\n", " # odd\n"])
def test_the_language_is_seen_wherever_it_stands(between: str) -> None:
    header = f'pack p version 1.0.0 title "engine language 3" engine{between}language{between}2 sing a song end pack'
    found = read_text(Source("t.duly", f"# engine language 4\n{header}"))
    assert [d.code for d in found.diagnostics] == ["E0206"]
    assert "language 2" in found.diagnostics[0].message


def test_the_fix_of_an_instant_keeps_its_time() -> None:
    text = f'{EXAMPLE}scenario "s" as of 31 June 2026 at 13:00 UTC expect no question end scenario'
    (found,) = (d for d in check_text(Source("t.duly", text)) if d.code == "E0234")
    assert found.fix is not None
    assert "as of 30 June 2026 at 13:00 UTC" in apply_edits(text, found.fix.edits)


def test_digits_of_other_scripts_are_no_digits() -> None:
    assert codes(f'{HEADER}parameter p "p" is \u0663 months') == ["E0101"]


def test_a_broken_law_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source("t.duly", "group a a\nrule")
    span = Span(source, 1, 9, 1, 10)
    assert ill_said(error("E0999", "a group is named", span)) == ""
    for message in ("expected NAME", "it is no FactPath", "a rule_then is wanted", "Any group", "a group.", "a\nb"):
        assert ill_said(error("E0999", message, span))
    assert misplaced(span) == ""
    for line, column, end in ((3, 1, 1), (1, 11, 11), (1, 9, 8), (0, 1, 1)):
        assert misplaced(Span(source, line, column, line, end))
    monkeypatch.setattr(laws, "SECONDS", 0.02)
    with pytest.raises(laws.TooSlowError):
        within(endless)
    for broken in (str.upper, lambda t: t + "\n", lambda t: t.replace("#", " #"), lambda t: t.replace("# why", "")):
        monkeypatch.setattr(laws, "format_text", lambda s, change=broken: Result(change(s.text)))
        assert judged(Source("t.duly", 'group a "a" # why\n'), NOBODY).broken
