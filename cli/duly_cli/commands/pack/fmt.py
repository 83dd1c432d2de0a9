"""`duly pack fmt`: the one layout of rule files."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import click

from duly_cli.commands.pack.named import folders_by_name
from duly_cli.exit_codes import ExitCode
from duly_cli.options import form_option
from duly_cli.output import as_json, write
from duly_cli.session import say
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.format import format_text
from duly_dsl.read import decoded
from duly_engine.packs import installed_packs
from duly_engine.reports.inert import inert

_STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True)
class File:
    """A rule file: its text, and its text laid out."""

    path: Path
    text: str
    layout: str
    said: Sequence[Diagnostic]

    @property
    def changes(self) -> bool:
        """Whether the two differ."""
        return self.layout != self.text

    def diff(self) -> str:
        """What would change, as `diff -u` shows it."""
        before, after = self.text.splitlines(keepends=True), self.layout.splitlines(keepends=True)
        shown = unified_diff(before, after, str(self.path), f"{self.path} (formatted)")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in shown)


@click.command("fmt")
@click.argument("named", nargs=-1, required=True, metavar="NAME|FOLDER|FILE|-...")
@click.option("--check", is_flag=True, help="Change nothing; list the files that would change.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would change.")
@form_option
@click.pass_context
def command(
    ctx: click.Context,
    named: tuple[str, ...],
    check: bool,  # noqa: FBT001 - click passes flags so
    diff: bool,  # noqa: FBT001 - click passes flags so
    form: str,
) -> None:
    """Lay out rule files: a clause on each line, blocks indented, comments beside what they belong to.

    No meaning and no order changes. A file that cannot be read is left as it is. `-` reads standard input and prints
    the result.

    \b
    Examples:
      duly pack fmt ./house_rules
      duly pack fmt --check ./house_rules     in continuous integration
      duly pack fmt - < rules.duly            from an editor

    Exit codes: 0 all is laid out, 1 a file would change (--check, --diff), 3 a file cannot be read.
    """
    looks = check or diff
    if "-" in named and form == "json" and not looks:
        raise click.UsageError("`-` prints the text itself: leave out `--format json`, or add `--check`")
    files = [_file(path) for path in dict.fromkeys(path for each in named for path in _files(each))]
    for file in files:
        say(file.said)
        if not looks and not file.said:
            _write(file)
    changing = [file for file in files if file.changes]
    if form == "json":
        write(_as_json(files, "would change" if looks else "formatted"), None)
    elif diff:
        write("".join(file.diff() for file in changing), None)
    else:
        write("".join(f"{inert(str(f.path))}\n" for f in changing if looks or f.path != _STANDARD_INPUT), None)
    codes = [ExitCode.INVALID for file in files if file.said] + [ExitCode.FAILING for _ in changing if looks]
    ctx.exit(ExitCode.first(*codes))


def _files(named: str) -> Iterator[Path]:
    """The rule files that are meant: a file, those of an installed pack, or those in a folder and below.

    Hidden folders are passed over: there lie environments with packs of others.
    """
    path = Path(named)
    if path.is_file() and path.suffix != ".duly":
        message = f"`{named}` is no rule file: their names end in `.duly`"
        raise click.UsageError(message)
    if path == _STANDARD_INPUT or path.is_file():
        yield path
        return
    folder = folders_by_name(installed_packs()).get(named, path)
    below = sorted(folder.rglob("*.duly")) if folder.is_dir() else []
    found = [each for each in below if not any(part.startswith(".") for part in each.relative_to(folder).parts)]
    if not found:
        what = "holds no rule files" if folder.is_dir() else "is no installed pack, no folder and no file"
        message = f"`{named}` {what}"
        raise click.UsageError(message)
    yield from found


def _file(path: Path) -> File:
    try:
        data = sys.stdin.buffer.read() if path == _STANDARD_INPUT else path.read_bytes()
    except OSError as fault:
        message = f"cannot read `{path}`: {fault.strerror}"
        raise click.UsageError(message) from None
    name = "(standard input)" if path == _STANDARD_INPUT else str(path)
    source = decoded(name, data)
    layout = format_text(source.value)
    if source.diagnostics or layout.diagnostics:
        return File(path, "", "", source.diagnostics or layout.diagnostics)
    return File(path, data.decode(), layout.value, ())


def _write(file: File) -> None:
    if file.path == _STANDARD_INPUT:
        write(file.layout, None)
    elif file.changes:
        write(file.layout, file.path.resolve())


def _as_json(files: Sequence[File], changed: str) -> str:
    states = [
        {"file": str(f.path), "state": "invalid" if f.said else changed if f.changes else "unchanged"} for f in files
    ]
    return as_json({"files": states})
