"""Who concludes, who defeats: the edges between rules, terms and roles, over all versions and readings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from duly_dsl.corpus import Corpus
from duly_dsl.ir import ConcludesRole, ConcludesTerm, Forbids, GroupTarget, Obliges, Rule, RuleTarget, SetsAside


@dataclass(frozen=True)
class Edges:
    """The edges of a corpus; every list is sorted by rule id."""

    corpus: Corpus

    def _versions(self) -> Iterator[Rule]:
        return (rule for rule_id in sorted(self.corpus.rules) for rule in self.corpus.rules[rule_id])

    @cached_property
    def concluding(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Ids of the rules that conclude a term either way, by the term's pack and name."""
        table: dict[tuple[str, str], dict[str, None]] = {}
        for rule in self._versions():
            term = self.corpus.term(rule.pack, rule.then.term) if isinstance(rule.then, ConcludesTerm) else None
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
            for target in targets(rule, self.corpus):
                if target != rule.id:
                    table[target][rule.id] = None
        return {rule_id: tuple(ids) for rule_id, ids in table.items()}

    @cached_property
    def targeted(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the rules that a rule may set aside."""
        table: dict[str, list[str]] = {rule_id: [] for rule_id in self.corpus.rules}
        for target, rules in sorted(self.defeaters.items()):
            for rule_id in rules:
                table[rule_id].append(target)
        return {rule_id: tuple(ids) for rule_id, ids in table.items()}

    def group_members(self, pack: str, group: str) -> tuple[str, ...]:
        """Ids of the duties and bans of a group that a pack sees, sorted."""
        found = self.corpus.group(pack, group)
        return self._grouped.get((found.pack, found.name), ()) if found else ()

    @cached_property
    def _grouped(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        table: dict[tuple[str, str], dict[str, None]] = {}
        for rule in self._versions():
            for name in rule.groups if isinstance(rule.then, Obliges | Forbids) else ():
                group = self.corpus.group(rule.pack, name)
                if group is not None:
                    table.setdefault((group.pack, group.name), {})[rule.id] = None
        return {key: tuple(ids) for key, ids in table.items()}


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
                yield from members(target, rule.pack, corpus)


def sets_aside(rule: Rule, other: Rule, corpus: Corpus) -> bool:
    """Whether a version of a rule may set a version of another aside."""
    if rule.id == other.id:
        return False
    if other.id in rule.notwithstanding:
        return True
    return isinstance(rule.then, SetsAside) and any(
        target.rule == other.id if isinstance(target, RuleTarget) else is_member(other, target, rule.pack, corpus)
        for target in rule.then.targets
    )


def members(target: GroupTarget, pack: str, corpus: Corpus) -> Iterator[str]:
    """Ids of the duties and bans of a group that a pack means."""
    for name, versions in corpus.rules.items():
        yield from (name for other in versions if is_member(other, target, pack, corpus))


def is_member(other: Rule, target: GroupTarget, pack: str, corpus: Corpus) -> bool:
    """Whether a version of a rule is among the duties and bans of a group, and not excepted."""
    if not isinstance(other.then, Obliges | Forbids) or other.id in target.except_rules:
        return False
    groups = [corpus.group(other.pack, name) for name in other.groups]
    meant = corpus.group(pack, target.group)
    excepted = [corpus.group(pack, name) for name in target.except_groups]
    return meant is not None and meant in groups and not any(g in groups for g in excepted if g is not None)


def reaches(rule: Rule, other: Rule) -> bool:
    """Whether the other is about the same kind, or about something of it."""
    return rule.subject.kind in {other.subject.kind, getattr(other.subject, "of_kind", "")}


def can_lift(rule: Rule, other: Rule) -> bool:
    """Whether a defeat that means a rule can also meet it: it is about such things, and binds a role that is meant."""
    limited = rule.then.roles if isinstance(rule.then, SetsAside) else ()
    bearers = other.then.roles if isinstance(other.then, Obliges | Forbids) else ()
    return reaches(rule, other) and (not limited or not set(limited).isdisjoint(bearers))
