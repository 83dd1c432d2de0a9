"""Consoles, and foreign text made inert before it reaches one."""

import io
import os
import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from duly_engine.reports.inert import inert

PLAIN_WIDTH = 100
NARROWEST = 40
HEIGHT = 25
"""Of no consequence: with a width alone, rich reads the environment again."""


def console_for(output: Path | None) -> Console:
    """For what goes to a file, or to standard output where there is none."""
    return plain_console() if output else screen_console()


def screen_console() -> Console:
    """For standard output: its width and colours on a terminal, plain text elsewhere. It records what is printed."""
    if not sys.stdout.isatty():
        return plain_console(_columns() or PLAIN_WIDTH)
    width = max(shutil.get_terminal_size().columns, NARROWEST)
    return Console(
        file=io.StringIO(), force_terminal=True, width=width, height=HEIGHT, highlight=False, markup=False, emoji=False
    )


def plain_console(width: int = PLAIN_WIDTH) -> Console:
    """For a file or a pipe: plain text of a fixed width."""
    return Console(
        file=io.StringIO(),
        force_terminal=False,
        color_system=None,
        width=max(width, NARROWEST),
        height=HEIGHT,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _columns() -> int:
    """The width that the environment asks for; 0 where it asks for none that makes sense."""
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0


def printed(console: Console) -> str:
    """What was printed, without trailing blanks."""
    file = console.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n")[:-1]) + "\n"


def styled(text: str, style: str = "") -> Text:
    """A piece of text in a style, inert."""
    return Text(inert(text), style=style)


def heading(console: Console, text: str) -> None:
    """A heading with an empty line above."""
    console.print()
    console.print(Text(text, style="bold underline"))


def hang(console: Console, text: Text, indent: int, further: int = 2) -> None:
    """Print a paragraph whose lines after the first stand further in."""
    lines = text.wrap(console, max(console.width - indent - further, 1))
    for number, line in enumerate(lines):
        line.rstrip()
        console.print(Text(" " * (indent + (further if number else 0))).append_text(line), soft_wrap=True)
