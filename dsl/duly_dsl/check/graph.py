"""The graph of rules, terms and roles has no cycle, by name, whatever the facts.

Edges over all versions and readings: a rule reads terms and roles; a rule depends on the rules that may set it aside;
`R prevails` depends on R and on what R sets aside; `R operates` on R, `group G operates` on the duties and bans of G; a
term or role depends on the rules that conclude it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from duly_dsl.check.blame import at_fault
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Place, Severity
from duly_dsl.edges import members, targets
from duly_dsl.ir import (
    ConcludesRole,
    ConcludesTerm,
    Forbids,
    GroupOperates,
    GroupTarget,
    HasTerm,
    HoldsRole,
    Obliges,
    Operates,
    PackRules,
    Prevails,
    Rule,
    WillBe,
    WillPrevail,
)
from duly_dsl.nodes import walk


class Sort(StrEnum):
    """What stands at a node; in this order circles are told."""

    RULE = "a rule"
    TERM = "a term"
    ROLE = "who holds a role"


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A rule, a term or a role; `pack` is that of a term, whose name is the pack's own."""

    sort: Sort
    name: str
    pack: str = ""


Edges = Mapping[Node, set[Node]]


def cycles(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Each circle that this pack closes, with every place in it."""
    edges = graph(corpus)
    while (circle := _circle(edges)) is not None:
        yield from _report(circle, pack, corpus)
        cut = set(circle)
        edges = {node: needed - cut for node, needed in edges.items() if node not in cut}


def _circle(edges: Edges) -> tuple[Node, ...] | None:
    """The nodes of some cycle, in its order and always from the same one."""
    ordered = {node: sorted(edges[node]) for node in sorted(edges)}
    try:
        TopologicalSorter(ordered).prepare()
    except CycleError as fault:
        nodes: list[Node] = list(dict.fromkeys(fault.args[1]))
        first = nodes.index(min(nodes))
        return (*nodes[first:], *nodes[:first])
    return None


def _report(circle: tuple[Node, ...], pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    owners = [owner for node in circle for owner in _owners(node, corpus)]
    if at_fault(owners, corpus) != pack.name:
        return
    places = [found for node in sorted(circle) for found in _places(node, corpus)]
    own = next(place for owner, place in places if owner == pack.name)
    others = [place for _, place in places if place is not own]
    names = " - ".join(node.name for node in circle)
    message = f"these depend on each other in a circle, so none can be settled first: {names}"
    yield Diagnostic("E0403", Severity.ERROR, message, (own, *others))


def _owners(node: Node, corpus: Corpus) -> Iterator[str]:
    """Roles are everybody's: who declares one does not close a circle through it."""
    if node.sort is Sort.RULE:
        yield from (rule.pack for rule in corpus.rules[node.name])
    elif node.sort is Sort.TERM:
        yield node.pack


def _places(node: Node, corpus: Corpus) -> Iterator[tuple[str, Place]]:
    match node.sort:
        case Sort.RULE:
            for rule in corpus.rules[node.name]:
                yield rule.pack, Place(rule.span, node.name, str(rule.citations[0]) if rule.citations else "")
        case Sort.TERM:
            term = corpus.terms[node.pack, node.name]
            yield node.pack, Place(term.span, f"term {node.name}", str(term.citation or ""))
        case Sort.ROLE:
            role = corpus.roles.get(node.name)
            if role is not None:
                yield role.pack, Place(role.span, f"role {node.name}", str(role.citation or ""))


def graph(corpus: Corpus) -> Edges:
    """What each node depends on."""
    edges: dict[Node, set[Node]] = {}
    for versions in corpus.rules.values():
        for rule in versions:
            node = Node(Sort.RULE, rule.id)
            mine = edges.setdefault(node, set())
            mine |= set(_reads((rule.where, rule.when), rule.pack, corpus))
            if isinstance(rule.then, Obliges | Forbids):
                mine |= {Node(Sort.ROLE, role) for role in rule.then.roles}
            for concluded in _concludes(rule, corpus):
                edges.setdefault(concluded, set()).add(node)
            for target in targets(rule, corpus):
                edges.setdefault(Node(Sort.RULE, target), set()).add(node)
    for (pack, name), term in corpus.terms.items():
        mine = edges.setdefault(Node(Sort.TERM, name, pack), set())
        mine |= set(_reads(term.means, pack, corpus))
    return edges


def _concludes(rule: Rule, corpus: Corpus) -> Iterator[Node]:
    match rule.then:
        case ConcludesTerm(term=name):
            yield from _term(name, rule.pack, corpus)
        case ConcludesRole(role=role):
            yield Node(Sort.ROLE, role)
        case _:
            return


def _term(name: str, pack: str, corpus: Corpus) -> Iterator[Node]:
    term = corpus.term(pack, name)
    if term is not None:
        yield Node(Sort.TERM, term.name, term.pack)


def _reads(conditions: object, pack: str, corpus: Corpus) -> Iterator[Node]:
    for part in walk(conditions):
        match part:
            case HasTerm(term=name) | WillBe(term=name):
                yield from _term(name, pack, corpus)
            case HoldsRole(role=role):
                yield Node(Sort.ROLE, role)
            case Prevails(rule=name) | WillPrevail(rule=name):
                for version in corpus.rules.get(name, ()):
                    yield Node(Sort.RULE, name)
                    yield from (Node(Sort.RULE, target) for target in targets(version, corpus))
            case Operates(rule=name) if name in corpus.rules:
                yield Node(Sort.RULE, name)
            case GroupOperates(group=name):
                yield from (Node(Sort.RULE, member) for member in members(GroupTarget(name), pack, corpus))
            case _:
                continue
