"""How far a long run has got, on a terminal only."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds after which somebody may wonder."""
PAUSE = 0.1


def counted(items: Sequence[T], what: str) -> Iterator[T]:
    """The items; once that takes long, how many are done stands on standard error until the last one is."""
    shown_at, text = time.monotonic() + PATIENCE - PAUSE, ""
    for number, item in enumerate(items):
        if sys.stderr.isatty() and time.monotonic() > shown_at + PAUSE:
            shown_at, text = time.monotonic(), f"\r{number} of {len(items)} {what}"
            sys.stderr.write(text)
            sys.stderr.flush()
        yield item
    if text:
        sys.stderr.write(f"\r{' ' * len(text)}\r")
        sys.stderr.flush()
