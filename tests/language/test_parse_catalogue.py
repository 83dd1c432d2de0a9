"""The catalogue of syntax errors is its own test: each wrong text is recognised as what it is listed under."""

import re
from pathlib import Path

import pytest

import duly_dsl
from duly_dsl.diagnostics import Diagnostic, apply_edits
from duly_dsl.grammar import parser
from duly_dsl.parse import parse
from duly_dsl.source import Source
from duly_dsl.syntax_errors import CATALOGUE, GENERAL, Fault

PAGES = Path(duly_dsl.__file__).parent / "pages"
WRONG = [(fault, text) for fault in CATALOGUE for text in fault.wrong]
TERMINALS = {t.name for t in parser().terminals}


def _plain(diagnostic: Diagnostic) -> str:
    """What is said, without what is quoted from the text or shown as an example."""
    advice = diagnostic.fix.advice if diagnostic.fix is not None else ""
    return re.sub(r"`[^`]*`", "", f"{diagnostic.message} {advice}")


def assert_well_said(diagnostic: Diagnostic) -> None:
    """The house form's promises about words."""
    words = set(re.findall(r"[A-Z_]{2,}", _plain(diagnostic)))
    assert not words & TERMINALS, diagnostic.message
    assert "ANON" not in _plain(diagnostic)
    assert not re.search(r"\b(token|Token|Tree|NoneType|terminal)\b", _plain(diagnostic))
    assert diagnostic.message[:1] != diagnostic.message[:1].upper() or diagnostic.message[0] in "`'"
    assert not diagnostic.message.endswith(".")


def test_the_codes_are_unique_and_in_order() -> None:
    codes = [fault.code for fault in CATALOGUE]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith("E01") for code in [*codes, GENERAL])
    assert len(codes) >= 15


@pytest.mark.parametrize(("fault", "text"), WRONG, ids=lambda v: v[-40:] if isinstance(v, str) else v.code)
def test_a_wrong_text_is_recognised(fault: Fault, text: str) -> None:
    found = parse(Source("t", text)).diagnostics
    assert found[0].code == fault.code
    assert_well_said(found[0])


@pytest.mark.parametrize(("fault", "text"), WRONG, ids=lambda v: v[-40:] if isinstance(v, str) else v.code)
def test_a_change_that_is_offered_helps(fault: Fault, text: str) -> None:
    found = parse(Source("t", text)).diagnostics[0]
    if found.fix is None or not found.fix.edits:
        return
    left = parse(Source("t", apply_edits(text, found.fix.edits))).diagnostics
    assert found.message not in [d.message for d in left]


SAMPLE = """kind thing "thing"
  fact p: yes/no per version ask "p?" cites LAW art 1
  link parts: many thing
end kind
table listed "listed" of zone
  lists red, green under LAW from 1 March 2026 until 2 March 2026 repealed by AMD when reading scope is narrow
end table
amount fine "fine" is the higher of (10 million EUR, 2.5 % of holder's turnover) under LAW end amount
rule R-1 "t"
  cites LAW art 1 par 2
  for each thing as x
  applies from start until 12 months before late_start
  when all of:
    (a) formerly (z) x's p is yes and not x's zone is one of listed
    (b) some thing as y reached from x's parts through parts satisfies y's n is at least 3
  end
  then keeper and operator must "act"
  due 15 days after x's built_on, but 2 days after x's built_on where x's p is yes
  evidence e "proof"
    accept any of: (a) export (b) report only x's p is yes end
    stating kept is at least floor
    fresh for 90 days after collection
  end evidence
  task "act" owner role officer due 2 working days of calendar office after detection severity high end task
end rule
scenario "s" law as known on 1 March 2026 as of 4 March 2026 at 10:00 UTC
  given a is a thing version "1" since 1 March 2026 with roles: { keeper } p: yes since 2026-03-01 parts: only { b } end
  given evidence export for a collected on 1 March 2026 complete but for kept accepted by role officer
  expect R-1 as keeper is provisionally a gap for a because missing
  expect only question a's p was no, keeper of a
end scenario
"""
WORDS = [(m.start(), m.end()) for m in re.finditer(r'"[^"\n]*"|[\w-]+|[^\w\s]', SAMPLE)]


@pytest.mark.parametrize("replacement", ["", "twaddle", "end", "7", '"', "is", "{", "WHEN", ","])
def test_whatever_is_damaged_the_sentence_is_in_the_words_of_a_lawyer(replacement: str) -> None:
    for start, end in WORDS:
        text = f"{SAMPLE[:start]}{replacement}{SAMPLE[end:]}"
        for found in parse(Source("t", text)).diagnostics:
            assert_well_said(found)
            assert (PAGES / f"{found.code}.md").is_file()
