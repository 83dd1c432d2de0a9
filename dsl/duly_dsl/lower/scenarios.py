"""Scenarios: what is given."""

from duly_dsl.grammar import RowToken
from duly_dsl.ir import (
    Assignment,
    Given,
    GivenAcceptance,
    GivenEvidence,
    GivenParameter,
    GivenSet,
    GivenSubject,
    GivenUnknown,
    GivenValue,
    GivenVersion,
    GivenWaiver,
    ListClosure,
    Name,
    Scenario,
)
from duly_dsl.lower import faults
from duly_dsl.lower.clauses import Clauses
from duly_dsl.lower.conditions import names
from duly_dsl.lower.context import Lowering
from duly_dsl.lower.expectations import expectation
from duly_dsl.lower.law import reading_choice
from duly_dsl.lower.nodes import Node, branch, branches, leaf, leaves, maybe_branch, quoted
from duly_dsl.lower.values import day, day_or_instant, literal
from duly_dsl.rows import Row

_SCENARIO_WORDS = {
    "sc_as_of": "as of",
    "sc_known": "law as known on",
    "sc_complete": "given inventory is complete",
}
_MAY_REPEAT = frozenset(
    {
        "sc_proposal",
        "sc_reading",
        "sc_parameter",
        "sc_without",
        "sc_given",
        "sc_given_version",
        "sc_evidence",
        "sc_waiver",
        "sc_expect",
    }
)
_EVIDENCE_WORDS = {"eg_version": "version", "eg_complete": "complete"}
_CLOSURES = {
    "set_value": ListClosure.BARE,
    "partial_set": ListClosure.PARTIAL,
    "closed_set": ListClosure.COMPLETE,
}


def _assigned(low: Lowering, node: Node) -> Given:
    span = low.span(node)
    if node.data in _CLOSURES:
        found = list(branches(node))
        return GivenSet(names(low, found[0]) if found else (), _CLOSURES[node.data], span)
    match node.data:
        case "name_value":
            return Name(str(leaf(node)), span)
        case "unknown":
            return GivenUnknown(span)
    return GivenValue(literal(low, node), span)


def _assignment(low: Lowering, node: Node) -> Assignment:
    since = maybe_branch(node, 2) if len(node.children) > 2 else None
    return Assignment(
        str(leaf(node)),
        _assigned(low, branch(node, 1)),
        day(low, since) if since else None,
        low.span(node),
    )


def _given(low: Lowering, node: Node) -> GivenSubject:
    name, kind = (str(t) for t in leaves(node))
    text, since = None, None
    if node.children[2] is not None:
        stated = branch(node, 2)
        text = quoted(stated, 0)
        since = maybe_branch(stated, 1)
    since_day = day(low, since) if since else None
    return GivenSubject(name, kind, text, since_day, _assignments(low, node, 3, name), low.span(node))


def _assignments(low: Lowering, node: Node, start: int, subject: str) -> tuple[Assignment, ...]:
    """What is said after `with`, each thing once."""
    assigned = tuple(
        _assignment(low, branch(node, i)) for i in range(start, len(node.children)) if node.children[i] is not None
    )
    seen: dict[str, Assignment] = {}
    for one in assigned:
        if one.name in seen:
            low.report(faults.given_twice(one.name, subject, one.span, seen[one.name].span))
        seen.setdefault(one.name, one)
    return assigned


def _version(low: Lowering, node: Node) -> GivenVersion:
    version, subject, since = quoted(node, 0), str(leaf(node, 1)), maybe_branch(node, 2)
    assigned = _assignments(low, node, 3, f'version "{version}" of {subject}')
    return GivenVersion(version, subject, day(low, since) if since else None, assigned, low.span(node))


def _acceptance(low: Lowering, node: Node) -> GivenAcceptance:
    on = maybe_branch(node, 1)
    return GivenAcceptance(str(leaf(node)), day(low, on) if on else None, low.span(node))


def _evidence(low: Lowering, node: Node) -> GivenEvidence:
    collected, *details = branches(node)
    clauses = Clauses(low, details, _EVIDENCE_WORDS, frozenset({"eg_accepted", "eg_stating"}))
    version, complete = clauses.one("eg_version"), clauses.one("eg_complete")
    missing = None
    if complete is not None:
        but_for = maybe_branch(complete, 0)
        missing = names(low, but_for) if but_for else ()
    return GivenEvidence(
        str(leaf(node)),
        str(leaf(node, 1)),
        day(low, collected),
        quoted(version, 0) if version else None,
        tuple(_acceptance(low, a) for a in clauses.all("eg_accepted")),
        tuple(_assignment(low, s) for s in clauses.all("eg_stating")),
        missing,
        low.span(node),
    )


def _waiver(low: Lowering, node: Node) -> GivenWaiver:
    rule, subject = str(leaf(node)), str(leaf(node, 1))
    until = day(low, branch(node, 2))
    return GivenWaiver(rule, subject, until, quoted(node, 3), low.span(node))


def _parameter(low: Lowering, node: Node) -> GivenParameter:
    return GivenParameter(str(leaf(node)), literal(low, branch(node, 1)), low.span(node))


def row_of(node: Node) -> Row | None:
    """The row of a table that a scenario was read for."""
    rows = next((branch for branch in branches(node) if branch.data == "rows"), None)
    token = leaf(rows) if rows is not None else None
    return token.row if isinstance(token, RowToken) else None


def scenario(low: Lowering, node: Node) -> Scenario | None:
    """One test of a pack; None when it lacks its day, which is reported."""
    given = [branch for branch in branches(node) if branch.data != "rows"]
    clauses = Clauses(low, given, _SCENARIO_WORDS, _MAY_REPEAT)
    title = leaf(node)
    as_of, known = clauses.one("sc_as_of"), clauses.one("sc_known")
    if as_of is None:
        low.report(faults.no_as_of(low.span_of(title)))
    if not clauses.all("sc_expect"):
        low.report(faults.expects_nothing(low.span_of(title)))
    if as_of is None:
        return None
    return Scenario(
        title[1:-1],
        day_or_instant(low, branch(as_of)),
        day(low, branch(known)) if known else None,
        tuple(str(leaf(p)) for p in clauses.all("sc_proposal")),
        tuple(reading_choice(low, r) for r in clauses.all("sc_reading")),
        tuple(_parameter(low, p) for p in clauses.all("sc_parameter")),
        tuple(str(leaf(w)) for w in clauses.all("sc_without")),
        clauses.one("sc_complete") is not None,
        tuple(_given(low, g) for g in clauses.all("sc_given")),
        tuple(_version(low, v) for v in clauses.all("sc_given_version")),
        tuple(_evidence(low, e) for e in clauses.all("sc_evidence")),
        tuple(_waiver(low, w) for w in clauses.all("sc_waiver")),
        tuple(expectation(low, branch(e)) for e in clauses.all("sc_expect")),
        low.pack,
        row_of(node),
        low.span(node),
    )
