"""A record of a review: who, when, how far, and what the rule meant then, part by part."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duly_dsl.meaning import OWN, Meanings, digest
from duly_dsl.render.words import prose
from duly_dsl.uses import Reference, Sort


class Level(StrEnum):
    """How far a review goes, in rising order."""

    REVIEWED = "reviewed"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A part of the meaning as it was: its digest, and how it read."""

    digest: str
    prose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody reviewed. The parts are named as in the meaning of the rule."""

    rule: str
    level: Level
    reviewer: str
    on: date
    note: str
    parts: Mapping[str, Reviewed]

    @property
    def digest(self) -> str:
        """The digest of the meaning that was reviewed."""
        return digest(sorted((name, part.digest) for name, part in self.parts.items()))


def review(rule_id: str, meanings: Meanings, *, level: Level, reviewer: str, on: date, note: str = "") -> Review:
    """A review of a rule as it is. Raises KeyError where there is no such rule."""
    return Review(rule_id, level, reviewer, on, note, parts_now(rule_id, meanings))


def parts_now(rule_id: str, meanings: Meanings) -> dict[str, Reviewed]:
    """The parts of the meaning of a rule with how they read."""
    told = {OWN: Reference(Sort.RULE, rule_id), **meanings.parts_of(rule_id)}
    digests = meanings.of(rule_id).parts
    return {name: Reviewed(digests[name], prose(told[name], meanings)) for name in digests}
