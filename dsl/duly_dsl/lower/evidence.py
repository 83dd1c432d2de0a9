"""Evidence requirements and tasks."""

from duly_dsl.ir import Alternative, Requirement, Statement, Task, TaskSeverity
from duly_dsl.lower import faults
from duly_dsl.lower.clauses import Clauses
from duly_dsl.lower.conditions import check_labels, condition, statement
from duly_dsl.lower.context import Lowering
from duly_dsl.lower.nodes import Node, branch, branches, leaf, maybe_branch, quoted, words
from duly_dsl.lower.values import count, length, path, when_date

_EVIDENCE_WORDS = {
    "ev_accept": "accept",
    "ev_accept_one": "accept",
    "ev_stating": "stating",
    "ev_fresh_for": "fresh for",
    "ev_fresh_until": "fresh until",
    "ev_bound": "bound to version of",
    "ev_before": "collected before",
    "ev_accepted_by": "accepted by role",
}
_TASK_WORDS = {"task_owner": "owner role", "task_due": "due", "task_severity": "severity"}


def _alternative(low: Lowering, node: Node, label: str) -> Alternative:
    only = maybe_branch(node, 1)
    return Alternative(label, str(leaf(node)), condition(low, only) if only else None, low.span(node))


def _accepted(low: Lowering, clauses: Clauses) -> tuple[tuple[Alternative, ...], int]:
    single, several = clauses.one("ev_accept_one"), clauses.one("ev_accept")
    if several is None:
        return ((_alternative(low, branch(single), ""),), 1) if single else ((), 0)
    if single is not None:
        low.report(faults.stands_twice("accept", low.span(single), low.span(several)))
    head, *found = branches(several)
    check_labels(low, [leaf(a) for a in found])
    alternatives = tuple(_alternative(low, branch(a, 1), leaf(a)[1:-1]) for a in found)
    match words(head).split():
        case ["all", "of"]:
            return alternatives, len(alternatives)
        case ["any", "of"]:
            return alternatives, 1
    wanted = count(low, leaf(head, 2))
    if not 0 < wanted <= len(alternatives):
        low.report(faults.count_out_of_reach(wanted, len(alternatives), low.span(head)))
    return alternatives, wanted


def stated(low: Lowering, nodes: list[Node]) -> tuple[Statement, ...]:
    """Tests of stated fields; one that is no test has been reported and is left out."""
    tests = (statement(low, node) for node in nodes)
    return tuple(test for test in tests if test is not None)


def requirement(low: Lowering, node: Node) -> Requirement:
    """`evidence log_retention "..." accept ... end evidence`."""
    clauses = Clauses(low, branches(node), _EVIDENCE_WORDS, frozenset({"ev_stating"}))
    name = str(leaf(node))
    alternatives, count = _accepted(low, clauses)
    if not alternatives:
        low.report(faults.accepts_nothing(name, low.span(node)))
    fresh_for, fresh_until = clauses.one("ev_fresh_for"), clauses.one("ev_fresh_until")
    bound, before = clauses.one("ev_bound"), clauses.one("ev_before")
    accepted_by = clauses.one("ev_accepted_by")
    return Requirement(
        name,
        quoted(node, 1),
        alternatives,
        count,
        stating=stated(low, [branch(s) for s in clauses.all("ev_stating")]),
        fresh_for=length(low, branch(fresh_for)) if fresh_for else None,
        fresh_until_change_of=tuple(path(low, p) for p in branches(fresh_until)) if fresh_until else (),
        bound_to=path(low, branch(bound)) if bound else None,
        collected_before=when_date(low, branch(before)) if before else None,
        late_allowed=before is not None and before.children[1] is not None,
        accepted_by=str(leaf(accepted_by)) if accepted_by else None,
        span=low.span(node),
    )


def task(low: Lowering, node: Node) -> Task:
    """`task "..." owner role r due 30 days after detection severity high end task`."""
    clauses = Clauses(low, branches(node), _TASK_WORDS)
    owner, due, severity = (clauses.one(name) for name in _TASK_WORDS)
    return Task(
        quoted(node, 0),
        str(leaf(owner)) if owner else None,
        when_date(low, branch(due)) if due else None,
        TaskSeverity(words(branch(severity))) if severity else None,
        low.span(node),
    )
