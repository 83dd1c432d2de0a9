"""Faults of phrases: who must do what, a word that is missing, and phrases known from examples."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lark.exceptions import UnexpectedToken

from duly_dsl.grammar import END_OF_TEXT, keyword_names, parser, terminal_texts
from duly_dsl.syntax_errors.fault import Change, Fault, Finding
from duly_dsl.syntax_errors.situation import Situation
from duly_dsl.syntax_errors.spans import span_of
from duly_dsl.syntax_errors.words import expected, sample

_RULE = 'rule R-1 "t" cites LAW art 1 for each thing as x '
_SCENARIO = 'scenario "s" as of 1 March 2026 given a is a thing '
_TEXT_AND_NAME = re.compile(r'("[^"\n]*")\s+(?!end\b)([a-z][a-z0-9_]*)')
_ITEM_WORDS = frozenset({"RULE", "SCENARIO", "KIND", "TERM"})


def _roles(situation: Situation) -> Finding | None:
    """`deployer, provider must`, `deployer or provider must`."""
    token = situation.token
    joins = token.type in ("COMMA", "OR") and "MUST" in situation.accepts
    if not joins or token.start_pos is None or token.end_pos is None:
        return None
    right = " and" if token.type == "COMMA" else "and"
    return Finding(
        "roles that are bound by one rule are joined by `and`: each of them must do it",
        "write `and`, or make a rule for each role",
        (Change(token.start_pos, token.end_pos, right),),
    )


def _no_item(situation: Situation) -> Finding | None:
    token = situation.token
    if not situation.accepts >= _ITEM_WORDS or token.type == "END":
        return None
    return Finding(
        f"a rule, a scenario or a declaration begins here, and `{token}` is none of their words",
        "begin with one of `rule`, `scenario`, `term`, `kind`, `choice`, `role`, `evidence kind`,"
        " `date`, `period`, `amount`, `table`, `parameter`, `reading`, `group`, `calendar`",
    )


def _one_word(situation: Situation) -> Finding | None:
    """One word is missing; with it the sentence would go on."""
    texts = terminal_texts()
    names = [n for n in situation.accepts if n in texts and situation.goes_on_after(n)]
    if len(names) != 1 or situation.at_end:
        return None
    word = texts[names[0]]
    place = situation.previous_end
    return Finding(
        f"`{word}` is missing before `{situation.token}`",
        f"write `{word} {situation.token}`" if word.isalpha() else f"write `{word}` before it",
        (Change(place, place, f" {word}" if word.isalpha() else word),),
        guess=True,
    )


def _one_too_many(situation: Situation) -> Finding | None:
    """Without the word the sentence would go on."""
    token, last = situation.token, situation.last
    # A keyword that could only be read as a name is what is wrong, not the word after it.
    if last is not None and last.type == "NAME" and last in keyword_names():
        token = last
    if situation.at_end or token.start_pos is None or token.end_pos is None:
        return None
    text = situation.source.text
    end = token.end_pos + (1 if text[token.end_pos : token.end_pos + 1] == " " else 0)
    before = situation.before_last if token is last else last
    twice = before is not None and before == str(token)
    return Finding(
        f"`{shown(token)}` stands twice here" if twice else f"`{shown(token)}` is one word too many here",
        f"leave out `{shown(token)}`",
        (Change(token.start_pos, end, ""),),
        at=span_of(situation.source, token),
        guess=True,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """A phrase that is known to be tried; it is recognised by where the parser stops in `wrong`."""

    message: str
    advice: str
    wrong: tuple[str, ...]


_KNOWN = (
    _Known(
        "`anyone` can only be forbidden something, as a duty needs a role that bears it",
        'write `then anyone must not "..."`, or name the role that must act',
        (_RULE + 'then anyone must "act"', _RULE + 'then anyone should "act"'),
    ),
    _Known(
        "`anyone` stands alone, as it holds for every role",
        'write `then anyone must not "..."`',
        (_RULE + "then anyone and keeper", _RULE + "then anyone, keeper"),
    ),
    _Known(
        "a voluntary duty is positive: what should not be done has no form of its own",
        "write `must not` for a ban, or say what should be done instead",
        (_RULE + "then keeper should not",),
    ),
    _Known(
        "what is not done is forbidden by `must not`",
        'write `then deployer must not "..."`',
        (_RULE + "then keeper not",),
    ),
    _Known(
        "`is not one of` has no form of its own",
        "write `not x's fact is one of { a, b }`, or a block `none of: (a) ... end`",
        (_RULE + "when x's custody is not one of {",),
    ),
    _Known(
        "a fact is declared with its type after a colon",
        "write `fact p: yes/no`, or another type: text, date, instant, number, amount, duration",
        (
            'kind k "t" fact p yes',
            'kind k "t" fact p is',
            'kind k "t" fact p end',
            'kind k "t" fact p fact',
        ),
    ),
    _Known(
        "a type is one of yes/no, text, date, instant, number, amount, duration, one of, many of",
        "write one of them, such as `fact p: yes/no`",
        ('kind k "t" fact p: yes', 'kind k "t" fact p: thing', 'kind k "t" fact p: end'),
    ),
    _Known(
        "a link says whether it leads to one thing or to many",
        "write `link uses: many model`, or `link system: one ai_system`",
        ('kind k "t" link uses: model', 'kind k "t" link uses: end'),
    ),
    _Known(
        "what follows when a rule cannot be determined is `applicable` or `not applicable`",
        "write `if undetermined treat as applicable`, or `... as not applicable`",
        (
            _RULE + "if undetermined treat as yes",
            _RULE + "if undetermined treat as unknown",
            _RULE + "if undetermined treat as foo",
        ),
    ),
    _Known(
        "the day on which a scenario is judged is a day or a moment",
        "write `as of 2 December 2027`, or `as of 2 December 2027 at 13:00 UTC`",
        ('scenario "s" as of today', 'scenario "s" as of now', 'scenario "s" as of "'),
    ),
    _Known(
        "a status is expected `for` the thing that it is about",
        "write `expect AIA-26-6 is a gap for cv_ranker`",
        (
            _SCENARIO + "expect R-1 is met expect",
            _SCENARIO + "expect R-1 is met end",
            _SCENARIO + "expect R-1 is a gap expect",
            _SCENARIO + "expect R-1 is a gap end",
            _SCENARIO + "expect R-1 is a gap because",
        ),
    ),
    _Known(
        "this is no status: they are met, a gap, a breach, due, observed, set aside, ended, waived,"
        " excused, not ours, not applicable, not yet applicable, undetermined, in conflict",
        "write one of them, such as `expect AIA-26-6 is a gap for cv_ranker`",
        (
            _SCENARIO + "expect R-1 is foo",
            _SCENARIO + "expect R-1 is yes",
            _SCENARIO + "expect R-1 is a foo",
            _SCENARIO + "expect R-1 is provisionally foo",
        ),
    ),
    _Known(
        "what sets a value is cited for all its versions, before the first of them",
        "write `cites` below the display text, before what the first instrument says",
        (
            'date d "t" is 1 May 2026 under LAW cites',
            'date d "t" is 1 May 2026 under LAW when reading r is v cites',
            'period p "t" is 6 months under LAW cites',
            'period p "t" is 6 months under LAW when reading r is v cites',
            'amount m "t" is 5 EUR under LAW cites',
            'table t "t" of c lists a under LAW cites',
            'table t "t" of c lists a under LAW from 1 May 2026 cites',
            'table t "t" of c lists a under LAW when reading r is v cites',
        ),
    ),
    _Known(
        "the choice of a table comes before the provisions that it cites",
        "write `of` and the choice behind the display text, then `cites`",
        ('table t "t" cites',),
    ),
)


@cache
def _by_state() -> Mapping[tuple[int, str], _Known]:
    """The known phrases by the state in which the parser stops, and the word at which it does."""
    table: dict[tuple[int, str], _Known] = {}
    for known in _KNOWN:
        for wrong in known.wrong:
            try:
                parser().parse(wrong)
            except UnexpectedToken as unexpected:
                state = unexpected.interactive_parser.parser_state.position
                table.setdefault((state, unexpected.token.type), known)
    return table


def _nobodys_duty(situation: Situation) -> Finding | None:
    """`then must ...`: after `then` the word could only be read as a name."""
    last, before = situation.last, situation.before_last
    if last is None or last not in ("must", "should") or before is None or before.type != "THEN":
        return None
    return Finding(
        "a duty says whose it is",
        'write the role first, such as `then deployer must "..."`',
        at=span_of(situation.source, last),
    )


def _text_before_member(situation: Situation) -> Finding | None:
    """`is "recruiting people" recruitment`: the name of a member comes first."""
    token, last = situation.token, situation.last
    within = situation.opened and situation.opened[-1].closing == "end choice"
    if not within or token.type != "STRING" or last is None or last.type not in ("IS", "COMMA"):
        return None
    start = token.start_pos
    named = _TEXT_AND_NAME.match(situation.source.text, start or 0)
    if named is None or start is None:
        return Finding("a member of a choice begins with its name", f"write one, such as `first_member {token}`")
    turned = f"{named[2]} {named[1]}"
    change = Change(start, named.end(), turned)
    return Finding(f"the text of the member `{named[2]}` stands behind its name", f"write `{turned}`", (change,))


def _known(situation: Situation) -> Finding | None:
    known = _by_state().get(situation.key)
    return Finding(known.message, known.advice) if known is not None else None


PHRASES = (
    Fault(
        "E0140",
        "roles joined by a comma or by or",
        _roles,
        (
            _RULE + 'then keeper, operator must "act" end rule',
            _RULE + 'then keeper or operator must not "act" end rule',
        ),
    ),
    Fault(
        "E0141",
        "a phrase that the language says otherwise",
        lambda s: _nobodys_duty(s) or _text_before_member(s) or _known(s),
        (
            'choice c "c" is "the first" alpha, "the last" beta end choice',
            'choice c "c" is "the first", beta end choice',
            _RULE + 'then must "act" end rule',
            _RULE + 'then should "act" end rule',
            *(wrong for known in _KNOWN for wrong in known.wrong),
        ),
    ),
    Fault(
        "E0142",
        "nothing that begins here",
        _no_item,
        ("hello world", 'kind k "t" end kind foo bar'),
    ),
    Fault(
        "E0143",
        "a missing word",
        _one_word,
        (
            'rule R-1 "t" cites LAW art 1 for thing as x end rule',
            _RULE + "when all of (a) x's p is yes end then x is y end rule",
            _RULE + "if undetermined treat applicable end rule",
        ),
    ),
    Fault(
        "E0144",
        "a word too many",
        _one_too_many,
        (
            _RULE + "when x's p is the yes then x is y end rule",
            _RULE + "when when x's p is yes then x is y end rule",
            'kind k "t" link uses: to many thing end kind',
        ),
    ),
)


def fallback(situation: Situation) -> Finding:
    """What was expected, and what stands here instead."""
    wanted, advice = expected(situation), sample(situation)
    if situation.token.type == END_OF_TEXT:
        return Finding(f"the text ends here, and {wanted} is expected", advice)
    return Finding(f"{wanted} is expected here, and `{shown(situation.token)}` stands here", advice)


def shown(text: str) -> str:
    """A word as it is shown in a sentence; a long text is cut."""
    return text if len(text) <= 40 else f"{text[:37]}..."
