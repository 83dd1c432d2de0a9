"""Faults of single characters: quotes, brackets, commas, what does not belong in a rule file."""

import re
import unicodedata

from duly_dsl.diagnostics import Diagnostic, Edit, Fix, error
from duly_dsl.grammar import PLACEHOLDER, UNCLOSED, keyword_names
from duly_dsl.reserved import RESERVED
from duly_dsl.source import Source, between
from duly_dsl.syntax_errors.fault import Change, Fault, Finding
from duly_dsl.syntax_errors.situation import Situation

# Line breaks that editors count differently, controls, and what turns the direction of reading.
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
_INVISIBLE = re.compile("[\u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]")
_CURLY = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_NAME = r"[a-z][a-z0-9_]*"
_BETWEEN = re.compile(r"\s*,\s*|\s+or\s+")
_BEGUN_LIST = re.compile(rf"\bone\s+of\s+(?={_NAME}(?:(?:{_BETWEEN.pattern}){_NAME})*$)")
_BARE_TEXT = re.compile(r'[A-Za-z][^\s",]*(?:[ \t]+(?!end\b)[^\s",]+)+')
_SEVERAL = re.compile(rf"{_NAME}(?:(?:{_BETWEEN.pattern}){_NAME})+")


def _called(character: str) -> str:
    name = unicodedata.name(character, "control character").lower()
    return f"U+{ord(character):04X}, {name}"


def odd_character(source: Source) -> Diagnostic | None:
    """The first character that may stand nowhere; positions after it could not be trusted."""
    found = _NEVER.search(source.text)
    if found is None:
        return None
    span = between(source, found.start(), found.end())
    return error(
        "E0102",
        f"this character cannot stand in a rule file ({_called(found.group())})",
        span,
        fix=Fix("delete it", (Edit(span, ""),)),
    )


def _rest_of_line(situation: Situation, start: int) -> str:
    text = situation.source.text
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def _invisible(situation: Situation) -> Finding | None:
    start, end = situation.token.start_pos, situation.token.end_pos
    if start is None or end is None:
        return None
    found = _INVISIBLE.search(situation.source.text, start, end + 1)
    if found is None:
        return None
    place = found.start()
    takes_space = found.group() in "\u00a0\u202f\u3000" or "\u2000" <= found.group() <= "\u200a"
    return Finding(
        f"an invisible character stands here ({_called(found.group())})",
        "write an ordinary space" if takes_space else "delete it",
        (Change(place, place + 1, " " if takes_space else ""),),
        at=between(situation.source, place, place + 1),
    )


def _curly_quotes(situation: Situation) -> Finding | None:
    start = situation.token.start_pos
    if situation.token[:1] not in _CURLY or situation.at_end or start is None:
        return None
    closing = re.search(f'[{_CURLY}"]', _rest_of_line(situation, start + 1))
    changes = [Change(start, start + 1, '"')]
    end = start + len(situation.token)
    if closing is not None:
        place = start + 1 + closing.start()
        changes.append(Change(place, place + 1, '"'))
        end = place + 1
    return Finding(
        "a text stands between straight quotes",
        'write `"` before and after it',
        tuple(changes),
        at=between(situation.source, start, end),
    )


def _unclosed(situation: Situation) -> Finding | None:
    token = situation.token
    if token.type != UNCLOSED or token.start_pos is None or token.end_pos is None:
        return None
    following = _rest_of_line(situation, token.end_pos + 1)
    if following.count('"') == 1 and not following.lstrip().startswith('"'):
        blank = token.end_pos + 1 + len(following) - len(following.lstrip())
        start = token.start_pos + len(token.rstrip())
        return Finding(
            "a text in quotes ends on the line on which it begins",
            "write it on one line",
            (Change(start, blank, " "),),
        )
    end = token.start_pos + len(token.rstrip())
    return Finding('this text has no closing `"`', 'close it with `"`', (Change(end, end, '"'),))


