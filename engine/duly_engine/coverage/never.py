"""Why a condition never had a truth value in any scenario."""

from collections.abc import Iterator

from duly_dsl import phrase
from duly_dsl.ir import (
    Block,
    Combination,
    Comparison,
    Condition,
    FactDate,
    FactPath,
    HasTerm,
    Limb,
    Literal,
    Name,
    Not,
    Offset,
    Operand,
    PickDate,
    Relation,
)
from duly_engine.coverage.record import Progress
from duly_engine.logic import MAYBE, NO, YES, Truth, negate

NAMED_AT_MOST = 3


def never(progress: Progress, condition: Condition, value: Truth) -> str:
    """A plain sentence; it may go on after a colon."""
    match condition:
        case Block():
            return _block(progress, condition, value)
        case Not(condition=inner):
            return never(progress, inner, negate(value))
        case Comparison():
            return _comparison(condition, value)
        case HasTerm(term=term):
            return f"{term} was never {value} where this was read"
        case _:
            return f"`{phrase.condition(condition)}` was never {value}"


def _block(progress: Progress, block: Block, value: Truth) -> str:
    wanted = negate(value) if block.combination is Combination.NONE else value
    lacking = [limb for limb in block.limbs if not progress.was(limb.condition, wanted)]
    if len(lacking) == len(block.limbs):
        return f"none of its limbs was ever {wanted}"
    if value is MAYBE:
        return "where one of its limbs was unknown, another decided"
    needs_all = {Combination.ALL: YES, Combination.ANY: NO, Combination.NONE: YES}.get(block.combination) is value
    if needs_all and lacking:
        return f"{_listed(lacking)} never {wanted}"
    return f"too few of its limbs were {wanted} at once"


def _listed(limbs: list[Limb]) -> str:
    names = [f"limb ({x.label})" if x.label else f"`{phrase.condition(x.condition)}`" for x in limbs]
    more = len(names) - NAMED_AT_MOST
    told = ", ".join(names[:NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")
    return f"{told} {'was' if len(names) == 1 else 'were'}"


def _comparison(comparison: Comparison, value: Truth) -> str:
    fact = comparison.path.steps[-1]
    if value is MAYBE:
        facts = dict.fromkeys((fact, *_facts(comparison.operand)))
        return f"no scenario that reads it states {' or '.join(facts)} as unknown"
    told = _stated(comparison, value)
    return (
        f"no scenario that reads it states {fact} {told}"
        if told
        else f"`{phrase.condition(comparison)}` was never {value}"
    )


def _stated(comparison: Comparison, value: Truth) -> str:
    """What the fact would have to be stated as, where that is one thing."""
    right = comparison.operand
    if isinstance(right, Literal) and isinstance(right.value, bool):
        same = (comparison.relation is Relation.IS) == (value is YES)
        return f"as {phrase.value(right.value is same)}"
    if isinstance(right, Name | Literal) and comparison.relation in {Relation.IS, Relation.IS_NOT}:
        same = (comparison.relation is Relation.IS) == (value is YES)
        return f"as {'' if same else 'anything but '}{phrase.operand(right)}"
    if isinstance(right, Name) and comparison.relation is Relation.INCLUDES:
        return f"{'with' if value is YES else 'without'} {right.name}"
    return ""


def _facts(right: Operand) -> Iterator[str]:
    """The facts that the right side reads."""
    match right:
        case FactPath(steps=steps) | FactDate(path=FactPath(steps=steps)):
            yield from steps[-1:]
        case Offset(anchor=anchor):
            yield from _facts(anchor)
        case PickDate(first=first, second=second):
            yield from _facts(first)
            yield from _facts(second)
        case _:
            return
