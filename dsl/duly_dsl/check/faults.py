"""Diagnostics about names: where the word stands, what it could have been, where the other one was declared."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from duly_dsl.diagnostics import Diagnostic, Edit, Fix, Place, error
from duly_dsl.source import UNSPOKEN, Span, between, offset

_SPACE = r"\s+"
_QUOTED = re.compile(UNSPOKEN)


def word_in(span: Span, word: str, after: str = "") -> Span:
    """The first place of a whole word within a stretch; the stretch itself where it does not stand there.

    With `after`, the first place behind that clause. Quoted text and comments count only where nothing else does:
    the placeholders of a duty stand there.
    """
    pattern = re.compile(rf"(?<![A-Za-z0-9_-]){re.escape(word)}(?![A-Za-z0-9_-])")
    clause = re.compile(rf"(?<![A-Za-z0-9_-]){_SPACE.join(after.split())}(?![A-Za-z0-9_-])") if after else None
    start = offset(span.source, span.line, span.column)
    text = span.source.text[start : offset(span.source, span.end_line, span.end_column)]
    for searched in (_QUOTED.sub(lambda quoted: " " * len(quoted[0]), text), text):
        begun = clause.search(searched) if clause else None
        found = pattern.search(searched, begun.end() if begun else 0) or pattern.search(searched)
        if found is not None:
            return between(span.source, start + found.start(), start + found.end())
    return span


def unknown(
    code: str, message: str, word: str, span: Span, known: Iterable[str], *, meaning: str = "", after: str = ""
) -> Diagnostic:
    """A name that nothing declares as what is wanted, with the nearest one that is.

    `meaning` says what the word is, where it is declared as something else: then it is no slip of the pen, and no
    other name is suggested.
    """
    place = word_in(span, word, after)
    names = sorted({*known} - {word})
    near = [] if meaning else get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return error(code, message, place, fix=Fix(f"did you mean `{near[0]}`?", (Edit(place, near[0]),)))
    listed = ", ".join(names[:10]) + (" ..." if len(names) > 10 else "")
    said = f"{message}: `{word}` is {meaning}" if meaning else message
    return error(code, said, place, fix=Fix(f"known here: {listed}" if names else "nothing of the sort is declared"))


def twice(code: str, message: str, word: str, first: Span, second: Span) -> Diagnostic:
    """Something declared a second time."""
    return error(code, message, word_in(second, word), others=(Place(word_in(first, word), "declared first"),))