def _begins_a_clause(situation: Situation, start: int) -> bool:
    """Whether a line begins here, and with a word of the language: then the text is missing, not its quotes."""
    before = situation.source.text[:start].rpartition("\n")[2]
    return not before.strip() and situation.token in RESERVED


def _unopened(situation: Situation) -> Finding | None:
    token = situation.token
    takes_text = "STRING" in situation.accepts and situation.accepts <= {"STRING", "NOT"}
    if not takes_text or situation.at_end or token.type == "NOT" or token.start_pos is None:
        return None
    start, line = token.start_pos, _rest_of_line(situation, token.start_pos).rstrip()
    message = f"a text in quotes is expected, and `{token}` stands here without"
    if token.type in ("VERSION_NUMBER", "INT", "DECIMAL"):
        end = start + len(token)
        advice = f'write `"{token}"`'
        return Finding(message, advice, (Change(start, start, '"'), Change(end, end, '"')))
    if line.count('"') == 1:
        return Finding(message, 'open the text with `"`', (Change(start, start, '"'),))
    if '"' in line or _begins_a_clause(situation, start):
        return None
    end = start + len(line)
    advice = f'write `"{line}"`'
    return Finding(
        message,
        advice,
        (Change(start, start, '"'), Change(end, end, '"')),
        at=between(situation.source, start, end),
        guess=True,
    )


def _unopened_member(situation: Situation) -> Finding | None:
    """`is recruitment recruiting people, ...`: one word alone would be the next member."""
    start = situation.token.start_pos
    within = situation.opened and situation.opened[-1].closing == "end choice"
    if not within or "STRING" not in situation.accepts or situation.last is None or start is None:
        return None
    found = _BARE_TEXT.match(_rest_of_line(situation, start))
    if found is None:
        return None
    end = start + found.end()
    return Finding(
        f"a text in quotes is expected, and `{situation.token}` stands here without",
        f'write `"{found.group()}"`',
        (Change(start, start, '"'), Change(end, end, '"')),
        at=between(situation.source, start, end),
        guess=True,
    )


def _quotes_within(situation: Situation) -> Finding | None:
    previous = situation.previous_end
    text = situation.source.text
    if situation.token.start_pos != previous or text[previous - 1 : previous] != '"':
        return None
    return Finding(
        "a text in quotes cannot hold quotes of the same sort",
        "use other quotes within it, such as \u2018 and \u2019",
    )


def _other_brackets(situation: Situation) -> Finding | None:
    start = situation.token.start_pos
    if "LBRACE" not in situation.accepts or start is None:
        return None
    closing = {"[": "]", "(": ")"}.get(situation.token[:1])
    line = _rest_of_line(situation, start)
    if closing is not None and closing in line:
        end = start + line.index(closing)
        changes = (Change(start, start + 1, "{"), Change(end, end + 1, "}"))
        inner = line[1 : line.index(closing)].strip()
        return Finding("a list stands between `{` and `}`", f"write `{{ {inner} }}`", changes)
    return None


def _bare_list(situation: Situation) -> Finding | None:
    """`is one of alpha, beta`, `is one of alpha or beta`: one name alone would be a table."""
    text = situation.source.text
    begun = _BEGUN_LIST.search(text, situation.start, situation.previous_end)
    names = _SEVERAL.match(text, begun.end()) if begun else None
    if names is None or situation.at_end:
        return None
    listed = f"{{ {', '.join(_BETWEEN.split(names.group()))} }}"
    return Finding(
        "a list stands between `{` and `}`",
        f"write `{listed}`",
        (Change(names.start(), names.end(), listed),),
        at=between(situation.source, names.start(), names.end()),
        guess=True,
    )


