"""Conditions as formulas."""

import z3

from duly_dsl.analysis import nodes, operating
from duly_dsl.analysis.encoding import Encoding, Frame
from duly_dsl.analysis.kleene import FALSE, Bool, Truth, any_of, at_least, conjunction, disjunction, negate
from duly_dsl.analysis.later import later
from duly_dsl.analysis.lineage import quantified
from duly_dsl.analysis.moments import declared, follow, moment, thing_at, value_at
from duly_dsl.analysis.values import UNKNOWN, Quantity, Value, compare, is_in_list, is_one_of
from duly_dsl.ir import (
    Block,
    Combination,
    Comparison,
    Condition,
    Fact,
    FactPath,
    GroupOperates,
    HasTerm,
    HoldsRole,
    Literal,
    Name,
    NamedDate,
    NamedTable,
    Names,
    Not,
    Operand,
    Operates,
    Prevails,
    Quantified,
    Relation,
    TypeName,
    WillBe,
    WillPrevail,
)

DATES = frozenset({TypeName.DATE, TypeName.INSTANT})
CHOICES = frozenset({TypeName.ONE_OF, TypeName.MANY_OF})


def holds(enc: Encoding, frame: Frame, condition: Condition) -> Truth:
    """Whether a condition holds."""
    match condition:
        case Comparison():
            return _comparison(enc, frame, condition)
        case HasTerm(variable=variable, term=term):
            ref = frame.variables[variable]
            return ref.truth(nodes.term(enc, frame.pack, term, ref.thing, frame.day))
        case WillBe(variable=variable, term=term):
            ref = frame.variables[variable]
            return ref.truth(later(enc, frame.day, lambda day: nodes.term(enc, frame.pack, term, ref.thing, day)))
        case Prevails(rule=rule, variable=variable):
            ref = frame.variables[variable]
            return ref.truth(nodes.prevails(enc, rule, ref.thing, frame.day))
        case WillPrevail(rule=rule, variable=variable):
            ref = frame.variables[variable]
            return ref.truth(later(enc, frame.day, lambda day: nodes.prevails(enc, rule, ref.thing, day)))
        case Operates(rule=rule, variable=variable):
            ref = frame.variables[variable]
            return ref.truth(operating.occurs(enc, rule, ref.thing, frame.day))
        case GroupOperates(group=group, variable=variable):
            ref = frame.variables[variable]
            return ref.truth(operating.occurs_in_group(enc, frame.pack, group, ref.thing, frame.day))
        case HoldsRole():
            return _holds_role(enc, frame, condition)
        case Quantified():
            return quantified(enc, frame, condition, holds)
        case Not(condition=inner):
            return negate(holds(enc, frame, inner))
        case Block(combination=combination, limbs=limbs, count=count):
            values = [holds(enc, frame, limb.condition) for limb in limbs]
            return combined(combination, count, values)


def combined(combination: Combination, count: int, values: list[Truth]) -> Truth:
    """Limbs put together."""
    match combination:
        case Combination.ALL:
            return conjunction(values)
        case Combination.ANY:
            return disjunction(values)
        case Combination.NONE:
            return negate(disjunction(values))
        case Combination.AT_LEAST:
            return at_least(count, values)


def _comparison(enc: Encoding, frame: Frame, wanted: Comparison) -> Truth:
    left = value_at(enc, frame, wanted.path)
    found = declared(enc, follow(enc, frame, wanted.path), wanted.path.steps[-1])
    type_name = found.type.name if isinstance(found, Fact) else None
    return stands(enc, frame, left, type_name, wanted.relation, wanted.operand)


def stands(
    enc: Encoding, frame: Frame, left: Value, type_name: TypeName | None, relation: Relation, right: Operand
) -> Truth:
    """How a value of a type stands to what is written on the right."""
    match right:
        case Names(names=names):
            return is_one_of(left, [enc.world.words.named(name) for name in names])
        case NamedTable(name=name):
            named = enc.world.words.named
            rows = enc.law.listed(frame.pack, name, frame.day)
            members = [(here, named(member)) for here, row in rows for member in row.members]
            return is_in_list(left, enc.law.lists(frame.pack, name), members)
        case Literal(value=value):
            return compare(left, relation, enc.world.words.written(value))
        case FactPath():
            return compare(left, relation, value_at(enc, frame, right))
        case Name(name=name):
            return compare(left, relation, _named(enc, frame, name, type_name))
        case _:
            return compare(left, relation, moment(enc, frame, right))


def _named(enc: Encoding, frame: Frame, name: str, type_name: TypeName | None) -> Value:
    """What a bare name means follows from the type on the left."""
    words = enc.world.words
    if type_name in CHOICES:
        return words.named(name)
    if type_name in DATES:
        return moment(enc, frame, NamedDate(name))
    if type_name is TypeName.DURATION:
        cases = [(here, words.written(length)) for here, length in enc.law.length(frame.pack, name, frame.day)]
        return _chosen(cases)
    parameter = enc.law.parameter(frame.pack, name)
    return UNKNOWN if parameter is None else words.written(parameter)


def _chosen(cases: list[tuple[Bool, Value]]) -> Value:
    """The value of the case that holds; unknown where none does."""
    if not cases:
        return UNKNOWN
    found = cases[-1][1].content
    for here, value in reversed(cases[:-1]):
        assert isinstance(found, Quantity)
        assert isinstance(value.content, Quantity)
        unit = z3.If(here, value.content.unit, found.unit)
        found = Quantity(unit, z3.If(here, value.content.count, found.count))
    return Value(any_of(here for here, _ in cases), FALSE, found)


def _holds_role(enc: Encoding, frame: Frame, wanted: HoldsRole) -> Truth:
    holder, thing = frame.variables[wanted.holder], thing_at(enc, frame, wanted.path)
    value = nodes.role(enc, wanted.role, holder.thing, thing.thing, frame.day)
    return holder.truth(thing.truth(value))
