"""Who concludes, who defeats: the edges between rules, terms and roles, over all versions and readings."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property

from duly_dsl.corpus import Corpus
from duly_dsl.ir import (
    Comparison,
    ConcludesRole,
    ConcludesTerm,
    FactDate,
    FactPath,
    Forbids,
    GroupTarget,
    Literal,
    Name,
    Names,
    Obliges,
    Operand,
    Relation,
    Rule,
    RuleTarget,
    Scenario,
    SetsAside,
    ShareOf,
    Statement,
    Value,
)
from duly_dsl.source import Span
from duly_engine.evaluate.compare import compare


@dataclass(frozen=True)
class Structure:
    """The edges of a corpus; every list is sorted by rule id."""

    corpus: Corpus

    def _versions(self) -> Iterator[Rule]:
        return (rule for rule_id in sorted(self.corpus.rules) for rule in self.corpus.rules[rule_id])

    @cached_property
    def concluding(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Ids of the rules that conclude a term either way, by the term's pack and name."""
        table: dict[tuple[str, str], dict[str, None]] = {}
        for rule in self._versions():
            if isinstance(rule.then, ConcludesTerm):
                term = self.corpus.term(rule.pack, rule.then.term)
                if term is not None:
                    table.setdefault((term.pack, term.name), {})[rule.id] = None
        return {key: tuple(ids) for key, ids in table.items()}

    @cached_property
    def assigning(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the rules that conclude a role either way."""
        table: dict[str, dict[str, None]] = {}
        for rule in self._versions():
            if isinstance(rule.then, ConcludesRole):
                table.setdefault(rule.then.role, {})[rule.id] = None
        return {role: tuple(ids) for role, ids in table.items()}

    @cached_property
    def defeaters(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the rules that may set a rule aside, by the rule's id."""
        table: dict[str, dict[str, None]] = {rule_id: {} for rule_id in self.corpus.rules}
        for rule in self._versions():
            for target_id in self.corpus.rules:
                if any(self.targets(rule, target) for target in self.corpus.rules[target_id]):
                    table[target_id][rule.id] = None
        return {rule_id: tuple(ids) for rule_id, ids in table.items()}

    def targets(self, rule: Rule, other: Rule) -> bool:
        """Whether a version of a rule sets a version of another aside, for whatever role."""
        if rule.id == other.id:
            return False
        if other.id in rule.notwithstanding:
            return True
        if not isinstance(rule.then, SetsAside):
            return False
        return any(
            target.rule == other.id if isinstance(target, RuleTarget) else self._in_group(rule, target, other)
            for target in rule.then.targets
        )

    def _in_group(self, rule: Rule, target: GroupTarget, other: Rule) -> bool:
        """A group in a defeat means its duties and bans, not its classifying or defeating rules."""
        if not isinstance(other.then, Obliges | Forbids) or other.id in target.except_rules:
            return False
        groups = {(other.pack, name) for name in other.groups}
        meant = self._group(rule.pack, target.group)
        excepted = {self._group(rule.pack, name) for name in target.except_groups}
        resolved = {self._group(pack, name) for pack, name in groups}
        return meant in resolved and not (excepted & resolved)

    def _group(self, pack: str, name: str) -> tuple[str, str]:
        group = self.corpus.group(pack, name)
        return (group.pack, group.name) if group else (pack, name)

    @cached_property
    def targeted(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the rules that a rule may set aside."""
        table: dict[str, list[str]] = {rule_id: [] for rule_id in self.corpus.rules}
        for target_id in sorted(self.defeaters):
            for rule_id in self.defeaters[target_id]:
                table[rule_id].append(target_id)
        return {rule_id: tuple(ids) for rule_id, ids in table.items()}

    @cached_property
    def literals(self) -> Mapping[str, tuple[Value, ...]]:
        """The values written out in comparisons anywhere, by the name of the fact or field compared."""
        table: dict[str, dict[tuple[type, Value], None]] = {}
        for name, _, right in comparisons(self.corpus):
            if isinstance(right, Literal):
                table.setdefault(name, {})[type(right.value), right.value] = None
        return {name: tuple(value for _, value in values) for name, values in table.items()}

    @cached_property
    def tests(self) -> Mapping[str, tuple[Callable[[Value], object], ...]]:
        """What comparisons anywhere can tell of a value, by the name of the fact or field compared.

        A comparison with something that is not written out tells every value apart.
        """
        table: dict[str, dict[object, Callable[[Value], object]]] = {}
        for name, relation, right in comparisons(self.corpus):
            table.setdefault(name, {})[relation, right] = _test(relation, right)
        return {name: tuple(tests.values()) for name, tests in table.items()}


def _test(relation: Relation, right: Operand) -> Callable[[Value], object]:
    match right:
        case Literal(value=value):
            return lambda left: compare(left, relation, value)
        case Name(name=name):
            return lambda left: compare(left, relation, name) if isinstance(left, str | frozenset) else left
        case Names(names=names):
            return lambda left: compare(left, relation, names)
        case _:
            return lambda left: left


def comparisons(corpus: Corpus) -> Iterator[tuple[str, Relation, Operand]]:
    """Every comparison in a corpus: the name on its left, the relation, the right side."""
    for node in walk(corpus.packs):
        match node:
            case Comparison(path=path, relation=relation, operand=operand):
                yield path.steps[-1], relation, operand
                if isinstance(operand, FactPath) and operand.steps:
                    yield operand.steps[-1], relation, path
            case Statement(field_name=name, relation=relation, operand=operand):
                yield name, relation, operand
            case FactDate(path=path) | ShareOf(path=path):
                yield path.steps[-1], Relation.IS, path


def walk(node: object) -> Iterator[object]:
    """Every node of an IR tree, itself first."""
    yield node
    if isinstance(node, tuple):
        for part in node:
            yield from walk(part)
    elif is_dataclass(node) and not isinstance(node, Span | Scenario | type):
        for each in fields(node):
            yield from walk(getattr(node, each.name))
