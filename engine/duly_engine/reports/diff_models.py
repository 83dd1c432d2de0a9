"""The JSON of `duly pack diff`: its keys are a promise, its schema is `docs/schemas/pack-diff.schema.json`."""

from enum import StrEnum

from pydantic import Field

from duly_dsl.diff import Aspect, Presence
from duly_dsl.diff.release import Changelog
from duly_dsl.uses import Sort
from duly_engine.reports.models import Part

FORMAT = 1


class BumpName(StrEnum):
    """Which number of the version has to move on."""

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"


class StatePart(Part):
    """One of the two states; `named` is how it was given."""

    named: str
    version: str


class ChangePart(Part):
    """One thing that differs, in the words of the language; null on the side where it does not stand."""

    aspect: Aspect
    presence: Presence
    version: str = Field(description="which version of the rule, where it has several")
    where: str = Field(description="clause and labels, or the name, that lead to it")
    old: str | None
    new: str | None
    bump: BumpName
    sentence: str


class RulePart(Part):
    """A rule that differs in itself; of a renamed one both ids are there and differ."""

    presence: Presence
    old: str | None
    new: str | None
    title: str
    citations: tuple[str, ...]
    bump: BumpName
    changes: tuple[ChangePart, ...]
    lost: tuple[str, ...] = Field(description="public ids of the rule or its limbs that lead nowhere any more")
    touches: tuple[str, ...] = Field(description="other rules whose meaning rests on this one")


class DeclarationPart(Part):
    """A declaration that differs."""

    presence: Presence
    sort: Sort
    name: str
    owner: str = Field(description="the kind of a fact or link, the pack of a name that is a pack's own, else empty")
    text: str
    bump: BumpName
    changes: tuple[ChangePart, ...]
    touches: tuple[str, ...] = Field(description="rules whose meaning rests on it")


class ShiftPart(Part):
    """A rule that starts or ends on another day by the latest law."""

    rule: str
    clause: Aspect
    old: str
    new: str
    sentence: str


class ScenariosPart(Part):
    """How many scenarios differ, by title."""

    added: int
    removed: int
    changed: int


class ReleasePart(Part):
    """What the difference asks of a release, and whether it is there."""

    ready: bool
    bump: BumpName
    version: str = Field(description="the version to release: the new one, or the least that is enough")
    version_is_enough: bool
    changelog: Changelog
    unnamed: tuple[str, ...] = Field(description="what the entry of that version has to name and does not")


class PackDiffReport(Part):
    """All that differs between two states of a pack."""

    format: int
    pack: str
    old: StatePart
    new: StatePart
    shifts: tuple[ShiftPart, ...]
    rules: tuple[RulePart, ...]
    declarations: tuple[DeclarationPart, ...]
    header: tuple[ChangePart, ...]
    scenarios: ScenariosPart
    release: ReleasePart
