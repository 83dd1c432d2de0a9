"""Faults of form: ids, names, citations, labels, versions, a fact without its `'s`."""

import re
from collections.abc import Mapping

from lark import Token

from duly_dsl.grammar import terminal_pattern
from duly_dsl.ir import VERSION
from duly_dsl.reserved import RESERVED
from duly_dsl.source import between
from duly_dsl.syntax_errors.fault import Change, Fault, Finding
from duly_dsl.syntax_errors.situation import Situation
from duly_dsl.syntax_errors.spans import span_of

_LABEL = re.compile(r"\(\s*([A-Za-z0-9]{1,5})\s*\)|([A-Za-z0-9]{1,5})[.)](?=\s)|[-*\u2022](?=\s)")
_CITED = re.compile(r"(?:Articles?|Art)\.?\s*(\d+[a-z]*)(?:\((\d+)\))?(?:\(([a-z]+)\))?", re.IGNORECASE)
_BEFORE_AN_INSTRUMENT = frozenset({"UNDER", "BY", "TO", "SOURCE", "AMENDMENT", "PROPOSAL"})
_CITED_WORDS: Mapping[str, str] = {
    "paragraph": "par",
    "para": "par",
    "article": "art",
    "letter": "point",
    "lit": "point",
    "subparagraph": "subpara",
}


def _rule_id(situation: Situation) -> Finding | None:
    token = situation.token
    if situation.accepts != {"RULE_ID"} or situation.at_end or token.start_pos is None:
        return None
    message = "a rule id is expected: capital letters, then parts joined by `-`, such as `AIA-26-6`"
    end = token.start_pos + len(token)
    words = re.sub(r"[_./\s]+", "-", str(token)).strip("-")
    right = "-".join([words.split("-")[0].upper(), *words.split("-")[1:]])
    if token.type == "LPAR" or not re.fullmatch(r"[A-Z][A-Z0-9]*(-[A-Za-z0-9]+)+", right):
        return Finding(message, "begin with an id such as `AIA-26-6`")
    return Finding(message, f"write `{right}`", (Change(token.start_pos, end, right),))


def _name(situation: Situation) -> Finding | None:
    token = situation.token
    takes_a_name = "NAME" in situation.accepts and "INSTRUMENT" not in situation.accepts
    if not takes_a_name or situation.at_end or token.start_pos is None:
        return None
    if not re.fullmatch(r"\w[\w-]*", token) or not re.search(r"[^\W\d_]", token):
        return None
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", str(token)).replace("-", "_").lower()
    right = re.sub(r"[^a-z0-9_]", "", words).strip("_")
    message = f"a name has small letters, digits and `_` only, and `{token}` stands here"
    if right == token:
        return None
    if not right or right[0].isdigit():
        return Finding(message, "begin the name with a small letter")
    change = Change(token.start_pos, token.start_pos + len(token), right)
    return Finding(message, f"write `{right}`", (change,), guess=True)


def _citation(situation: Situation) -> Finding | None:
    token, last = situation.token, situation.last
    if situation.at_end or token.start_pos is None:
        return None
    message = "a citation is an instrument and a place in it, such as `AIA art 26 par 6`"
    if last is not None and last.type == "CITE" and token.lower().rstrip(".") in _CITED_WORDS:
        right = _CITED_WORDS[token.lower().rstrip(".")]
        change = Change(token.start_pos, token.start_pos + len(token), right)
        return Finding(message, f"write `{right}`", (change,))
    if situation.accepts not in ({"INSTRUMENT"}, {"CITE"}):
        return None
    if last is not None and last.type in _BEFORE_AN_INSTRUMENT:
        return _instrument(token)
    found = _CITED.match(situation.source.text, token.start_pos)
    if found is None or situation.accepts != {"CITE"}:
        return Finding(message, "name the instrument, then the article, section or clause")
    parts = [f"art {found[1]}"]
    parts += [f"par {found[2]}"] if found[2] else []
    parts += [f"point ({found[3]})"] if found[3] else []
    right = " ".join(parts)
    return Finding(
        message,
        f"write `{right}`",
        (Change(found.start(), found.end(), right),),
        at=between(situation.source, found.start(), found.end()),
    )


