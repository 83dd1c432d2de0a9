"""Where a report goes: standard output, or a file that is written whole or not at all."""

import json
import os
import sys
import tempfile
from pathlib import Path

import click


def as_json(value: object) -> str:
    """A value as JSON, as people read it."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def write(text: str, output: Path | None) -> None:
    """Write to a file, or to standard output."""
    if output is None:
        _to_standard_output(text)
        return
    try:
        if output.exists() and not output.is_file():
            # A device or a pipe is written to; to replace it by a file would destroy it.
            output.write_text(text, encoding="utf-8", newline="\n")
        else:
            replace_file(output, text)
    except OSError as fault:
        message = f"cannot write `{output}`: {fault.strerror}"
        raise click.UsageError(message) from None


def keep_apart(manifest: Path, output: Path | None) -> None:
    """Refuse to write a report over the manifest it is about."""
    if output is not None and output.exists() and manifest.exists() and output.samefile(manifest):
        message = f"`{output}` is the manifest; name another file for the report"
        raise click.UsageError(message)


def _to_standard_output(text: str) -> None:
    """UTF-8 whatever the locale, so that the bytes are the same everywhere; a terminal gets what it can show."""
    try:
        if sys.stdout.isatty():
            encoding = sys.stdout.encoding or "utf-8"
            click.echo(text.encode(encoding, errors="replace").decode(encoding), nl=False)
        else:
            click.echo(text.encode(), nl=False)
    except BrokenPipeError:
        # The reader has left; the exit code is still owed, and Python must not complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def replace_file(output: Path, text: str) -> None:
    """Write a file whole or not at all. Raises OSError."""
    handle, temporary = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(temporary).chmod(output.stat().st_mode & 0o7777 if output.exists() else 0o644)
        Path(temporary).replace(output)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
