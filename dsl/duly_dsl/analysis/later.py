"""What holds on a day or a later one, as a formula.

What is read on a day can only turn on certain days: those that the formula compares the day with, and those just after.
So it is enough to look at the day itself and at each of these that is later.
"""

from collections.abc import Callable, Iterator

import z3

from duly_dsl.analysis.encoding import Encoding
from duly_dsl.analysis.kleene import Truth, disjunction, exactly
from duly_dsl.analysis.values import Arithmetic

Look = Callable[[Arithmetic], Truth]


def later(enc: Encoding, start: Arithmetic, look: Look) -> Truth:
    """The greatest of the values from a day on."""
    any_day = z3.Int(f"a day from {start}")
    countings = len(enc.countings)
    value = look(any_day)
    turns: dict[int, Arithmetic] = {}
    for found in (*_turns(value.yes, any_day), *_turns(value.no, any_day)):
        turns.setdefault(found.get_id(), found)
    days = [start]
    for turn in turns.values():
        days += [z3.If(turn + after > start, turn + after, start) for after in (0, 1)]
    values = [Truth(*(z3.substitute(part, (any_day, day)) for part in (value.yes, value.no))) for day in days]
    if len(enc.countings) > countings or any(_mentions(turn, any_day) for turn in turns.values()):
        values.append(exactly(enc.world.unseen()))
    return disjunction(values)


def _turns(formula: z3.ExprRef, day: Arithmetic) -> Iterator[Arithmetic]:
    """The other sides of all comparisons of the day."""
    seen: set[int] = set()
    queue = [formula]
    while queue:
        node = queue.pop()
        if node.get_id() in seen:
            continue
        seen.add(node.get_id())
        children = node.children()
        if z3.is_bool(node) and len(children) == 2:
            one, other = children
            if z3.is_int(one) and z3.is_int(other):
                yield from (*_solved(one, other, day), *_solved(other, one, day))
        queue += children


def _solved(one: Arithmetic, other: Arithmetic, day: Arithmetic) -> Iterator[Arithmetic]:
    """The day on which the one side is the other: `day <= x` turns on `x`, `day + 30 <= x` thirty days before."""
    parts = one.children()
    if one.eq(day):
        yield other
    elif z3.is_add(one) and len(parts) == 2 and parts[0].eq(day) and z3.is_int_value(parts[1]):
        yield other - parts[1]


def _mentions(formula: z3.ExprRef, day: Arithmetic) -> bool:
    seen: set[int] = set()
    queue = [formula]
    while queue:
        node = queue.pop()
        if node.eq(day):
            return True
        if node.get_id() not in seen:
            seen.add(node.get_id())
            queue += node.children()
    return False
