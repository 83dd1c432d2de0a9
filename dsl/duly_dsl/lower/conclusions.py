"""What a rule is about and what it says: `for each ...` and `then ...`."""

from collections.abc import Callable, Mapping

from duly_dsl.ir import (
    VERSION,
    ConcludesRole,
    ConcludesTerm,
    Conclusion,
    Each,
    EachOf,
    EachPair,
    EachVersion,
    Forbids,
    Force,
    GroupTarget,
    Obliges,
    RuleTarget,
    SetsAside,
    Subject,
    Target,
)
from duly_dsl.lower.context import Lowering
from duly_dsl.lower.nodes import Node, branches, leaf, leaves, words


def subject(low: Lowering, node: Node) -> Subject:
    """`ai_system as system`, `incident of ai_system as system`, `version of ai_system as system`, `... and organisation
    as party`."""
    span = low.span(node)
    first = str(leaf(node))
    match node.data:
        case "each":
            return Each(first, low.declared(leaf(node, 1)), span)
        case "each_of":
            of_kind, variable = str(leaf(node, 1)), low.declared(leaf(node, 2))
            return EachVersion(of_kind, variable, span) if first == VERSION else EachOf(first, of_kind, variable, span)
    variable, party = low.declared(leaf(node, 1)), low.declared(leaf(node, 3))
    return EachPair(first, variable, str(leaf(node, 2)), party, span)


def _term(low: Lowering, node: Node, *, holds: bool) -> ConcludesTerm:
    return ConcludesTerm(str(leaf(node)), str(leaf(node, 1)), holds, low.span(node))


def _role(low: Lowering, node: Node, *, holds: bool) -> ConcludesRole:
    holder, role, variable = (str(t) for t in leaves(node))
    return ConcludesRole(holder, role, variable, holds, low.span(node))


def _obliges(low: Lowering, node: Node) -> Obliges | Forbids:
    (modal,) = branches(node)
    *roles, text = (str(t) for t in leaves(node))
    if words(modal) == "must not":
        return Forbids(tuple(roles), text[1:-1], low.span(node))
    return Obliges(tuple(roles), Force(words(modal)), text[1:-1], low.span(node))


def _target(low: Lowering, node: Node) -> Target:
    name = leaf(node)
    if name.type == "RULE_ID":
        return RuleTarget(str(name), low.span(node))
    exempt = [leaf(e) for e in branches(node)]
    rules = tuple(str(e) for e in exempt if e.type == "RULE_ID")
    groups = tuple(str(e) for e in exempt if e.type != "RULE_ID")
    return GroupTarget(str(name), rules, groups, low.span(node))


def _sets_aside(low: Lowering, node: Node) -> SetsAside:
    targets = tuple(_target(low, t) for t in branches(node))
    return SetsAside(targets, tuple(str(t) for t in leaves(node)), low.span(node))


_CONCLUSIONS: Mapping[str, Callable[[Lowering, Node], Conclusion]] = {
    "concludes": lambda low, node: _term(low, node, holds=True),
    "denies": lambda low, node: _term(low, node, holds=False),
    "concludes_role": lambda low, node: _role(low, node, holds=True),
    "denies_role": lambda low, node: _role(low, node, holds=False),
    "obliges": _obliges,
    "forbids_all": lambda low, node: Forbids((), leaf(node)[1:-1], low.span(node)),
    "sets_aside": _sets_aside,
}


def conclusion(low: Lowering, node: Node) -> Conclusion:
    """What follows after `then`."""
    return _CONCLUSIONS[node.data](low, node)
