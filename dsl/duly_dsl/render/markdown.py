"""A policy book as one Markdown file, with a contents list and anchors that hold wherever it is shown."""

import re
from collections.abc import Iterator

from duly_dsl.render.document import Book, Chapter, Entry, Limb, Line, Part, Passage, Section, anchor, target

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_STARTS = re.compile(r"^(\d*)([#+.)=-])")
_ESCAPED = r"\1\\\2"


def markdown(book: Book) -> str:
    """The book as text."""
    return "\n".join(_lines(book)) + "\n"


def _lines(book: Book) -> Iterator[str]:
    yield f"# Policy book: {_text(book.title)}"
    for passage in book.preface:
        yield from ("", _line(passage.line, book))
    yield from ("", "## Contents", "")
    for part, chapters in (("Rules", book.rules), ("Words", book.words)):
        if chapters:
            yield f"- {part}"
        for chapter in chapters:
            yield f"  - [{_text(chapter.title)}](#{chapter.anchor})"
            for entry in chapter.entries if chapters is book.rules else ():
                yield f"    - [{_text(_name(entry))}](#{anchor(entry.of, book.pack)})"
    for part, chapters in (("Rules", book.rules), ("Words", book.words)):
        if chapters:
            yield from ("", f"## {part}")
        for chapter in chapters:
            yield from _chapter(chapter, book)


def _name(entry: Entry) -> str:
    return f"{entry.of.name} - {entry.title}" if entry.cites else entry.title


def _chapter(chapter: Chapter, book: Book) -> Iterator[str]:
    yield from ("", f'<a id="{chapter.anchor}"></a>', "", f"### {_text(chapter.title)}")
    yield from ("",) if chapter.passages else ()
    for passage in chapter.passages:
        yield from _passage("- ", passage, book)
    for entry in chapter.entries:
        yield from _entry(entry, book)


def _entry(entry: Entry, book: Book) -> Iterator[str]:
    yield from ("", f'<a id="{anchor(entry.of, book.pack)}"></a>', "", f"#### {_text(_name(entry))}")
    if entry.cites:
        yield from ("", "; ".join(_line(line, book) for line in entry.cites))
    if entry.mark is not None:
        yield from ("", f"*Review: {_text(entry.mark.text)}*")
    for section in entry.sections:
        yield from _section(section, entry, book)
    for part in entry.more:
        yield from _part(part, book)
    for example in entry.examples:
        yield from ("", f'<a id="example-{example.number}"></a>', "", f"**Example: {_text(example.title)}**")
        for part in example.parts:
            yield from _part(part, book)


def _section(section: Section, entry: Entry, book: Book) -> Iterator[str]:
    if section.title and section.title != entry.title:
        yield from ("", f"##### {_text(section.title)}")
    for part in section.parts:
        yield from _part(part, book)


def _part(part: Part, book: Book) -> Iterator[str]:
    for number, passage in enumerate(part.passages):
        yield ""
        yield from _passage(f"**{_text(part.name)}.** " if number == 0 and part.name else "", passage, book)


def _passage(start: str, passage: Passage, book: Book) -> Iterator[str]:
    line = _line(passage.line, book)
    yield f"{start}{line if start else _STARTS.sub(_ESCAPED, line)}".rstrip()
    if passage.limbs:
        yield ""
    yield from _limbs(passage.limbs, 0, book)


def _limbs(limbs: tuple[Limb, ...], depth: int, book: Book) -> Iterator[str]:
    for limb in limbs:
        label = f"{limb.label} " if limb.label else ""
        yield f"{'  ' * depth}- {label}{_line(limb.passage.line, book)}"
        yield from _limbs(limb.passage.limbs, depth + 1, book)


def _line(line: Line, book: Book) -> str:
    return "".join(
        _text(each) if isinstance(each, str) else f"[{_text(each.text)}](<{target(each, book.pack)}>)" for each in line
    )


def _text(text: str) -> str:
    """Foreign text that no sign in it can turn into markup."""
    return _SPECIAL.sub(r"\\\1", text)
