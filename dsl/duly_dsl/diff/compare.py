"""Two states of a pack, each beside the packs that it requires."""

from collections.abc import Iterable, Iterator, Mapping

from duly_dsl.corpus import Corpus
from duly_dsl.declared import declarations, described
from duly_dsl.diff.changes import Change, DeclarationChange, PackDiff, Presence, RuleChange, ScenarioCounts
from duly_dsl.diff.declarations import within
from duly_dsl.diff.header import header_changes
from duly_dsl.diff.rules import Versions, by_id, counterparts, former_ids, public_ids, rule_changes
from duly_dsl.diff.shifts import shifts
from duly_dsl.ir import PackRules, Rule
from duly_dsl.meaning import Meanings
from duly_dsl.uses import Reference, Sort


def diff(pack: str, old: Corpus, new: Corpus) -> PackDiff:
    """What differs in a pack between two states; both have a pack of that name."""
    before, after = old.by_name[pack], new.by_name[pack]
    resting = _resting(old, new)
    olds, news = by_id(before.rules), by_id(after.rules)
    same = counterparts(olds, news)
    return PackDiff(
        pack,
        before.header.version,
        after.header.version,
        tuple(header_changes(before, after)),
        tuple(_declarations(before, after, resting)),
        tuple(_rules(olds, news, same, resting)),
        tuple(found for o in sorted(same) for found in shifts(olds[o], news[same[o]], old, new)),
        _scenarios(before, after),
    )


def _resting(*corpora: Corpus) -> Mapping[Reference, frozenset[str]]:
    """For everything that is referred to, the ids of the rules whose meaning rests on it, before or after."""
    table: dict[Reference, set[str]] = {}
    for corpus in corpora:
        meanings = Meanings(corpus)
        for rule_id in corpus.rules:
            for reference in meanings.rests_on(rule_id):
                table.setdefault(reference, set()).add(rule_id)
    return {reference: frozenset(ids) for reference, ids in table.items()}


def _declarations(
    before: PackRules, after: PackRules, resting: Mapping[Reference, frozenset[str]]
) -> Iterator[DeclarationChange]:
    olds, news = declarations(before), declarations(after)
    for reference in sorted(olds.keys() | news.keys()):
        old, new = olds.get(reference), news.get(reference)
        changes: tuple[Change, ...] = ()
        if old is not None and new is not None:
            changes = tuple(within(old, new))
            if not changes:
                continue
        known = new or old
        assert known is not None
        touches = tuple(sorted(resting.get(reference, ())))
        yield DeclarationChange(reference, Presence.of(old, new), described(known), changes, touches)


def _rules(
    olds: Mapping[str, Versions],
    news: Mapping[str, Versions],
    same: Mapping[str, str],
    resting: Mapping[Reference, frozenset[str]],
) -> Iterator[RuleChange]:
    born = {name for versions in news.values() for name in (versions[0].id, *former_ids(versions))}
    unmatched = [(None, rule_id) for rule_id in news if rule_id not in same.values()]
    pairs = [(old, same.get(old)) for old in olds] + unmatched
    for old, new in sorted(pairs, key=lambda pair: (pair[1] or pair[0] or "", pair[0] or "")):
        before, after = olds.get(old or "", ()), news.get(new or "", ())
        changes = rule_changes(before, after)
        if not changes and old == new:
            continue
        told = after or before
        yield RuleChange(
            old,
            new,
            told[-1].title,
            tuple(dict.fromkeys(str(c) for version in told for c in version.citations)),
            changes,
            tuple(sorted(_lost(before, after, born))),
            tuple(sorted(_touched(before, after, resting) - {old, new})),
        )


def _lost(before: Versions, after: Versions, born: Iterable[str]) -> Iterator[str]:
    """Ids that nothing bears or has borne: of the rule, former ones too, and of the limbs of a rule that is there."""
    if before:
        yield from {before[0].id, *former_ids(before)} - set(born)
    if before and after:
        yield from (f"{before[0].id}/{path}" for path in public_ids(before) - public_ids(after))


def _touched(before: Versions, after: Versions, resting: Mapping[Reference, frozenset[str]]) -> set[str]:
    """Rules whose meaning rests on the rule, or on evidence that it asks for and that differs."""
    names = [Reference(Sort.RULE, version.id) for version in (*before, *after)]
    evidence = set(_evidence(before)) ^ set(_evidence(after))
    names += [Reference(Sort.REQUIREMENT, name, pack) for pack, name, _ in evidence]
    return {rule_id for name in names for rule_id in resting.get(name, ())}


def _evidence(versions: Iterable[Rule]) -> Iterator[tuple[str, str, object]]:
    return ((version.pack, each.name, each) for version in versions for each in version.evidence)


def _scenarios(before: PackRules, after: PackRules) -> ScenarioCounts:
    old, new = {s.title: s for s in before.scenarios}, {s.title: s for s in after.scenarios}
    return ScenarioCounts(
        added=len(new.keys() - old.keys()),
        removed=len(old.keys() - new.keys()),
        changed=sum(old[title] != new[title] for title in old.keys() & new.keys()),
    )
