"""Terms and rules."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from duly_dsl.ir.conditions import Condition, Operand, Relation
from duly_dsl.ir.dates import DateExpression, FactPath, Length
from duly_dsl.ir.given import VERSION
from duly_dsl.ir.law import Citation, ReadingChoice
from duly_dsl.ir.values import Value
from duly_dsl.source import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Term:
    """A defined word of law: `means` a condition, or is concluded by rules with a `default`; never both."""

    name: str
    kind: str
    variable: str
    text: str
    citation: Citation | None = None
    default: Value | None = None
    means: Condition | None = None
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Each:
    """`for each ai_system as system`."""

    kind: str
    variable: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class EachOf:
    """`for each incident of ai_system as system`: the incident is named by its kind, the system found through its one
    link."""

    kind: str
    of_kind: str
    variable: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class EachVersion:
    """`for each version of ai_system as system`: every version in use of the system, called `version` in the rule."""

    of_kind: str
    variable: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)

    @property
    def kind(self) -> str:
        """Versions of different kinds are different kinds of things."""
        return versions_of(self.of_kind)


def versions_of(kind: str) -> str:
    """The kind of the versions of a kind; no declared kind is called so."""
    return f"{VERSION} of {kind}"


def kind_of_whole(kind: str) -> str:
    """The kind that a kind of versions is made of; another kind itself."""
    return kind.removeprefix(versions_of(""))


@dataclass(frozen=True, slots=True)
class EachPair:
    """`for each ai_system as system and organisation as party`."""

    kind: str
    variable: str
    party_kind: str
    party: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Subject = Each | EachOf | EachVersion | EachPair


@dataclass(frozen=True, slots=True)
class ConcludesTerm:
    """`then system is high_risk`, `then system is not high_risk`."""

    variable: str
    term: str
    holds: bool
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ConcludesRole:
    """`then us is provider of system`, `then acme is not maker of x`; the holder is `us`, a variable or an
    organisation's id."""

    holder: str
    role: str
    variable: str
    holds: bool
    span: Span = field(default=NOWHERE, compare=False, repr=False)


class Force(StrEnum):
    """How strongly a duty binds."""

    MUST = "must"
    SHOULD = "should"


@dataclass(frozen=True, slots=True)
class Obliges:
    """`then provider and deployer must "..."`; one obligation for each role."""

    roles: tuple[str, ...]
    force: Force
    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Forbids:
    """`then deployer must not "..."`; no roles means `anyone`."""

    roles: tuple[str, ...]
    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RuleTarget:
    """A rule set aside by id."""

    rule: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GroupTarget:
    """The duties and bans of a group, with exceptions."""

    group: str
    except_rules: tuple[str, ...] = ()
    except_groups: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Target = RuleTarget | GroupTarget


@dataclass(frozen=True, slots=True)
class SetsAside:
    """`then AIA-6-2 is set aside`; `roles` limits it to the duties of those roles."""

    targets: tuple[Target, ...]
    roles: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Conclusion = ConcludesTerm | ConcludesRole | Obliges | Forbids | SetsAside


@dataclass(frozen=True, slots=True)
class Stay:
    """Binding, but not enforced from a day; until None means until further notice."""

    start: date
    end: date | None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last moment; `before` D ends the day before D."""

    moment: DateExpression
    before: bool = False
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DeadlineCase:
    """`but <deadline> where <condition>`."""

    deadline: Deadline
    where: Condition


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline; the first case that holds takes its place."""

    deadline: Deadline
    cases: tuple[DeadlineCase, ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Statement:
    """A test on a stated field of an evidence item."""

    field_name: str
    relation: Relation
    operand: Operand
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Excuse:
    """`excused by evidence K of P stating ...`; without a path, about the rule's own subject."""

    kind: str
    path: FactPath | None
    stating: tuple[Statement, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Alternative:
    """An evidence kind that is accepted, perhaps only where a condition holds."""

    label: str
    kind: str
    only: Condition | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Requirement:
    """An evidence requirement; `count` alternatives must be proven (all: as many as there are, any: 1)."""

    name: str
    text: str
    alternatives: tuple[Alternative, ...]
    count: int
    stating: tuple[Statement, ...] = ()
    fresh_for: Length | None = None
    fresh_until_change_of: tuple[FactPath, ...] = ()
    bound_to: FactPath | None = None
    collected_before: DateExpression | None = None
    late_allowed: bool = False
    accepted_by: str | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


class TaskSeverity(StrEnum):
    """How much a gap weighs; in rising order of declaration."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Task:
    """The remedy of a gap."""

    text: str
    owner: str | None = None
    due: DateExpression | None = None
    severity: TaskSeverity | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


class Presumption(StrEnum):
    """How a rule is treated on the working plane when it cannot be determined."""

    APPLICABLE = "applicable"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one provision. Several versions share the id and differ in `under` or `reading`."""

    id: str
    title: str
    citations: tuple[Citation, ...]
    subject: Subject
    then: Conclusion
    formerly: tuple[str, ...] = ()
    under: str | None = None
    replaced_by: str | None = None
    repealed_by: str | None = None
    reading: ReadingChoice | None = None
    groups: tuple[str, ...] = ()
    notwithstanding: tuple[str, ...] = ()
    starts: DateExpression | None = None
    ends: DateExpression | None = None
    judged_as_of: DateExpression | None = None
    stay: Stay | None = None
    where: Condition | None = None
    when: Condition | None = None
    due: Due | None = None
    presumption: Presumption | None = None
    relies_on: tuple[str, ...] = ()
    excuse: Excuse | None = None
    penalty: str | None = None
    interpretations: tuple[str, ...] = ()
    evidence: tuple[Requirement, ...] = ()
    task: Task | None = None
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)

    @property
    def set_by(self) -> str:
        """The instrument that sets this version: that which it names, else the first that it cites, if any."""
        return self.under or (self.citations[0].instrument if self.citations else "")
