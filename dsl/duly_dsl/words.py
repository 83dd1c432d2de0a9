"""Where a word stands in a stretch of text: whole words, behind a phrase, or in the list that a phrase begins.

Quoted texts and comments count for nothing, but for the placeholders in quoted texts. A stretch and its text are those
of a node of the IR.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from duly_dsl.source import UNSPOKEN, Span, between, offset

_UNSPOKEN = re.compile(UNSPOKEN)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"(?<![\w'\u2019-])[A-Za-z0-9_][\w-]*")
_NEXT_IN_LIST = re.compile(r"\s*(?:\{[^{}]*\}\s*)*(?:,|\band\b)\s*(?:group\b\s*)?")
_GENITIVES = re.compile(r"(\d+)'s")


def word_behind(span: Span, word: str, behind: str = "") -> Span | None:
    """The first place of a whole word within a stretch; None where it does not stand there.

    `behind` names the phrases of which one stands before the word, or before the list in which it stands: `is not|is`.
    `{` is the beginning of a placeholder, `2's` stands for two names with their genitives, as in a path.
    """
    text = bare(span.source.text)
    start, end = offset(span.source, span.line, span.column), offset(span.source, span.end_line, span.end_column)
    if not behind:
        found = next((m for m in _WORD.finditer(text, start, end) if m[0] == word), None)
        return None if found is None else between(span.source, found.start(), found.end())
    for phrase in _pattern(behind).finditer(text, start, end):
        for at in _listed(text, phrase.end(), end):
            if at[0] == word:
                return between(span.source, at.start(), at.end())
    return None


def _listed(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words of the list that begins at a place."""
    found = _WORD.match(text, start, end)
    while found is not None:
        yield found
        more = _NEXT_IN_LIST.match(text, found.end(), end)
        found = _WORD.match(text, more.end(), end) if more else None


@lru_cache
def _pattern(behind: str) -> re.Pattern[str]:
    placeholder, genitives = behind.startswith("{"), _GENITIVES.search(behind)
    if placeholder or genitives:
        path = rf"(?:\w+\s*['\u2019]s\s+){{{genitives[1]}}}" if genitives else ""
        return re.compile(rf"\{{\s*{path}" if placeholder else rf"(?<!\w){path}")
    phrases = (r"\s+".join(phrase.split()) for phrase in behind.split("|"))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(phrases)})[\s{{]+(?:group\s+)?")


@lru_cache(maxsize=256)
def bare(text: str) -> str:
    """A text of the same length, where quoted texts and comments are blank."""
    return _UNSPOKEN.sub(_blank, text)


def _blank(unspoken: re.Match[str]) -> str:
    text = unspoken[0]
    if text.startswith("#") or "{" not in text:
        return " " * len(text)
    kept = [" "] * len(text)
    for placeholder in _PLACEHOLDER.finditer(text):
        kept[placeholder.start() : placeholder.end()] = placeholder[0]
    return "".join(kept)
