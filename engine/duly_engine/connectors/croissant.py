"""Croissant JSON-LD (1.0, 1.1): a dataset with its files.

Takes over name, version, description, licence, creator and source, the uses its makers name, and what it was derived
from. What it says of sensitive information stays where it is: it is read by people, not turned into a category of
law.
"""

import hashlib
from typing import Any

from duly_engine.connectors.document import Document
from duly_engine.connectors.found import Found, identifier
from duly_engine.facts.inventory import LinkList, Statement, Subject

DATASET = frozenset({"Dataset", "sc:Dataset", "https://schema.org/Dataset", "http://schema.org/Dataset"})
LEFT = ("rai:personalSensitiveInformation", "rai:dataBiases", "rai:dataLimitations", "rai:dataCollection", "recordSet")


def recognises(document: Document) -> bool:
    """Whether a file is a Croissant description of a dataset."""
    declared = document.content.get("@type")
    types = {declared} if isinstance(declared, str) else {t for t in _list(declared) if isinstance(t, str)}
    return bool(types & DATASET) and "croissant" in str(document.content.get("conformsTo", "")).lower()


def read(document: Document) -> Found:
    """The dataset, and each dataset that it names as its origin."""
    content = document.content
    name = _text(content.get("name")) or document.name
    key = identifier(name)
    facts: dict[str, tuple[Statement, ...]] = {}
    fields = (
        ("description", "description"),
        ("licence", "license"),
        ("source_uri", "url"),
        ("intended_use", "rai:dataUseCases"),
    )
    for fact, field in fields:
        text = _text(content.get(field))
        if text:
            facts[fact] = document.says(text, field)
    for field in ("creator", "publisher"):
        text = _names(content.get(field))
        if text and "supplier" not in facts:
            facts["supplier"] = document.says(text, field)
    parents = tuple(_parents(content))
    links = {}
    if parents:
        links["derived_from"] = LinkList(tuple(p.id for p in parents), origin=document.origin("prov:wasDerivedFrom"))
    subject = Subject(
        key, "dataset", name, _fingerprint(content), _text(content.get("version")), facts=facts, links=links
    )
    left = tuple(document.origin(field).pointer for field in LEFT if field in content)
    return Found(document.name, (subject, *parents), left)


def _fingerprint(content: dict[str, Any]) -> str | None:
    """A digest over the digests of all files; none where a file has no SHA-256 or the dataset is live."""
    files = [f for f in _list(content.get("distribution")) if isinstance(f, dict)]
    objects = [f for f in files if str(f.get("@type", "")).endswith("FileObject")]
    digests = [_text(f.get("sha256")) for f in objects]
    if not digests or not all(digests) or content.get("isLiveDataset") is True:
        return None
    return "sha256:" + hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()


def _parents(content: dict[str, Any]) -> list[Subject]:
    found: dict[str, Subject] = {}
    for raw in _list(content.get("prov:wasDerivedFrom")):
        name = _text(raw) or _names(raw)
        if name:
            key = identifier(name, found)
            found[key] = Subject(key, "dataset", name)
    return list(found.values())


def _names(raw: Any) -> str:
    names = [_text(x.get("name")) or _text(x.get("@id")) if isinstance(x, dict) else _text(x) for x in _list(raw)]
    return ", ".join(name for name in names if name)


def _text(raw: Any) -> str:
    if isinstance(raw, dict):
        return _text(raw.get("@value"))
    if isinstance(raw, list):
        return "\n".join(text for text in map(_text, raw) if text)
    return raw.strip() if isinstance(raw, str) else ""


def _list(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else [] if raw is None else [raw]
