"""Laws of differences, on random packs and on every field of the IR."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly_dsl import ir
from duly_dsl.corpus import Corpus
from duly_dsl.diff import Change, PackDiff, Presence, compare, diff
from duly_dsl.diff.versions import Bump, bump_asked, is_enough, least_version
from duly_dsl.ir import Forbids, Obliges, PackRules, Rule
from duly_dsl.load import load
from duly_dsl.read import read_text
from duly_dsl.source import Source, Span
from runs import ROOT
from strategies import PACK, packs

OTHER = {Presence.ADDED: Presence.REMOVED, Presence.REMOVED: Presence.ADDED, Presence.CHANGED: Presence.CHANGED}
NO_MEANING = {("Header", "name"), ("Header", "version"), ("PackRules", "scenarios")}


def normal(pack: PackRules) -> object:
    """A pack without what no difference tells: version, scenarios, the order of declarations."""
    parts = {each.name: getattr(pack, each.name) for each in fields(pack) if each.name not in {"header", "scenarios"}}
    header = replace(pack.header, version="")
    in_order = {name: sorted(map(repr, part)) for name, part in parts.items()}
    return repr(replace(header, instruments=())), sorted(map(repr, header.instruments)), in_order


def turned(change: Change) -> tuple[object, ...]:
    return change.aspect, change.new, change.old


def kept(change: Change) -> tuple[object, ...]:
    return change.aspect, change.old, change.new


def told(found: PackDiff) -> object:
    """What differs, with the sides as they are; where it stands and what is lost is said of one side only."""
    return (
        frozenset(map(kept, found.header)),
        frozenset((d.of, d.presence, frozenset(map(kept, d.changes)), d.touches) for d in found.declarations),
        frozenset((r.old, r.new, frozenset(map(kept, r.changes)), r.touches) for r in found.rules),
        frozenset((s.clause, s.old, s.new) for s in found.shifts),
    )


def mirrored(found: PackDiff) -> object:
    """The same with the sides exchanged."""
    return (
        frozenset(map(turned, found.header)),
        frozenset((d.of, OTHER[d.presence], frozenset(map(turned, d.changes)), d.touches) for d in found.declarations),
        frozenset((r.new, r.old, frozenset(map(turned, r.changes)), r.touches) for r in found.rules),
        frozenset((s.clause, s.new, s.old) for s in found.shifts),
    )


def with_rules(corpus: Corpus, rules: Iterable[Rule]) -> Corpus:
    return Corpus((replace(corpus.packs[0], rules=tuple(rules)),))


@st.composite
def successors(draw: st.DrawFn, corpus: Corpus) -> Corpus:
    """A pack after some of the changes that authors make: rules moved, dropped, renamed, reworded."""
    rules: list[Rule] = []
    for rule in draw(st.permutations(corpus.packs[0].rules)):
        match draw(st.sampled_from(("keep", "keep", "keep", "drop", "rename", "lose", "title", "reword", "start"))):
            case "keep":
                rules.append(rule)
            case "rename":
                rules.append(replace(rule, id=f"{rule.id}-B", formerly=(rule.id,)))
            case "lose":
                rules.append(replace(rule, id=f"{rule.id}-C"))
            case "title":
                rules.append(replace(rule, title="another title"))
            case "start":
                rules.append(replace(rule, starts=None))
            case "reword" if isinstance(rule.then, Obliges | Forbids):
                rules.append(replace(rule, then=replace(rule.then, text="act now")))
    return with_rules(corpus, rules)


@given(packs())
@settings(max_examples=25)
def test_nothing_differs_from_itself_in_whatever_order_it_stands(corpus: Corpus) -> None:
    assert diff(PACK, corpus, corpus).is_empty
    assert diff(PACK, corpus, with_rules(corpus, reversed(corpus.packs[0].rules))).is_empty


@given(st.data(), packs(), packs())
@settings(max_examples=25)
def test_a_difference_is_empty_where_nothing_differs_and_reads_the_same_from_both_sides(
    data: st.DataObject, old: Corpus, other: Corpus
) -> None:
    for new in (other, data.draw(successors(old))):
        there, back = diff(PACK, old, new), diff(PACK, new, old)
        assert there.is_empty == (normal(old.packs[0]) == normal(new.packs[0]))
        assert told(there) == mirrored(back)
        assert there.is_empty == (bump_asked(there) is Bump.NONE)


@given(st.data(), packs())
@settings(max_examples=25)
def test_only_what_is_lost_asks_for_a_major_version(data: st.DataObject, old: Corpus) -> None:
    new = data.draw(successors(old))
    found = diff(PACK, old, new)
    before = {rule.id for rule in old.packs[0].rules}
    after = {name for rule in new.packs[0].rules for name in (rule.id, *rule.formerly)}
    assert {name for rule in found.rules for name in rule.lost} == before - after
    assert (bump_asked(found) is Bump.MAJOR) == bool(before - after)


@given(st.tuples(*[st.integers(0, 30)] * 3), st.sampled_from(Bump), st.sampled_from(Bump))
def test_the_least_version_is_enough_and_nothing_below(numbers: tuple[int, ...], bump: Bump, lesser: Bump) -> None:
    old = ".".join(map(str, numbers))
    assert is_enough(old, least_version(old, bump), bump)
    assert not is_enough(old, old, bump) or bump is Bump.NONE
    if lesser <= bump:
        assert is_enough(old, least_version(old, bump), lesser)


REST = """pack rest version 1.0.0
  source LAW "the act" published 1 January 2024 in force from 1 February 2024
