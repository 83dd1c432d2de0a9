"""The values that an example tries for a fact, the plainest first."""

from collections.abc import Iterator
from decimal import Decimal

import z3

from duly_dsl.analysis.encoding import Encoding
from duly_dsl.analysis.kleene import Bool, all_of, opposite
from duly_dsl.analysis.solver import number
from duly_dsl.analysis.values import Day, Flag, Members, Quantity, Word, moment_of
from duly_dsl.analysis.world import FIRST_DAY, LAST_DAY, FactLeaf
from duly_dsl.counting import SCALES
from duly_dsl.ir import NONE, Duration, Given, GivenSet, GivenValue, ListClosure, Money, Name, Scalar, TypeName, Unit

NEAR = (0, -1, 1)
Option = tuple[Bool, Given]


def options(enc: Encoding, leaf: FactLeaf) -> Iterator[Option]:
    """The values to try; more may be possible."""
    content = leaf.value.content
    there = opposite(leaf.value.absent)
    match content:
        case Flag(holds=holds):
            yield all_of((there, opposite(holds))), GivenValue(value=False)
            yield all_of((there, holds)), GivenValue(value=True)
        case Members(held=held):
            yield content.is_empty, GivenValue(NONE)
            for name in held:
                others = (opposite(is_in) for other, (_, is_in) in held.items() if other != name)
                yield all_of((content.holds(name), *others)), GivenSet((name,), ListClosure.BARE)
        case Word(code=code):
            for word in _words(enc, leaf):
                given = GivenValue(word) if leaf.type.name is TypeName.TEXT else Name(word)
                yield all_of((there, code == enc.world.words.code(word))), given
        case Quantity() | Day():
            for value in _near(enc, leaf.type.name):
                yield all_of((there, _is(enc, content, value))), GivenValue(value)
        case None:
            return
    yield leaf.value.absent, GivenValue(NONE)


def _words(enc: Encoding, leaf: FactLeaf) -> tuple[str, ...]:
    if leaf.type.name is not TypeName.TEXT:
        fact = enc.corpus.kinds[leaf.thing.kind].facts[leaf.name]
        return enc.world.members(fact)
    return (*(word for word in enc.world.words.compared if isinstance(word, str)), "something else")


def _near(enc: Encoding, type_name: TypeName) -> Iterator[Scalar]:
    """What is compared anywhere, and what lies just below and above it; then something small."""
    compared = enc.world.words.compared
    match type_name:
        case TypeName.NUMBER:
            numbers = sorted(c for c in compared if isinstance(c, Decimal))
            yield from (number + step for number in numbers for step in NEAR if number + step >= 0)
            yield from (Decimal(0), Decimal(1))
        case TypeName.AMOUNT:
            amounts = sorted((c for c in compared if isinstance(c, Money)), key=lambda m: (m.currency, m.amount))
            yield from (Money(m.amount + step, m.currency) for m in amounts for step in NEAR if m.amount + step >= 0)
            yield from (Money(Decimal(1), currency) for currency in enc.survey.currencies)
        case TypeName.DURATION:
            lengths = sorted((c for c in compared if isinstance(c, Duration)), key=lambda d: (d.unit, d.count))
            yield from (Duration(d.count + step, d.unit) for d in lengths for step in NEAR if d.count + step >= 0)
            yield from (Duration(1, unit) for unit in (Unit.DAYS, Unit.MONTHS, Unit.HOURS))
        case _:
            days = sorted({day + step for day in enc.world.days for step in NEAR})
            minute = 0 if type_name is TypeName.INSTANT else None
            yield from (moment_of(day, minute) for day in days if FIRST_DAY <= day <= LAST_DAY)


def _is(enc: Encoding, content: Quantity | Day, value: Scalar) -> Bool:
    match content, enc.world.words.content(value):
        case Quantity(unit=unit, count=count), Quantity() as same:
            return all_of((unit == same.unit, count == same.count))
        case Day(number=day, minute=minute), Day() as same:
            return all_of((day == same.number, *((minute == same.minute,) if minute is not None else ())))
        case _:
            raise TypeError(content, value)


def value_in(enc: Encoding, leaf: FactLeaf, model: z3.ModelRef) -> Option | None:
    """The value that a fact has in a model; None of a type of which every value was tried."""
    content = leaf.value.content
    match content:
        case Word(code=code):
            found = number(model, code)
            return code == found, GivenValue(f"text {found}")
        case Quantity(unit=unit, count=count):
            value = _quantity(enc, leaf.type.name, number(model, unit), model.eval(count, model_completion=True))
        case Day(number=day, minute=minute):
            value = moment_of(number(model, day), None if minute is None else number(model, minute))
        case _:
            return None
    return all_of((opposite(leaf.value.absent), _is(enc, content, value))), GivenValue(value)


def _quantity(enc: Encoding, type_name: TypeName, unit: int, count: z3.ExprRef) -> Scalar:
    word = {code: word for word, code in enc.world.words.codes.items()}.get(unit, "")
    if type_name is TypeName.DURATION:
        base = next(u for u, (base, factor) in SCALES.items() if base == word and factor == 1)
        assert z3.is_int_value(count)
        return Duration(count.as_long(), base)
    assert z3.is_rational_value(count)
    found = Decimal(count.numerator_as_long()) / Decimal(count.denominator_as_long())
    return Money(found, word) if type_name is TypeName.AMOUNT else found
