"""Differences between two states of a pack as sentences for those who know the law."""

from duly_dsl import phrase
from duly_dsl.diff import Aspect, Change, DeclarationChange, Presence, Shift
from duly_dsl.uses import Sort

QUOTED = frozenset(
    {
        Aspect.DUTY,
        Aspect.EVIDENCE_TEXT,
        Aspect.EXAMPLE,
        Aspect.EXPLANATION,
        Aspect.INTERPRETATION,
        Aspect.MEMBER_TEXT,
        Aspect.QUESTION,
        Aspect.TASK_TEXT,
        Aspect.TEXT,
        Aspect.TITLE,
    }
)
NAMES_ITSELF = frozenset({Aspect.LEFT_OUT, Aspect.REQUIRES})
VERBS = {
    Aspect.ACCEPTANCE: "is to be accepted by role",
    Aspect.ACCEPTED: "accepts",
    Aspect.ADDRESS: "has its text at",
    Aspect.AMENDS: "amends",
    Aspect.BEARER: "binds",
    Aspect.BEFORE: "is to be collected before",
    Aspect.BOUND: "is bound to version of",
    Aspect.CHECKED: "has its law checked to",
    Aspect.CITATION: "cites",
    Aspect.CLOSED_DAY: "is closed on",
    Aspect.COMBINATION: "asks for",
    Aspect.COUNT: "asks for",
    Aspect.CROSSWALK: "relates",
    Aspect.DATED_VALUE: "is",
    Aspect.DEADLINE: "is due",
    Aspect.DEFAULT: "is by default",
    Aspect.DEFEATS: "sets aside",
    Aspect.ENDS: "applies until",
    Aspect.EXCUSE: "is excused by",
    Aspect.FORCE: "says",
    Aspect.FORMER_NAME: "was formerly",
    Aspect.FRESH_FOR: "is fresh for",
    Aspect.FRESH_UNTIL: "is fresh until change of",
    Aspect.GROUP: "is in group",
    Aspect.INSTRUMENT_ROLE: "is a",
    Aspect.IN_FORCE: "is in force from",
    Aspect.JUDGED: "is judged as of",
    Aspect.KIND: "is of kind",
    Aspect.LABEL: "is called",
    Aspect.LANGUAGE: "is written in language",
    Aspect.LATE: "is",
    Aspect.LEFT_OUT: "leaves out",
    Aspect.OPEN: "is",
    Aspect.OPTIONAL_TERM: "reads the optional term",
    Aspect.OWNER: "gives its task to role",
    Aspect.PENALTY: "has the penalty",
    Aspect.PER_VERSION: "is",
    Aspect.PRESUMPTION: "counts, if undetermined, as",
    Aspect.PUBLISHED: "is published on",
    Aspect.READING: "holds only under reading",
    Aspect.RELIES: "relies on evidence",
    Aspect.REPEALED: "is repealed by",
    Aspect.REPLACED: "is replaced by",
    Aspect.REQUIRES: "requires",
    Aspect.REST_CLASS: "calls the rest",
    Aspect.RESTATE: "is to be restated every",
    Aspect.SEVERITY: "has a gap of severity",
    Aspect.STARTS: "applies from",
    Aspect.STATING: "has to state",
    Aspect.STAY: "has its enforcement stayed",
    Aspect.SUBJECT: "is for each",
    Aspect.TASK_DUE: "has its task due",
    Aspect.UNDER: "is under",
    Aspect.VALUE: "is",
}
NOUNS = {
    Aspect.CLASS: "class",
    Aspect.CONCLUSION: "conclusion",
    Aspect.CONDITION: "condition",
    Aspect.DUTY: "duty",
    Aspect.EVIDENCE: "evidence",
    Aspect.EVIDENCE_TEXT: "text",
    Aspect.EXAMPLE: "example",
    Aspect.EXPLANATION: "explanation",
    Aspect.FIELD: "field",
    Aspect.INTERPRETATION: "interpretation",
    Aspect.LIMB: "limb",
    Aspect.MEMBER: "member",
    Aspect.MEMBER_TEXT: "text",
    Aspect.ORDER: "order",
    Aspect.QUESTION: "question",
    Aspect.READING_VALUE: "value",
    Aspect.TARGET: "link",
    Aspect.TASK: "task",
    Aspect.TASK_TEXT: "text of the task",
    Aspect.TEXT: "text",
    Aspect.TITLE: "title",
    Aspect.TYPE: "type",
    Aspect.VARIABLE: "variable",
    Aspect.VERSION: "wording",
}


def sentence(change: Change) -> str:
    """`log_retention: is now fresh for 30 days (was 90 days)`; the place where it stands comes first."""
    where = "" if change.aspect in NAMES_ITSELF else change.where
    place = ": ".join(part for part in (change.version, where) if part)
    return f"{place}: {_said(change)}" if place else _said(change)


def _said(change: Change) -> str:
    old, new = _value(change.aspect, change.old), _value(change.aspect, change.new)
    verb = VERBS.get(change.aspect, "")
    noun = NOUNS.get(change.aspect, "")
    match change.presence:
        case Presence.ADDED:
            return f"{_now(verb, 'now')} {new}" if verb else f"new {noun}: {new}"
        case Presence.REMOVED:
            return f"{_now(verb, 'no longer')} {old}" if verb else f"{noun} is gone: {old}"
        case Presence.CHANGED:
            return f"{_now(verb or f'{noun} is', 'now')} {new} (was {old})"


def _now(verb: str, when: str) -> str:
    """`is now fresh for`, `now applies from`, `duty is now`."""
    if verb == "is" or verb.startswith("is "):
        return f"is {when}{verb.removeprefix('is')}"
    return f"{verb} {when}" if verb.endswith(" is") else f"{when} {verb}"


def _value(aspect: Aspect, text: str | None) -> str:
    return f'"{text}"' if aspect in QUOTED else str(text)


def shift_sentence(shift: Shift) -> str:
    """`AIA-26-6 now applies from 2 December 2027 (was 2 August 2026)`."""
    return f"{shift.rule} now {shift.clause} {phrase.day(shift.new)} (was {phrase.day(shift.old)})"


def declared_name(declared: DeclarationChange) -> str:
    """`date annex_iii_start`, `fact areas of ai_system`."""
    of = f" of {declared.of.owner}" if declared.of.sort in {Sort.FACT, Sort.LINK} else ""
    return f"{declared.of}{of}"
