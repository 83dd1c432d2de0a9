"""Records of reviews from the folder of a pack. What is no record is reported at its place; the others are read."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from duly_dsl.diagnostics import Diagnostic, Fix, Result, error, in_order
from duly_dsl.meaning import OWN
from duly_dsl.reviews.record import Level, Review, Reviewed
from duly_dsl.source import Source, Span
from duly_dsl.toml import NoToml, read_toml

FOLDER = "reviews"

_TEXTS = ("rule", "state", "reviewer", "note", "digest")
_KEYS = {*_TEXTS, "on", "part"}
_PART_KEYS = {"name", "digest", "prose"}


def read_reviews(folder: Path, shown_as: str = "") -> Result[Mapping[str, Review]]:
    """The records in the folder of a pack, by rule; `shown_as` takes the folder's place in the names of its files."""
    found: dict[str, Review] = {}
    diagnostics: list[Diagnostic] = []
    for path in sorted((folder / FOLDER).glob("*.toml")):
        text = path.read_text(encoding="utf-8", errors="replace")
        read = _read(Source(f"{shown_as or folder.as_posix()}/{FOLDER}/{path.name}", text), path.stem)
        if isinstance(read, Diagnostic):
            diagnostics.append(read)
        else:
            found[read.rule] = read
    return Result(found, in_order(diagnostics))


def _read(source: Source, stem: str) -> Review | Diagnostic:
    data = read_toml(source)
    if isinstance(data, NoToml):
        return error("E0651", f"this is no record of a review: {data.message}", data.span, fix=_ANEW)
    for key, what in _faults(data, stem):
        return error("E0651", f"this is no record of a review: {what}", _place(source, key), fix=_ANEW)
    review = _review(data)
    if data["digest"] != review.digest:
        message = "this record was changed after it was written: its digest is not that of its parts"
        return error("E0652", message, _place(source, "digest"), fix=_ANEW)
    return review


_ANEW = Fix("take the file back to what was written, or review the rule anew with `duly pack sign-off`")


def _place(source: Source, key: str) -> Span:
    """The line of a key, else the beginning of the file."""
    for number, line in enumerate(source.text.splitlines(), 1):
        if re.match(rf"{re.escape(key)}\s*=", line):
            return Span(source, number, 1, number, len(line) + 1)
    return Span(source, 1, 1, 1, 1)


def _faults(data: Mapping[str, Any], stem: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a record, with the key that it is about."""
    yield from ((key, f"there is no `{key}` in it") for key in sorted(_KEYS - data.keys()))
    yield from ((key, f"it has no `{key}` to say") for key in sorted(data.keys() - _KEYS))
    yield from ((key, f"`{key}` is a text") for key in _TEXTS if not isinstance(data.get(key), str))
    if data.get("state") not in list(Level):
        yield "state", f"`state` is one of {', '.join(Level)}"
    if data.get("rule") != stem:
        yield "rule", f"it is about `{data.get('rule')}` and lies in `{stem}.toml`"
    if not isinstance(data.get("on"), date) or isinstance(data.get("on"), datetime):
        yield "on", "`on` is a day, such as 2026-11-23"
    parts = data.get("part")
    if not isinstance(parts, list) or not all(_is_part(part) for part in parts):
        yield "part", "each part has a name, a digest and its prose"
    elif OWN not in {part["name"] for part in parts}:
        yield "part", f"one part is `{OWN}`"


def _is_part(part: object) -> bool:
    return (
        isinstance(part, dict)
        and part.keys() == _PART_KEYS
        and isinstance(part["name"], str)
        and isinstance(part["digest"], str)
        and isinstance(part["prose"], list)
        and all(isinstance(line, str) for line in part["prose"])
    )


def _review(data: Mapping[str, Any]) -> Review:
    parts = {part["name"]: Reviewed(part["digest"], tuple(part["prose"])) for part in data["part"]}
    return Review(data["rule"], Level(data["state"]), data["reviewer"], data["on"], data["note"], parts)
