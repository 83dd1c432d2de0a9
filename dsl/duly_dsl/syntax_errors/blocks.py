"""Faults of structure: labels, `and` with `or`, what is not closed, what closes nothing."""

import re

from duly_dsl.diagnostics import Place
from duly_dsl.grammar import TOO_DEEP, terminal_texts
from duly_dsl.syntax_errors.fault import Change, Fault, Finding
from duly_dsl.syntax_errors.opened import CLOSINGS, Open
from duly_dsl.syntax_errors.situation import Situation
from duly_dsl.syntax_errors.spans import span_of

_BEGINS_A_CONDITION = frozenset(["NAME", "NOT", "RULE_ID", "SOME", "EVERY", "NO", "ALL", "ANY", "NONE", "AT", "GROUP"])
_CLOSED = frozenset({*(closing.split()[1] for closing in CLOSINGS.values()), "task"})
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def _too_deep(situation: Situation) -> Finding | None:
    if situation.token.type != TOO_DEEP:
        return None
    return Finding(
        "conditions are nested too deeply here to be read",
        "give an inner part a name of its own: `term ... means ... end term`",
    )


def _mixed(situation: Situation) -> Finding | None:
    token = situation.token
    other = {"OR": "AND", "AND": "OR"}.get(token.type)
    if other is None or other not in situation.accepts or _after_then(situation):
        return None
    return Finding(
        "`and` and `or` cannot stand in one line: it would be unclear which binds first",
        "use labelled blocks: `all of: (a) ... (b) any of: (i) ... (ii) ... end end`",
    )


def _after_then(situation: Situation) -> bool:
    return "MUST" in situation.accepts


def _next_label(situation: Situation) -> str:
    labels = situation.labels
    if not labels:
        return "a"
    last = labels[-1]
    if last in _ROMAN and (len(labels) > 1 or last == "i"):
        following = _ROMAN[(_ROMAN.index(last) + 1) % len(_ROMAN)]
        if len(labels) < 2 or labels[-2] in _ROMAN:
            return following
    if last.isdigit():
        return str(int(last) + 1)
    return chr(ord(last) + 1) if len(last) == 1 and last < "z" else f"{last}2"[:5]


def _unlabelled(situation: Situation) -> Finding | None:
    token = situation.token
    starts = token.type in _BEGINS_A_CONDITION
    if not starts or not situation.goes_on_after("LABEL") or token.start_pos is None:
        return None
    if "LABEL" not in situation.accepts:
        return None
    if situation.last is not None and situation.last.type == "FORMERLY":
        return Finding(
            "after `formerly` stands the label that the limb had before, and none stands here",
            "write it, such as `(b) formerly (a)`, or leave out `formerly`",
        )
    label = f"({_next_label(situation)})"
    return Finding(
        "each limb of a block begins with its label, and none stands here",
        f"write `{label}` before it",
        (Change(token.start_pos, token.start_pos, f"{label} "),),
    )


def _empty(situation: Situation) -> Finding | None:
    last = situation.last
    if last is None or situation.at_end:
        return None
    if situation.token.type == "END" and last.type == "COLON" and "LABEL" in situation.accepts:
        return Finding(
            "this block holds nothing",
            "give it limbs such as `(a) system is high_risk`, or leave it out",
        )
    if situation.token.type == "RBRACE" and last.type == "LBRACE":
        return Finding("this list holds nothing", "name at least one, such as `{ deployer }`")
    return None


def _not_joined(situation: Situation) -> Finding | None:
    if situation.token.type not in _BEGINS_A_CONDITION or "MUST" in situation.accepts:
        return None
    if not {"AND", "OR"} <= situation.accepts or not situation.goes_on_after("AND"):
        return None
    return Finding(
        "two conditions stand here side by side, and nothing says how they combine",
        "put `and` or `or` between them, or make a block: `all of: (a) ... (b) ... end`",
    )


def _closers(opened: Open) -> tuple[str, ...]:
    names = {text: name for name, text in terminal_texts().items()}
    return tuple(names[word] for word in opened.closing.split())


def _not_closed(situation: Situation) -> Finding | None:
    """The word could stand here if what is open were closed before it."""
    closing: list[Open] = []
    inserted: list[str] = []
    for opened in reversed(situation.opened):
        closing.append(opened)
        inserted += _closers(opened)
        fits = situation.goes_on_instead(*inserted) and (
            (situation.at_end and opened.is_item) or situation.goes_on_after(*inserted)
        )
        if fits:
            return _missing(situation, closing)
    return None


def _missing(situation: Situation, closing: list[Open]) -> Finding:
    outermost = closing[-1]
    told = " and ".join(f"`{o.closing}`" for o in closing)
    here = "at the end of the text" if situation.at_end else "before this"
    spaced = " " if all(o.closing == "end" or not o.closing.startswith("end") for o in closing) else "\n"
    text = "".join(f"{spaced}{o.closing}" for o in closing)
    verb = "is" if len(closing) == 1 else "are"
    return Finding(
        f"the {outermost.what} is not closed: {told} {verb} missing {here}",
        f"write {told}",
        (Change(situation.previous_end, situation.previous_end, text),),
        others=(Place(outermost.span, "opened here"),),
    )


