"""Subjects of a manifest: kind, version, roles, facts and links."""

from collections.abc import Mapping as Table
from dataclasses import dataclass
from datetime import date

from duly_dsl import phrase
from duly_dsl.corpus import Corpus, KindView
from duly_dsl.diagnostics import Fix
from duly_dsl.ir import ORGANISATION, US
from duly_engine.facts.entries import Complaints
from duly_engine.facts.inventory import LinkList, OurRoles, Person, Statement, Subject, Version
from duly_engine.facts.nodes import Mapping, Node, Scalar
from duly_engine.facts.statements import AT_LEAST, link_list, statements

SUBJECT = ("kind", "name", "version", "versions", "roles", "holders", "facts", "links")
OURSELVES = ("name", "roles", "facts", "links")
VERSION = ("fingerprint", "label", "since")
VERSION_BESIDE = (*VERSION, "facts")
PERSON = ("id", "name", "roles")


@dataclass(frozen=True, slots=True)
class SubjectReader:
    """Reads subjects against the vocabulary of a corpus."""

    corpus: Corpus
    said: Complaints

    def us(self, node: Node | None) -> Subject:
        """The organisation whose inventory this is."""
        mapping = self.said.mapping(node, "`us`", OURSELVES) if node is not None else None
        if mapping is None:
            return Subject(US, ORGANISATION)
        kind = self.corpus.kinds.get(ORGANISATION, KindView(ORGANISATION, "", {}, {}))
        return self._subject(US, kind, mapping, None)

    def subject(self, key: Scalar, node: Node) -> Subject | None:
        """A subject under its id."""
        if key.text == US:
            self.said.add("E1012", "`us` is always there: describe it under the key `us` at the top", key.span)
            return None
        mapping = self.said.mapping(node, f"the subject `{key.text}`", SUBJECT)
        kind_node = self.said.required(mapping, "kind", f"the subject `{key.text}`")
        if not isinstance(kind_node, Scalar):
            return None
        kind = self.corpus.kinds.get(kind_node.text)
        if kind is None:
            self.said.unknown_name("E1006", "no kind of subject in the loaded packs", kind_node, self.corpus.kinds)
            return None
        return self._subject(key.text, kind, mapping, key)

    def _subject(self, key: str, kind: KindView, mapping: Mapping, place: Scalar | None) -> Subject:
        fingerprint, label, since = self._version(mapping.get("version"))
        return Subject(
            id=key,
            kind=kind.name,
            name=self.said.text(mapping.get("name"), "`name`"),
            fingerprint=fingerprint or None,
            label=label,
            fingerprint_since=since,
            facts=self._facts(kind, mapping.get("facts")),
            links=self._links(kind, mapping.get("links")),
            our_roles=self._our_roles(kind, mapping.get("roles"), key),
            holders=self._holders(kind, mapping.get("holders")),
            versions=self._versions(kind, fingerprint, mapping),
            span=place.span if place else mapping.span,
        )

    def _version(self, node: Node | None) -> tuple[str, str, date | None]:
        if node is None:
            return "", "", None
        if isinstance(node, Scalar):
            return node.text, node.text, None
        return self._identified(self.said.mapping(node, "a version", VERSION))

    def _identified(self, mapping: Mapping) -> tuple[str, str, date | None]:
        fingerprint = self.said.text(self.said.required(mapping, "fingerprint", "a version"), "`fingerprint`")
        label = self.said.text(mapping.get("label"), "`label`")
        return fingerprint, label, self.said.day(mapping.get("since"), "`since`")

    def _versions(self, kind: KindView, present: str, subject: Mapping) -> tuple[Version, ...]:
        """Versions in use beside the present one; what is known of each stands with it."""
        node = subject.get("versions")
        if node is None:
            return ()
        self.said.required(subject, "version", "a subject with `versions` beside the present one")
        found: dict[str, Version] = {}
        for each in (node,) if isinstance(node, Mapping | Scalar) else self.said.items(node, "`versions`"):
            version = self._beside(kind, each)
            name = version.fingerprint
            if name and name == present:
                fix = Fix("leave it out here: what is known of it stands under `facts`")
                self.said.add("E1002", f"`{name}` is the present version, it stands under `version`", each.span, fix)
            elif name in found:
                self.said.add("E1002", f"the version `{name}` stands twice", each.span, Fix("keep one of the two"))
            elif name:
                found[name] = version
        return tuple(found.values())

    def _beside(self, kind: KindView, node: Node) -> Version:
        if isinstance(node, Scalar):
            return Version(node.text, node.text, span=node.span)
        mapping = self.said.mapping(node, "a version in use", VERSION_BESIDE)
        fingerprint, label, since = self._identified(mapping)
        facts = self._facts(kind, mapping.get("facts"))
        for name, (first, *_) in facts.items():
            if not kind.facts[name].per_version:
                message = f"`{name}` is said of {phrase.a(kind.text)} as a whole, not of each version"
                fix = Fix("state it under the `facts` of the subject")
                self.said.add("E1021", message, first.span or mapping.span, fix)
        return Version(fingerprint, label, since, facts, mapping.span)

    def _facts(self, kind: KindView, node: Node | None) -> Table[str, tuple[Statement, ...]]:
        found: dict[str, tuple[Statement, ...]] = {}
        for key, value in self._entries(node, "`facts`"):
            fact = kind.facts.get(key.text)
            if fact is None:
                hint = ", it is a link: write it under `links`" if key.text in kind.links else ""
                self.said.unknown_name("E1007", f"no fact of {kind.text}{hint}", key, kind.facts)
                continue
            stated = statements(self.said, self.corpus, key, value, fact.type)
            if stated is not None:
                found[key.text] = stated
        return found

    def _links(self, kind: KindView, node: Node | None) -> Table[str, LinkList]:
        found: dict[str, LinkList] = {}
        for key, value in self._entries(node, "`links`"):
            link = kind.links.get(key.text)
            if link is None:
                hint = ", it is a fact: write it under `facts`" if key.text in kind.facts else ""
                self.said.unknown_name("E1007", f"no link of {kind.text}{hint}", key, kind.links)
                continue
            listed = link_list(self.said, key, value, link)
            if listed is not None:
                if not link.many and len(listed.members) > 1:
                    self.said.add("E1008", f"`{key.text}` leads to one {link.target}", value.span)
                found[key.text] = listed
        return found

    def _entries(self, node: Node | None, what: str) -> tuple[tuple[Scalar, Node], ...]:
        return self.said.mapping(node, what).entries if node is not None else ()

    def _our_roles(self, kind: KindView, node: Node | None, whose: str) -> OurRoles | None:
        if node is None:
            # Towards another organisation we hold no role unless we say so; of anything else we run it is unknown.
            return OurRoles(frozenset()) if kind.name == ORGANISATION and whose != US else None
        partial = node.get(AT_LEAST) if isinstance(node, Mapping) else None
        if isinstance(node, Mapping):
            self.said.mapping(node, "`roles`", (AT_LEAST,))
        words = self.said.words(partial or node, "`roles`")
        roles = frozenset(word.text for word in words if self._is_role(kind, word))
        return OurRoles(roles, complete=partial is None, span=node.span)

    def _is_role(self, kind: KindView, word: Scalar) -> bool:
        role = self.corpus.roles.get(word.text)
        if role is not None and kind.name in role.kinds:
            return True
        fitting = [r.name for r in self.corpus.roles.values() if kind.name in r.kinds]
        self.said.unknown_name("E1013", f"no role towards {kind.text}", word, fitting)
        return False

    def _holders(self, kind: KindView, node: Node | None) -> Table[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for key, value in self._entries(node, "`holders`"):
            if self._is_role(kind, key):
                words = self.said.words(value, f"`{key.text}`")
                self.said.refer(words, ORGANISATION)
                found[key.text] = tuple(sorted(word.text for word in words))
        return found

    def person(self, node: Node) -> Person | None:
        """Somebody within us."""
        mapping = self.said.mapping(node, "a person", PERSON)
        key = self.said.required(mapping, "id", "a person")
        if not isinstance(key, Scalar):
            return None
        roles: dict[str, tuple[str, ...]] = {}
        for role, covers in self._entries(mapping.get("roles"), "`roles`"):
            if role.text not in self.corpus.staff_roles:
                self.said.unknown_name("E1013", "no role of people within us", role, self.corpus.staff_roles)
                continue
            words = self.said.words(covers, f"`{role.text}`")
            everything = [w.text for w in words] == ["all"]
            self.said.refer(() if everything else words, "")
            roles[role.text] = () if everything else tuple(word.text for word in words)
        return Person(key.text, self.said.text(mapping.get("name"), "`name`"), roles)