def _instrument(token: Token) -> Finding:
    """An instrument alone, without a place in it."""
    assert token.start_pos is not None
    message = "an instrument is named here, in capitals such as `AIA` or `ADEQ_UK`"
    right = token.upper()
    if token == token.lower() or not re.fullmatch(terminal_pattern("INSTRUMENT"), right):
        return Finding(message, "name one that the header declares")
    return Finding(message, f"write `{right}`", (Change(token.start_pos, token.start_pos + len(token), right),))


def _label(situation: Situation) -> Finding | None:
    start = situation.token.start_pos
    if "LABEL" not in situation.accepts or start is None or situation.at_end:
        return None
    found = _LABEL.match(situation.source.text, start)
    if found is None:
        return None
    text = (found[1] or found[2] or "a").lower()
    return Finding(
        "a label is small letters or digits in brackets, such as `(a)`",
        f"write `({text})`",
        (Change(start, found.end(), f"({text})"),),
        at=between(situation.source, start, found.end()),
    )


def _version(situation: Situation) -> Finding | None:
    token = situation.token
    if situation.accepts != {"VERSION_NUMBER"} or situation.at_end or token.start_pos is None:
        return None
    message = "a version has three numbers, such as `2.0.0`"
    numbers = re.fullmatch(r'[v"]?(\d+(?:\.\d+){0,2})"?', token)
    if numbers is None:
        return Finding(message, "write one such as `2.0.0`")
    right = ".".join([*numbers[1].split("."), "0", "0"][:3])
    change = Change(token.start_pos, token.start_pos + len(token), right)
    return Finding(message, f"write `{right}`", (change,))


def _genitive(situation: Situation) -> Finding | None:
    token, last = situation.token, situation.last
    if situation.at_end or token.start_pos is None:
        return None
    dotted = re.fullmatch(r"([a-z][a-z0-9_]*)((?:(?:\.|->)[a-z][a-z0-9_]*)+)", token)
    if dotted is not None:
        right = re.sub(r"\.|->", "'s ", str(token))
        change = Change(token.start_pos, token.start_pos + len(token), right)
        message = f"a fact of a thing is named with `'s`, and `{token}` stands here"
        return Finding(message, f"write `{right}`", (change,), guess=True)
    if last is None or last.type != "NAME" or last.end_pos is None or token.type != "NAME":
        return None
    if "GENITIVE" not in situation.accepts or token.line != last.end_line or last in RESERVED - {VERSION}:
        return None
    if not situation.goes_on_after("GENITIVE"):
        return None
    return Finding(
        f"between `{last}` and `{token}` a `'s` is missing",
        f"write `{last}'s {token}`",
        (Change(last.end_pos, last.end_pos, "'s"),),
        at=span_of(situation.source, last).to(situation.span),
        guess=True,
    )


_RULE = 'rule R-1 "t" cites LAW art 1 for each thing as x '

FORMS = (
    Fault(
        "E0123",
        "a rule id in another form",
        _rule_id,
        ('rule aia-26 "t" end rule', 'rule AIA_26 "t" end rule', 'rule "t" end rule'),
    ),
    Fault(
        "E0124",
        "a label in another form",
        _label,
        (
            _RULE + "when all of: (A) x's p is yes end end rule",
            _RULE + "when all of: a) x's p is yes end end rule",
            _RULE + "when all of: - x's p is yes end end rule",
        ),
    ),
    Fault(
        "E0125",
        "a citation in another form",
        _citation,
        (
            'rule R-1 "t" cites AIA Article 26(6) end rule',
            'rule R-1 "t" cites art 26 end rule',
            'rule R-1 "t" cites AIA art 26 paragraph 6 end rule',
            'rule R-1 "t" cites "AIA art 26" end rule',
            'date d "d" is 2 August 2026 under Adeq_UK end date',
            'date d "d" is 2 August 2026 under law end date',
        ),
    ),
    Fault(
        "E0126",
        "a version with fewer or more than three numbers",
        _version,
        (
            "pack p version 1.0 end pack",
            'pack p version "1.0.0" end pack',
            "pack p version v2 end pack",
        ),
    ),
    Fault(
        "E0127",
        "a missing 's",
        _genitive,
        (
            _RULE + "when x p is yes end rule",
            _RULE + "when x.p is yes end rule",
        ),
    ),
    Fault(
        "E0128",
        "a name in another form",
        _name,
        (
            'kind ai-system "t" end kind',
            'kind aiSystem "t" end kind',
            'group Prohibitions "t"',
        ),
    ),
)
