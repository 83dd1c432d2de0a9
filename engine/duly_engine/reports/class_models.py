"""The JSON of `duly classify`: its keys are a promise, its schema is `docs/schemas/classes.schema.json`."""

from pydantic import Field

from duly_engine.findings import ClassState, ConclusionState
from duly_engine.reports.explanation import Node
from duly_engine.reports.models import AskedPart, PackPart, Part, PlacePart, QuestionPart, RefusedPart

FORMAT = 1


class RoutePart(Part):
    """A rule with its provisions."""

    rule: str
    title: str
    pack: str
    citations: tuple[str, ...]
    place: PlacePart | None


class ClassPart(Part):
    """One class of a subject; `id` is stable across runs."""

    id: str
    name: str
    text: str
    rest: bool = Field(description="what is left where no class holds; it asks nothing of its own")
    citation: str | None
    state: ClassState
    since: str | None = Field(
        description="the later day from which it holds; of an open one, from which it is open; of one that does not "
        "hold, from which `routes` say so"
    )
    until: str | None = Field(description="the last day on which it holds, where it is known to end")
    provisionally: bool | None = Field(
        description="the answer under the treatment that the rules prescribe for what is unknown"
    )
    provisionally_since: str | None = Field(
        description="the day from which it provisionally holds, where that is later than the one from which it is open"
    )
    conclusion: ConclusionState = Field(description="whether it rests on evidence that suffices")
    routes: tuple[RoutePart, ...] = Field(
        description="the rules that decide; where it is undetermined, those of which it is unknown whether they operate"
    )
    open_questions: tuple[QuestionPart, ...]
    next_questions: tuple[QuestionPart, ...] = Field(description="a smallest set that could settle it")
    not_assessed: tuple[str, ...]
    conflicts: tuple[str, ...]
    tree: Node | None = Field(
        description="with `--explain`, of a class that holds, will hold or is open: the branches that decide"
    )


class SubjectClassesPart(Part):
    """One classification of one subject: its classes in the order of the pack, the rest at the end."""

    subject: str
    name: str = Field(description="the display name of the subject")
    kind: str
    classification: str
    pack: str
    text: str
    citation: str | None
    classes: tuple[ClassPart, ...]


class ClassesReport(Part):
    """The classes of subjects. Not legal advice."""

    format: int
    engine: str
    as_of: str
    known_on: str
    packs: tuple[PackPart, ...]
    refused: tuple[RefusedPart, ...]
    subjects: tuple[SubjectClassesPart, ...]
    questions: tuple[AskedPart, ...]
