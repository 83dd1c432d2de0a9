"""Consoles, and making foreign text inert."""

import io
import os
import sys
import unicodedata

from rich.console import Console
from rich.text import Text

PLAIN_WIDTH = 100


def screen_console() -> Console:
    """For standard output: its width and colours on a terminal, plain text elsewhere. It records what is printed."""
    is_screen = sys.stdout.isatty()
    width = None if is_screen else int(os.environ.get("COLUMNS", "") or PLAIN_WIDTH)
    return Console(
        file=io.StringIO(), force_terminal=is_screen, width=width, highlight=False, markup=False, emoji=False
    )


def file_console() -> Console:
    """For a file: plain text of a fixed width."""
    return Console(
        file=io.StringIO(),
        force_terminal=False,
        color_system=None,
        width=PLAIN_WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
    )


def printed(console: Console) -> str:
    """What was printed, without trailing blanks."""
    file = console.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def inert(text: str) -> str:
    """Foreign text that cannot move a cursor or hide anything."""
    flat = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    return "".join("\ufffd" if unicodedata.category(c) in {"Cc", "Cf"} else c for c in flat)


def styled(text: str, style: str = "") -> Text:
    """A piece of text in a style, inert."""
    return Text(inert(text), style=style)
