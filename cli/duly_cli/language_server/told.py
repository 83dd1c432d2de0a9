"""Phrases from which hovers are put together, in Markdown."""

import re
from collections.abc import Iterable

from duly_dsl.corpus import Corpus
from duly_dsl.ir import Citation
from duly_dsl.phrase import day
from duly_dsl.source import Span, offset

_LONGEST = 24


def plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return re.sub(r"([\\`*_<>\[\]#|])", r"\\\1", text)


def titled(name: str, what: str, text: str = "") -> str:
    """The first line: the name, what it is, its text."""
    said = f"**`{name}`**, {what}"
    return f"{said}: {plain(text)}" if text else said


def cited(citation: Citation | None) -> str:
    """A citation in brackets; empty where there is none."""
    return f"\\[{plain(str(citation))}\\]" if citation is not None else ""


def all_cited(citations: Iterable[Citation]) -> str:
    """Citations, each in brackets; empty where there is none."""
    return " ".join(map(cited, citations))


def listed(lines: Iterable[str]) -> str:
    """Lines as a list."""
    return "\n".join(f"- {line}" for line in lines)


def ids(said: str, rules: Iterable[str]) -> str:
    """Rules by id behind what is said of them; empty where there are none."""
    names = [f"`{rule}`" for rule in rules]
    return f"{said} {', '.join(names)}" if names else ""


def written(span: Span) -> str:
    """What is written there, on one line."""
    return " ".join(_text(span).split())


def quoted(span: Span) -> str:
    """What is written there, line by line, the margin taken away."""
    first, *others = _text(span).split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in others if line.strip()), default=0)
    lines = [first, *(line[margin:] for line in others)]
    if len(lines) > _LONGEST:
        lines = [*lines[:_LONGEST], "..."]
    return "```duly\n" + "\n".join(lines) + "\n```"


def _text(span: Span) -> str:
    start, end = offset(span.source, span.line, span.column), offset(span.source, span.end_line, span.end_column)
    return span.source.text[start:end]


def instrument(name: str, pack: str, corpus: Corpus) -> str:
    """An instrument with its title and since when it is in force."""
    found = corpus.instrument(pack, name)
    if found is None:
        return f"`{name}`"
    since = f"in force from {day(found.in_force)}" if found.in_force else f"proposed {day(found.published)}"
    return f"`{name}` ({plain(found.text)}, {since})"
