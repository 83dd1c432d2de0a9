"""Conditions, comparisons and blocks."""

from collections.abc import Callable, Iterable, Mapping

from lark import Token, Tree

from duly_dsl.ir import (
    Block,
    Combination,
    Comparison,
    Condition,
    FactPath,
    GroupOperates,
    HasTerm,
    HoldsRole,
    Limb,
    Literal,
    Name,
    NamedTable,
    Names,
    Not,
    Operand,
    Operates,
    Prevails,
    Quantified,
    Quantifier,
    Relation,
    Statement,
    WillBe,
    WillPrevail,
)
from duly_dsl.lower import faults
from duly_dsl.lower.context import Lowering
from duly_dsl.lower.nodes import Node, branch, branches, leaf, leaves, words
from duly_dsl.lower.values import count, is_literal, literal, path, when_date

_RELATIONS: Mapping[str, Relation] = {
    "eq": Relation.IS,
    "ne": Relation.IS_NOT,
    "ge": Relation.AT_LEAST,
    "le": Relation.AT_MOST,
    "gt": Relation.MORE_THAN,
    "lt": Relation.LESS_THAN,
    "before": Relation.BEFORE,
    "on_or_before": Relation.ON_OR_BEFORE,
    "after": Relation.AFTER,
    "on_or_after": Relation.ON_OR_AFTER,
    "one_of": Relation.ONE_OF,
    "one_of_table": Relation.ONE_OF,
    "includes": Relation.INCLUDES,
}
_DATE_RELATIONS = frozenset({"before", "on_or_before", "after", "on_or_after"})
_NO_VALUES = frozenset({"unknown", "known"})


def names(low: Lowering, node: Node) -> tuple[str, ...]:
    """`a, b`."""
    return each_once(low, leaves(node))


def each_once(low: Lowering, tokens: Iterable[Token]) -> tuple[str, ...]:
    """The names of a list: one that stands twice is a slip."""
    seen: dict[str, Token] = {}
    for token in tokens:
        if token in seen:
            low.report(faults.name_twice(str(token), low.span_of(token)))
        seen.setdefault(str(token), token)
    return tuple(seen)


def _operand(low: Lowering, relation: Node) -> Operand:
    if relation.data == "one_of_table":
        return NamedTable(low.referred(leaf(relation)), low.span(relation))
    node = branch(relation)
    if relation.data in _DATE_RELATIONS:
        return when_date(low, node)
    if relation.data == "one_of":
        return Names(names(low, node), low.span(node))
    if is_literal(node):
        return Literal(literal(low, node), low.span(node))
    found = path(low, node)
    if found.steps:
        return found
    if found.variable in _NO_VALUES:
        low.report(faults.no_such_value(found.variable, low.span(relation)))
    else:
        low.referred(leaf(node))
    return Name(found.variable, found.span)


def statement(low: Lowering, node: Node) -> Statement | None:
    """`retention is at least log_minimum`: a test of a stated field."""
    relation = branch(node, 1)
    if relation.data not in _RELATIONS:
        low.report(faults.no_test_of_a_field(str(leaf(node)), low.span(relation)))
        return None
    return Statement(str(leaf(node)), _RELATIONS[relation.data], _operand(low, relation), low.span(node))


def _of_a_subject(low: Lowering, subject: FactPath, relation: Node, node: Node) -> Condition | None:
    """What can be said of a thing itself, not of a fact of it: a term, a role."""
    span = low.span(node)
    match relation.data:
        case "holds" | "not_holds":
            role = HoldsRole(subject.variable, str(leaf(relation)), path(low, branch(relation, 1)), span)
            return role if relation.data == "holds" else Not(role, span)
        case "will_be":
            return WillBe(subject.variable, str(leaf(relation)), span)
        case "eq" | "ne":
            operand = _operand(low, relation)
            if not isinstance(operand, Name):
                return None
            term = HasTerm(subject.variable, operand.name, span)
            return term if relation.data == "eq" else Not(term, span)
    return None


