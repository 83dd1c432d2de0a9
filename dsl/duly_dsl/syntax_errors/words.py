"""What could have stood here, in words that a lawyer knows: never the name of a terminal."""

from collections.abc import Iterable, Sequence

from duly_dsl.grammar import END_OF_TEXT, terminal_texts
from duly_dsl.syntax_errors.situation import Situation

_FORMS = {
    "STRING": 'a text in quotes such as "keep the logs"',
    "RULE_ID": "a rule id such as `AIA-26-6`",
    "INSTRUMENT": "an instrument such as `AIA`",
    "CITE": "a place in it such as `art 26 par 6`",
    "VERSION_NUMBER": "a version such as `2.0.0`",
    "LABEL": "a label such as `(a)`",
    "GENITIVE": "`'s` and a fact",
    "LONG_DATE": "a date such as `2 December 2027`",
    "ISO_DATE": "a date such as `2 December 2027`",
    "INT": "a number",
    "DECIMAL": "a number",
    "POWER": "a number",
    "MONEY": "an amount such as `35 million EUR`",
    "MOMENT": "a moment such as `4 March 2026 at 13:00 UTC`",
    END_OF_TEXT: "the end of the text",
}
# What a name is called, by the word that stands before it.
_NAMES = {
    "FACT": "a fact name",
    "LINK": "the name of the link",
    "GENITIVE": "a fact",
    "KIND": "the name of the kind",
    "EACH": "a kind such as `ai_system`",
    "AS": "a name to call it by",
    "ROLE": "a role name",
    "GROUP": "the name of a group",
    "TERM": "the name of the term",
    "EVIDENCE": "the name of the evidence",
    "ACCEPT": "an evidence kind",
    "CHOICE": "the name of the choice",
    "DATE": "the name of the date",
    "PERIOD": "the name of the period",
    "READING": "the name of the reading",
    "TABLE": "the name of the table",
    "LISTS": "a member of the choice",
    "PARAMETER": "the name of the parameter",
    "CALENDAR": "the name of the calendar",
    "PACK": "the name of the pack",
    "THEN": "whom or what it is about",
    "WHEN": "what it is about, such as `system`",
    "WHERE": "what it is about, such as `system`",
    "GIVEN": "the name of a thing",
    "THROUGH": "a link",
    "LBRACE": "a name",
    "TO": "the name of an amount",
}
_VALUES = frozenset({"YES", "NO", "NONE", "INT", "STRING", "MONEY", "LONG_DATE"})
_A_VALUE = "a value such as `yes`, `6 months` or `2 December 2027`"
_VALUE_TERMINALS = frozenset(
    [
        "YES",
        "NO",
        "NONE",
        "INT",
        "DECIMAL",
        "POWER",
        "MONEY",
        "STRING",
        "LONG_DATE",
        "ISO_DATE",
        "MOMENT",
    ]
)
_MOMENTS = frozenset({"LONG_DATE", "ISO_DATE", "MOMENT"})
UNITS = frozenset(["HOUR", "HOURS", "DAY", "DAYS", "WORKING", "WEEK", "WEEKS", "MONTH", "MONTHS", "YEAR", "YEARS"])
_A_UNIT = "a unit such as `days` or `months`"
_CLAUSES = {
    frozenset({"WHEN", "THEN", "CITES", "FOR"}): "another clause of the rule",
    frozenset({"ACCEPT", "STATING", "FRESH", "BOUND"}): "another clause of the evidence",
    frozenset({"EXPECT", "GIVEN", "LAW"}): "another clause of the scenario",
    frozenset({"RULE", "SCENARIO", "KIND", "TERM"}): "the beginning of a rule, a kind, a term, a scenario",
    frozenset({"SOURCE", "AMENDMENT", "REQUIRES"}): "another clause of the header",
    frozenset({"FACT", "LINK"}): "a fact or a link",
}
_CONDITION = frozenset({"NAME", "NOT", "ALL", "SOME"})
# How a clause reads that begins with this word.
_SAMPLES = {
    "ACCEPT": "accept any of: (a) audit_report (b) test_report end",
    "AMENDMENT": 'amendment OMNIBUS "..." to AIA published 24 July 2026 in force from 27 July 2026',
    "APPLIES": "applies from annex_iii_start",
    "ASK": 'ask "Does the system profile natural persons?"',
    "BOUND": "bound to version of system",
    "CITES": "cites AIA art 26 par 6",
    "COLLECTED": "collected before system's placed_on_market_on",
    "CROSSWALK": "crosswalk NIST GOVERN 1.6 intersects ISO42001 clause 4.4",
    "DUE": "due 30 days after detection",
    "ENFORCEMENT": "enforcement stayed from 1 January 2026 until unknown",
    "EXAMPLE": 'example "A system that ranks applicants by their CVs does; one that files them by date does not."',
    "EXCUSED": "excused by evidence soa of us stating excluded includes a_6_2_8",
    "EXPECT": "expect AIA-26-6 is a gap for cv_ranker",
    "EXPLANATION": 'explanation "Profiling is automated evaluation of personal aspects of people."',
    "FACT": "fact profiles_natural_persons: yes/no",
    "FOR": "for each ai_system as system",
    "FRESH": "fresh for 90 days after collection",
    "GIVEN": "given cv_ranker is an ai_system with roles: { deployer } end",
    "GROUP": 'group act "the whole Act"',
    "IF": "if undetermined treat as applicable",
    "JUDGED": "judged as of incident's aware_on",
    "CHECKED": "law checked to 23 November 2026",
    "KNOWN": "law as known on 23 November 2026",
    "LEAVES": 'leaves out AIA art 57 because "duty of Member States"',
    "LINK": "link uses: many model",
    "LISTS": "lists japan, canada under GDPR",
    "MEANS": "means any of: (a) system is annex_i_high_risk (b) system is annex_iii_high_risk end",
    "NOTWITHSTANDING": "notwithstanding AIA-1-1",
    "ONLY": "only under reading derogation_test is both_tests",
    "OPTIONAL": "optional term high_risk from pack eu_ai_act",
    "OWNER": "owner role system_owner",
    "PARAMETER": 'parameter review_interval "how often we review" is 12 months',
    "PENALTY": "penalty up to operator_fine",
    "PROPOSAL": 'proposal DELAY "..." to AIA published 1 September 2026',
    "RELIES": "relies on evidence derogation_file",
    "REQUIRES": "requires ai_assets version 2.0.0 to before 3.0.0",
    "RESTATE": "restate every 12 months",
    "ROLE": 'role provider of ai_system "provider"',
    "SOURCE": 'source AIA "..." published 12 July 2024 in force from 1 August 2024',
    "STATING": "stating retention is at least log_minimum",
    "THEN": 'then deployer must "keep the logs"',
    "WHEN": "when system's infers_emotions is yes",
    "WHERE": "where system's infers_emotions is yes",
}
_TYPES = frozenset({"TEXT", "NUMBER", "DURATION"})
_MOST_NAMED = 6


