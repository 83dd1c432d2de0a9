"""Scenarios: facts given, statuses expected."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from duly_dsl.ir.conditions import Name
from duly_dsl.ir.law import ReadingChoice
from duly_dsl.ir.values import Money, Value
from duly_dsl.rows import Row
from duly_dsl.source import NOWHERE, Span


class ListClosure(StrEnum):
    """What a braced list claims: the bare one, a part of the whole, the whole."""

    BARE = "{ ... }"
    PARTIAL = "at least { ... }"
    COMPLETE = "only { ... }"


@dataclass(frozen=True, slots=True)
class GivenSet:
    """`{ a, b }`, `at least { a }`, `only { a }`."""

    names: tuple[str, ...]
    closure: ListClosure
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenUnknown:
    """`unknown`."""

    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenValue:
    """A literal."""

    value: Value
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Given = GivenSet | GivenUnknown | GivenValue | Name


@dataclass(frozen=True, slots=True)
class Assignment:
    """`areas: { employment } since 1 December 2027`; the name is a fact, a link, a role or `roles`."""

    name: str
    value: Given
    since: date | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenSubject:
    """`given cv_ranker is an ai_system version "3.2.0" since ... with ... end`."""

    name: str
    kind: str
    version: str | None
    version_since: date | None
    assignments: tuple[Assignment, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenVersion:
    """`given version "3.1.0" of cv_ranker since ... with ... end`: in use beside the present one."""

    version: str
    subject: str
    since: date | None
    assignments: tuple[Assignment, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenAcceptance:
    """`accepted by role compliance_officer on 5 November 2027`."""

    role: str
    on: date | None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenEvidence:
    """`given evidence K for S collected on D ...`; `missing` None means that nothing was said of completeness."""

    kind: str
    subject: str
    collected: date
    version: str | None
    acceptances: tuple[GivenAcceptance, ...]
    stating: tuple[Assignment, ...]
    missing: tuple[str, ...] | None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenWaiver:
    """`given waiver of R for S until D because "..."`."""

    rule: str
    subject: str
    until: date
    reason: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenParameter:
    """`given parameter inventory_interval is 6 months`."""

    name: str
    value: Value
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectStatus:
    """`expect AIA-26-6 is provisionally a gap for cv_ranker because missing`; `status` is the word of the language
    without `a`. With `version`, of that version of the subject."""

    rule: str
    holder: str | None
    role: str | None
    provisionally: bool
    status: str
    by_rule: str | None
    by: date | datetime | None
    since: date | None
    subject: str
    because: str | None
    version: str | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectOperates:
    """`expect AIA-6-3 operates for x`, `... does not operate ...`, `... for version "2" of x`."""

    rule: str
    subject: str
    operates: bool
    version: str | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectTerm:
    """`expect x is provisionally not high_risk because R`; with `of`, a role: `expect us is maker of a`."""

    subject: str
    provisionally: bool
    holds: bool
    name: str
    of: str | None
    because: str | None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectWhether:
    """`expect whether x is high_risk is undetermined`; states: undetermined, in conflict, claimed, proven.

    With `of`, a role: `expect whether us is maker of a is in conflict`.
    """

    subject: str
    term: str
    state: str
    of: str | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectTask:
    """`expect task for R due D`; no day means `expect no task for R`."""

    rule: str
    due: date | datetime | None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AskedFact:
    """`a's f was no`, `version "2" of a's f`; the path has a subject and its facts or links."""

    subject: str
    steps: tuple[str, ...]
    was: Value | Name | None
    version: str | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AskedRole:
    """`provider of x`."""

    role: str
    subject: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Asked = AskedFact | AskedRole


@dataclass(frozen=True, slots=True)
class ExpectQuestions:
    """The open questions of the status or term expected just before contain these; with `only`, they are exactly
    these."""

    asked: tuple[Asked, ...]
    only: bool
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectExpiry:
    """`expect expiry of log_retention on 30 January 2028`."""

    requirement: str
    on: date
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectPenalty:
    """`expect penalty for R up to 60 million EUR`."""

    rule: str
    amount: Money
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectStayed:
    """`expect enforcement of R is stayed`."""

    rule: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectNotAssessed:
    """`expect not assessed term high_risk`."""

    term: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Expectation = (
    ExpectStatus
    | ExpectOperates
    | ExpectTerm
    | ExpectWhether
    | ExpectTask
    | ExpectQuestions
    | ExpectExpiry
    | ExpectPenalty
    | ExpectStayed
    | ExpectNotAssessed
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One test of a pack. Without `law as known on`, the law is read as known on the as-of day; `row` is the row of a
    table that it was read for."""

    title: str
    as_of: date | datetime
    known_on: date | None
    proposals: tuple[str, ...]
    readings: tuple[ReadingChoice, ...]
    parameters: tuple[GivenParameter, ...]
    without_packs: tuple[str, ...]
    inventory_complete: bool
    subjects: tuple[GivenSubject, ...]
    versions: tuple[GivenVersion, ...]
    evidence: tuple[GivenEvidence, ...]
    waivers: tuple[GivenWaiver, ...]
    expectations: tuple[Expectation, ...]
    pack: str = ""
    row: Row | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)