def _comparison(low: Lowering, node: Node) -> Condition:
    left, relation = path(low, branch(node, 0)), branch(node, 1)
    if not left.steps:
        found = _of_a_subject(low, left, relation, node)
        if found is not None:
            return found
        low.report(faults.no_fact_compared(left.variable, low.span(node)))
    elif relation.data == "not_holds" and leaf(relation) == "one":
        table = path(low, branch(relation, 1))
        span = low.span(relation).to(low.span_of(leaf(relation)))
        low.report(faults.no_negated_list(str(left), str(table), left.span, span))
        return Comparison(left, Relation.ONE_OF, NamedTable(table.variable, table.span), low.span(node))
    elif relation.data not in _RELATIONS:
        low.report(faults.no_subject_before(str(left), low.span(branch(node, 0)), left.variable))
        return HasTerm(left.variable, str(leaf(relation)), low.span(node))
    return Comparison(left, _RELATIONS[relation.data], _operand(low, relation), low.span(node))


def _block(low: Lowering, node: Node) -> Block:
    head = branch(node)
    limbs = [branch(node, i) for i in range(1, len(node.children))]
    check_labels(low, [leaf(limb) for limb in limbs])
    _check_former_labels(low, limbs)
    wanted = 0
    if words(head).startswith("at least"):
        combination, wanted = Combination.AT_LEAST, count(low, leaf(head, 2))
        if not 0 < wanted <= len(limbs):
            low.report(faults.count_out_of_reach(wanted, len(limbs), low.span(head)))
    else:
        combination = Combination(words(head))
    return Block(combination, tuple(_limb(low, limb) for limb in limbs), wanted, low.span(node))


def _limb(low: Lowering, node: Node) -> Limb:
    label, *former = (str(word)[1:-1] for word in leaves(node))
    return Limb(label, condition(low, branch(node, -1)), tuple(former), low.span(node))


def check_labels(low: Lowering, labels: list[Token]) -> None:
    """Each limb of a block needs a label of its own, and so does a former one."""
    seen: dict[str, Token] = {}
    for label in labels:
        if label in seen:
            low.report(faults.label_twice(str(label), low.span_of(label), low.span_of(seen[label])))
        seen.setdefault(str(label), label)


def _check_former_labels(low: Lowering, limbs: list[Node]) -> None:
    """A label that a limb had before is no label of the block now, and was no other limb's."""
    taken = {str(leaf(limb)): leaf(limb) for limb in limbs}
    for limb in limbs:
        for former in list(leaves(limb))[1:]:
            if former in taken:
                low.report(faults.former_label_taken(str(former), low.span_of(former), low.span_of(taken[former])))
            taken.setdefault(str(former), former)


def _in_a_line(low: Lowering, node: Node, combination: Combination) -> Block:
    limbs = tuple(Limb("", condition(low, part), span=low.span(part)) for part in branches(node))
    return Block(combination, limbs, 0, low.span(node))


def _quantified(low: Lowering, node: Node) -> Quantified:
    parts = [c for c in node.children if isinstance(c, Tree)]
    quantifier, start, body = parts[0], parts[1], parts[-1]
    kind, variable = leaf(node, 1), leaf(node, 2)
    through = names(low, parts[2]) if len(parts) == 4 else None
    return Quantified(
        Quantifier(words(quantifier)),
        str(kind),
        low.declared(variable),
        path(low, start),
        through,
        condition(low, body),
        low.span(node),
    )


_CONDITIONS: Mapping[str, Callable[[Lowering, Node], Condition]] = {
    "comparison": _comparison,
    "block": _block,
    "and_": lambda low, node: _in_a_line(low, node, Combination.ALL),
    "or_": lambda low, node: _in_a_line(low, node, Combination.ANY),
    "not_": lambda low, node: Not(condition(low, branch(node)), low.span(node)),
    "prevails": lambda low, node: Prevails(str(leaf(node)), str(leaf(node, 1)), low.span(node)),
    "will_prevail": lambda low, node: WillPrevail(str(leaf(node)), str(leaf(node, 1)), low.span(node)),
    "operates": lambda low, node: Operates(str(leaf(node)), str(leaf(node, 1)), low.span(node)),
    "group_operates": lambda low, node: GroupOperates(str(leaf(node)), str(leaf(node, 1)), low.span(node)),
    "quantified": _quantified,
}


def condition(low: Lowering, node: Node) -> Condition:
    """Anything that has a truth value."""
    return _CONDITIONS[node.data](low, node)
