"""What may be written at a place: words of the language, names that fit, labels, blocks."""

import re
from dataclasses import dataclass
from enum import Enum

from duly_cli.language_server.fitting import names_at
from duly_cli.language_server.keywords import PHRASES
from duly_cli.language_server.snippets import snippets
from duly_cli.language_server.vocabulary import Vocabulary
from duly_dsl.cursor import Cursor, Word, cursor_at

_CITED = ("art", "annex", "recital", "section", "clause", "control", "chapter")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


class Sort(Enum):
    """What is suggested."""

    OWN_NAME = "a name that the pack declares"
    NAME = "a name that another pack declares"
    LABEL = "the next label"
    PHRASE = "words of the language"
    BLOCK = "a block to fill in"

    @property
    def is_name(self) -> bool:
        """Whether it is a declared name."""
        return self in {Sort.OWN_NAME, Sort.NAME}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may stand in the place of what was typed; `text` of a block has places to fill in."""

    label: str
    text: str
    sort: Sort
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may be written instead of the text from `start` to `end`."""

    start: int
    end: int
    listed: tuple[Suggestion, ...]


def suggestions(text: str, place: int, known: Vocabulary) -> Suggestions:
    """What may be written at a place; nothing in comments and quoted texts."""
    cursor = cursor_at(text, place)
    if cursor is None:
        return Suggestions(place, place, ())
    found: list[Suggestion] = []
    for named in names_at(cursor, known):
        sort = Sort.OWN_NAME if named.is_own else Sort.NAME
        detail = ": ".join(filter(None, (named.what, named.text)))
        found.append(Suggestion(named.name, named.name + named.and_then, sort, detail))
    found += [Suggestion(label, label, Sort.LABEL) for label in _labels(cursor)]
    before = [word.text for word in cursor.before]
    found += [Suggestion(p, p, Sort.PHRASE, _about(before, p)) for p in cursor.phrases]
    if "CITE" in cursor.terminals:
        found += [Suggestion(word, f"{word} ", Sort.PHRASE, "a place in the instrument") for word in _CITED]
    found += [Suggestion(f"{s.word} ...", s.text, Sort.BLOCK, s.about) for s in snippets(cursor.terminals)]
    return Suggestions(cursor.start, place, tuple(found))


def _about(before: list[str], phrase: str) -> str:
    """What the words do, together with those that stand before; of words that have to follow, what the first do."""
    words = phrase.split()
    for earlier in (before[-2:], before[-1:], []):
        for length in range(len(words), 0, -1):
            said = PHRASES.get(" ".join((*earlier, *words[:length])))
            if said is not None:
                return said
    return ""


def _labels(cursor: Cursor) -> tuple[str, ...]:
    """The label that goes on from those of the block which is open."""
    if "LABEL" not in cursor.terminals:
        return ()
    last = _last_label(cursor.before)
    if last is None:
        return ("(a)", "(i)")
    labels = {word.text[1:-1] for word in cursor.before if word.kind == "LABEL"}
    goes_on = len(last) == 1 and chr(ord(last) - 1) in labels
    if last in _ROMAN[:-1] and not goes_on:
        return (f"({_ROMAN[_ROMAN.index(last) + 1]})",)
    return (f"({chr(ord(last) + 1)})",) if re.fullmatch("[a-y]", last) else ()


def _last_label(words: tuple[Word, ...]) -> str | None:
    """The last label of the innermost block that is open."""
    depth = 0
    for number in range(len(words) - 1, -1, -1):
        kind = words[number].kind
        if kind == "END":
            depth += 1
        elif kind == "COLON":
            if depth == 0:
                return None
            depth -= 1
        elif kind == "LABEL" and depth == 0:
            return words[number].text[1:-1]
    return None
