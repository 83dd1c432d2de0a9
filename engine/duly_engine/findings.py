"""What an assessment finds: obligations with their statuses, reasons, tasks and questions.

The closed sets of the product's words; every counter and every screen derives from them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from duly_dsl.ir import Citation, Force, Money, Stay, TaskSeverity, Value
from duly_dsl.source import Span

Moment = date | datetime


class Status(StrEnum):
    """The status of an obligation."""

    BREACH = "breach"
    GAP = "gap"
    DUE = "due"
    MET = "met"
    OBSERVED = "observed"
    WAIVED = "waived"
    EXCUSED = "excused"
    UNDETERMINED = "undetermined"
    CONFLICT = "conflict"
    NOT_YET_APPLICABLE = "not yet applicable"
    SET_ASIDE = "set aside"
    ENDED = "ended"
    NOT_APPLICABLE = "not applicable"
    NOT_OURS = "not ours"
    NOT_LAW_YET = "not law yet"


class GapReason(StrEnum):
    """Why evidence does not suffice; also, for `met`, that it came late where that is allowed."""

    MISSING = "missing"
    WRONG_KIND = "wrong kind"
    WRONG_VERSION = "wrong version"
    LATE = "late"
    EXPIRED = "expired"
    STALE = "stale"
    INCOMPLETE = "incomplete"
    WRONG_STATEMENT = "wrong statement"
    NOT_ACCEPTED = "not accepted"


class QuestionKind(StrEnum):
    """What is asked for."""

    FACT = "fact"
    LINKS = "links"
    ROLE = "role"
    SINCE = "since"
    FINGERPRINT = "fingerprint"
    FIELD = "field"


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """An unknown that could settle something: of `subject` (for FIELD: an evidence id), the fact, link, role or field
    `name`."""

    subject: str
    name: str
    kind: QuestionKind

    def __str__(self) -> str:
        match self.kind:
            case QuestionKind.ROLE:
                return f"{self.name} of {self.subject}"
            case QuestionKind.SINCE:
                return f"since when {self.subject}'s {self.name} is what it is"
            case QuestionKind.FINGERPRINT:
                return f"fingerprint of {self.subject}"
            case _:
                return f"{self.subject}'s {self.name}"


class ChoiceSort(StrEnum):
    """What packs leave open and somebody decides."""

    READING = "reading"
    PROPOSAL = "proposal"
    PARAMETER = "parameter"


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """A choice that was decided and could have been decided otherwise."""

    sort: ChoiceSort
    pack: str
    name: str

    def __str__(self) -> str:
        return f"{self.sort} {self.name}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one evidence item does not prove a requirement; `item` is empty when there is none at all."""

    requirement: str
    reason: GapReason
    item: str = ""
    kind: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ProofState:
    """How one evidence requirement stands: proven, not, or unknown (`proven` None); `expires` is its last good day."""

    requirement: str
    text: str
    proven: bool | None
    items: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    expires: date | None = None
    late: bool = False
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TaskItem:
    """What to do next about an obligation; `planned` ones belong to duties that do not bind yet."""

    text: str
    owner_role: str
    owners: tuple[str, ...]
    due: Moment | None
    severity: TaskSeverity
    planned: bool


@dataclass(frozen=True, slots=True)
class Penalty:
    """The ceiling of a fine; `ceiling` None where a fact it rests on is unknown."""

    name: str
    text: str
    ceiling: Money | None


