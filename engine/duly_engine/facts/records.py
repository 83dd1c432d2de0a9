"""Evidence and waivers of a manifest."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Edit, Fix, warning
from duly_dsl.ir import EvidenceKind, Value
from duly_engine.facts.entries import Complaints
from duly_engine.facts.inventory import Acceptance, AtLeast, Evidence, Person, Subject, Unknown, Waiver
from duly_engine.facts.nodes import Mapping, Node, Scalar
from duly_engine.facts.statements import stated_value

EVIDENCE = (
    *("id", "kind", "subject", "fingerprint", "collected", "received", "file", "sha256", "collector"),
    *("fields", "complete", "missing", "accepted", "snapshot"),
)
ACCEPTED = ("role", "person", "on")
WAIVER = ("rule", "subject", "until", "reason", "approver")


@dataclass(frozen=True, slots=True)
class RecordReader:
    """Reads evidence and waivers; `folder` is where the manifest lies, None where it is not a file."""

    corpus: Corpus
    said: Complaints
    subjects: dict[str, Subject]
    people: tuple[Person, ...]
    folder: Path | None

    def evidence(self, nodes: tuple[Node, ...]) -> tuple[Evidence, ...]:
        """Every record; an id that nobody gave is made of kind, subject and day."""
        found: dict[str, Evidence] = {}
        for node in nodes:
            item = self._item(node, found)
            if item is not None:
                if item.id in found:
                    self.said.add("E1002", f"the evidence id `{item.id}` stands twice", node.span)
                found[item.id] = item
        return tuple(found.values())

    def _item(self, node: Node, taken: dict[str, Evidence]) -> Evidence | None:
        mapping = self.said.mapping(node, "a piece of evidence", EVIDENCE)
        needed = (self.said.required(mapping, key, "a piece of evidence") for key in ("kind", "subject", "collected"))
        kind_node, subject_node, collected_node = needed
        if not isinstance(kind_node, Scalar) or not isinstance(subject_node, Scalar):
            return None
        kind = self.corpus.evidence_kinds.get(kind_node.text)
        if kind is None:
            self.said.unknown_name(
                "E1014", "no kind of evidence in the loaded packs", kind_node, self.corpus.evidence_kinds
            )
        self.said.refer((subject_node,), "")
        collected = self.said.day(collected_node, "`collected`")
        if kind is None or collected is None:
            return None
        received = self.said.day(mapping.get("received"), "`received`")
        if received is not None and received < collected:
            self.said.add("E1011", "received before it was collected", mapping.span)
        fields, unknown = self._fields(kind, mapping.get("fields"))
        return Evidence(
            id=self._id(mapping, kind.name, subject_node.text, collected, taken),
            kind=kind.name,
            subject=subject_node.text,
            collected=collected,
            received=received,
            fingerprint=self.said.text(mapping.get("fingerprint"), "`fingerprint`") or None,
            fields=fields,
            missing=self._missing(kind, mapping, {*fields, *unknown}),
            acceptances=tuple(self._acceptances(mapping.get("accepted"))),
            snapshot=self._snapshot(subject_node.text, mapping.get("snapshot")),
            file=self.said.text(mapping.get("file"), "`file`"),
            digest=self._digest(mapping),
            collector=self.said.text(mapping.get("collector"), "`collector`"),
            span=mapping.span,
        )

    def _id(self, mapping: Mapping, kind: str, subject: str, collected: date, taken: dict[str, Evidence]) -> str:
        given = self.said.text(mapping.get("id"), "`id`")
        if given:
            return given
        base = f"{kind}/{subject}/{collected.isoformat()}"
        return base if base not in taken else f"{base}/{sum(key.startswith(base) for key in taken) + 1}"

    def _fields(self, kind: EvidenceKind, node: Node | None) -> tuple[dict[str, Value], set[str]]:
        declared = {f.name: f.type for f in kind.fields}
        fields: dict[str, Value] = {}
        unknown: set[str] = set()
        for key, value_node in self.said.mapping(node, "`fields`").entries if node is not None else ():
            if key.text not in declared:
                self.said.unknown_name("E1015", f"no stated field of {kind.text}", key, declared)
                continue
            value = stated_value(self.said, self.corpus, key.text, value_node, declared[key.text])
            if isinstance(value, Unknown | AtLeast):
                unknown.add(key.text)
            elif value is not None:
                fields[key.text] = value
        return fields, unknown

    def _missing(self, kind: EvidenceKind, mapping: Mapping, stated: set[str]) -> frozenset[str]:
        """Evidence is closed-world: what is not stated is absent, unless the record is said to be complete."""
        names = {f.name for f in kind.fields}
        listed = mapping.get("missing")
        if listed is not None:
            words = self.said.words(listed, "`missing`")
            for word in words:
                if word.text not in names:
                    self.said.unknown_name("E1015", f"no stated field of {kind.text}", word, names)
            return frozenset(word.text for word in words)
        complete = self.said.flag(mapping.get("complete"), "`complete`") == "yes"
        return frozenset() if complete else frozenset(names - stated)

    def _acceptances(self, node: Node | None) -> Iterator[Acceptance]:
        items: tuple[Node, ...] = ()
        if node is not None:
            items = (node,) if isinstance(node, Mapping) else self.said.items(node, "`accepted`")
        for item in items:
            mapping = self.said.mapping(item, "an acceptance", ACCEPTED)
            role = self.said.required(mapping, "role", "an acceptance")
            if isinstance(role, Scalar):
                if role.text not in self.corpus.staff_roles:
                    self.said.unknown_name("E1013", "no role of people within us", role, self.corpus.staff_roles)
                person = self._person(mapping.get("person"))
                yield Acceptance(role.text, person, self.said.day(mapping.get("on"), "`on`"))

    def _person(self, node: Node | None) -> str:
        text = self.said.text(node, "a person")
        if node is not None and text not in {p.id for p in self.people}:
            known = ", ".join(sorted(p.id for p in self.people)) or "nobody"
            fix = Fix(f"list them under `people`; known here: {known}")
            self.said.found.append(
                warning("W1001", f"`{text}` is not among the people of this manifest", node.span, fix=fix)
            )
        return text

    def _snapshot(self, subject: str, node: Node | None) -> dict[str, Value]:
        found = self.subjects.get(subject)
        kind = self.corpus.kinds.get(found.kind) if found else None
        values: dict[str, Value] = {}
        for key, value_node in self.said.mapping(node, "`snapshot`").entries if node is not None else ():
            if kind is None:
                continue
            fact = kind.facts.get(key.text)
            if fact is None:
                self.said.unknown_name("E1007", f"no fact of {kind.text}", key, kind.facts)
                continue
            value = stated_value(self.said, self.corpus, key.text, value_node, fact.type)
            if value is not None and not isinstance(value, Unknown | AtLeast):
                values[key.text] = value
        return values

    def _digest(self, mapping: Mapping) -> str:
        """The SHA-256 of the file, computed and compared with the one stated."""
        stated_node, file_node = mapping.get("sha256"), mapping.get("file")
        stated = self.said.text(stated_node, "`sha256`").lower().removeprefix("sha256:")
        if not isinstance(file_node, Scalar) or self.folder is None:
            return stated
        path = (self.folder / file_node.text).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            self.said.add("E1018", f"`{file_node.text}` lies outside of the manifest's folder", file_node.span)
            return stated
        try:
            computed = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            self.said.add("E1016", f"there is no file `{file_node.text}` beside the manifest", file_node.span)
            return stated
        if stated_node is not None and stated != computed:
            digests = f"its SHA-256 is {computed[:12]}..., stated is {stated[:12]}..."
            message = f"`{file_node.text}` is not what was recorded: {digests}"
            self.said.add("E1017", message, stated_node.span, Fix("look at the file before you change the digest"))
        return computed

    def waiver(self, node: Node) -> Waiver | None:
        """A gap tolerated."""
        mapping = self.said.mapping(node, "a waiver", WAIVER)
        rule, subject, until_node, reason = (self.said.required(mapping, key, "a waiver") for key in WAIVER[:4])
        rule_id = self._rule_id(rule) if isinstance(rule, Scalar) else ""
        if isinstance(subject, Scalar):
            self.said.refer((subject,), "")
        until = self.said.day(until_node, "`until`")
        if not isinstance(rule, Scalar) or not isinstance(subject, Scalar) or until is None or reason is None:
            return None
        if mapping.get("approver") is None:
            self.said.found.append(
                warning("W1002", "nobody stands behind this waiver", rule.span, fix=Fix("add `approver: ...`"))
            )
        approver = self._person(mapping.get("approver"))
        return Waiver(rule_id, subject.text, until, self.said.text(reason, "`reason`"), approver, mapping.span)

    def _rule_id(self, rule: Scalar) -> str:
        """The id of a rule that is called so, or was."""
        rule_id = self.corpus.rule_id(rule.text)
        if rule_id not in self.corpus.rules:
            self.said.unknown_name("E1019", "no rule of the loaded packs", rule, self.corpus.rules)
        elif rule_id != rule.text:
            fix = Fix(f"write `{rule_id}`", (Edit(rule.span, rule_id),))
            self.said.found.append(
                warning("W1005", f"the rule `{rule.text}` is called `{rule_id}` now", rule.span, fix=fix)
            )
        return rule_id
