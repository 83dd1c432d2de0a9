"""A whole pack: its header and everything that its files declare."""

from dataclasses import dataclass, field
from datetime import date

from duly_dsl.ir.classification import Classification
from duly_dsl.ir.law import (
    Crosswalk,
    DatedAmount,
    DatedDate,
    DatedPeriod,
    DatedTable,
    Group,
    Instrument,
    LeftOut,
    Reading,
)
from duly_dsl.ir.rules import Rule, Term
from duly_dsl.ir.scenario import Scenario
from duly_dsl.ir.vocabulary import Calendar, Choice, EvidenceKind, Kind, Parameter, Role, StaffRole
from duly_dsl.source import NOWHERE, Span


def version_number(version: str) -> tuple[int, ...]:
    """A version as numbers that can be compared."""
    return tuple(int(part) for part in version.split("."))


@dataclass(frozen=True, slots=True)
class Requires:
    """Another pack that must be loaded, at least `version` and below `before`."""

    pack: str
    version: str
    before: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OptionalTerm:
    """A term of a pack that may be absent; then a test of it is unknown and not assessed."""

    term: str
    pack: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Header:
    """What `pack ... end pack` says."""

    name: str
    version: str
    title: str = ""
    language: int = 1
    requires: tuple[Requires, ...] = ()
    optional_terms: tuple[OptionalTerm, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    law_checked_to: date | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PackRules:
    """The checked, typed content of a pack, in the order of its files and of each file."""

    header: Header
    kinds: tuple[Kind, ...] = ()
    choices: tuple[Choice, ...] = ()
    roles: tuple[Role, ...] = ()
    staff_roles: tuple[StaffRole, ...] = ()
    evidence_kinds: tuple[EvidenceKind, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    groups: tuple[Group, ...] = ()
    dates: tuple[DatedDate, ...] = ()
    periods: tuple[DatedPeriod, ...] = ()
    amounts: tuple[DatedAmount, ...] = ()
    tables: tuple[DatedTable, ...] = ()
    readings: tuple[Reading, ...] = ()
    terms: tuple[Term, ...] = ()
    rules: tuple[Rule, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    crosswalks: tuple[Crosswalk, ...] = ()
    classifications: tuple[Classification, ...] = ()

    @property
    def name(self) -> str:
        """The pack's name."""
        return self.header.name
