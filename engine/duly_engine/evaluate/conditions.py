"""The truth value of a condition in a frame."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from duly_dsl.ir import (
    Absent,
    Block,
    Combination,
    Comparison,
    Condition,
    GroupOperates,
    HasTerm,
    HoldsRole,
    Not,
    Operates,
    Prevails,
    Quantified,
    WillBe,
    WillPrevail,
)
from duly_engine.evaluate.compare import compare
from duly_engine.evaluate.frame import Frame, Ref
from duly_engine.evaluate.lineage import quantified
from duly_engine.evaluate.values import follow, note_assessment_day, operand, subject_at
from duly_engine.facts.inventory import StatedValue, Unknown
from duly_engine.logic import MAYBE, NO, Truth, at_least, conjunction, disjunction, negate

if TYPE_CHECKING:
    from duly_engine.evaluate.evaluation import Evaluation


def holds(ev: "Evaluation", frame: Frame, condition: Condition) -> Truth:
    """Read a condition; parts that can no longer change the value are not read."""
    match condition:
        case Comparison():
            return _comparison(ev, frame, condition)
        case HasTerm(variable=variable, term=term):
            return _of(frame.ref(variable), lambda s: ev.term(frame.pack, term, s, frame.day, frame.plane))
        case WillBe(variable=variable, term=term):
            return _of(
                frame.ref(variable),
                lambda s: ev.later(frame.day, lambda day: ev.term(frame.pack, term, s, day, frame.plane)),
            )
        case HoldsRole():
            return _holds_role(ev, frame, condition)
        case Prevails(rule=rule, variable=variable):
            return _of(frame.ref(variable), lambda s: ev.prevails(rule, s, frame.day, frame.plane))
        case WillPrevail(rule=rule, variable=variable):
            return _of(
                frame.ref(variable),
                lambda s: ev.later(frame.day, lambda day: ev.prevails(rule, s, day, frame.plane)),
            )
        case Operates(rule=rule, variable=variable):
            return _of(frame.ref(variable), lambda s: ev.occurs(rule, s, frame.day, frame.plane))
        case GroupOperates(variable=variable):
            return _of(frame.ref(variable), lambda s: ev.some_occurs(frame, condition, s))
        case Quantified():
            return quantified(ev, frame, condition, holds)
        case Not(condition=inner):
            return negate(holds(ev, frame, inner))
        case Block():
            return _block(ev, frame, condition)


def _of(ref: Ref, value: Callable[[str], Truth]) -> Truth:
    """The value for a known subject; an absent one has nothing, of an unknown one nothing is known."""
    if isinstance(ref, Unknown):
        return MAYBE
    return NO if isinstance(ref, Absent) else value(ref)


def _comparison(ev: "Evaluation", frame: Frame, comparison: Comparison) -> Truth:
    ref = follow(ev, frame, comparison.path)
    name = comparison.path.steps[-1]
    left: StatedValue = ev.value(ref, name) if isinstance(ref, str) else ref
    left_type = ev.world.type_of(ref, name) if isinstance(ref, str) else None
    right = operand(ev, frame, comparison.operand, left_type)
    note_assessment_day(ev, frame, left, comparison.operand)
    return compare(left, comparison.relation, right)


def _holds_role(ev: "Evaluation", frame: Frame, condition: HoldsRole) -> Truth:
    holder, subject = frame.ref(condition.holder), subject_at(ev, frame, condition.path)
    if isinstance(holder, Unknown) or isinstance(subject, Unknown):
        return MAYBE
    if isinstance(holder, Absent) or isinstance(subject, Absent):
        return NO
    return ev.role(condition.role, holder, subject, frame.day, frame.plane)


def _block(ev: "Evaluation", frame: Frame, block: Block) -> Truth:
    return combined(block, (holds(ev, frame, limb.condition) for limb in block.limbs))


def combined(block: Block, limbs: Iterable[Truth]) -> Truth:
    """The value of a block from those of its limbs."""
    match block.combination:
        case Combination.ALL:
            return conjunction(limbs)
        case Combination.ANY:
            return disjunction(limbs)
        case Combination.NONE:
            return negate(disjunction(limbs))
        case Combination.AT_LEAST:
            return at_least(block.count, limbs)
