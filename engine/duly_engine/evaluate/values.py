"""Dates, lengths and operands of conditions, read in a frame."""

from datetime import date
from typing import TYPE_CHECKING

from duly_dsl.ir import (
    Absent,
    Anchor,
    AnchorDate,
    DateExpression,
    Direction,
    Duration,
    FactDate,
    FactPath,
    FactType,
    FixedDate,
    Length,
    Literal,
    Name,
    NamedDate,
    NamedSpan,
    NamedTable,
    Names,
    Offset,
    Operand,
    Pick,
    PickDate,
    TypeName,
)
from duly_engine.dates import ONE_DAY, Moment, add, day_of
from duly_engine.evaluate.frame import Frame, Ref
from duly_engine.facts.inventory import UNKNOWN, StatedValue, Unknown

if TYPE_CHECKING:
    from duly_engine.evaluate.evaluation import Evaluation

MomentValue = Moment | Absent | Unknown


def follow(ev: "Evaluation", frame: Frame, path: FactPath) -> Ref:
    """The subject that the last step of a path is about."""
    ref = frame.ref(path.variable)
    for step in path.steps[:-1]:
        ref = ev.one(ref, step) if isinstance(ref, str) else ref
    return ref


def subject_at(ev: "Evaluation", frame: Frame, path: FactPath) -> Ref:
    """The subject at the end of a path of links."""
    ref = follow(ev, frame, path)
    return ev.one(ref, path.steps[-1]) if path.steps and isinstance(ref, str) else ref


def value_of(ev: "Evaluation", frame: Frame, path: FactPath) -> StatedValue:
    """The value of the fact at the end of a path; everything about an absent subject is absent."""
    ref = follow(ev, frame, path)
    return ev.value(ref, path.steps[-1]) if isinstance(ref, str) else ref


def length_of(ev: "Evaluation", frame: Frame, length: Length) -> Duration | None:
    """A length of time, by the law of the frame's day."""
    if isinstance(length, NamedSpan):
        return ev.world.law.length(frame.pack, length.name, frame.day, ev)
    return length


def moment(ev: "Evaluation", frame: Frame, expression: DateExpression) -> MomentValue:
    """The day or instant that an expression gives; `none` where a fact is known to have none."""
    match expression:
        case FixedDate(value=value):
            return value
        case NamedDate(name=name):
            return _named_date(ev, frame, name)
        case FactDate(path=path):
            found = value_of(ev, frame, path)
            return found if isinstance(found, date | Absent) else UNKNOWN
        case AnchorDate(anchor=anchor):
            if anchor is Anchor.DETECTION:
                return frame.detection or UNKNOWN
            return frame.day
        case Offset():
            return _offset(ev, frame, expression)
        case PickDate():
            return _pick(moment(ev, frame, expression.first), moment(ev, frame, expression.second), expression.pick)


def _named_date(ev: "Evaluation", frame: Frame, name: str) -> MomentValue:
    found = ev.world.law.named_date(frame.pack, name, frame.day, ev)
    if found is None:
        parameter = ev.world.law.parameter(frame.pack, name, ev)
        return parameter if isinstance(parameter, date) else UNKNOWN
    return found


def _offset(ev: "Evaluation", frame: Frame, offset: Offset) -> MomentValue:
    anchor, length = moment(ev, frame, offset.anchor), length_of(ev, frame, offset.length)
    if not isinstance(anchor, date):
        return anchor
    calendar = ev.world.corpus.calendar(frame.pack, offset.calendar) if offset.calendar else None
    closed = frozenset(calendar.closed) if calendar else None
    sign = 1 if offset.direction is Direction.AFTER else -1
    found = add(anchor, length, sign, closed) if length else None
    return UNKNOWN if found is None else found


def _pick(first: MomentValue, second: MomentValue, pick: Pick) -> MomentValue:
    if isinstance(first, Unknown) or isinstance(second, Unknown):
        return UNKNOWN
    if isinstance(first, Absent) or isinstance(second, Absent):
        return second if isinstance(first, Absent) else first
    earlier, later = (first, second) if day_of(first) <= day_of(second) else (second, first)
    return later if pick is Pick.LATER else earlier


def note_assessment_day(ev: "Evaluation", frame: Frame, compared: StatedValue, expression: Operand) -> None:
    """Note the days on which a comparison of a date with (an offset of) the assessment day may turn."""
    if not isinstance(compared, date):
        return
    turn: Moment | None = day_of(compared)
    inner = expression
    while isinstance(inner, Offset) and turn is not None:
        length = length_of(ev, frame, inner.length)
        sign = -1 if inner.direction is Direction.AFTER else 1
        turn = add(turn, length, sign, frozenset()) if length else None
        inner = inner.anchor
    if isinstance(inner, PickDate):
        note_assessment_day(ev, frame, compared, inner.first)
        note_assessment_day(ev, frame, compared, inner.second)
    elif isinstance(inner, AnchorDate) and inner.anchor is Anchor.ASSESSMENT_DAY and turn is not None:
        # Clamping at the end of a month and closed days shift the turn of an offset: look at the days around it too.
        reach = 1 if inner is expression else 40
        for step in range(0 if inner is expression else -reach, reach + 1):
            ev.changes_on(day_of(turn) + step * ONE_DAY)


def operand(
    ev: "Evaluation", frame: Frame, right: Operand, left_type: FactType | None
) -> StatedValue | tuple[str, ...]:
    """The right side of a comparison; what a bare name means follows from the type on the left."""
    match right:
        case Literal(value=value):
            return value
        case Names(names=names):
            return names
        case NamedTable(name=name):
            listed = ev.world.law.listed(frame.pack, name, frame.day, ev)
            return UNKNOWN if listed is None else listed
        case FactPath():
            return value_of(ev, frame, right)
        case Name(name=name):
            return _named(ev, frame, name, left_type)
        case _:
            return moment(ev, frame, right)


def _named(ev: "Evaluation", frame: Frame, name: str, left_type: FactType | None) -> StatedValue:
    if left_type is None or left_type.name in {TypeName.ONE_OF, TypeName.MANY_OF}:
        # Without a type the path leads nowhere: the left side is absent, and all that matters is that this is not.
        return name
    law = ev.world.law
    if left_type.name is TypeName.DURATION:
        return law.length(frame.pack, name, frame.day, ev) or UNKNOWN
    if left_type.name in {TypeName.DATE, TypeName.INSTANT}:
        return _named_date(ev, frame, name)
    found = law.parameter(frame.pack, name, ev)
    return UNKNOWN if found is None else found