def _stray(situation: Situation) -> Finding | None:
    token = situation.token
    mark = token[-1:]
    if mark not in ";.," or situation.at_end or token.end_pos is None:
        return None
    place = token.end_pos - 1
    text = situation.source.text
    if text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit():
        return None
    sort = {";": "semicolon", ".": "full stop", ",": "comma"}[mark]
    return Finding(
        f"no {sort} can stand here",
        f"leave out the `{mark}`",
        (Change(place, place + 1, ""),),
        guess=True,
    )


def _trailing_comma(situation: Situation) -> Finding | None:
    last, before = situation.last, situation.before_last
    if last is not None and before is not None and before.type == "COMMA" and last in keyword_names():
        # After a comma only a name may stand, so the word that goes on was read as one.
        last = before
    if last is None or last.type != "COMMA" or situation.token.type == "COMMA":
        return None
    start, end = last.start_pos, last.end_pos
    if start is None or end is None:
        return None
    return Finding(
        "after a comma another one of the list is expected",
        "leave out the comma, or go on with the list",
        (Change(start, end, ""),),
        at=between(situation.source, start, end),
        guess=True,
    )


def _missing_comma(situation: Situation) -> Finding | None:
    if "COMMA" not in situation.accepts or not situation.goes_on_after("COMMA"):
        return None
    place = situation.previous_end
    return Finding(
        f"a comma is missing before `{situation.token}`",
        "put a comma between the two",
        (Change(place, place, ","),),
        guess=True,
    )


_RULE = 'rule R-1 "t" cites LAW art 1 for each thing as x '


def _no_table(situation: Situation) -> Finding | None:
    if situation.token.type != PLACEHOLDER:
        return None
    message = f"`{situation.token}` stands for a column of a table, and there is none that this is read from"
    return Finding(message, 'begin the scenario with `scenario "..." for each row of "clocks.csv"`')


MARKS = (
    Fault(
        "E0102",
        "a character that does not belong",
        _invisible,
        ('kind\u00a0thing "thing" end kind', 'ru\u200ble R-1 "t" end rule'),
    ),
    Fault(
        "E0103",
        "a text that is not closed",
        _unclosed,
        ('group act "the whole Act\ngroup other "other"', 'group act "the whole\n  Act"'),
    ),
    Fault("E0104", "curly quotes", _curly_quotes, ("group act \u201cthe whole Act\u201d",)),
    Fault(
        "E0105",
        "a text without quotes",
        lambda s: _unopened(s) or _unopened_member(s),
        (
            'choice c "c" is alpha the first, beta end choice',
            'choice c "c" is alpha "the first", beta the last end choice',
            "group act the whole Act\n",
            'group act the whole Act"\n',
            _RULE + "then keeper must act\nend rule",
        ),
    ),
    Fault("E0106", "quotes within quotes", _quotes_within, ('group act "the "whole" Act"',)),
    Fault(
        "E0107",
        "other brackets than braces",
        lambda s: _other_brackets(s) or _bare_list(s),
        (
            _RULE + "when x's custody is one of [alpha, beta] end rule",
            _RULE + "when x's custody is one of (alpha, beta) end rule",
            _RULE + "when x's custody is one of alpha, beta end rule",
            _RULE + "when x's custody is one of alpha or beta then x is y end rule",
        ),
    ),
    Fault(
        "E0108",
        "a comma too many or too few",
        lambda s: _trailing_comma(s) or _stray(s) or _missing_comma(s),
        (
            _RULE + "when x's custody is one of { alpha beta } end rule",
            _RULE + "when x's custody is one of { alpha, } end rule",
            'table t "t" of c lists alpha, under LAW end table',
            _RULE + "when x's p is yes; end rule",
            _RULE + "when x's p is yes. end rule",
            _RULE + "when all of: (a) x's p is yes, (b) x's q is yes end end rule",
        ),
    ),
    Fault(
        "E0114",
        "a column without a table",
        _no_table,
        ('scenario "s" as of <day> expect R-1 is met for a end scenario', _RULE + "when x's p is <value> end rule"),
    ),
)
