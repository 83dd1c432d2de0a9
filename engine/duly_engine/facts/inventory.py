"""Subjects with their facts, links and evidence: what an assessment is made of.

Everything is frozen. Where a statement came from a manifest, `span` is its place there, so that a finding can point
at the line it is about. An inventory says nothing that nobody stated: what is absent is unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from duly_dsl.ir import Value
from duly_dsl.source import Span


class Unknown(Enum):
    """Nobody said, or sources disagree. Unknown is never no."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN


@dataclass(frozen=True, slots=True)
class Origin:
    """Who or what said it: a file or system, a JSON pointer into it, the SHA-256 of what was read, the collector."""

    source: str
    pointer: str = ""
    digest: str = ""
    collector: str = ""


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A set-valued fact of which only some members are known."""

    members: frozenset[str]


StatedValue = Value | AtLeast | Unknown


@dataclass(frozen=True, slots=True)
class Statement:
    """What was said of a fact: the value has held since `since`, and was last confirmed on `confirmed`."""

    value: StatedValue
    since: date | None = None
    confirmed: date | None = None
    origin: Origin | None = None
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def said_on(self) -> date | None:
        """The last day on which somebody stood behind the value."""
        return self.confirmed or self.since


@dataclass(frozen=True, slots=True)
class LinkList:
    """Subjects linked to; open unless somebody declared it complete, which may lapse after `complete_until`."""

    members: tuple[str, ...]
    complete: bool = False
    complete_until: date | None = None
    since: date | None = None
    origin: Origin | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OurRoles:
    """The roles that we hold towards a subject; complete unless said otherwise."""

    roles: frozenset[str]
    complete: bool = True
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Version:
    """A version in use beside the present one, with what was stated of it per version."""

    fingerprint: str
    label: str = ""
    since: date | None = None
    facts: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Subject:
    """Anything an obligation attaches to. Facts are histories, oldest statement first.

    `fingerprint` and `label` are of the present version, whose facts are the subject's own; `versions` are those in use
    beside it.
    """

    id: str
    kind: str
    name: str = ""
    fingerprint: str | None = None
    label: str = ""
    fingerprint_since: date | None = None
    facts: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
    links: Mapping[str, LinkList] = field(default_factory=dict)
    our_roles: OurRoles | None = None
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Somebody in a role accepted the record; without a day it counts from the start."""

    role: str
    person: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record. `missing` are fields known to be absent from it; a field neither stated nor missing has an unknown
    value.

    `snapshot` holds, by fact name, what the subject's facts were when the record was made.
    """

    id: str
    kind: str
    subject: str
    collected: date
    received: date | None = None
    fingerprint: str | None = None
    fields: Mapping[str, Value] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    acceptances: tuple[Acceptance, ...] = ()
    snapshot: Mapping[str, Value] = field(default_factory=dict)
    file: str = ""
    digest: str = ""
    collector: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A gap tolerated, by whom and until when (last day included)."""

    rule: str
    subject: str
    until: date
    reason: str
    approver: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody within us; `roles` gives for each staff role the subjects it covers (empty: all)."""

    id: str
    name: str = ""
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose among what packs leave open: by name, or `pack.name` where two packs share one."""

    parameters: Mapping[str, Value] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    proposals: frozenset[str] = frozenset()

    def with_choices(self, of_run: "Settings") -> "Settings":
        """These, with what was chosen for one run in the place of what was chosen here."""
        return Settings(
            {**self.parameters, **of_run.parameters},
            {**self.readings, **of_run.readings},
            self.proposals | of_run.proposals,
        )


@dataclass(frozen=True, slots=True)
class Inventory:
    """The input of an assessment. `us` is always one of the subjects, of kind organisation."""

    subjects: Mapping[str, Subject]
    evidence: tuple[Evidence, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    people: tuple[Person, ...] = ()
    settings: Settings = Settings()
    lists_complete: bool = False
