"""Whether a new state of a pack can be released: its version is high enough and its changelog says what changes."""

from dataclasses import dataclass
from enum import StrEnum

from duly_dsl.diff.changelog import entry, unnamed
from duly_dsl.diff.changes import DeclarationChange, PackDiff, RuleChange
from duly_dsl.diff.versions import Bump, bump_asked, is_enough, least_version


class Changelog(StrEnum):
    """How the changelog of the new state stands to what changes."""

    NOT_NEEDED = "not needed"
    COMPLETE = "complete"
    NO_FILE = "no file"
    NO_ENTRY = "no entry"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Release:
    """What a difference asks of a release, and what is there. `version` is the one to be released: the new one, or
    the least that would do; `unnamed` is what the entry of that version has to name."""

    bump: Bump
    version: str
    is_enough: bool
    changelog: Changelog
    unnamed: tuple[RuleChange | DeclarationChange, ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left to do."""
        return self.is_enough and self.changelog in {Changelog.NOT_NEEDED, Changelog.COMPLETE}


def release(found: PackDiff, changelog: str | None) -> Release:
    """Judge the new state of a pack; `changelog` is the text of its CHANGELOG.md, if it has one."""
    bump = bump_asked(found)
    enough = is_enough(found.old_version, found.new_version, bump)
    version = found.new_version if enough else least_version(found.old_version, bump)
    said = None if changelog is None else entry(changelog, version)
    lacking = tuple(unnamed(found, said or ""))
    if bump is Bump.NONE:
        state = Changelog.NOT_NEEDED
    elif changelog is None:
        state = Changelog.NO_FILE
    elif said is None:
        state = Changelog.NO_ENTRY
    else:
        state = Changelog.INCOMPLETE if lacking else Changelog.COMPLETE
    return Release(bump, version, enough, state, lacking)
