"""Which connector reads a file."""

from collections.abc import Callable
from pathlib import Path

from duly_engine.connectors import croissant, cyclonedx
from duly_engine.connectors.document import Document, UnreadableFileError, load_document
from duly_engine.connectors.found import Found

Connector = tuple[Callable[[Document], bool], Callable[[Document], Found]]
CONNECTORS: tuple[Connector, ...] = (
    (cyclonedx.recognises, cyclonedx.read),
    (croissant.recognises, croissant.read),
)


def read_file(path: Path) -> Found:
    """Read a file in whichever format it is. Raises UnreadableFileError."""
    document = load_document(path)
    for recognises, read in CONNECTORS:
        if recognises(document):
            return read(document)
    raise UnreadableFileError(path.name, "of no format known here", "CycloneDX ML-BOM 1.6 or 1.7, Croissant JSON-LD")
