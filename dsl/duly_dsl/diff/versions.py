"""The version that a difference asks for: what each change is to those who rest on the pack.

A requirement names a range of versions below the next major one (`version 2.0.0 to before 3.0.0`), so whatever can make
another pack or a manifest invalid is major; whatever can change an answer is minor; the rest is patch.
"""

from enum import IntEnum

from duly_dsl.diff.changes import Aspect, Change, DeclarationChange, PackDiff, Presence, RuleChange
from duly_dsl.ir import version_number


class Bump(IntEnum):
    """Which number of a version moves on, in rising order."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        """`minor`."""
        return self.name.lower()


WORDING = frozenset(
    {
        Aspect.ADDRESS,
        Aspect.TEXT,
        Aspect.MEMBER_TEXT,
        Aspect.EXPLANATION,
        Aspect.EXAMPLE,
        Aspect.TITLE,
        Aspect.INTERPRETATION,
        Aspect.EVIDENCE_TEXT,
        Aspect.TASK_TEXT,
        Aspect.ORDER,
        Aspect.VARIABLE,
        Aspect.CHECKED,
        Aspect.FORMER_NAME,
    }
)
"""What no answer rests on. A name or label that is lost for it is counted apart."""
USED_BY_OTHERS = frozenset({Aspect.MEMBER, Aspect.OPEN, Aspect.KIND, Aspect.FIELD, Aspect.READING_VALUE})
"""What a manifest or another pack may use while it is there, and not any more once it is gone or is another."""
FIXED = frozenset({Aspect.TYPE, Aspect.TARGET, Aspect.LANGUAGE})
"""What a manifest or another pack was written for: any change breaks it."""


def bump_of(change: Change) -> Bump:
    """What one change within a declaration, rule or header asks for."""
    breaks = (
        change.aspect in FIXED
        or (change.aspect in USED_BY_OTHERS and change.presence is not Presence.ADDED)
        or (change.aspect is Aspect.REQUIRES and change.presence is Presence.REMOVED)
    )
    if breaks:
        return Bump.MAJOR
    first_question = change.aspect is Aspect.QUESTION and change.presence is Presence.ADDED
    return Bump.PATCH if change.aspect in WORDING or first_question else Bump.MINOR


def bump_of_declaration(change: DeclarationChange) -> Bump:
    """A name that is gone may be used by others; one that is new changes answers at most."""
    match change.presence:
        case Presence.REMOVED:
            return Bump.MAJOR
        case Presence.ADDED:
            return Bump.MINOR
        case Presence.CHANGED:
            return max(map(bump_of, change.changes))


def bump_of_rule(change: RuleChange) -> Bump:
    """An id that is gone may stand in waivers, tasks and reports; one that is another leads there by `formerly`."""
    if change.lost:
        return Bump.MAJOR
    if change.presence is not Presence.CHANGED or change.is_renamed:
        return Bump.MINOR
    return max(map(bump_of, change.changes))


def bump_asked(found: PackDiff) -> Bump:
    """The greatest that anything asks for."""
    asked = [Bump.PATCH if found.scenarios.all else Bump.NONE]
    asked += [bump_of(each) for each in found.header]
    asked += [bump_of_declaration(each) for each in found.declarations]
    asked += [bump_of_rule(each) for each in found.rules]
    return max(asked)


def least_version(old: str, bump: Bump) -> str:
    """The first version that a bump allows. Below 1.0.0 the second number stands for the first."""
    major, minor, patch = version_number(old)
    if major == 0 and bump is not Bump.NONE:
        bump = Bump.MINOR if bump is Bump.MAJOR else Bump.PATCH
    match bump:
        case Bump.NONE:
            return old
        case Bump.PATCH:
            return f"{major}.{minor}.{patch + 1}"
        case Bump.MINOR:
            return f"{major}.{minor + 1}.0"
        case Bump.MAJOR:
            return f"{major + 1}.0.0"


def is_enough(old: str, new: str, bump: Bump) -> bool:
    """Whether the new version is at least what a bump asks for."""
    return version_number(new) >= version_number(least_version(old, bump))
