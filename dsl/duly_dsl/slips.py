"""A word that is probably a slip of the pen: much like one that is listed, where other words may stand too."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

_ALIKE = 0.85


def slip_of(word: str, listed: Iterable[str]) -> str | None:
    """The listed word that was probably meant; names with other numbers in them are names of other things."""
    numbers = _numbers(word)
    candidates = sorted(name for name in listed if _numbers(name) == numbers)
    return next(iter(get_close_matches(word.lower(), candidates, n=1, cutoff=_ALIKE)), None)


def _numbers(word: str) -> list[str]:
    return re.findall(r"\d+", word)
