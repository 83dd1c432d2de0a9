"""Words for the world: kinds of subjects with their facts and links, choices, roles, evidence kinds."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from duly_dsl.ir.dates import Length
from duly_dsl.ir.law import Citation
from duly_dsl.ir.values import Value
from duly_dsl.source import NOWHERE, Span


class TypeName(StrEnum):
    """The types that a fact or a stated field can have."""

    YES_NO = "yes/no"
    TEXT = "text"
    DATE = "date"
    INSTANT = "instant"
    NUMBER = "number"
    AMOUNT = "amount"
    DURATION = "duration"
    ONE_OF = "one of"
    MANY_OF = "many of"


@dataclass(frozen=True, slots=True)
class FactType:
    """A type; `choice` names the choice of `one of C` and `many of C`, else empty."""

    name: TypeName
    choice: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.choice}".strip()


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed property of a kind; `per_version` facts lapse with a new fingerprint, `restate` with time.

    `explanation` and `example` are for whoever is asked: no answer rests on them.
    """

    name: str
    type: FactType
    question: str = ""
    explanation: str = ""
    example: str = ""
    citation: Citation | None = None
    per_version: bool = False
    restate: Length | None = None
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A typed edge to subjects of the kind `target`."""

    name: str
    target: str
    many: bool
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of subject; an `extend kind` is one with `extends` set and no text."""

    name: str
    text: str
    facts: tuple[Fact, ...]
    links: tuple[Link, ...]
    extends: bool = False
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class MemberText:
    """What people read in the place of a member of a choice."""

    member: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A closed (or, with `is_open`, extensible) list of members, some of them with texts for people."""

    name: str
    text: str
    members: tuple[str, ...]
    is_open: bool = False
    texts: tuple[MemberText, ...] = ()
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)

    def text_of(self, member: str) -> str:
        """What people read in the place of a member; empty where nothing is said."""
        return next((each.text for each in self.texts if each.member == member), "")


@dataclass(frozen=True, slots=True)
class Role:
    """A legal role that organisations hold towards subjects of some kinds."""

    name: str
    text: str
    kinds: tuple[str, ...]
    citation: Citation | None = None
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class StaffRole:
    """A role of a person within us: owns tasks, accepts evidence."""

    name: str
    text: str
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class StatedField:
    """A field that records of an evidence kind state; without a type it is free text."""

    name: str
    type: FactType
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A sort of record."""

    name: str
    text: str
    fields: tuple[StatedField, ...] = ()
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days: Monday to Friday without the closed days."""

    name: str
    text: str
    closed: tuple[date, ...] = ()
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a framework leaves to the user."""

    name: str
    text: str
    value: Value
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)
