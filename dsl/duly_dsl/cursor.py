"""A place in a text as the grammar sees it: the words of its item that stand before, and what may stand there.

The text may be half-written: words that cannot stand where they do are passed over.
"""

import re
from dataclasses import dataclass

from duly_dsl.grammar import END_OF_TEXT, accepts, forced, open_item, parser, read_on, terminal_texts
from duly_dsl.parse import item_before

IN_BRACES = "IN_BRACES"
"""Stands for a name in braces within a quoted text; the grammar itself knows no such terminal."""

_TYPED = re.compile(r"[\w/-]*\Z")
_QUOTED = re.compile(r'"[^"]*"')
_IN_BRACES = re.compile(r"\{([^{}]*)\Z")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a sign, with the name of its terminal."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """`typed` is what stands of a word already, from `start`; `terminals` may stand in its place, and of these
    `phrases` are the keywords, each with the keywords that have to follow."""

    before: tuple[Word, ...]
    typed: str
    start: int
    terminals: frozenset[str]
    phrases: tuple[str, ...]


def cursor_at(text: str, place: int) -> Cursor | None:
    """What may stand at a place; None within a comment or a quoted text."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    open_text = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), line)
    mark = next((c for c in open_text if c in '"#'), "")
    if mark:
        return _in_braces(text, place, open_text) if mark == '"' else None
    found = _TYPED.search(text, 0, place)
    assert found is not None
    if text.endswith("(", 0, found.start()):
        labelled = _read(text, found.start() - 1, f"({found[0]}")
        if "LABEL" in labelled.terminals:
            return labelled
    return _read(text, found.start(), found[0])


def _read(text: str, start: int, typed: str) -> Cursor:
    reader = parser().parse_interactive(text[item_before(text, start) : start])
    read = list(read_on(reader))
    opened = open_item(reader)
    # Words are equal when their texts are: only the very same one begins the item.
    start_of_item = next((number for number, token in enumerate(read) if token is opened), 0)
    before = tuple(Word(token.type, str(token)) for token in read[start_of_item:])
    terminals = accepts(reader) - {END_OF_TEXT}
    texts = terminal_texts()
    names = {name for name, text in texts.items() if text[0].isalpha()}
    phrases = (" ".join(texts[n] for n in forced(reader, name, names)) for name in terminals & names)
    return Cursor(before, typed, start, terminals, tuple(sorted(phrases)))


def _in_braces(text: str, place: int, line: str) -> Cursor | None:
    """A placeholder that has been begun in a quoted text."""
    begun = _IN_BRACES.search(line)
    if begun is None:
        return None
    typed = begun[1].lstrip()
    before = _read(text, place - len(line) + line.index('"'), "").before
    return Cursor(before, typed, place - len(typed), frozenset({IN_BRACES}), ())
