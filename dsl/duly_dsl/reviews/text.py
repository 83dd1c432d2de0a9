"""A record as TOML: the same bytes for the same record."""

import json
from collections.abc import Iterator

from duly_dsl.reviews.record import Review

_HEAD = "# Written by `duly pack sign-off`. It holds as long as the rule means what it meant."


def review_text(review: Review) -> str:
    """The record as the text of its file."""
    return "".join(f"{line}\n" for line in _lines(review))


def _lines(review: Review) -> Iterator[str]:
    yield _HEAD
    yield f"rule = {_string(review.rule)}"
    yield f"state = {_string(review.level.value)}"
    yield f"reviewer = {_string(review.reviewer)}"
    yield f"on = {review.on.isoformat()}"
    yield f"note = {_string(review.note)}"
    yield f"digest = {_string(review.digest)}"
    for name, part in sorted(review.parts.items()):
        yield from ("", "[[part]]", f"name = {_string(name)}", f"digest = {_string(part.digest)}", "prose = [")
        yield from (f"  {_string(line)}," for line in part.prose)
        yield "]"


def _string(text: str) -> str:
    """A basic string: what JSON escapes TOML escapes alike, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
