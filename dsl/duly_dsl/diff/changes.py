"""A difference between two states of a pack, as data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duly_dsl.uses import Reference


class Presence(StrEnum):
    """On which side a thing stands."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @classmethod
    def of(cls, old: object, new: object) -> "Presence":
        """Where a thing stands that is None on the side where it does not."""
        if old is None:
            return cls.ADDED
        return cls.REMOVED if new is None else cls.CHANGED


class Aspect(StrEnum):
    """What of a declaration or rule differs."""

    # of any declaration
    TEXT = "text"
    CITATION = "citation"
    ORDER = "order"
    # of vocabulary
    TYPE = "type"
    QUESTION = "question"
    EXPLANATION = "explanation"
    EXAMPLE = "example"
    PER_VERSION = "per version"
    RESTATE = "restate every"
    TARGET = "target"
    MEMBER = "member"
    MEMBER_TEXT = "member's text"
    OPEN = "open"
    KIND = "kind"
    FIELD = "field"
    CLOSED_DAY = "closed day"
    VALUE = "value"
    # of legal values and instruments
    DATED_VALUE = "value under an instrument"
    READING_VALUE = "reading value"
    CLASS = "class"
    REST_CLASS = "otherwise"
    DEFAULT = "default"
    VARIABLE = "variable"
    INSTRUMENT_ROLE = "instrument role"
    PUBLISHED = "published"
    IN_FORCE = "in force"
    AMENDS = "amends"
    ADDRESS = "text at"
    # of a pack
    TITLE = "title"
    LANGUAGE = "language"
    REQUIRES = "requires"
    OPTIONAL_TERM = "optional term"
    CHECKED = "law checked to"
    LEFT_OUT = "left out"
    CROSSWALK = "crosswalk"
    # of a rule
    FORMER_NAME = "formerly"
    VERSION = "version"
    SUBJECT = "for each"
    UNDER = "under"
    REPLACED = "replaced by"
    REPEALED = "repealed by"
    READING = "only under reading"
    GROUP = "group"
    DEFEATS = "sets aside"
    STARTS = "applies from"
    ENDS = "applies until"
    JUDGED = "judged as of"
    STAY = "enforcement stayed"
    CONDITION = "condition"
    LIMB = "limb"
    COMBINATION = "combination"
    LABEL = "label"
    CONCLUSION = "conclusion"
    BEARER = "bearer"
    FORCE = "force"
    DUTY = "duty"
    DEADLINE = "deadline"
    PRESUMPTION = "if undetermined"
    RELIES = "relies on evidence"
    EXCUSE = "excused by"
    PENALTY = "penalty"
    INTERPRETATION = "interpretation"
    # of evidence and task
    EVIDENCE = "evidence"
    EVIDENCE_TEXT = "evidence text"
    ACCEPTED = "accepted"
    COUNT = "how many suffice"
    STATING = "stating"
    FRESH_FOR = "fresh for"
    FRESH_UNTIL = "fresh until change of"
    BOUND = "bound to version of"
    BEFORE = "collected before"
    LATE = "late allowed"
    ACCEPTANCE = "accepted by"
    TASK = "task"
    TASK_TEXT = "task text"
    OWNER = "task owner"
    TASK_DUE = "task due"
    SEVERITY = "severity"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs, in the words of the language; None on the side where it does not stand.

    `where` tells apart what may stand several times: `when (b)(i)`, `log_retention`, `under OMNIBUS`. `version` tells
    apart the versions of a rule, and is empty where there is one only.
    """

    aspect: Aspect
    where: str
    old: str | None
    new: str | None
    version: str = ""

    @property
    def presence(self) -> Presence:
        """Whether it was added, removed or changed."""
        return Presence.of(self.old, self.new)


@dataclass(frozen=True, slots=True)
class DeclarationChange:
    """A declaration that differs, and the ids of the rules whose meaning rests on it."""

    of: Reference
    presence: Presence
    text: str
    changes: tuple[Change, ...]
    touches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that differs in itself; its id is None on the side where it does not stand.

    `lost` are public ids, of the rule or of its limbs (`AIA-6-3/y/a`), that nothing bears or has borne any more.
    `touches` are other rules whose meaning rests on this one.
    """

    old: str | None
    new: str | None
    title: str
    citations: tuple[str, ...]
    changes: tuple[Change, ...]
    lost: tuple[str, ...]
    touches: tuple[str, ...]

    @property
    def id(self) -> str:
        """What the rule is called, or was."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def presence(self) -> Presence:
        """Whether it was added, removed or changed (renamed, too)."""
        return Presence.of(self.old, self.new)

    @property
    def is_renamed(self) -> bool:
        """Whether the id is another."""
        return self.presence is Presence.CHANGED and self.old != self.new


@dataclass(frozen=True, slots=True)
class Shift:
    """A rule that starts or ends on another day by the latest law, whichever declaration moved it."""

    rule: str
    clause: Aspect
    old: date
    new: date


@dataclass(frozen=True, slots=True)
class ScenarioCounts:
    """Scenarios by title: they test what rules mean, and are no part of it."""

    added: int
    removed: int
    changed: int

    @property
    def all(self) -> int:
        """How many differ."""
        return self.added + self.removed + self.changed


@dataclass(frozen=True, slots=True)
class PackDiff:
    """All that differs between two states of a pack, but for its version and its scenarios, which are counted."""

    pack: str
    old_version: str
    new_version: str
    header: tuple[Change, ...]
    declarations: tuple[DeclarationChange, ...]
    rules: tuple[RuleChange, ...]
    shifts: tuple[Shift, ...]
    scenarios: ScenarioCounts

    @property
    def is_empty(self) -> bool:
        """Whether both states say the same."""
        return not (self.header or self.declarations or self.rules)
