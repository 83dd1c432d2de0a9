"""The outline of a file, and the declared names of all files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from duly_cli.language_server.reading import Reading
from duly_cli.language_server.tries import written_title
from duly_dsl.ir import Crosswalk, Header, Kind, LeftOut, Scenario
from duly_dsl.lower import FileContent, Item
from duly_dsl.occurrences import Occurrence, declared_in, declared_in_header
from duly_dsl.source import Span
from duly_dsl.uses import Sort, Use
from duly_dsl.words import word_behind

LOCAL = frozenset({Sort.VARIABLE, Sort.SUBJECT, Sort.LABEL})


@dataclass(frozen=True, slots=True)
class Symbol:
    """An item, or a part of one; `sort` is None for scenarios."""

    name: str
    sort: Sort | None
    detail: str
    span: Span
    word: Span
    parts: tuple["Symbol", ...] = ()


def outline(content: FileContent) -> tuple[Symbol, ...]:
    """The items of a file with their parts, in the order of the text."""
    found = [_header(content.header)] if content.header is not None else []
    # Scenarios for the rows of a table stand in one place and are one entry.
    items = {item.span: item for item in content.items}.values()
    found += [symbol for item in items if (symbol := _item(item, content.pack)) is not None]
    return tuple(sorted(found, key=lambda s: (s.span.line, s.span.column)))


def _header(header: Header) -> Symbol:
    own, *parts = declared_in_header(header)
    return Symbol(header.name, Sort.PACK, header.title, header.span, _word(own), tuple(_parts(parts)))


def _item(item: Item, pack: str) -> Symbol | None:
    match item:
        case LeftOut() | Crosswalk():
            return None
        case Scenario(span=span):
            return Symbol(written_title(item), None, "scenario", span, span)
        case Kind(name=name, extends=True, span=span):
            word = word_behind(span, name, "kind") or span
            return Symbol(name, Sort.KIND, "extended", span, word, tuple(_parts(declared_in(item, pack))))
    own, *parts = declared_in(item, pack)
    text = getattr(item, "text", "") or getattr(item, "title", "")
    return Symbol(own.of.name, own.of.sort, text, item.span, _word(own), tuple(_parts(parts)))


def _parts(uses: Iterable[Use]) -> Iterator[Symbol]:
    for use in uses:
        if use.of.sort not in LOCAL:
            word = _word(use)
            # Where a part has no stretch of its own, its word is all of it.
            span = word if use.of.sort is Sort.MEMBER else use.span
            yield Symbol(use.of.name, use.of.sort, str(use.of.sort), span, word)


def _word(use: Use) -> Span:
    return use.word or use.span


def named_like(readings: Iterable[Reading], query: str) -> tuple[Occurrence, ...]:
    """The declarations whose names have the letters of the query in that order, by name."""
    letters = query.lower().replace(" ", "")
    found = {
        (o.of, str(o.span)): o
        for reading in readings
        for file in reading.files
        for o in file.declared
        if o.of.sort not in LOCAL and _has(o.of.name.lower(), letters)
    }
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0].name, key[0], key[1])))


def _has(name: str, letters: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)
