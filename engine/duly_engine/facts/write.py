"""An inventory as a manifest that reads back the same, with what stays unknown as comments."""

import json
import re
from collections.abc import Iterator

from duly_dsl.corpus import Corpus, KindView
from duly_dsl.ir import ORGANISATION, US, Value
from duly_engine.facts.inventory import AtLeast, Inventory, LinkList, Origin, StatedValue, Statement, Subject, Unknown
from duly_engine.facts.scalars import write_value

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
HEAD = "# What is commented out as unknown is a question: answer it by writing the fact, or leave it unknown."
RESERVED = frozenset({"yes", "no", "true", "false", "on", "off", "null", "none", "unknown", "y", "n"})


def render_manifest(inventory: Inventory, corpus: Corpus) -> str:
    """The manifest of subjects with their facts and links; records, people and settings are for people to write."""
    lines = [HEAD, "", "duly: 1", "", "us:", *_ourselves(inventory.subjects[US], corpus), "", "subjects:"]
    others = [s for s in inventory.subjects.values() if s.id != US]
    for subject in others:
        lines += ["", *_subject(subject, corpus)]
    if not others:
        lines[-1] = "subjects: {}"
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Text as a YAML scalar on one line; quoted unless it is plainly text."""
    if PLAIN.fullmatch(text) and text.lower() not in RESERVED:
        return text
    return escaped(text)


def escaped(text: str) -> str:
    """Text in double quotes; what YAML does not take as it is, or nobody sees, is escaped."""
    inner = "".join(_character(c) for c in json.dumps(text, ensure_ascii=False)[1:-1])
    return f'"{inner}"'


def _character(c: str) -> str:
    if "\ud800" <= c <= "\udfff":  # half of a pair that JSON left alone: no text at all
        return "\\uFFFD"
    return c if c.isprintable() else f"\\U{ord(c):08X}"


def _ourselves(us: Subject, corpus: Corpus) -> Iterator[str]:
    kind = corpus.kinds.get(ORGANISATION, KindView(ORGANISATION, "", {}, {}))
    yield f"  name: {quoted(us.name)}" if us.name else "  # name: ..."
    yield from _facts(us, kind, "  ")


def _subject(subject: Subject, corpus: Corpus) -> Iterator[str]:
    kind = corpus.kinds[subject.kind]
    yield f"  {subject.id}:"
    yield f"    kind: {subject.kind}"
    if subject.name:
        yield f"    name: {quoted(subject.name)}"
    yield from _version(subject)
    yield from _versions(subject)
    yield from _roles(subject, corpus)
    yield from _facts(subject, kind, "    ")
    yield from _links(subject, kind, "    ")


def _version(subject: Subject) -> Iterator[str]:
    parts = [f"fingerprint: {quoted(subject.fingerprint)}"] if subject.fingerprint else []
    if parts and subject.label:
        parts.append(f"label: {quoted(subject.label)}")
    if parts and subject.fingerprint_since:
        parts.append(f"since: {subject.fingerprint_since.isoformat()}")
    if parts:
        yield f"    version: {{ {', '.join(parts)} }}"
    elif subject.label:
        yield f"    # version label {quoted(subject.label)}; what identifies it (fingerprint) is unknown"


def _versions(subject: Subject) -> Iterator[str]:
    if subject.versions:
        yield "    versions:"
    for version in subject.versions:
        yield f"      - fingerprint: {quoted(version.fingerprint)}"
        if version.label:
            yield f"        label: {quoted(version.label)}"
        if version.since:
            yield f"        since: {version.since.isoformat()}"
        if version.facts:
            yield "        facts:"
            yield from (f"          {name}: {_history(version.facts[name])}" for name in sorted(version.facts))


def _roles(subject: Subject, corpus: Corpus) -> Iterator[str]:
    ours = subject.our_roles
    if ours is not None:
        listed = ", ".join(sorted(ours.roles))
        yield f"    roles: [{listed}]" if ours.complete else f"    roles: {{ at_least: [{listed}] }}"
    else:
        fitting = sorted(r.name for r in corpus.roles.values() if subject.kind in r.kinds)
        if fitting:
            yield f"    # unknown: which of these roles do we hold? {', '.join(fitting)}"
    if subject.holders:
        parts = (f"{role}: [{', '.join(subject.holders[role])}]" for role in sorted(subject.holders))
        yield f"    holders: {{ {', '.join(parts)} }}"


def _facts(subject: Subject, kind: KindView, indent: str) -> Iterator[str]:
    if subject.facts:
        yield f"{indent}facts:"
        for name in sorted(subject.facts):
            yield f"{indent}  {name}: {_history(subject.facts[name])}"
    for name in sorted(kind.facts.keys() - subject.facts.keys()):
        fact = kind.facts[name]
        yield f"{indent}# unknown: {name}{f' - {quoted(fact.question)}' if fact.question else ''}"
        if fact.explanation:
            yield f"{indent}#   {escaped(fact.explanation)}"
        if fact.example:
            yield f"{indent}#   example: {escaped(fact.example)}"


def _history(statements: tuple[Statement, ...]) -> str:
    *earlier, last = statements
    parts = _parts(last)
    if not earlier and len(parts) == 1:
        return write_stated(last.value)
    if earlier:
        stated = (f"{{ {', '.join(_parts(statement))} }}" for statement in earlier)
        parts.append(f"earlier: [{', '.join(stated)}]")
    return f"{{ {', '.join(parts)} }}"


def _parts(statement: Statement) -> list[str]:
    parts = [f"value: {write_stated(statement.value)}"]
    if statement.since:
        parts.append(f"since: {statement.since.isoformat()}")
    if statement.confirmed:
        parts.append(f"confirmed: {statement.confirmed.isoformat()}")
    if statement.origin:
        parts.append(f"origin: {_origin(statement.origin)}")
    return parts


def _origin(origin: Origin) -> str:
    pairs = (
        ("source", origin.source),
        ("pointer", origin.pointer),
        ("digest", origin.digest),
        ("collector", origin.collector),
    )
    if not any(text for _, text in pairs[1:]):
        return escaped(origin.source)
    return f"{{ {', '.join(f'{key}: {escaped(text)}' for key, text in pairs if text)} }}"


def write_stated(value: StatedValue) -> str:
    """What was said of a fact, as it reads back."""
    match value:
        case Unknown():
            return "unknown"
        case AtLeast(members=members):
            return f"{{ at_least: [{', '.join(sorted(members))}] }}"
        case frozenset():
            return f"[{', '.join(sorted(value))}]" if value else "none"
        case str():
            return escaped(value)
        case _:
            known: Value = value
            return write_value(known)


def _links(subject: Subject, kind: KindView, indent: str) -> Iterator[str]:
    if subject.links:
        yield f"{indent}links:"
        for name in sorted(subject.links):
            yield f"{indent}  {name}: {_list(subject.links[name])}"
    for name in sorted(kind.links.keys() - subject.links.keys()):
        yield f"{indent}# unknown: {name} ({kind.links[name].target})"


def _list(listed: LinkList) -> str:
    members = f"[{', '.join(listed.members)}]"
    parts = [f"members: {members if listed.members else 'none' if listed.complete else '[]'}"]
    if listed.complete and listed.members:
        parts.append("complete: yes")
    if listed.complete_until:
        parts.append(f"complete_until: {listed.complete_until.isoformat()}")
    if listed.since:
        parts.append(f"since: {listed.since.isoformat()}")
    if listed.origin:
        parts.append(f"origin: {_origin(listed.origin)}")
    return members if len(parts) == 1 and listed.members else f"{{ {', '.join(parts)} }}"
