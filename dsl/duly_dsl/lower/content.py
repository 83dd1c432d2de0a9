"""One file, lowered: where it belongs and what it declares."""

from dataclasses import dataclass, field

from duly_dsl.ir import (
    Calendar,
    Choice,
    Classification,
    Crosswalk,
    DatedAmount,
    DatedDate,
    DatedPeriod,
    DatedTable,
    EvidenceKind,
    Group,
    Header,
    Kind,
    LeftOut,
    Parameter,
    Reading,
    Role,
    Rule,
    Scenario,
    StaffRole,
    Term,
)
from duly_dsl.source import NOWHERE, Source, Span

Item = (
    Calendar
    | Choice
    | Classification
    | Crosswalk
    | DatedAmount
    | DatedDate
    | DatedPeriod
    | DatedTable
    | EvidenceKind
    | Group
    | Kind
    | LeftOut
    | Parameter
    | Reading
    | Role
    | Rule
    | Scenario
    | StaffRole
    | Term
)


@dataclass(frozen=True, slots=True)
class PartOf:
    """`part of pack eu_ai_act in group act, prohibitions`."""

    pack: str
    groups: tuple[str, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FileContent:
    """What one file holds; of header and part a sound file has exactly one."""

    source: Source
    header: Header | None
    part: PartOf | None
    items: tuple[Item, ...]

    @property
    def pack(self) -> str:
        """The pack that the file says it belongs to; empty when it says none."""
        if self.header is not None:
            return self.header.name
        return self.part.pack if self.part is not None else ""
