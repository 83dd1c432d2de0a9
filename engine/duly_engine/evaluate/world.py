"""The inventory as it stands at a moment: which statements count, which have lapsed, who holds which role, which
versions are in use.

Facts are those of the moment assessed, also where the law of another day is applied to them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from duly_dsl.corpus import Corpus
from duly_dsl.ir import NONE, US, Absent, Duration, Fact, FactType, NamedSpan, versions_of
from duly_engine.dates import Moment, add, day_of
from duly_engine.facts.inventory import (
    UNKNOWN,
    AtLeast,
    Evidence,
    Inventory,
    LinkList,
    StatedValue,
    Statement,
    Subject,
    Unknown,
)
from duly_engine.findings import Lapsed
from duly_engine.law import SILENT, Law, Listener
from duly_engine.logic import MAYBE, NO, YES, Truth


@dataclass(frozen=True, slots=True)
class InUse:
    """A version in use of an asset.

    `subject` is what its facts are stated of: of the present version the asset itself, of another one a subject of its
    own, of the kind of versions.
    """

    id: str
    asset: str
    subject: Subject

    @property
    def name(self) -> str:
        """Its label, else what identifies it; empty where nobody says which version it is."""
        return self.subject.label or self.subject.fingerprint or ""

    @property
    def is_present(self) -> bool:
        """Whether the asset's own facts are its facts."""
        return self.subject.id == self.asset


