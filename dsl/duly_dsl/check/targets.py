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
                yield from _members(target, rule, corpus)


def _members(target: GroupTarget, rule: Rule, corpus: Corpus) -> Iterator[str]:
    """The duties and bans of a group, without those excepted."""
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
