"""Quantifiers over lists of links as formulas.

`every` is no member that fails, `no` is not `some`. A member reached through further links may as well stand in the
list itself where it is of the kind of the list, so no list is followed further than to the kind that is wanted; but
where quantifiers that start from one list reach differently far, one step further, so that what one reaches another may
not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf

from duly_dsl.analysis.encoding import Encoding, Frame
from duly_dsl.analysis.kleene import Bool, Truth, all_of, any_of, by_case, exactly, negate, opposite
from duly_dsl.analysis.moments import follow
from duly_dsl.analysis.world import MOST_WITNESSES, LinkLeaf, Ref, Thing
from duly_dsl.corpus import KindView
from duly_dsl.ir import Condition, Quantified, Quantifier
from duly_dsl.nodes import walk

Holds = Callable[[Encoding, Frame, Condition], Truth]
DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Reach:
    """The members reached, each with whether it is there, and whether every list on the way is whole."""

    members: tuple[tuple[Bool, Thing], ...]
    is_whole: Bool


def quantified(enc: Encoding, frame: Frame, wanted: Quantified, holds: Holds) -> Truth:
    """The value of `some`, `every`, `no`."""
    start = follow(enc, frame, wanted.start)
    link = enc.corpus.kinds[start.thing.kind].links[wanted.start.steps[-1]]
    needed = enc.survey.witnesses[link.name] if link.many else 1
    depth = start.thing.depth
    count = min(needed, MOST_WITNESSES) if depth <= DEEPEST else 0
    first = enc.world.list_of(start.thing, link, count)
    reach = _reach(enc, first, wanted, depth + 1 if _differ(enc, wanted) else inf)
    bodies = [
        (there, holds(enc, frame.bind(wanted.variable, Ref(member)), wanted.body))
        for there, member in reach.members
        if member.kind == wanted.kind
    ]
    if wanted.quantifier is Quantifier.EVERY:
        bodies = [(there, negate(value)) for there, value in bodies]
    some = Truth(
        any_of(all_of((there, value.yes)) for there, value in bodies),
        all_of((reach.is_whole, *(any_of((opposite(there), value.no)) for there, value in bodies))),
    )
    if len(first.members) < needed or not _is_all_there_is(enc, wanted, link.target):
        some = by_case([(enc.world.beyond, exactly(enc.world.unseen()))], some)
    some = start.truth(some)
    return some if wanted.quantifier is Quantifier.SOME else negate(some)


def _is_all_there_is(enc: Encoding, wanted: Quantified, target: str) -> bool:
    """Whether the members of the world are enough for this quantifier."""
    if any(isinstance(n, Quantified) and n.start.variable != wanted.variable for n in walk(wanted.body)):
        return False
    if wanted.through is None and not _differ(enc, wanted):
        return True
    links = enc.corpus.kinds[target].links
    ways = {name for way in enc.survey.through[wanted.start.steps[-1]] for name in way or ()}
    return target == wanted.kind and all(links[name].target == target for name in ways if name in links)


def _differ(enc: Encoding, wanted: Quantified) -> bool:
    """Whether quantifiers that start from this list reach differently far."""
    return len(enc.survey.through[wanted.start.steps[-1]]) > 1


def _reach(enc: Encoding, first: LinkLeaf, wanted: Quantified, deeper: float) -> Reach:
    """What is reached from a list; members at the depth `deeper` have one more of their kind behind them."""
    there = [(all_of((first.known, present)), member) for present, member in first.members]
    if wanted.through is None:
        return Reach(tuple(there), first.known)
    kinds = enc.corpus.kinds
    members: list[tuple[Bool, Thing]] = []
    whole: list[Bool] = [first.known]
    for here, member in there:
        members.append((here, member))
        kind = kinds[member.kind]
        for name in wanted.through:
            if name in kind.links:
                link = kind.links[name]
                is_nearer = _steps_to(kinds, link.target, wanted) < _steps_to(kinds, member.kind, wanted)
                is_one_more = link.target == wanted.kind == member.kind and member.depth == deeper
                count = int(is_nearer or is_one_more)
                further = _reach(enc, enc.world.list_of(member, link, count), wanted, inf)
                members += [(all_of((here, present)), each) for present, each in further.members]
                whole.append(any_of((opposite(here), further.is_whole)))
    return Reach(tuple(members), all_of(whole))


def _steps_to(kinds: Mapping[str, KindView], start: str, wanted: Quantified) -> float:
    """How many links away things of the kind wanted are from a kind; infinite where they are not reached."""
    steps, queue = {start: 0}, [start]
    while queue:
        kind = queue.pop(0)
        links = kinds[kind].links
        for name in wanted.through or ():
            if name in links and links[name].target not in steps:
                steps[links[name].target] = steps[kind] + 1
                queue.append(links[name].target)
    return steps.get(wanted.kind, inf)
