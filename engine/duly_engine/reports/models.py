"""The JSON report: its keys are a promise, its schema is published in `docs/schemas/assessment.schema.json`."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from duly_dsl.ir import Force, TaskSeverity
from duly_dsl.source import Span
from duly_engine.findings import ChoiceSort, ConclusionState, GapReason, QuestionKind, Status

FORMAT = 1


class Proof(StrEnum):
    """How an evidence requirement stands."""

    PROVEN = "proven"
    NOT_PROVEN = "not proven"
    UNDETERMINED = "undetermined"


class Part(BaseModel):
    """A part of the report."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def schema_of(model: type[Part]) -> dict[str, object]:
    """The JSON Schema of a report (draft 2020-12)."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}


class PlacePart(Part):
    """A place in a file; lines and columns count from 1."""

    file: str
    line: int
    column: int

    @classmethod
    def of(cls, span: Span) -> "PlacePart":
        """Where a stretch of text begins."""
        return cls(file=span.source.name, line=span.line, column=span.column)


class PackPart(Part):
    """A pack that was used."""

    name: str
    version: str
    title: str
    law_checked_to: str | None = Field(
        description="the day up to which the pack's authors looked for changes of the law"
    )


class RefusedPart(Part):
    """A pack that could not be used; nothing of it is assessed."""

    name: str
    reason: str


class QuestionPart(Part):
    """An unknown: a fact, link, role, version or stated field of a subject (or of a piece of evidence)."""

    kind: QuestionKind
    subject: str
    version: str | None = Field(description="the fingerprint of a version beside the present one that it is asked of")
    name: str


class MemberPart(Part):
    """A member of a choice."""

    name: str = Field(description="as manifests and rules write it")
    text: str = Field(description="what people read for it; empty where the vocabulary gives it no text")


class AskedPart(Part):
    """A question in words."""

    question: QuestionPart
    text: str
    explanation: str = Field("", description="what the words of the question mean; empty where nothing is said")
    example: str = Field("", description="a worked example of an answer; empty where there is none")
    choices: tuple[str, ...]
    members: tuple[MemberPart, ...] = Field((), description="the same as `choices`, each with its text")
    was: str | None = Field(description="the value that was stated and has lapsed")
    stated_on: str | None
    settles: tuple[str, ...] = Field(
        description="ids of obligations, or classes, of which it is among the questions to ask next"
    )
    may_know: tuple[str, ...] = Field(description="ids of people of ours whose role covers the subject")
    answer: str = Field(description="what can be answered, in words; empty where it is not a value")
    snippet: str = Field(description="lines of YAML for the manifest, to be filled in")
    open_in: tuple[str, ...] = Field(
        description="ids of obligations, or classes, that some answer could settle, alone or with others"
    )


class RefusalPart(Part):
    """Why a piece of evidence does not count; `item` is null where there is none."""

    reason: GapReason
    item: str | None
    kind: str
    detail: str
    place: PlacePart | None = Field(description="where the manifest states the piece of evidence")


class ProofPart(Part):
    """How an evidence requirement stands."""

    requirement: str
    text: str
    state: Proof
    items: tuple[str, ...]
    refusals: tuple[RefusalPart, ...]
    expires: str | None
    late: bool


class TaskPart(Part):
    """What to do next."""

    text: str
    owner_role: str
    owners: tuple[str, ...]
    due: str | None
    severity: TaskSeverity
    planned: bool = Field(description="true where the duty does not bind yet")


class PenaltyPart(Part):
    """The ceiling of the fine; null where a fact it rests on is unknown."""

    name: str
    text: str
    ceiling: str | None


class VersionPart(Part):
    """A version of a subject; `fingerprint` is null where nobody says what identifies the present one."""

    fingerprint: str | None
    label: str


class ObligationPart(Part):
    """A rule on a subject, or on one version of it, for a bearer; `id` is stable across runs."""

    id: str
    rule: str
    title: str
    pack: str
    citations: tuple[str, ...]
    subject: str
    version: VersionPart | None = Field(description="the version that the obligation is about; null: the subject")
    bearer: str
    role: str | None
    ours: bool
    prohibition: bool
    force: Force
    text: str
    status: Status
    provisional: Status | None = Field(
        description="the status under the treatment that the rule prescribes for what is unknown"
    )
    reason: GapReason | None
    since: str | None = Field(description="the later day from which the status will hold")
    until: str | None = Field(description="the day on which a defeat ends")
    by: tuple[str, ...] = Field(description="rules that set it aside")
    due: str | None
    severity: TaskSeverity
    proofs: tuple[ProofPart, ...]
    task: TaskPart | None
    open_questions: tuple[QuestionPart, ...]
    next_questions: tuple[QuestionPart, ...]
    not_assessed: tuple[str, ...]
    conflicts: tuple[str, ...]
    penalty: PenaltyPart | None
    stayed: bool = Field(description="binding, but its enforcement is stayed")
    stayed_until: str | None = Field(description="the last day of the stay; null where it lasts until further notice")
    waiver: str | None
    interpretations: tuple[str, ...]
    place: PlacePart | None
    rule_place: PlacePart | None


class TermPart(Part):
    """Whether a subject has a term of law."""

    term: str
    text: str
    pack: str
    subject: str
    holds: bool | None
    provisionally: bool | None
    state: ConclusionState
    because: tuple[str, ...]


class ChangePart(Part):
    """A later day on which something of ours starts, resumes or is set aside."""

    day: str
    obligations: tuple[str, ...]
    subjects: tuple[str, ...]


class LapsedPart(Part):
    """A fact that was stated and counts no more."""

    subject: str
    version: str | None = Field(description="the fingerprint of a version beside the present one that it was stated of")
    fact: str
    value: str
    stated_on: str | None
    why: str


class OutcomePart(Part):
    """A status with the days that belong to it."""

    status: Status
    provisional: Status | None
    since: str | None
    until: str | None
    due: str | None


class HoldsPart(Part):
    """Whether a subject has a term of law, as under `terms`."""

    holds: bool | None
    provisionally: bool | None
    state: ConclusionState


class ObligationOtherwisePart(Part):
    """An obligation of ours for which something else would come out."""

    obligation: str = Field(description="its id, under `obligations`")
    now: OutcomePart
    otherwise: OutcomePart


class TermOtherwisePart(Part):
    """A term of a subject for which something else would come out."""

    term: str
    pack: str
    subject: str
    now: HoldsPart
    otherwise: HoldsPart


class DecisionPart(Part):
    """One way to decide a choice."""

    name: str = Field(description="the value of a reading or parameter; of a proposal `chosen` or `not chosen`")
    text: str = Field(description="what the pack says of it")


class DependencePart(Part):
    """What depends on one choice that a pack leaves open: what would come out if it were decided otherwise."""

    sort: ChoiceSort
    pack: str
    name: str
    question: str = Field(description="what is decided, in the words of the pack")
    decided: DecisionPart
    otherwise: DecisionPart
    obligations: tuple[ObligationOtherwisePart, ...]
    terms: tuple[TermOtherwisePart, ...]


class CountsPart(Part):
    """Statuses of our obligations under a pack; `should` duties are counted apart."""

    pack: str
    voluntary: bool
    by_status: dict[Status, int]
    provisional: dict[Status, int]
    met: int
    applicable: int


class SubjectPart(Part):
    """A subject of the inventory."""

    id: str
    kind: str
    name: str
    asset: bool
    fingerprint: str | None
    label: str
    versions: tuple[VersionPart, ...] = Field(description="versions in use beside the present one, also future ones")


class SummaryPart(Part):
    """The numbers of the first sentence."""

    assets: int
    breaches: int
    conflicts: int
    gaps: int = Field(description="provisional gaps included")
    undetermined: int
    next_date: str | None
    next_date_subjects: tuple[str, ...]


class Report(Part):
    """An assessment. Not legal advice: it says what evidence supports."""

    format: int
    engine: str
    as_of: str
    known_on: str
    packs: tuple[PackPart, ...]
    refused: tuple[RefusedPart, ...]
    summary: SummaryPart
    counts: tuple[CountsPart, ...]
    subjects: tuple[SubjectPart, ...]
    obligations: tuple[ObligationPart, ...]
    terms: tuple[TermPart, ...]
    questions: tuple[AskedPart, ...]
    changes: tuple[ChangePart, ...]
    dependences: tuple[DependencePart, ...] = Field(
        description="one for each other decision that would change something, all other choices as they are"
    )
    lapsed: tuple[LapsedPart, ...]
