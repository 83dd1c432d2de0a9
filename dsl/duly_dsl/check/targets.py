"""Which rules a rule may set aside."""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.ir import Forbids, GroupTarget, Obliges, Rule, RuleTarget, SetsAside


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
                yield from members(target, rule, corpus)


def sets_aside(rule: Rule, other: Rule, corpus: Corpus) -> bool:
    """Whether a version of a rule may set a version of another aside."""
    if rule.id == other.id:
        return False
    if other.id in rule.notwithstanding:
        return True
    return isinstance(rule.then, SetsAside) and any(
        target.rule == other.id if isinstance(target, RuleTarget) else _is_member(other, target, rule, corpus)
        for target in rule.then.targets
    )


def members(target: GroupTarget, rule: Rule, corpus: Corpus) -> Iterator[str]:
    """Ids of the duties and bans of a group that a rule means."""
    for name, versions in corpus.rules.items():
        yield from (name for other in versions if _is_member(other, target, rule, corpus))


def _is_member(other: Rule, target: GroupTarget, rule: Rule, corpus: Corpus) -> bool:
    """Whether a rule is among the duties and bans of a group, and not excepted."""
    if not isinstance(other.then, Obliges | Forbids) or other.id in target.except_rules:
        return False
    groups = [corpus.group(other.pack, name) for name in other.groups]
    meant = corpus.group(rule.pack, target.group)
    excepted = [corpus.group(rule.pack, name) for name in target.except_groups]
    return meant is not None and meant in groups and not any(g in groups for g in excepted if g is not None)
