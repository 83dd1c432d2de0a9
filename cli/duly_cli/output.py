"""Where a report goes: standard output, or a file that is written whole or not at all."""

import os
import tempfile
from pathlib import Path

import click


def write(text: str, output: Path | None) -> None:
    """Write to a file, or to standard output."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        handle, temporary = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    except OSError as fault:
        message = f"cannot write beside `{output}`: {fault.strerror}"
        raise click.UsageError(message) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(output)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