@dataclass(frozen=True, slots=True)
class OfVersion:
    """The version of its subject that an obligation is about; `id` names both."""

    id: str
    fingerprint: str | None
    label: str

    def __str__(self) -> str:
        return self.label or self.fingerprint or ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A status with the days that belong to it, as `Obligation` has them."""

    status: Status
    provisional: Status | None
    since: date | None
    until: date | None
    due: Moment | None


@dataclass(frozen=True, slots=True)
class Obligation:
    """A rule on one subject, or one version of it, for one bearer. `id` is stable across runs: rule/bearer/subject,
    rule/bearer/subject@fingerprint (where nobody says which, the label).

    `since` is the later day from which the status will hold, `until` the day on which a defeat ends. `stay` is the stay
    of enforcement in which today lies.
    """

    id: str
    rule: str
    title: str
    pack: str
    citations: tuple[Citation, ...]
    subject: str
    bearer: str
    role: str
    ours: bool
    prohibition: bool
    force: Force
    text: str
    status: Status
    provisional: Status | None = None
    reason: GapReason | None = None
    reasons: tuple[Refusal, ...] = ()
    since: date | None = None
    until: date | None = None
    by: tuple[str, ...] = ()
    due: Moment | None = None
    proofs: tuple[ProofState, ...] = ()
    task: TaskItem | None = None
    open_questions: tuple[Question, ...] = ()
    next_questions: tuple[Question, ...] = ()
    not_assessed: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    penalty: Penalty | None = None
    stay: Stay | None = None
    waiver: str = ""
    severity: TaskSeverity = TaskSeverity.HIGH
    interpretations: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)
    consulted: tuple[Choice, ...] = ()
    version: OfVersion | None = None
    rule_span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def stayed(self) -> bool:
        """Whether its enforcement is stayed today: it binds all the same."""
        return self.stay is not None

    @property
    def effective(self) -> Status:
        """The status that decides exit codes: the provisional one where there is one."""
        return self.provisional or self.status

    @property
    def about(self) -> str:
        """What the rule was read for: the subject, or the version of it."""
        return self.version.id if self.version else self.subject

    @property
    def heading(self) -> str:
        """The title, with the version that it is about."""
        return f"{self.title}, version {self.version}" if self.version else self.title

    @property
    def outcome(self) -> Outcome:
        """The status with the days that belong to it."""
        return Outcome(self.status, self.provisional, self.since, self.until, self.due)


class ConclusionState(StrEnum):
    """Whether a conclusion rests on evidence: `claimed` until the evidence it relies on suffices."""

    SETTLED = "settled"
    CLAIMED = "claimed"
    PROVEN = "proven"
    UNDETERMINED = "undetermined"
    CONFLICT = "in conflict"


@dataclass(frozen=True, slots=True)
class TermFinding:
    """Whether a subject has a term of law; `holds` None is unknown, `because` names the rules that decide."""

    term: str
    text: str
    pack: str
    subject: str
    holds: bool | None
    provisionally: bool | None
    state: ConclusionState
    because: tuple[str, ...] = ()
    consulted: tuple[Choice, ...] = ()
    open_questions: tuple[Question, ...] = ()


class ClassState(StrEnum):
    """Whether a subject comes under a class."""

    HOLDS = "holds"
    LATER = "holds later"
    UNDETERMINED = "undetermined"
    CONFLICT = "in conflict"
    NOT_ASSESSED = "not assessed"
    DOES_NOT_HOLD = "does not hold"


@dataclass(frozen=True, slots=True)
class Route:
    """A rule by which a class holds or does not; where that is open, one that may still decide."""

    rule: str
    title: str
    pack: str
    citations: tuple[Citation, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ClassFinding:
    """One class of a subject. `id` is stable across runs: pack.classification/class/subject.

    `since` is the later day from which it holds, of an open one from which it is open, of one that does not hold from
    which the routes say so; `until` is the last day on which it holds. `provisionally` is the answer under the
    presumptions of the rules, where there is one, `provisionally_since` the day of a yes that comes later than `since`.
    The rest, which has no term, asks nothing of its own: it is open as long as classes are.
    """

    id: str
    name: str
    text: str
    subject: str
    is_rest: bool
    state: ClassState
    citation: Citation | None = None
    since: date | None = None
    until: date | None = None
    provisionally: bool | None = None
    provisionally_since: date | None = None
    conclusion: ConclusionState = ConclusionState.SETTLED
    routes: tuple[Route, ...] = ()
    open_questions: tuple[Question, ...] = ()
    next_questions: tuple[Question, ...] = ()
    not_assessed: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A fact that was stated and counts no more; the old value is shown, never used."""

    subject: str
    fact: str
    value: Value
    stated_on: date | None
    why: str
