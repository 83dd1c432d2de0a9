"""What could have stood here, in words that a lawyer knows: never the name of a terminal."""

from collections.abc import Iterable, Sequence

from duly_dsl.grammar import terminal_texts
from duly_dsl.syntax_errors.situation import END_OF_TEXT, Situation

_FORMS = {
    "STRING": 'a text in quotes such as "keep the logs"',
    "RULE_ID": "a rule id such as `AIA-26-6`",
    "INSTRUMENT": "an instrument such as `AIA`",
    "CITE": "a place in it such as `art 26 par 6`",
    "VERSION": "a version such as `2.0.0`",
    "LABEL": "a label such as `(a)`",
    "GENITIVE": "`'s` and a fact",
    "INT": "a number",
    "DECIMAL": "a number",
    "POWER": "a number",
    "AMOUNT": "an amount such as `35 million EUR`",
    "LONG_DATE": "a date such as `2 December 2027`",
    "ISO_DATE": "a date such as `2 December 2027`",
    "INSTANT": "a moment such as `4 March 2026 at 13:00 UTC`",
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
_VALUES = frozenset({"YES", "NO", "NONE", "INT", "STRING", "AMOUNT", "LONG_DATE"})
_A_VALUE = "a value such as `yes`, `6 months` or `2 December 2027`"
_VALUE_TERMINALS = frozenset(
    [
        "YES",
        "NO",
        "NONE",
        "INT",
        "DECIMAL",
        "POWER",
        "AMOUNT",
        "STRING",
        "LONG_DATE",
        "ISO_DATE",
        "INSTANT",
    ]
)
_MOMENTS = frozenset({"LONG_DATE", "ISO_DATE", "INSTANT"})
UNITS = frozenset(
    ["HOUR", "HOURS", "DAY", "DAYS", "WORKING", "WEEK", "WEEKS", "MONTH", "MONTHS", "YEAR", "YEARS"]
)
_A_UNIT = "a unit such as `days` or `months`"
_CLAUSES = {
    frozenset({"WHEN", "THEN", "CITES", "FOR"}): "another clause of the rule",
    frozenset({"ACCEPT", "STATING", "FRESH", "BOUND"}): "another clause of the evidence",
    frozenset({"EXPECT", "GIVEN", "LAW"}): "another clause of the scenario",
    frozenset(
        {"RULE", "SCENARIO", "KIND", "TERM"}
    ): "the beginning of a rule, a kind, a term, a scenario",
    frozenset({"SOURCE", "AMENDMENT", "REQUIRES"}): "another clause of the header",
    frozenset({"FACT", "LINK"}): "a fact or a link",
}
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
    if situation.opened:
        closing = situation.opened[-1].closing
        if "END" in left:
            left.discard("END")
            found.append(f"`{closing}`")
    if left >= _VALUES:
        left -= _VALUE_TERMINALS
        found.insert(0, _A_VALUE)
        # What else may follow `is` is told by the page; the value is what was meant.
        left -= {name for name in left if terminal_texts().get(name, "").isalpha()}
    if len(left & UNITS) > 2:
        left -= UNITS
        found.append(_A_UNIT)
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
    return _first(dict.fromkeys(found))


def _name(situation: Situation) -> str:
    last = situation.last
    return _NAMES.get(last.type, "a name") if last is not None else "a name"


def _rest(left: Iterable[str]) -> list[str]:
    """Everything that no phrase covers; fixed words last, in alphabetical order."""
    forms = [_FORMS[name] for name in sorted(left) if name in _FORMS]
    fixed = sorted(f"`{text}`" for name in left if (text := terminal_texts().get(name)) is not None)
    return [*forms, *fixed]


def _first(things: Iterable[str]) -> list[str]:
    told = list(things)
    return told if len(told) <= _MOST_NAMED else told[:_MOST_NAMED]
