"""The graph of rules, terms and roles has no cycle, by name, whatever the facts.

Edges over all versions and readings: a rule reads terms and roles; a rule depends on the rules that may set it aside;
`R prevails` depends on R and on what R sets aside; a term or role depends on the rules that conclude it.
"""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Place, Severity
from duly_dsl.ir import (
    Block,
    ConcludesRole,
    ConcludesTerm,
    Condition,
    Forbids,
    GroupTarget,
    HasTerm,
    HoldsRole,
    Not,
    Obliges,
    PackRules,
    Prevails,
    Quantified,
    Rule,
    RuleTarget,
    SetsAside,
    WillBe,
    WillPrevail,
)

Node = tuple[str, str]


def cycles(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """A cycle that runs through a rule or term of this pack, with every place in it."""
    edges = graph(corpus)
    try:
        tuple(TopologicalSorter(edges).static_order())
    except CycleError as fault:
        nodes: list[Node] = list(dict.fromkeys(fault.args[1]))
        places = [place for node in sorted(nodes) for place in _places(node, corpus)]
        own = [p for p in places if p.span.source.name in _files(pack)]
        if own:
            names = " - ".join(name.split(".")[-1] for _, name in nodes)
            others = [p for p in places if p is not own[0]]
            message = f"these depend on each other in a circle, so none can be settled first: {names}"
            yield Diagnostic("E0403", Severity.ERROR, message, (own[0], *others))


def _files(pack: PackRules) -> set[str]:
    return {r.span.source.name for r in pack.rules} | {t.span.source.name for t in pack.terms}


def _places(node: Node, corpus: Corpus) -> Iterator[Place]:
    kind, name = node
    if kind == "rule":
        for rule in corpus.rules[name][:1]:
            yield Place(rule.span, name, str(rule.citations[0]) if rule.citations else "")
    elif kind == "term":
        pack, term_name = name.split(".")
        term = corpus.terms[pack, term_name]
        yield Place(term.span, f"term {term_name}", str(term.citation) if term.citation else "")


def graph(corpus: Corpus) -> Mapping[Node, set[Node]]:
    """What each node depends on."""
    edges: dict[Node, set[Node]] = {}
    for versions in corpus.rules.values():
        for rule in versions:
            node = ("rule", rule.id)
            mine = edges.setdefault(node, set())
            for part in _conditions(rule):
                mine |= set(_reads(part, rule.pack, corpus))
            if isinstance(rule.then, Obliges | Forbids):
                mine |= {("role", role) for role in rule.then.roles}
            if isinstance(rule.then, ConcludesTerm):
                term = corpus.term(rule.pack, rule.then.term)
                if term is not None:
                    edges.setdefault(("term", f"{term.pack}.{term.name}"), set()).add(node)
            if isinstance(rule.then, ConcludesRole):
                edges.setdefault(("role", rule.then.role), set()).add(node)
            for target in targets(rule, corpus):
                edges.setdefault(("rule", target), set()).add(node)
    for (pack, name), term in corpus.terms.items():
        mine = edges.setdefault(("term", f"{pack}.{name}"), set())
        if term.means is not None:
            mine |= set(_reads(term.means, pack, corpus))
    return edges


def _conditions(rule: Rule) -> Iterator[Condition]:
    yield from (part for part in (rule.where, rule.when) if part is not None)


def targets(rule: Rule, corpus: Corpus) -> Iterator[str]:
    """Ids of the rules that a version of a rule may set aside."""
    yield from (name for name in rule.notwithstanding if name in corpus.rules)
    if not isinstance(rule.then, SetsAside):
        return
    for target in rule.then.targets:
        match target:
            case RuleTarget(rule=name):
                yield from (name,) if name in corpus.rules else ()
            case GroupTarget():
                yield from _members(target, rule, corpus)


def _members(target: GroupTarget, rule: Rule, corpus: Corpus) -> Iterator[str]:
    meant = corpus.group(rule.pack, target.group)
    excepted = [corpus.group(rule.pack, name) for name in target.except_groups]
    for name, versions in corpus.rules.items():
        for other in versions:
            groups = [corpus.group(other.pack, g) for g in other.groups]
            if (
                meant is not None
                and meant in groups
                and isinstance(other.then, Obliges | Forbids)
                and name not in target.except_rules
                and not any(g in groups for g in excepted if g is not None)
            ):
                yield name


def _reads(wanted: Condition, pack: str, corpus: Corpus) -> Iterator[Node]:
    match wanted:
        case HasTerm(term=name) | WillBe(term=name):
            term = corpus.term(pack, name)
            if term is not None:
                yield "term", f"{term.pack}.{term.name}"
        case HoldsRole(role=role):
            yield "role", role
        case Prevails(rule=name) | WillPrevail(rule=name):
            if name in corpus.rules:
                yield "rule", name
                for version in corpus.rules[name]:
                    yield from (("rule", target) for target in targets(version, corpus))
        case Not(condition=inner):
            yield from _reads(inner, pack, corpus)
        case Block(limbs=limbs):
            for limb in limbs:
                yield from _reads(limb.condition, pack, corpus)
        case Quantified(body=body):
            yield from _reads(body, pack, corpus)
        case _:
            return
