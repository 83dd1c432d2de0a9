"""`duly.yaml`: an inventory in a file, read against the vocabulary of the loaded packs."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Result, Severity, error, in_order
from duly_dsl.ir import Absent, Duration, Money, TypeName, Value, in_working_days
from duly_dsl.source import Source, Span
from duly_engine.facts.entries import Complaints, Vocabulary
from duly_engine.facts.inventory import US, Inventory, Settings, Subject, Unknown
from duly_engine.facts.nodes import Mapping, Node, Scalar, read_nodes
from duly_engine.facts.records import RecordReader
from duly_engine.facts.scalars import EXPECTED, read_scalar
from duly_engine.facts.subjects import SubjectReader

D = TypeVar("D")
FORMAT = "1"
TOP = ("duly", "us", "people", "subjects", "evidence", "waivers", "parameters", "readings", "proposals")


def read_manifest(path: Path, corpus: Corpus, vocabulary: Vocabulary = Vocabulary.COMPLETE) -> Result[Inventory | None]:
    """Read a manifest from a file; no value where anything in it is wrong."""
    name = str(path)
    try:
        source = Source(name, path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        return Result(None, (error("E1001", "not readable as UTF-8 text", Span(Source(name, ""), 1, 1, 1, 1)),))
    except OSError:
        message = f"there is no manifest `{path}`"
        return Result(None, (error("E1001", message, Span(Source(name, ""), 1, 1, 1, 1)),))
    return manifest_from_text(source, path.parent, corpus, vocabulary)


def manifest_from_text(
    source: Source, folder: Path | None, corpus: Corpus, vocabulary: Vocabulary = Vocabulary.COMPLETE
) -> Result[Inventory | None]:
    """Read a manifest from text; files are looked for in `folder`, nowhere where it is None."""
    nodes = read_nodes(source)
    if nodes.value is None or nodes.errors:
        return Result(None, in_order(nodes.diagnostics))
    said = Complaints(vocabulary)
    inventory = _inventory(said, corpus, nodes.value, folder)
    refused = any(d.severity is Severity.ERROR for d in said.found)
    return Result(None if refused else inventory, said.diagnostics())


def _inventory(said: Complaints, corpus: Corpus, root: Node, folder: Path | None) -> Inventory:
    top = said.mapping(root, "a manifest", TOP)
    _check_format(said, top)
    reader = SubjectReader(corpus, said)
    subjects = {US: reader.us(top.get("us"))}
    listed = top.get("subjects")
    for key, node in said.mapping(listed, "`subjects`").entries if listed is not None else ():
        subject = reader.subject(key, node)
        if subject is not None:
            subjects[key.text] = subject
    people = tuple(p for p in (reader.person(n) for n in _items(said, top, "people")) if p is not None)
    records = RecordReader(corpus, said, subjects, people, folder)
    evidence = records.evidence(_items(said, top, "evidence"))
    waivers = tuple(w for w in (records.waiver(n) for n in _items(said, top, "waivers")) if w is not None)
    settings = _settings(said, corpus, top)
    _look_up(said, subjects, listed)
    return Inventory(subjects, evidence, waivers, people, settings)


def _items(said: Complaints, top: Mapping, key: str) -> tuple[Node, ...]:
    node = top.get(key)
    return said.items(node, f"`{key}`") if node is not None else ()


def _check_format(said: Complaints, top: Mapping) -> None:
    version = said.required(top, "duly", "a manifest")
    if version is not None and not (isinstance(version, Scalar) and version.text == FORMAT):
        said.add("E1020", f"this duly reads manifests of format {FORMAT}", version.span)


def _look_up(said: Complaints, subjects: dict[str, Subject], listed: Node | None) -> None:
    """Every subject that is named has to be there, and of the kind that is asked for."""
    written = {key.text for key, _ in listed.entries} if isinstance(listed, Mapping) else set()
    for name, kind in said.references:
        found = subjects.get(name.text)
        if found is None and name.text not in written:
            fitting = [s.id for s in subjects.values() if not kind or s.kind == kind]
            said.unknown_name("E1010", "no subject of this manifest", name, fitting)
        elif found is not None and kind and found.kind != kind:
            said.add("E1010", f"`{name.text}` is a subject of kind `{found.kind}`; here a `{kind}` is meant", name.span)


def _settings(said: Complaints, corpus: Corpus, top: Mapping) -> Settings:
    parameters: dict[str, Value] = {}
    for key, node in _entries(said, top, "parameters"):
        declared = _declared(((p.pack, p.name, p) for p in corpus.parameters.values()), key.text)
        if declared is None:
            said.unknown_name(
                "E1019", "no parameter of the loaded packs", key, (p.name for p in corpus.parameters.values())
            )
            continue
        wanted = _type_of(declared.value)
        value = read_scalar(node, wanted) if isinstance(node, Scalar) else None
        if value is None or isinstance(value, Unknown | Absent):
            said.add("E1008", f"`{key.text}` is {EXPECTED[wanted]}", node.span)
        elif in_working_days(value) is not in_working_days(declared.value):
            which = "in" if in_working_days(declared.value) else "not in"
            said.add("E1008", f"`{key.text}` is a length of time {which} working days", node.span)
        else:
            parameters[key.text] = value
    readings: dict[str, str] = {}
    for key, node in _entries(said, top, "readings"):
        reading = _declared(((r.pack, r.name, r) for r in corpus.readings.values()), key.text)
        if reading is None:
            said.unknown_name(
                "E1019", "no reading of the loaded packs", key, (r.name for r in corpus.readings.values())
            )
        elif not isinstance(node, Scalar) or node.text not in {v.name for v in reading.values}:
            at = node if isinstance(node, Scalar) else key
            said.unknown_name("E1019", f"no way to read `{key.text}`", at, (v.name for v in reading.values))
        else:
            readings[key.text] = node.text
    return Settings(parameters, readings, frozenset(_proposals(said, corpus, top)))


def _entries(said: Complaints, top: Mapping, key: str) -> tuple[tuple[Scalar, Node], ...]:
    node = top.get(key)
    return said.mapping(node, f"`{key}`").entries if node is not None else ()


def _declared(declared: Iterable[tuple[str, str, D]], wanted: str) -> D | None:
    """What is declared under `name` or `pack.name`."""
    return next((thing for pack, name, thing in declared if wanted in {name, f"{pack}.{name}"}), None)


def _type_of(value: Value) -> TypeName:
    """The type of a parameter, as its pack sets it. (An instant is a date too, so it comes first.)"""
    by_type = (
        (bool, TypeName.YES_NO),
        (Duration, TypeName.DURATION),
        (Money, TypeName.AMOUNT),
        (datetime, TypeName.INSTANT),
        (date, TypeName.DATE),
        (str, TypeName.TEXT),
    )
    return next((name for kind, name in by_type if isinstance(value, kind)), TypeName.NUMBER)


def _proposals(said: Complaints, corpus: Corpus, top: Mapping) -> Iterable[str]:
    known = {i.name for i in corpus.instruments.values()}
    node = top.get("proposals")
    for word in said.words(node, "`proposals`") if node is not None else ():
        if word.text in known:
            yield word.text
        else:
            said.unknown_name("E1019", "no instrument of the loaded packs", word, known)
