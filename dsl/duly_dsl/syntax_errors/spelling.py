"""Faults of words: capitals, signs for words, words of other languages, slips of the pen."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from lark import Token

from duly_dsl.grammar import keyword_names
from duly_dsl.syntax_errors.fault import Change, Fault, Finding
from duly_dsl.syntax_errors.situation import Situation
from duly_dsl.syntax_errors.spans import span_of

_SIGNS: Mapping[str, str] = {
    "=": "is",
    "==": "is",
    "===": "is",
    "!=": "is not",
    "<>": "is not",
    ">=": "is at least",
    "<=": "is at most",
    ">": "is more than",
    "<": "is less than",
}
_SIGNS_OF_TIME: Mapping[str, str] = {
    ">=": "is on or after",
    "<=": "is on or before",
    ">": "is after",
    "<": "is before",
}
_A_DAY = re.compile(r"\s*(?:\d{1,2}\s+[A-Z]|\d{4}-\d)")
_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    "shall": ("must",),
    "equals": ("is",),
    "equal": ("is",),
    "are": ("is",),
    "has": ("includes",),
    "contains": ("includes",),
    "in": ("one of",),
    "greater": ("more",),
    "larger": ("more",),
    "bigger": ("more",),
    "smaller": ("less",),
    "fewer": ("less",),
    "everyone": ("anyone",),
    "everybody": ("anyone",),
    "anybody": ("anyone",),
    "nobody": ("anyone must not",),
    "prior": ("before",),
    "if": ("when",),
    "given": ("when",),
    "boolean": ("yes/no",),
    "bool": ("yes/no",),
    "string": ("text",),
    "integer": ("number",),
    "int": ("number",),
    "float": ("number",),
    "decimal": ("number",),
    "money": ("amount",),
    "timestamp": ("instant",),
    "datetime": ("instant",),
    "enum": ("one of",),
    "list": ("many of",),
    "set": ("many of",),
    "imports": ("requires",),
    "import": ("requires",),
    "should_not": ("should",),
    "must_not": ("must not",),
    "business": ("working",),
    "percent": ("%",),
    "true": ("yes",),
    "false": ("no",),
    "null": ("none",),
    "nothing": ("none",),
    "ends": ("end",),
    "stop": ("end",),
}


def _change(token: Token, text: str) -> tuple[Change, ...]:
    assert token.start_pos is not None
    assert token.end_pos is not None
    return (Change(token.start_pos, token.end_pos, text),)


def _capitals(situation: Situation) -> Finding | None:
    token = situation.token
    word = token.lower()
    if not token.isalpha() or word == token or keyword_names().get(word) not in situation.accepts:
        return None
    return Finding(
        f"the words of the language are written in small letters, and `{token}` stands here",
        f"write `{word}`",
        _change(token, word),
    )


def _sign(situation: Situation) -> Finding | None:
    token = situation.token
    if token not in _SIGNS or token.end_pos is None:
        return None
    if "COLON" in situation.accepts and token.startswith("="):
        return Finding(
            f"a value is given after a colon, and `{token}` stands here",
            "write `:`",
            _change(token, ":"),
        )
    if "IS" not in situation.accepts:
        return None
    is_time = _A_DAY.match(situation.source.text, token.end_pos) is not None
    words = (_SIGNS_OF_TIME.get(token) if is_time else None) or _SIGNS[token]
    text = situation.source.text
    spaced = words if text[token.end_pos : token.end_pos + 1].isspace() else f"{words} "
    if not text[situation.previous_end : situation.previous_end + 1].isspace():
        spaced = f" {spaced}"
    return Finding(
        f"a comparison is written in words, and `{token}` stands here",
        f"write `{words}`",
        _change(token, spaced),
    )


def _other_word(situation: Situation) -> Finding | None:
    token = situation.token
    for right in _OTHER_WORDS.get(token.lower(), ()):
        return Finding(
            f"`{token}` is no word of the language here; it says `{right}`",
            f"write `{right}`",
            _change(token, right),
            guess=True,
        )
    last = situation.last
    if last is None:
        return None
    for right in _OTHER_WORDS.get(last.lower(), ()):
        return Finding(
            f"`{last}` is no word of the language here; it says `{right}`",
            f"write `{right}`",
            _change(last, right),
            at=span_of(situation.source, last),
            guess=True,
        )
    return None


def _near(word: str, words: tuple[str, ...]) -> str | None:
    near = get_close_matches(word.lower(), words, 1, 0.72 if len(word) > 3 else 0.5)
    return near[0] if near else None


def _misspelled(situation: Situation) -> Finding | None:
    token = situation.token
    if situation.at_end or not re.fullmatch(r"[A-Za-z_]+", token):
        return None
    right = _near(token, situation.words)
    if right is None or right == token:
        return None
    return Finding(
        f"`{token}` is no word of the language; the nearest that can stand here is `{right}`",
        f"write `{right}`",
        _change(token, right),
        guess=True,
    )


def _misspelled_before(situation: Situation) -> Finding | None:
    """A misspelled keyword that passed for a name, so that reading stopped one word later."""
    last = situation.last
    if last is None or last.type != "NAME":
        return None
    names = keyword_names()
    fitting = tuple(w for w in situation.words_for_last() if situation.goes_on_with_last(names[w]))
    right = _near(last, fitting)
    if right is None or right == last:
        return None
    return Finding(
        f"`{last}` is no word of the language; the nearest that can stand here is `{right}`",
        f"write `{right}`",
        _change(last, right),
        at=span_of(situation.source, last),
        guess=True,
    )


_RULE = 'rule R-1 "t" cites LAW art 1 for each thing as x '

SPELLING = (
    Fault(
        "E0110",
        "a word of the language in capitals",
        _capitals,
        (
            _RULE + "WHEN x's p is yes end rule",
            _RULE + "when x's p is yes AND x's q is yes end rule",
            'Kind thing "thing" end kind',
            _RULE + 'then keeper MUST "act" end rule',
        ),
    ),
    Fault(
        "E0111",
        "a sign for a comparison",
        _sign,
        (
            _RULE + "when x's p = yes end rule",
            _RULE + "when x's p == yes end rule",
            _RULE + "when x's n>=3 end rule",
            _RULE + "when x's built_on < 2 December 2027 end rule",
            'scenario "s" as of 1 March 2026 given a is a thing with p = yes end end scenario',
        ),
    ),
    Fault(
        "E0112",
        "a word of another language",
        _other_word,
        (
            _RULE + 'then keeper shall "act" end rule',
            _RULE + "when x's n is greater than 3 end rule",
            'kind thing "thing" fact p: boolean end kind',
            _RULE + "if x's p is yes end rule",
            _RULE + "when x's custody is in trusted then x is y end rule",
            _RULE + "when x's custody is in { alpha, beta } then x is y end rule",
        ),
    ),
    Fault(
        "E0113",
        "a misspelled word of the language",
        lambda s: _misspelled(s) or _misspelled_before(s),
        (
            _RULE + "whem x's p is yes end rule",
            _RULE + "when al of: (a) x's p is yes end end rule",
            _RULE + 'then keeper mst "act" end rule',
            _RULE + "when x's p iz yes end rule",
            'knd thing "thing" end kind',
            'rule R-1 "t" cities LAW art 1 end rule',
            _RULE + "when x's p is yes end rul",
        ),
    ),
)
