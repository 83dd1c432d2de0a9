"""Names that a new pack can have."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from duly_dsl.reserved import RESERVED

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WORD_BEGINS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_IN_TITLES = frozenset('"\\')


@dataclass(frozen=True, slots=True)
class NewPack:
    """What a new pack is called, and the version of the shared vocabulary that it rests on."""

    name: str
    title: str
    vocabulary: str

    @property
    def instrument(self) -> str:
        """`HOUSERULES`: the source that its rules cite; their ids begin so."""
        return self.name.replace("_", "").upper()


def why_not(name: str, taken: Collection[str]) -> str:
    """Why a pack cannot be called so; empty where it can."""
    if not _NAME.fullmatch(name):
        return f"`{name}` is no name of a pack: small letters, digits and `_`, a letter first"
    if name in RESERVED:
        return f"`{name}` is a word of the language"
    return f"a pack `{name}` is installed already, and two of one name cannot be used together" if name in taken else ""


def better_name(name: str, taken: Collection[str]) -> str:
    """The nearest name that a pack can have."""
    plain = unicodedata.normalize("NFKD", _WORD_BEGINS.sub("_", name)).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_") or "house_rules"
    found = found if found[0].isalpha() else f"pack_{found}"
    found = f"{found}_rules" if found in RESERVED else found
    while found in taken:
        found = f"our_{found}"
    return found


def title_of(name: str) -> str:
    """`House rules`, where no title is given."""
    return name.replace("_", " ").strip().capitalize()


def is_title(text: str) -> bool:
    """Whether a text can stand between quotes, in rules and in a `pyproject.toml`."""
    seen = all(c not in _NOT_IN_TITLES and unicodedata.category(c)[0] != "C" for c in text)
    return bool(text.strip()) and seen
