"""Conditions, dates, values and numbers in the words of the language: what an explanation or a message quotes."""

from datetime import date, datetime
from decimal import Decimal

from duly_dsl.ir import (
    NONE,
    Absent,
    AnchorDate,
    Block,
    Combination,
    Comparison,
    Condition,
    DateExpression,
    Duration,
    FactDate,
    FactPath,
    FixedDate,
    GroupOperates,
    HasTerm,
    HoldsRole,
    Length,
    Literal,
    Money,
    Name,
    NamedDate,
    NamedSpan,
    NamedTable,
    Names,
    Not,
    Offset,
    Operand,
    Operates,
    PickDate,
    Prevails,
    Quantified,
    Value,
    WillBe,
    WillPrevail,
)

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def many(count: int, one: str, more: str = "") -> str:
    """`1 gap`, `3 gaps`."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def day(moment: date | datetime) -> str:
    """`2 December 2027`, `20 November 2026 at 14:00 UTC`; the same in every locale."""
    text = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    return f"{text} at {moment:%H:%M} UTC" if isinstance(moment, datetime) else text


def last_day(end: date | None) -> str:
    """The last day of what may last until further notice."""
    return day(end) if end else "further notice"


def a(noun: str) -> str:
    """A noun with its article."""
    return f"an {noun}" if noun.lower().startswith(tuple("aeiou")) else f"a {noun}"


def value(known: Value) -> str:
    """A value as the language writes it."""
    match known:
        case bool():
            return "yes" if known else "no"
        case date():
            return day(known)
        case Decimal():
            return _number(known)
        case Duration() | Money():
            return str(known)
        case frozenset():
            return f"{{ {', '.join(sorted(known))} }}" if known else "none"
        case Absent():
            return NONE.value
        case str():
            return known


def _number(number: Decimal) -> str:
    text = f"{number:f}"
    zeros = len(text) - len(text.rstrip("0"))
    return f"10^{zeros}" if zeros >= 9 and text.rstrip("0") == "1" else text


def length(wanted: Length) -> str:
    """A length of time, or its name."""
    return wanted.name if isinstance(wanted, NamedSpan) else str(wanted)


def moment(expression: DateExpression) -> str:
    """An expression that gives a day or instant."""
    match expression:
        case FixedDate(value=fixed):
            return day(fixed)
        case NamedDate(name=name):
            return name
        case FactDate(path=path):
            return str(path)
        case AnchorDate(anchor=anchor):
            return anchor.value
        case Offset():
            calendar = f" of calendar {expression.calendar}" if expression.calendar else ""
            return f"{length(expression.length)}{calendar} {expression.direction} {moment(expression.anchor)}"
        case PickDate():
            return f"{expression.pick} of ({moment(expression.first)}, {moment(expression.second)})"


def operand(right: Operand) -> str:
    """The right side of a comparison."""
    match right:
        case Literal(value=known):
            return f'"{known}"' if isinstance(known, str) else value(known)
        case Name(name=name) | NamedTable(name=name):
            return name
        case Names(names=names):
            return f"{{ {', '.join(names)} }}"
        case FactPath():
            return str(right)
        case _:
            return moment(right)


def condition(wanted: Condition) -> str:
    """A condition on one line; of a block, its head only where the limbs carry labels."""
    match wanted:
        case Comparison(path=path, relation=relation, operand=right):
            return f"{path} {relation} {operand(right)}"
        case HasTerm(variable=variable, term=term):
            return f"{variable} is {term}"
        case WillBe(variable=variable, term=term):
            return f"{variable} will be {term}"
        case HoldsRole(holder=holder, role=role, path=path):
            return f"{holder} is {role} of {path}"
        case Prevails(rule=rule, variable=variable):
            return f"{rule} prevails for {variable}"
        case WillPrevail(rule=rule, variable=variable):
            return f"{rule} will prevail for {variable}"
        case Operates(rule=rule, variable=variable):
            return f"{rule} operates for {variable}"
        case GroupOperates(group=group, variable=variable):
            return f"group {group} operates for {variable}"
        case Quantified(body=body):
            return f"{_reach(wanted)} satisfies {condition(body)}"
        case Not(condition=inner):
            return f"not {condition(inner)}"
        case Block(limbs=limbs) if any(limb.label for limb in limbs):
            return head(wanted)
        case Block(limbs=limbs):
            return _joint(wanted).join(condition(limb.condition) for limb in limbs)


def whole(wanted: Condition) -> str:
    """A condition on one line, blocks with all their limbs."""
    match wanted:
        case Not(condition=inner):
            return f"not {whole(inner)}"
        case Quantified(body=body):
            return f"{_reach(wanted)} satisfies {whole(body)}"
        case Block(limbs=limbs) if any(limb.label for limb in limbs):
            return f"{head(wanted)}: {' '.join(f'({limb.label}) {whole(limb.condition)}' for limb in limbs)} end"
        case Block(limbs=limbs):
            return _joint(wanted).join(whole(limb.condition) for limb in limbs)
        case _:
            return condition(wanted)


def _reach(wanted: Quantified) -> str:
    reach = f"among {wanted.start}"
    if wanted.through is not None:
        reach = f"reached from {wanted.start} through {', '.join(wanted.through)}"
    return f"{wanted.quantifier} {wanted.kind} as {wanted.variable} {reach}"


def _joint(block: Block) -> str:
    return " and " if block.combination is Combination.ALL else " or "


def head(block: Block) -> str:
    """How a block says what it wants of its limbs: `any of`, `at least 2 of`."""
    return f"at least {block.count} of" if block.count else block.combination.value
