"""Short texts to IR, for the tests of the lowering."""

from duly_dsl.ir import Condition, PackRules, Rule, Scenario, Term
from duly_dsl.read import read_text
from duly_dsl.source import Source

HEADER = """pack sample version 0.1.0
  source LAW "the law" published 1 January 2020 in force from 1 February 2020
end pack
"""


def pack(text: str) -> PackRules:
    """The pack of a text that must be sound; without a header it gets one."""
    read = read_text(Source("t", text if text.startswith("pack ") else HEADER + text))
    assert [d.message for d in read.diagnostics] == []
    assert read.value is not None
    return read.value


def codes(text: str) -> list[str]:
    """What is said about a text."""
    read = read_text(Source("t", text if text.startswith("pack ") else HEADER + text))
    return [d.code for d in read.diagnostics]


def rule(clauses: str, subject: str = "thing as x") -> Rule:
    """A rule with these clauses."""
    (found,) = pack(f'rule R-1 "t" cites LAW art 1 for each {subject} {clauses} end rule').rules
    return found


def when(condition: str) -> Condition:
    """A condition."""
    found = rule(f"when {condition} then x is t").when
    assert found is not None
    return found


def term(clauses: str) -> Term:
    """A term with these clauses."""
    (found,) = pack(f'term t of thing as x "t" {clauses} end term').terms
    return found


def scenario(clauses: str) -> Scenario:
    """A scenario with these clauses, judged on a day."""
    text = f'scenario "s" as of 1 March 2026 {clauses} end scenario'
    (found,) = pack(text).scenarios
    return found