def _wrong_end(situation: Situation) -> Finding | None:
    """`end rule` where something inside the rule is still open, or `end` without what it closes."""
    token, last, inner = situation.token, situation.last, situation.opened_before_end
    if last is None or last.type != "END" or inner is None:
        return None
    kind = inner.closing.removeprefix("end").strip()
    if situation.at_end:
        return _bare_end(situation, inner) if kind else None
    if last.start_pos is None or last.end_pos is None or token.end_pos is None:
        return None
    words = f"end {token}"
    opened = (Place(inner.span, "opened here"),)
    at = span_of(situation.source, last).to(situation.span)
    if token.line != last.end_line or (token not in _CLOSED and not inner.is_item):
        return _bare_end(situation, inner) if kind else None
    if token not in _CLOSED:
        return None
    if any(o.closing.startswith(words) for o in situation.opened if o is not inner):
        return Finding(
            f"the {inner.what} is not closed: `{inner.closing}` is missing before `{words}`",
            f"write `{inner.closing}` before it",
            (Change(last.start_pos, last.start_pos, f"{inner.closing}\n"),),
            at=at,
            others=opened,
            guess=True,
        )
    return Finding(
        f"what is open here is closed by `{inner.closing}`, and `{words}` stands here",
        f"write `{inner.closing}`",
        (Change(last.start_pos, token.end_pos, inner.closing),),
        at=at,
        others=opened,
        guess=True,
    )


def _bare_end(situation: Situation, inner: Open) -> Finding | None:
    last = situation.last
    if last is None or last.end_pos is None:
        return None
    kind = inner.closing.removeprefix("end")
    return Finding(
        f"this `end` does not say what it closes: the {inner.what} is closed by `{inner.closing}`",
        f"write `{inner.closing}`",
        (Change(last.end_pos, last.end_pos, kind),),
        at=span_of(situation.source, last),
        others=(Place(inner.span, "opened here"),),
        guess=True,
    )


def _closes_nothing(situation: Situation) -> Finding | None:
    token, last = situation.token, situation.last
    if last is not None and last.type == "END":
        token = last
    elif token.type != "END" or situation.opened:
        return None
    if token.start_pos is None or token.end_pos is None:
        return None
    text = situation.source.text
    whole = re.compile(r"end(?:[ \t]+(?:evidence[ \t]+kind|[a-z]+))?\s*").match(text, token.start_pos)
    end = whole.end() if whole is not None and token is not last else token.end_pos
    return Finding(
        "nothing is open here that this `end` could close",
        "leave it out, or look for a block above that was closed too early",
        (Change(token.start_pos, end, ""),),
        at=span_of(situation.source, token),
    )


_RULE = 'rule R-1 "t" cites LAW art 1 for each thing as x '

DEPTH = Fault(
    "E0130",
    "conditions nested too deeply",
    _too_deep,
    (_RULE + "when " + "not " * 300 + "x is y end rule",),
)
BLOCKS = (
    Fault(
        "E0131",
        "and mixed with or",
        _mixed,
        (
            _RULE + "when x's p is yes and x's q is yes or x's r is yes end rule",
            _RULE + "when x's p is yes or x's q is yes and x's r is yes end rule",
        ),
    ),
    Fault(
        "E0132",
        "an empty block or list",
        _empty,
        (
            _RULE + "when all of: end then x is y end rule",
            _RULE + "when x's custody is one of { } then x is y end rule",
        ),
    ),
    Fault(
        "E0133",
        "a limb without label",
        _unlabelled,
        (
            _RULE + "when all of: x's p is yes (b) x's q is yes end then x is y end rule",
            _RULE + "when all of: (a) x's p is yes x's q is yes end then x is y end rule",
            _RULE + "when any of: (i) x's p is yes not x is z end then x is y end rule",
            _RULE + "when any of: (i) formerly x's p is yes (ii) x is z end then x is y end rule",
        ),
    ),
    Fault(
        "E0134",
        "two conditions without a word between them",
        _not_joined,
        (_RULE + "when x's p is yes\n x's q is yes then x is y end rule",),
    ),
    Fault(
        "E0135",
        "something is not closed",
        lambda s: _wrong_end(s) or _not_closed(s),
        (
            _RULE + "then x is y\n" + _RULE.replace("R-1", "R-2") + "then x is y end rule",
            _RULE + "then x is y",
            _RULE + "when all of: (a) x's p is yes (b) x's q is yes then x is y end rule",
            _RULE + "when all of: (a) x's p is yes end rule",
            _RULE + 'then keeper must "a" evidence e "p" accept k end rule',
            _RULE + 'then keeper must "a" task "t" end rule',
            'scenario "s" as of 1 March 2026 given a is a thing with p: yes expect a is t end scenario',
            'kind thing "thing" fact p: yes/no\nkind part "part" end kind',
            'kind thing "thing" fact p: yes/no end rule',
            'amount a "a" is 5 EUR under LAW\ngroup g "g"',
            'table t "t" of c lists a, b under LAW\ngroup g "g"',
            'kind thing "thing" fact p: yes/no end\n' + _RULE + "then x is y end rule",
            _RULE + 'then keeper must "a" task "t" end\n when x is z end rule',
            _RULE + "when x's custody is one of { alpha, beta then x is y end rule",
        ),
    ),
    Fault(
        "E0136",
        "an end that closes nothing",
        _closes_nothing,
        (
            _RULE + "when x's p is yes end then x is y end rule",
            "end rule",
            _RULE + "then x is y end end rule",
        ),
    ),
)
