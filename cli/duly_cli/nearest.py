"""The nearest of the names there are, for who mistyped one."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(wanted: str, names: Iterable[str]) -> str:
    """`; did you mean ...?`, or nothing."""
    by_capitals = {name.upper(): name for name in sorted(names)}
    near = get_close_matches(wanted.upper(), by_capitals, n=1)
    return f"; did you mean `{by_capitals[near[0]]}`?" if near else ""
