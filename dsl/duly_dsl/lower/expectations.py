"""Scenarios: what is expected."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from lark import Token

from duly_dsl.ir import (
    Asked,
    AskedFact,
    AskedRole,
    Expectation,
    ExpectExpiry,
    ExpectNotAssessed,
    ExpectOperates,
    ExpectPenalty,
    ExpectQuestions,
    ExpectStatus,
    ExpectStayed,
    ExpectTask,
    ExpectTerm,
    ExpectWhether,
    Name,
    Value,
)
from duly_dsl.lower import faults
from duly_dsl.lower.context import Lowering
from duly_dsl.lower.nodes import (
    Node,
    branch,
    branches,
    leaf,
    maybe_branch,
    maybe_leaf,
    quoted,
    words,
)
from duly_dsl.lower.values import day, day_or_instant, literal, money, path

_DETAIL_OF = {
    "by_rule": ("by", "set aside"),
    "by_date": ("by", "due"),
    "from_date": ("from", "not yet applicable"),
}


def _text(token: Token | None) -> str | None:
    return None if token is None else str(token)


def _about(node: Node) -> tuple[str | None, str]:
    """A version, where one is named, and the subject."""
    return _version(node), str(leaf(node, 1))


def _version(node: Node) -> str | None:
    return quoted(node, 0) if maybe_leaf(node, 0) else None


def _status(low: Lowering, node: Node) -> ExpectStatus:
    status = words(branch(node, 4)).removeprefix("a ")
    detail, reason = maybe_branch(node, 5), maybe_branch(node, 7)
    by_rule: str | None = None
    by: date | datetime | None = None
    since: date | None = None
    if detail is not None:
        word, fitting = _DETAIL_OF[detail.data]
        if status != fitting:
            low.report(faults.detail_does_not_fit(word, fitting, status, low.span(detail)))
        if detail.data == "by_rule":
            by_rule = str(leaf(detail))
        elif detail.data == "by_date":
            by = day_or_instant(low, branch(detail))
        else:
            since = day(low, branch(detail))
    version, subject = _about(branch(node, 6))
    return ExpectStatus(
        str(leaf(node)),
        _text(maybe_leaf(node, 1)),
        _text(maybe_leaf(node, 2)),
        node.children[3] is not None,
        status,
        by_rule,
        by,
        since,
        subject,
        words(reason) if reason else None,
        version,
        low.span(node),
    )


def _operates(low: Lowering, node: Node) -> ExpectOperates:
    operates = node.data == "ex_operates"
    version, subject = _about(branch(node, 1))
    return ExpectOperates(str(leaf(node)), subject, operates, version, low.span(node))


def _term(low: Lowering, node: Node) -> ExpectTerm:
    subject, provisionally, negated, name, of, because = node.children
    return ExpectTerm(
        str(subject),
        provisionally is not None,
        negated is None,
        str(name),
        None if of is None else str(of),
        None if because is None else str(because),
        low.span(node),
    )


def _whether(low: Lowering, node: Node) -> ExpectWhether:
    state = words(branch(node, 3))
    return ExpectWhether(str(leaf(node)), str(leaf(node, 1)), state, _text(maybe_leaf(node, 2)), low.span(node))


def _task(low: Lowering, node: Node) -> ExpectTask:
    due = None if node.data == "ex_no_task" else day_or_instant(low, branch(node, 1))
    return ExpectTask(str(leaf(node)), due, low.span(node))


def _was(low: Lowering, node: Node | None) -> Value | Name | None:
    if node is None:
        return None
    if node.data == "was_name":
        return Name(str(leaf(node)), low.span(node))
    return literal(low, branch(node))


def _asked(low: Lowering, node: Node) -> Asked:
    if node.data == "asked_role":
        return AskedRole(str(leaf(node)), str(leaf(node, 1)), low.span(node))
    about = path(low, branch(node, 1))
    if not about.steps:
        low.report(faults.no_fact_asked(about.variable, low.span(node)))
    was = _was(low, maybe_branch(node, 2))
    return AskedFact(about.variable, about.steps, was, _version(node), low.span(node))


def _questions(low: Lowering, node: Node) -> ExpectQuestions:
    asked = tuple(_asked(low, q) for q in branches(node))
    return ExpectQuestions(asked, node.data != "ex_question", low.span(node))


_EXPECTATIONS: Mapping[str, Callable[[Lowering, Node], Expectation]] = {
    "ex_rule": _status,
    "ex_operates": _operates,
    "ex_idle": _operates,
    "ex_is": _term,
    "ex_whether": _whether,
    "ex_task": _task,
    "ex_no_task": _task,
    "ex_question": _questions,
    "ex_questions": _questions,
    "ex_no_question": _questions,
    "ex_expiry": lambda low, node: ExpectExpiry(str(leaf(node)), day(low, branch(node, 1)), low.span(node)),
    "ex_penalty": lambda low, node: ExpectPenalty(str(leaf(node)), money(low, leaf(node, 1)), low.span(node)),
    "ex_stayed": lambda low, node: ExpectStayed(str(leaf(node)), low.span(node)),
    "ex_not_assessed": lambda low, node: ExpectNotAssessed(str(leaf(node)), low.span(node)),
}


def expectation(low: Lowering, node: Node) -> Expectation:
    """What follows after `expect`."""
    return _EXPECTATIONS[node.data](low, node)