end pack
choice colour "colour" is red "red as a brick", blue end choice
kind thing "thing"
  fact odd: yes/no ask "Is it odd?" explanation "Odd is what two do not divide." example "Seven is."
  fact even: yes/no per version
  fact colour: one of colour
end kind
role keeper of thing "keeper" cites LAW art 3
reading strictness "how strict" is strict "strict" is loose "loose" default strict end reading
date start "start" cites LAW art 4 is 1 May 2026 under LAW end date
period term_of_grace "grace" cites LAW art 5 is 6 months under LAW when reading strictness is strict end period
amount fine "fine" cites LAW art 6 is 5 EUR under LAW end amount
table warm "warm colours" of colour cites LAW art 7 lists red under LAW end table
rule LAW-1 "odd things"
  cites LAW art 1
  for each thing as x
  when any of: (b) formerly (a) x's odd is yes (c) x's odd is no end
  then keeper must not "act"
  enforcement stayed from 1 March 2026 until 1 May 2026
end rule
rule LAW-2 "even versions"
  cites LAW art 2
  for each version of thing as x
  when version's even is yes
  then keeper must not "use it"
end rule
crosswalk LAW art 1 intersects LAW art 2
group bans "bans"
term hit of thing as x "hit" means LAW-1 operates for x or group bans operates for x end term
classification thing_class of thing "class of the thing"
  cites LAW art 4
  is hit
  otherwise safe "no class"
end classification
"""


def sample_packs() -> Iterator[tuple[PackRules, Corpus]]:
    """Packs that have, together, every construct of the language."""
    shipped = {p.parent.parent.name: p.parent for p in ROOT.glob("packs/*/*/pack.duly")}
    probes = ROOT / "tests" / "semantics" / "vectors" / "probes"
    rest = read_text(Source("rest.duly", REST)).value
    assert rest is not None
    tables = load({"tables": probes.parent / "tables"}).corpus
    for corpus in (load(shipped).corpus, load({"probes": probes}).corpus, tables, Corpus((rest,))):
        yield from ((pack, corpus) for pack in corpus.packs)


def others(value: object, optional: bool) -> Iterator[object]:
    """Values that are not the given one and could stand in its place."""
    match value:
        case Enum():
            yield from [each for each in type(value) if each is not value][:1]
        case bool():
            yield not value
        case str():
            yield "9.9.9" if value.count(".") == 2 and value.replace(".", "").isdigit() else f"{value}x"
        case int() | Decimal():
            yield value + 1
        case date():
            yield value + timedelta(days=1)
        case tuple() if value:
            yield value[:-1]
    if optional and value is not None:
        yield None


def mutants(node: Any, seen: set[tuple[str, str]]) -> Iterator[tuple[str, Any]]:
    """Copies of a tree in which one field of one node is another; each field of each type once."""
    if isinstance(node, tuple):
        for number, part in enumerate(node):
            for said, other in mutants(part, seen):
                yield said, (*node[:number], other, *node[number + 1 :])
        return
    if not is_dataclass(node) or isinstance(node, Span | ir.Scenario | type):
        return
    for each in fields(node):
        key = type(node).__name__, each.name
        value = getattr(node, each.name)
        if not each.compare or each.name == "pack" or key in NO_MEANING:
            continue
        for said, other in mutants(value, seen):
            yield said, replace(node, **{each.name: other})
        found = list(others(value, "None" in str(each.type))) if key not in seen else []
        if found or is_dataclass(value):
            seen.add(key)
        yield from (("{}.{}".format(*key), replace(node, **{each.name: other})) for other in found)


def test_no_field_of_the_rules_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever one field says else is told, and told the same from the other side."""
    monkeypatch.setattr(compare, "_resting", lambda *_: {})
    seen: set[tuple[str, str]] = set()
    for pack, corpus in sample_packs():
        for said, other in mutants(pack, seen):
            changed = Corpus(tuple(other if p is pack else p for p in corpus.packs))
            there, back = diff(pack.name, corpus, changed), diff(pack.name, changed, corpus)
            assert not there.is_empty, said
            assert told(there) == mirrored(back), said
    assert wanted() - seen == set()


def wanted() -> set[tuple[str, str]]:
    """Every field of the IR that means something and that a pack outside its scenarios can have."""
    types = [getattr(ir, name) for name in ir.__all__]
    nodes = [t for t in types if isinstance(t, type) and is_dataclass(t) and not t.__module__.endswith(".scenario")]
    keys = {(t.__name__, each.name) for t in nodes for each in fields(t) if each.compare and each.name != "pack"}
    return keys - NO_MEANING
