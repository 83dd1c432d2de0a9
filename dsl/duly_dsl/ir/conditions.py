"""Conditions: what has three truth values when it is read against facts."""

from dataclasses import dataclass, field
from enum import StrEnum

from duly_dsl.ir.dates import DateExpression, FactPath
from duly_dsl.ir.values import Value
from duly_dsl.source import NOWHERE, Span


class Relation(StrEnum):
    """How the left side of a comparison stands to the right."""

    IS = "is"
    IS_NOT = "is not"
    AT_LEAST = "is at least"
    AT_MOST = "is at most"
    MORE_THAN = "is more than"
    LESS_THAN = "is less than"
    BEFORE = "is before"
    ON_OR_BEFORE = "is on or before"
    AFTER = "is after"
    ON_OR_AFTER = "is on or after"
    ONE_OF = "is one of"
    INCLUDES = "includes"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written out, `none` among them."""

    value: Value
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A word that is a choice member or a legal value (date, period, parameter); the left side's type decides."""

    name: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Names:
    """`{ deployer, shared }`: choice members."""

    names: tuple[str, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NamedTable:
    """`adequate_countries`: the members that a table lists on the day."""

    name: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Operand = Literal | Name | Names | NamedTable | FactPath | DateExpression


@dataclass(frozen=True, slots=True)
class Comparison:
    """A fact against a value; the path always has a step (a bare variable is a `HasTerm`)."""

    path: FactPath
    relation: Relation
    operand: Operand
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class HasTerm:
    """`system is high_risk`."""

    variable: str
    term: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class WillBe:
    """`system will be high_risk`: today or on a later day."""

    variable: str
    term: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class HoldsRole:
    """`us is provider of system`; the holder is `us` or a variable."""

    holder: str
    role: str
    path: FactPath
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Prevails:
    """`AIA-6-3 prevails for system`: the rule operates and makes a difference."""

    rule: str
    variable: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class WillPrevail:
    """`AIA-6-3 will prevail for system`."""

    rule: str
    variable: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Operates:
    """`AIA-5-1 operates for system`: the duty binds in some role, the forbidden state of the ban is there."""

    rule: str
    variable: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GroupOperates:
    """`group prohibitions operates for system`: some duty or ban of the group does."""

    group: str
    variable: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


class Quantifier(StrEnum):
    """How many of the things reached must satisfy the body."""

    SOME = "some"
    EVERY = "every"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Quantified:
    """`some dataset as d reached from x's inputs through derived_from satisfies ...`.

    `through` is the set of links followed transitively; None means `among`: the list itself only.
    """

    quantifier: Quantifier
    kind: str
    variable: str
    start: FactPath
    through: tuple[str, ...] | None
    body: "Condition"
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The mirror of a condition."""

    condition: "Condition"
    span: Span = field(default=NOWHERE, compare=False, repr=False)


class Combination(StrEnum):
    """How the limbs of a block combine."""

    ALL = "all of"
    ANY = "any of"
    NONE = "none of"
    AT_LEAST = "at least"


@dataclass(frozen=True, slots=True)
class Limb:
    """One limb; its label (`a`, `viii`) is a citation anchor, empty for `... and ...`, `... or ...` in a line.

    `formerly` are labels that it had before: what was cited by them is cited still.
    """

    label: str
    condition: "Condition"
    formerly: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Block:
    """Limbs combined; `count` is the n of `at least n of`, else 0."""

    combination: Combination
    limbs: tuple[Limb, ...]
    count: int = 0
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Condition = (
    Comparison
    | HasTerm
    | WillBe
    | HoldsRole
    | Prevails
    | WillPrevail
    | Operates
    | GroupOperates
    | Quantified
    | Not
    | Block
)
