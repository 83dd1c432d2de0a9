"""Kinds, facts, links, choices, roles, evidence kinds, calendars, parameters."""

from duly_dsl.ir import (
    Calendar,
    Choice,
    Citation,
    EvidenceKind,
    Fact,
    FactType,
    Kind,
    Link,
    MemberText,
    Parameter,
    Role,
    StaffRole,
    StatedField,
    TypeName,
)
from duly_dsl.lower import faults
from duly_dsl.lower.clauses import Clauses
from duly_dsl.lower.conditions import each_once, names
from duly_dsl.lower.context import Lowering
from duly_dsl.lower.nodes import Node, branch, branches, leaf, leaves, maybe_branch, maybe_leaf, quoted, words
from duly_dsl.lower.values import day, length, literal

_FACT_WORDS = {
    "fact_ask": "ask",
    "fact_explanation": "explanation",
    "fact_example": "example",
    "fact_cites": "cites",
    "fact_per_version": "per version",
    "fact_per_asset": "per asset",
    "fact_restate": "restate every",
}


def citation(low: Lowering, node: Node) -> Citation:
    """`AIA art 26 par 6`."""
    return Citation(str(leaf(node)), " ".join(leaf(node, 1).split()), low.span(node))


def _type(node: Node) -> FactType:
    parts = [str(t) for t in leaves(node)]
    if len(parts) == 3:
        return FactType(TypeName(" ".join(parts[:2])), parts[2])
    return FactType(TypeName(parts[0]))


def _fact(low: Lowering, node: Node) -> Fact:
    clauses = Clauses(low, list(branches(node))[1:], _FACT_WORDS)
    per_version, per_asset = clauses.one("fact_per_version"), clauses.one("fact_per_asset")
    if per_version and per_asset:
        low.report(faults.per_both(low.span(per_asset), low.span(per_version)))
    ask, explanation, example = (clauses.one(f"fact_{word}") for word in ("ask", "explanation", "example"))
    cites, restate = clauses.one("fact_cites"), clauses.one("fact_restate")
    return Fact(
        low.declared(leaf(node)),
        _type(branch(node, 1)),
        question=quoted(ask, 0) if ask else "",
        explanation=quoted(explanation, 0) if explanation else "",
        example=quoted(example, 0) if example else "",
        citation=citation(low, branch(cites)) if cites else None,
        per_version=per_version is not None,
        restate=length(low, branch(restate)) if restate else None,
        pack=low.pack,
        span=low.span(node),
    )


def _link(low: Lowering, node: Node) -> Link:
    many = words(branch(node, 1)) == "many"
    return Link(low.declared(leaf(node)), str(leaf(node, 2)), many, low.pack, low.span(node))


def _fields(low: Lowering, node: Node) -> tuple[tuple[Fact, ...], tuple[Link, ...]]:
    seen: dict[str, Node] = {}
    for found in branches(node):
        name = str(leaf(found))
        if name in seen:
            low.report(faults.declared_twice(name, low.span(found), low.span(seen[name])))
        seen.setdefault(name, found)
    fields = list(branches(node))
    return (
        tuple(_fact(low, f) for f in fields if f.data == "fact"),
        tuple(_link(low, f) for f in fields if f.data == "link"),
    )


def kind(low: Lowering, node: Node) -> Kind:
    """`kind dataset "dataset" ... end kind`."""
    facts, links = _fields(low, node)
    name = low.declared(leaf(node))
    return Kind(name, quoted(node, 1), facts, links, pack=low.pack, span=low.span(node))


def extend(low: Lowering, node: Node) -> Kind:
    """`extend kind ai_system ... end kind`."""
    facts, links = _fields(low, node)
    name = str(leaf(node))
    return Kind(name, "", facts, links, extends=True, pack=low.pack, span=low.span(node))


def choice(low: Lowering, node: Node) -> Choice:
    """`choice log_custody "..." open is deployer "the deployer", shared end choice`."""
    members = list(branches(branch(node, -1)))
    for member in members:
        low.declared(leaf(member))
    return Choice(
        low.declared(leaf(node)),
        quoted(node, 1),
        each_once(low, map(leaf, members)),
        is_open=node.children[2] is not None,
        texts=tuple(MemberText(str(leaf(m)), quoted(m, 1)) for m in members if maybe_leaf(m, 1) and quoted(m, 1)),
        pack=low.pack,
        span=low.span(node),
    )


def role(low: Lowering, node: Node) -> Role:
    """`role provider of ai_system "provider"`."""
    cites = maybe_branch(node, 3)
    return Role(
        low.declared(leaf(node)),
        quoted(node, 2),
        names(low, branch(node, 1)),
        citation(low, cites) if cites else None,
        low.pack,
        low.span(node),
    )


def staff(low: Lowering, node: Node) -> StaffRole:
    """`role legal_counsel within us "legal counsel"`."""
    return StaffRole(low.declared(leaf(node)), quoted(node, 1), low.pack, low.span(node))


def _stated_field(low: Lowering, node: Node) -> StatedField:
    kind_of_value = maybe_branch(node, 1)
    type_ = _type(kind_of_value) if kind_of_value else FactType(TypeName.TEXT)
    return StatedField(low.declared(leaf(node)), type_, low.span(node))


def evidence_kind(low: Lowering, node: Node) -> EvidenceKind:
    """`evidence kind dpia_report "..." with fields purposes end evidence kind`."""
    seen: dict[str, Node] = {}
    for found in branches(node):
        name = str(leaf(found))
        if name in seen:
            low.report(faults.declared_twice(name, low.span(found), low.span(seen[name])))
        seen.setdefault(name, found)
    fields = tuple(_stated_field(low, f) for f in branches(node))
    return EvidenceKind(low.declared(leaf(node)), quoted(node, 1), fields, low.pack, low.span(node))


def calendar(low: Lowering, node: Node) -> Calendar:
    """`calendar office "..." closed on 25 December 2026`."""
    closed = tuple(day(low, d) for d in branches(node))
    return Calendar(low.declared(leaf(node)), quoted(node, 1), closed, low.pack, low.span(node))


def parameter(low: Lowering, node: Node) -> Parameter:
    """`parameter review_interval "..." is 12 months`."""
    value = literal(low, branch(node, 2))
    return Parameter(low.declared(leaf(node)), quoted(node, 1), value, low.pack, low.span(node))
