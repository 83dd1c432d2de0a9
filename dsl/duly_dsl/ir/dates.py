"""Expressions that give a day or an instant, and lengths of time."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from duly_dsl.ir.values import Duration
from duly_dsl.source import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class FactPath:
    """`incident's system's provider_name`: a variable of the rule and the facts or links that lead on."""

    variable: str
    steps: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False)

    def __str__(self) -> str:
        return "'s ".join((self.variable, *self.steps))


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A length of time by name: a `period` or a `parameter`."""

    name: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Length = Duration | NamedSpan


@dataclass(frozen=True, slots=True)
class FixedDate:
    """A day, or an instant in UTC, written out."""

    value: date | datetime
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A dated legal value (`date annex_iii_start ...`) by name."""

    name: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FactDate:
    """The date or instant that a fact holds."""

    path: FactPath
    span: Span = field(default=NOWHERE, compare=False, repr=False)


class Anchor(StrEnum):
    """Days that the evaluation itself brings."""

    ASSESSMENT_DAY = "assessment day"
    DETECTION = "detection"


@dataclass(frozen=True, slots=True)
class AnchorDate:
    """The day assessed, or the day on which the present gap was first seen."""

    anchor: Anchor
    span: Span = field(default=NOWHERE, compare=False, repr=False)


class Direction(StrEnum):
    """Which way a length of time is counted."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Offset:
    """`30 days after detection`, `12 months before annex_iii_start`."""

    length: Length
    direction: Direction
    anchor: "DateExpression"
    calendar: str | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


class Pick(StrEnum):
    """Which of two dates counts."""

    LATER = "later"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class PickDate:
    """`later of (a, b)`, `earlier of (a, b)`."""

    pick: Pick
    first: "DateExpression"
    second: "DateExpression"
    span: Span = field(default=NOWHERE, compare=False, repr=False)


DateExpression = FixedDate | NamedDate | FactDate | AnchorDate | Offset | PickDate
