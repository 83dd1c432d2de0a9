"""A JSON file of another tool, with its digest and places in it."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from duly_dsl.ir import Value
from duly_engine.facts.inventory import Origin, Statement

MOST_BYTES = 64 * 1024 * 1024
Fault = Literal["no such file", "not a JSON object", "too large", "of no format known here"]


class UnreadableFileError(Exception):
    """A file from which nothing can be taken."""

    def __init__(self, name: str, fault: Fault, detail: str = "") -> None:
        super().__init__(f"`{name}` is {fault}" + (f": {detail}" if detail else ""))
        self.name, self.fault, self.detail = name, fault, detail


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a JSON file and what identifies it."""

    name: str
    digest: str
    content: dict[str, Any]
    collector: str = ""

    def origin(self, *pointer: str | int) -> Origin:
        """Where in this file something stands (RFC 6901)."""
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in pointer)
        return Origin(self.name, "#" + "".join(f"/{step}" for step in steps), self.digest, self.collector)

    def says(self, value: Value, *pointer: str | int) -> tuple[Statement, ...]:
        """A statement whose origin is a place in this file."""
        return (Statement(value, origin=self.origin(*pointer)),)


def load_document(path: Path) -> Document:
    """Read a JSON file. Raises UnreadableFileError."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFileError(path.name, "too large")
        raw = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, PermissionError):
        raise UnreadableFileError(str(path), "no such file") from None
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError) as fault:
        raise UnreadableFileError(path.name, "not a JSON object", str(fault)) from None
    if not isinstance(content, dict):
        raise UnreadableFileError(path.name, "not a JSON object")
    return Document(path.name, "sha256:" + hashlib.sha256(raw).hexdigest(), content)
