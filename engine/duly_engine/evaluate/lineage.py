"""Quantifiers over lists of links, direct or followed transitively.

A list is open unless somebody declared it complete: what an open list does not name may exist, so only the answers that
one known member can settle are settled.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from duly_dsl.ir import Absent, Condition, Quantified, Quantifier
from duly_engine.evaluate.frame import Frame
from duly_engine.evaluate.values import follow
from duly_engine.facts.inventory import Unknown
from duly_engine.logic import MAYBE, NO, YES, Truth, conjunction, disjunction, negate

if TYPE_CHECKING:
    from duly_engine.evaluate.evaluation import Evaluation

Holds = Callable[["Evaluation", Frame, Condition], Truth]


def quantified(ev: "Evaluation", frame: Frame, condition: Quantified, holds: Holds) -> Truth:
    """The value of `some`, `every`, `no`."""
    start = follow(ev, frame, condition.start)
    if isinstance(start, Unknown):
        return MAYBE
    if isinstance(start, Absent):
        return NO if condition.quantifier is Quantifier.SOME else YES
    members, lists = _reached(ev, start, condition)
    bodies = (holds(ev, frame.bind(condition.variable, member), condition.body) for member in members)
    match condition.quantifier:
        case Quantifier.SOME:
            return _if_closed(ev, disjunction(bodies), YES, lists)
        case Quantifier.EVERY:
            return _if_closed(ev, conjunction(bodies), NO, lists)
        case Quantifier.NO:
            return negate(_if_closed(ev, disjunction(bodies), YES, lists))


def members_of(ev: "Evaluation", frame: Frame, condition: Quantified) -> list[str]:
    """The things of its kind that a quantifier looks at."""
    start = follow(ev, frame, condition.start)
    return _reached(ev, start, condition)[0] if isinstance(start, str) else []


LinkOf = tuple[str, str]


def _reached(ev: "Evaluation", start: str, condition: Quantified) -> tuple[list[str], list[LinkOf]]:
    """Members of the wanted kind, and every list visited."""
    first = (start, condition.start.steps[-1])
    members, lists = _direct(ev, first) if condition.through is None else _reach(ev, first, condition.through)
    return [m for m in members if _is_of_kind(ev, m, condition.kind)], lists


def _is_of_kind(ev: "Evaluation", member: str, kind: str) -> bool:
    found = ev.world.subject(member)
    return found is not None and found.kind == kind


def _if_closed(ev: "Evaluation", value: Truth, settled: Truth, lists: list[LinkOf]) -> Truth:
    """The value, unless an open list leaves room for another member that would change it."""
    if value is settled:
        return value
    open_lists = [link for link in lists if not ev.is_closed(*link)]
    return MAYBE if open_lists else value


def _direct(ev: "Evaluation", link: LinkOf) -> tuple[list[str], list[LinkOf]]:
    return sorted(ev.links(*link).members), [link]


def _reach(ev: "Evaluation", first: LinkOf, through: tuple[str, ...]) -> tuple[list[str], list[LinkOf]]:
    """Everything reached, and every list visited on the way."""
    seen: set[str] = set()
    lists = [first]
    queue = list(ev.links(*first).members)
    while queue:
        member = queue.pop()
        if member in seen:
            continue
        seen.add(member)
        found = ev.world.subject(member)
        kind = ev.world.corpus.kind(found.kind) if found else None
        for name in through:
            if kind is not None and name in kind.links:
                lists.append((member, name))
                queue.extend(ev.links(member, name).members)
    return sorted(seen), sorted(lists)
