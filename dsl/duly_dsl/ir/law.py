"""Instruments, citations and legal values that instruments set."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from duly_dsl.ir.dates import FactPath
from duly_dsl.ir.values import Duration, Money
from duly_dsl.source import NOWHERE, Span

if TYPE_CHECKING:
    from duly_dsl.ir.conditions import Condition


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an instrument: `AIA` and `art 26 par 6`."""

    instrument: str
    provision: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.instrument} {self.provision}"


class InstrumentRole(StrEnum):
    """What an instrument is to the pack."""

    SOURCE = "source"
    AMENDMENT = "amendment"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal act or standard; a proposal has no day of entry into force. `url` leads to its official text."""

    name: str
    text: str
    role: InstrumentRole
    published: date
    in_force: date | None
    amends: str = ""
    url: str = ""
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)

    @property
    def governs_from(self) -> date:
        """The day from which it governs, where it is known; a proposal that was chosen, from its publication."""
        return self.in_force or self.published


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """`reading derogation_test is both_tests`: holds only under that reading."""

    reading: str
    value: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DateVersion:
    """What one instrument says a date is."""

    value: date
    under: str
    reading: ReadingChoice | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PeriodVersion:
    """What one instrument says a period is."""

    value: Duration
    under: str
    reading: ReadingChoice | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FixedSum:
    """An amount of money written out."""

    money: Money


@dataclass(frozen=True, slots=True)
class ShareOf:
    """A percentage of an amount that a fact holds; the path starts at `holder`, who bears the obligation."""

    percent: Decimal
    path: FactPath


class Bound(StrEnum):
    """Which of two sums is the ceiling."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class BoundOf:
    """`the higher of (a, b)`."""

    bound: Bound
    first: "Sum"
    second: "Sum"


Sum = FixedSum | ShareOf | BoundOf


@dataclass(frozen=True, slots=True)
class SumCase:
    """`but <sum> where <condition>`."""

    sum: Sum
    where: "Condition"


@dataclass(frozen=True, slots=True)
class AmountVersion:
    """What one instrument says an amount is; the first case that holds takes the place of the sum."""

    sum: Sum
    cases: tuple[SumCase, ...]
    under: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


DatedVersion = DateVersion | PeriodVersion | AmountVersion


def reading_under(version: DatedVersion) -> ReadingChoice | None:
    """The reading under which alone a version holds; an amount has none."""
    return None if isinstance(version, AmountVersion) else version.reading


@dataclass(frozen=True, slots=True)
class DatedDate:
    """`date annex_iii_start "..." cites AIA art 113 is ... under AIA is ... under OMNIBUS end date`."""

    name: str
    text: str
    versions: tuple[DateVersion, ...]
    citations: tuple[Citation, ...] = ()
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DatedPeriod:
    """`period log_minimum "..." is 6 months under AIA end period`."""

    name: str
    text: str
    versions: tuple[PeriodVersion, ...]
    citations: tuple[Citation, ...] = ()
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DatedAmount:
    """`amount operator_fine "..." is the higher of (...) under AIA end amount`."""

    name: str
    text: str
    versions: tuple[AmountVersion, ...]
    citations: tuple[Citation, ...] = ()
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TableRow:
    """What one instrument lists; `starts` and `ends` (last day included) where it says so itself."""

    members: tuple[str, ...]
    under: str
    starts: date | None = None
    ends: date | None = None
    repealed_by: str | None = None
    reading: ReadingChoice | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DatedTable:
    """`table adequate_countries "..." of country lists japan under GDPR end table`; the rows add up."""

    name: str
    text: str
    choice: str
    rows: tuple[TableRow, ...]
    citations: tuple[Citation, ...] = ()
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


LegalValue = DatedDate | DatedPeriod | DatedAmount | DatedTable


@dataclass(frozen=True, slots=True)
class ReadingValue:
    """One way to read an ambiguous provision."""

    name: str
    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """An ambiguous provision as a switch; the default is what the pack's authors hold."""

    name: str
    text: str
    values: tuple[ReadingValue, ...]
    default: str
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Group:
    """A name for rules that are spoken of together."""

    name: str
    text: str
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A provision that the pack leaves out, and why."""

    citation: Citation
    reason: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


class Overlap(StrEnum):
    """How much of what one provision asks for another asks for too; that two ask for the same is never said."""

    INTERSECTS = "intersects"
    CONTAINS = "contains"
    LIES_WITHIN = "lies within"

    @property
    def turned(self) -> "Overlap":
        """The same, seen from the other provision."""
        match self:
            case Overlap.INTERSECTS:
                return Overlap.INTERSECTS
            case Overlap.CONTAINS:
                return Overlap.LIES_WITHIN
            case Overlap.LIES_WITHIN:
                return Overlap.CONTAINS


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """How two provisions relate, mostly of different instruments."""

    first: Citation
    overlap: Overlap
    second: Citation
    span: Span = field(default=NOWHERE, compare=False, repr=False)
