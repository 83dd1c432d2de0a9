"""Values that a rule, a fact or a stated field can have."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum


class Unit(StrEnum):
    """Units of a duration. Working days count only with a named calendar."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Duration:
    """A stretch of time as the law writes it; months and days are never converted into each other."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        unit = self.unit.value
        return f"{self.count} {unit.removesuffix('s') if self.count == 1 else unit}"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217 letters)."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        for power, word in ((9, "billion"), (6, "million")):
            scaled = self.amount.scaleb(-power).normalize()
            if scaled >= 1 and int(scaled.as_tuple().exponent) >= -2:
                return f"{scaled:f} {word} {self.currency}"
        return f"{self.amount:,f} {self.currency}".replace(",", " ")


class Absent(Enum):
    """`none`: known to be absent, which is not the same as unknown."""

    NONE = "none"


NONE = Absent.NONE

# A choice member is its name; a set-valued fact is the frozenset of its members' names.
Scalar = bool | str | date | datetime | Decimal | Money | Duration
Value = Scalar | frozenset[str] | Absent


def in_working_days(value: Value) -> bool:
    """Whether it is a length of time that counts by a calendar only."""
    return isinstance(value, Duration) and value.unit is Unit.WORKING_DAYS
