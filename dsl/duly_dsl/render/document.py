"""A policy book as data: what is said, and where each word leads. Markdown, HTML and plain text are made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from duly_dsl.uses import Reference, Sort


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead on: to the entry of a declared name, to an example, or to an official text on the web."""

    text: str
    to: "Reference | Address"


@dataclass(frozen=True, slots=True)
class Address:
    """Where something stands that has no name of its own: `#example-3`, `https://...`."""

    url: str


Line = tuple[str | Link, ...]
"""A sentence, or a piece of one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence and, where it enumerates, its limbs."""

    line: Line
    limbs: tuple["Limb", ...] = ()


@dataclass(frozen=True, slots=True)
class Limb:
    """One limb; its label is a citation anchor, empty where the rule has none."""

    label: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Part:
    """What is said under one heading: `When`, `Evidence`."""

    name: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A version of a rule; the title says which, and is empty where there is only one."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A scenario in prose. `number` is its place among those of the pack."""

    number: int
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the review of a rule has come: the state in a word, and what there is to say of it."""

    state: str
    said: str = ""

    @property
    def text(self) -> str:
        """Both, as in `signed by Elena Ferrari on 3 March 2027`."""
        return f"{self.state} {self.said}".strip()


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule, or a word that rules use. `more` leads to what is around it and is no part of what it means."""

    of: Reference
    title: str
    cites: tuple[Line, ...] = ()
    sections: tuple[Section, ...] = ()
    more: tuple[Part, ...] = ()
    examples: tuple[Example, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """Entries that belong together, after what is said to all of them."""

    anchor: str
    title: str
    entries: tuple[Entry, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A pack as a lawyer reads it: what it is, the rules in the order of the law, then the words they use."""

    pack: str
    title: str
    preface: tuple[Passage, ...]
    rules: tuple[Chapter, ...]
    words: tuple[Chapter, ...]


def joined(*pieces: str | Link | Line) -> Line:
    """Pieces one after the other as a line."""
    found: list[str | Link] = []
    for piece in pieces:
        for each in piece if isinstance(piece, tuple) else (piece,):
            if isinstance(each, str) and found and isinstance(found[-1], str):
                found[-1] += each
            elif each:
                found.append(each)
    return tuple(found)


def capital(text: str) -> str:
    """A text as the beginning of a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


def listed(items: Sequence[Line], last: str = "and") -> Line:
    """`a`, `a and b`, `a, b and c`."""
    pieces: list[str | Line] = []
    for number, item in enumerate(items):
        between = "" if number == 0 else f" {last} " if number == len(items) - 1 else ", "
        pieces += [between, item]
    return joined(*pieces)


def enumerated(start: str, items: Sequence[Line]) -> Passage:
    """`Sets aside a.`; several items as limbs without labels."""
    if len(items) == 1:
        return Passage(joined(start, " ", items[0], "."))
    return Passage((f"{start}:",), tuple(Limb("", Passage(item)) for item in items))


def said(*pieces: str | Link | Line) -> Passage:
    """A sentence without limbs."""
    return Passage(joined(*pieces))


def after(start: str | Line, passage: Passage, end: str = "") -> Passage:
    """A passage that goes on from a beginning; it ends with `end` where it enumerates nothing."""
    return replace(passage, line=joined(start, passage.line, "" if passage.limbs else end))


def plain(line: Line) -> str:
    """The words alone."""
    return "".join(each if isinstance(each, str) else each.text for each in line)


def lines_of(passage: Passage, depth: int = 0) -> Iterator[str]:
    """A passage as plain lines, limbs further in."""
    yield f"{'  ' * depth}{plain(passage.line)}"
    for limb in passage.limbs:
        first, *rest = lines_of(limb.passage, depth + 1)
        yield f"{'  ' * (depth + 1)}{limb.label or '-'} {first.strip()}"
        yield from rest


def text_of(sections: tuple[Section, ...]) -> tuple[str, ...]:
    """What is said, as plain lines: what a signature is put under."""
    found: list[str] = []
    for section in sections:
        found += [section.title] if section.title else []
        for part in section.parts:
            for number, passage in enumerate(part.passages):
                first, *rest = lines_of(passage)
                found += [f"{part.name}: {first}" if number == 0 and part.name else first, *rest]
    return tuple(found)


def anchor(of: Reference, pack: str) -> str:
    """Where the entry of a name stands in the book of a pack."""
    if of.sort is Sort.RULE:
        return f"rule-{of.name}"
    owner = f"{of.owner}." if of.owner not in {"", pack} else ""
    return f"{of.sort.replace(' ', '-')}-{owner}{of.name}".replace("_", "-")


def target(link: Link, pack: str) -> str:
    """Where a link leads."""
    return link.to.url if isinstance(link.to, Address) else f"#{anchor(link.to, pack)}"


def links_in(node: object) -> Iterator[Link]:
    """Every link of an entry or passage."""
    match node:
        case Link():
            yield node
        case tuple():
            for part in node:
                yield from links_in(part)
        case Passage(line=line, limbs=limbs):
            yield from links_in((line, limbs))
        case Limb(passage=passage):
            yield from links_in(passage)
        case Part(passages=passages) | Chapter(passages=passages):
            yield from links_in(passages)
        case Section(parts=parts) | Example(parts=parts):
            yield from links_in(parts)
        case Entry(cites=cites, sections=sections, more=more, examples=examples):
            yield from links_in((cites, sections, more, examples))
        case _:
            pass
