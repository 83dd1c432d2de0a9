"""`duly.yaml`: an inventory in a file, read against the vocabulary of the loaded packs."""

from pathlib import Path

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Fix, Result, error, errors_in, in_order
from duly_dsl.ir import US
from duly_dsl.source import Source, Span
from duly_engine.facts.entries import Complaints, Vocabulary
from duly_engine.facts.inventory import Inventory, Subject
from duly_engine.facts.nodes import Mapping, Node, Scalar, read_nodes
from duly_engine.facts.records import RecordReader
from duly_engine.facts.settings import PARAMETERS, PROPOSALS, READINGS, read_settings
from duly_engine.facts.subjects import SubjectReader

FORMAT = "1"
TOP = ("duly", "us", "people", "subjects", "evidence", "waivers", PARAMETERS, READINGS, PROPOSALS)


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
    return Result(None if errors_in(said.found) else inventory, said.diagnostics())


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
    settings = read_settings(said, corpus, top)
    _look_up(said, subjects, listed)
    _tell_apart(said, subjects)
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


def _tell_apart(said: Complaints, subjects: dict[str, Subject]) -> None:
    """A version is known by the id of its subject and its fingerprint: no other subject may have that name."""
    for subject in subjects.values():
        for fingerprint in (subject.fingerprint, *(v.fingerprint for v in subject.versions)):
            other = subjects.get(f"{subject.id}@{fingerprint}")
            if other is not None and other.span is not None:
                message = f"`{other.id}` stands for the version `{fingerprint}` of `{subject.id}`"
                said.add("E1002", message, other.span, Fix("give this subject another id"))