@dataclass(frozen=True)
class World:
    """An inventory read at a moment under a law."""

    inventory: Inventory
    law: Law
    now: Moment

    @property
    def corpus(self) -> Corpus:
        """The packs."""
        return self.law.corpus

    @property
    def today(self) -> date:
        """The day of the moment."""
        return day_of(self.now)

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of subjects by kind, sorted."""
        table: dict[str, list[str]] = {}
        for subject in sorted(self.inventory.subjects.values(), key=lambda s: s.id):
            table.setdefault(subject.kind, []).append(subject.id)
        for version in self.versions.values():
            kind = self.inventory.subjects[version.asset].kind
            table.setdefault(versions_of(kind), []).append(version.id)
        return {kind: tuple(ids) for kind, ids in table.items()}

    @cached_property
    def versions(self) -> Mapping[str, InUse]:
        """The versions in use of the subjects of whose versions some rule speaks, by id, sorted."""
        kinds = self.corpus.versioned
        assets = (s for s in self.inventory.subjects.values() if s.kind in kinds) if kinds else ()
        return {v.id: v for v in sorted((v for a in assets for v in self._in_use(a)), key=lambda v: v.id)}

    def _in_use(self, asset: Subject) -> Iterator[InUse]:
        """The present version, also where nobody says which it is, and those beside it whose day has come."""
        name = asset.fingerprint or asset.label
        yield InUse(f"{asset.id}@{name}" if name else asset.id, asset.id, asset)
        for version in asset.versions:
            if version.since is None or version.since <= self.today:
                key = f"{asset.id}@{version.fingerprint}"
                subject = Subject(
                    key,
                    versions_of(asset.kind),
                    fingerprint=version.fingerprint,
                    label=version.label,
                    facts=version.facts,
                    span=version.span,
                )
                yield InUse(key, asset.id, subject)

    def asset(self, subject: str) -> str:
        """What a version is a version of; anything else itself."""
        found = self.versions.get(subject)
        return found.asset if found else subject

    def beside(self, subject: str) -> InUse | None:
        """A version beside the present one, of which facts of its own are stated."""
        found = self.versions.get(subject)
        return found if found and not found.is_present else None

    def version(self, asset: str, fingerprint: str | None) -> str | None:
        """The id of a version of an asset, of the present one where none is named; None where it is not in use."""
        return self._version_ids.get((asset, fingerprint))

    @cached_property
    def _version_ids(self) -> Mapping[tuple[str, str | None], str]:
        table: dict[tuple[str, str | None], str] = {}
        for version in self.versions.values():
            table[version.asset, version.subject.fingerprint] = version.id
            if version.is_present:
                table[version.asset, None] = version.id
        return table

    def called(self, subject: str) -> str:
        """A subject as it is named to people: by its id, a version by its label and that of its asset."""
        found = self.versions.get(subject)
        return f"version {found.name} of {found.asset}" if found and found.name else subject

    @cached_property
    def evidence(self) -> Mapping[tuple[str, str], tuple[Evidence, ...]]:
        """Records collected by now, by kind and subject, newest first."""
        table: dict[tuple[str, str], list[Evidence]] = {}
        for item in sorted(self.inventory.evidence, key=lambda e: (-e.collected.toordinal(), e.id)):
            if item.collected <= self.today:
                table.setdefault((item.kind, item.subject), []).append(item)
        return {key: tuple(items) for key, items in table.items()}

    def subject(self, subject: str) -> Subject | None:
        """A subject of the inventory, or the one that bears the facts of a version."""
        found = self.inventory.subjects.get(subject)
        if found is None and subject in self.versions:
            return self.versions[subject].subject
        return found

    def declared(self, subject: str, name: str) -> Fact | None:
        """What the vocabulary says of a fact of a subject's kind."""
        found = self.subject(subject)
        kind = self.corpus.kind(found.kind) if found else None
        return kind.facts.get(name) if kind else None

    def type_of(self, subject: str, name: str) -> FactType | None:
        """The type of a fact of a subject."""
        fact = self.declared(subject, name)
        return fact.type if fact else None

    def history(self, subject: str, name: str) -> tuple[Statement, ...]:
        """The statements about a fact that count by now, oldest first."""
        found = self.subject(subject)
        statements = found.facts.get(name, ()) if found else ()
        return tuple(s for s in statements if s.since is None or s.since <= self.today)

    def fact(self, subject: str, name: str, listener: Listener = SILENT) -> StatedValue:
        """The value of a fact now; unknown when nobody said, sources disagree, or what was said has lapsed."""
        history = self.history(subject, name)
        if not history or self.lapsed(subject, name, listener) is not None:
            return UNKNOWN
        last = history[-1]
        disagree = any(s.since == last.since and s.value != last.value for s in history)
        return UNKNOWN if disagree else last.value

    def lapsed(self, subject: str, name: str, listener: Listener = SILENT) -> Lapsed | None:
        """The value that was stated and no longer counts, with why; None if the fact has not lapsed."""
        history = self.history(subject, name)
        fact, found = self.declared(subject, name), self.subject(subject)
        if not history or fact is None or found is None:
            return None
        last = history[-1]
        if isinstance(last.value, Unknown) or last.said_on is None:
            return None
        value = last.value.members if isinstance(last.value, AtLeast) else last.value
        if fact.per_version and found.fingerprint_since and last.said_on < found.fingerprint_since:
            return Lapsed(subject, name, value, last.said_on, "stated for another version")
        limit = self._restate_limit(fact, last.said_on, listener)
        if limit is not None and limit < self.today:
            return Lapsed(subject, name, value, last.said_on, f"to be restated by {limit.isoformat()}")
        return None

    def _restate_limit(self, fact: Fact, said_on: date, listener: Listener) -> date | None:
        length: Duration | None = None
        if isinstance(fact.restate, NamedSpan):
            length = self.law.length(fact.pack, fact.restate.name, self.today, listener)
        elif fact.restate is not None:
            length = fact.restate
        end = add(said_on, length) if length else None
        return day_of(end) if end else None

    def links(self, subject: str, name: str) -> LinkList | None:
        """A list of links as it counts now; None when nothing is known of it."""
        found = self.subject(subject)
        listed = found.links.get(name) if found else None
        if listed is None or (listed.since is not None and listed.since > self.today):
            return LinkList((), complete=True) if self.inventory.lists_complete else None
        return listed

    def is_closed(self, listed: LinkList | None) -> bool:
        """Whether a list can be relied on to name everything."""
        if self.inventory.lists_complete:
            return True
        if listed is None or not listed.complete:
            return False
        return listed.complete_until is None or listed.complete_until >= self.today

    def one(self, subject: str, name: str) -> str | Absent | Unknown:
        """The subject that a `one` link leads to."""
        listed = self.links(subject, name)
        if listed is None:
            return UNKNOWN
        if listed.members:
            return listed.members[0]
        return NONE if self.is_closed(listed) else UNKNOWN

    def stated_role(self, holder: str, role: str, subject: str) -> Truth:
        """Whether an organisation holds a role, as far as that was stated."""
        found = self.subject(subject)
        if found is None:
            return MAYBE
        named = found.holders.get(role, ())
        ours = found.our_roles is not None and role in found.our_roles.roles
        if holder in named or (holder == US and ours):
            return YES
        if named or (holder != US and ours):
            return NO
        if holder == US and found.our_roles is not None and found.our_roles.complete:
            return NO
        return MAYBE
