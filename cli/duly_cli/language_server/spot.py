"""What stands at a place of a document, also while its text is half-written: then the last whole reading answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from duly_cli.language_server.reading import Reading
from duly_cli.language_server.workspace import Workspace
from duly_dsl.occurrences import Occurrence
from duly_dsl.source import Source, Span, between, offset
from duly_dsl.uses import Reference


@dataclass(frozen=True, slots=True)
class Spot:
    """A word that is a declared name, in the reading that knows it."""

    reading: Reading
    found: tuple[Occurrence, ...]

    @property
    def references(self) -> tuple[Reference, ...]:
        """What the word is; several where kinds share the name of a link or field."""
        return tuple(dict.fromkeys(o.of for o in self.found))

    @property
    def span(self) -> Span:
        """Where the word stands, in the text of the reading."""
        return self.found[0].span


def spot(workspace: Workspace, path: str, place: int) -> Spot | None:
    """The name at an offset of a document as it stands."""
    text = workspace.text(path)
    for reading in _readings(workspace, path):
        file = reading.own.file(path)
        there = moved(text, file.text, place) if text is not None and file is not None else None
        if there is None:
            continue
        found = tuple(o for o in reading.occurrences(path) if _covers(o.span, there))
        if found:
            return Spot(reading, found)
    return None


def _readings(workspace: Workspace, path: str) -> Iterator[Reading]:
    current, whole = workspace.reading(path), workspace.whole(path)
    if whole is not None and whole is not current:
        yield whole
    yield current


def _covers(span: Span, place: int) -> bool:
    """A word is also meant by the place right behind it."""
    start = offset(span.source, span.line, span.column)
    return start <= place <= offset(span.source, span.end_line, span.end_column)


def as_it_stands(workspace: Workspace, span: Span) -> Span | None:
    """A stretch of a reading in the text as it stands; None where that part has been rewritten."""
    text, source = workspace.text(span.source.name), span.source
    if text is None or text == source.text:
        return span if text is not None else None
    start = moved(source.text, text, offset(source, span.line, span.column))
    end = moved(source.text, text, offset(source, span.end_line, span.end_column))
    if start is None or end is None or end - start != _length(span):
        return None
    return between(Source(source.name, text), start, end)


def _length(span: Span) -> int:
    return offset(span.source, span.end_line, span.end_column) - offset(span.source, span.line, span.column)


def moved(text: str, other: str, place: int) -> int | None:
    """Where a place of a text is in another, of which the beginning and the end are the same."""
    if text == other:
        return place
    start, end = alike(text, other)
    if place <= start:
        return place
    if place >= len(text) - end:
        return place + len(other) - len(text)
    return None


@lru_cache(maxsize=32)
def alike(text: str, other: str) -> tuple[int, int]:
    """How many characters two texts share at the beginning, and at the end."""
    start = _shared(text, other)
    shorter = min(len(text), len(other)) - start
    return start, _shared(text[::-1][:shorter], other[::-1][:shorter])


def _shared(text: str, other: str) -> int:
    shorter = min(len(text), len(other))
    return next((n for n, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), shorter)
