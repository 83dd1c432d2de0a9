"""The difference between two states of a pack on a terminal."""

from rich.console import Console
from rich.text import Text

from duly_cli.terminal.console import hang, heading, printed, styled
from duly_dsl.diff import PackDiff
from duly_dsl.diff.release import Release
from duly_dsl.diff.versions import Bump
from duly_engine.reports.diff_outline import Told, lines_to_write, scenarios_sentence, sections, verdict


def diff_text(found: PackDiff, judged: Release, between: tuple[str, str], console: Console) -> str:
    """What differs, what it asks of the release, and what to write into the changelog."""
    hang(console, styled(f"{found.pack}: {between[0]} -> {between[1]}", "bold"), 0)
    for section in sections(found):
        heading(console, section.title)
        for told in section.things:
            _print(told, console)
    console.print()
    said = scenarios_sentence(found)
    for line in (*([said] if said else []), *verdict(found, judged)):
        hang(console, styled(line), 0)
    to_write = lines_to_write(judged)
    if to_write:
        hang(console, styled("Write, and put it into your words:"), 0)
        console.print()
        # What is to be pasted keeps its line breaks, however narrow the terminal.
        for line in to_write:
            console.print(styled(f"    {line}".rstrip(), "cyan"), soft_wrap=True)
    return printed(console)


def _print(told: Told, console: Console) -> None:
    asked = styled(f"  ({told.bump.word})", "dim") if told.bump > Bump.NONE else Text()
    hang(console, styled(told.head).append_text(asked), 2)
    for line in told.lines:
        hang(console, styled(line), 4)
