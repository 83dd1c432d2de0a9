"""Rules of two states: which is which, and what differs in each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from duly_dsl import phrase
from duly_dsl.diff import words
from duly_dsl.diff.changes import Aspect, Change
from duly_dsl.diff.conditions import conditions, labels
from duly_dsl.diff.evidence import requirements, tasks
from duly_dsl.diff.pairs import former, members, pairs, text, value
from duly_dsl.ir import Conclusion, Forbids, Obliges, Rule, SetsAside

Versions = tuple[Rule, ...]


def by_id(rules: Sequence[Rule]) -> dict[str, Versions]:
    """All versions of each rule."""
    table: dict[str, Versions] = {}
    for rule in rules:
        table[rule.id] = (*table.get(rule.id, ()), rule)
    return table


def counterparts(old: Mapping[str, Versions], new: Mapping[str, Versions]) -> dict[str, str]:
    """The new id of each old one that has one: the same, or one that says `formerly`."""
    gone, come = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    said = [(o, n) for o in gone for n in come if o in former_ids(new[n]) or n in former_ids(old[o])]
    return {rule_id: rule_id for rule_id in old if rule_id in new} | dict(pairs(said))


def former_ids(versions: Versions) -> frozenset[str]:
    """What a rule was called before."""
    return frozenset(name for version in versions for name in version.formerly)


def public_ids(versions: Versions) -> frozenset[str]:
    """The paths of labels within a rule that a citation, a report or a waiver may name."""
    return frozenset(path for v in versions for clause in (v.where, v.when) for path in labels(clause))


def rule_changes(old: Versions, new: Versions) -> tuple[Change, ...]:
    """What differs between two states of a rule, version by version; a rule that is new or gone, what it concludes."""
    gone, come = list(old), list(new)
    alone = max(len(old), len(new)) == 1
    found: list[Change] = []
    for before, after in list(_same_versions(gone, come)):
        found += (replace(change, version=_called(after)) for change in _within(before, after))
    found += (Change(Aspect.VERSION, "", words.conclusion(v.then), None, _called(v)) for v in gone)
    found += (Change(Aspect.VERSION, "", None, words.conclusion(v.then), _called(v)) for v in come)
    return tuple(replace(change, version="") if alone else change for change in found)


def _same_versions(gone: list[Rule], come: list[Rule]) -> Iterator[tuple[Rule, Rule]]:
    """Versions that belong together, taken out of both lists: told by what tells versions apart, the more of it the
    better."""
    for key in _KEYS:
        for before in tuple(gone):
            alike = [v for v in gone if key(v) == key(before)]
            after = [v for v in come if key(v) == key(before)]
            if len(alike) == len(after) == 1:
                gone.remove(before)
                come.remove(after[0])
                yield before, after[0]


_KEYS: tuple[Callable[[Rule], tuple[object, ...]], ...] = (
    lambda version: (version.under, version.reading, version.replaced_by),
    lambda version: (version.under, version.reading),
    lambda _: (),
)


def _called(version: Rule) -> str:
    under = f"under {version.under}" if version.under else "as first worded"
    return under + (f" when reading {words.reading(version.reading)}" if version.reading else "")


def _within(old: Rule, new: Rule) -> Iterator[Change]:
    yield from text(Aspect.TITLE, old.title, new.title)
    yield from former(old.formerly, new.formerly, old.id, new.id)
    yield from members(Aspect.CITATION, old.citations, new.citations, words.citation)
    yield from value(Aspect.SUBJECT, old.subject, new.subject, words.subject)
    yield from value(Aspect.UNDER, old.under, new.under, str)
    yield from value(Aspect.REPLACED, old.replaced_by, new.replaced_by, str)
    yield from value(Aspect.REPEALED, old.repealed_by, new.repealed_by, str)
    yield from value(Aspect.READING, old.reading, new.reading, words.reading)
    yield from members(Aspect.GROUP, old.groups, new.groups, str)
    yield from value(Aspect.STARTS, old.starts, new.starts, phrase.moment)
    yield from value(Aspect.ENDS, old.ends, new.ends, phrase.moment)
    yield from value(Aspect.JUDGED, old.judged_as_of, new.judged_as_of, phrase.moment)
    yield from value(Aspect.STAY, old.stay, new.stay, words.stay)
    yield from conditions(old.where, new.where, "where")
    yield from conditions(old.when, new.when, "when")
    yield from _conclusions(old.then, new.then)
    yield from members(Aspect.DEFEATS, old.notwithstanding, new.notwithstanding, str, "notwithstanding")
    yield from value(Aspect.DEADLINE, old.due, new.due, words.due)
    yield from value(Aspect.PRESUMPTION, old.presumption, new.presumption, str)
    yield from members(Aspect.RELIES, old.relies_on, new.relies_on, str)
    yield from value(Aspect.EXCUSE, old.excuse, new.excuse, words.excuse)
    yield from value(Aspect.PENALTY, old.penalty, new.penalty, str)
    yield from requirements(old.evidence, new.evidence)
    yield from tasks(old.task, new.task)
    yield from members(Aspect.INTERPRETATION, old.interpretations, new.interpretations, str)


def _conclusions(old: Conclusion, new: Conclusion) -> Iterator[Change]:
    match old, new:
        case (Obliges() | Forbids(), Obliges() | Forbids()):
            yield from value(Aspect.BEARER, old.roles, new.roles, words.roles)
            yield from value(Aspect.FORCE, words.force(old), words.force(new), str)
            yield from text(Aspect.DUTY, old.text, new.text)
        case SetsAside(), SetsAside():
            yield from members(Aspect.DEFEATS, old.targets, new.targets, words.target)
            yield from value(Aspect.BEARER, old.roles or None, new.roles or None, words.roles)
        case _:
            yield from value(Aspect.CONCLUSION, old, new, words.conclusion)