def expected(situation: Situation) -> str:
    """What was expected, as one phrase."""
    return listed(phrases(situation))


def listed(things: Sequence[str]) -> str:
    """`a`; `a or b`; `a, b or c`."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} or {things[-1]}"


def phrases(situation: Situation) -> list[str]:
    """What was expected, the more telling first."""
    left = set(situation.accepts)
    found: list[str] = []
    closing = ""
    if situation.opened and "END" in left:
        left.discard("END")
        closing = f"`{situation.opened[-1].closing}`"
    if left >= _CONDITION:
        left -= _CONDITION | {"RULE_ID", "GROUP", "ANY", "AT", "EVERY", "NO", "NONE"}
        found.append("a condition such as `system is high_risk`")
    if left >= _VALUES:
        left -= _VALUE_TERMINALS
        found.insert(0, _A_VALUE)
        # What else may follow `is` is told by the page; the value is what was meant.
        left -= {name for name in left if terminal_texts().get(name, "").isalpha()}
    if len(left & UNITS) > 2:
        left -= UNITS
        found.append(_A_UNIT)
    if left >= _TYPES:
        left -= _TYPES | {"DATE", "INSTANT", "AMOUNT", "MANY", "ONE"}
        left -= {name for name in left if terminal_texts().get(name) == "yes/no"}
        found.append("a type such as yes/no, text or date")
    for marks, phrase in _CLAUSES.items():
        if left >= marks:
            left -= {name for name in left if terminal_texts().get(name, "").isalpha()}
            found.append(phrase)
    if left & _MOMENTS and "INT" in left:
        left -= _MOMENTS
        found.append("a date such as `2 December 2027` or `30 days after detection`")
        left -= {"INT", "LATER", "EARLIER", "ASSESSMENT"}
    if "NAME" in left:
        left.discard("NAME")
        found.insert(0, _name(situation))
    found += _rest(left)
    return _first(dict.fromkeys(found), closing)


def _name(situation: Situation) -> str:
    last = situation.last
    return _NAMES.get(last.type, "a name") if last is not None else "a name"


def _rest(left: Iterable[str]) -> list[str]:
    """Everything that no phrase covers; fixed words last, in alphabetical order."""
    forms = [phrase for name, phrase in _FORMS.items() if name in left]
    fixed = sorted(f"`{text}`" for name in left if (text := terminal_texts().get(name)) is not None)
    return [*forms, *fixed]


def _first(things: Iterable[str], closing: str) -> list[str]:
    """Not more than can be read in one go; what closes is always told, and last."""
    told = list(things)
    cut = [*told[:_MOST_NAMED], "something else"] if len(told) > _MOST_NAMED else told
    return [*cut, closing] if closing else cut


def sample(situation: Situation) -> str:
    """How the clause reads in which the error stands."""
    word = next((word for word in situation.clause if word in _SAMPLES), None)
    return f"such a clause reads `{_SAMPLES[word]}`" if word is not None else ""
