"""Running something again whenever the files of packs change."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from duly_dsl.literate import PROSE, RULES
from duly_engine.reports.inert import inert

OF_PACKS = frozenset({RULES, PROSE, ".csv"})
QUIET_FOR_MS = 200


def again_on_change(folders: Iterable[Path], run: Callable[[], object]) -> None:
    """Run now and after every change of a rule file or table, until the command is interrupted.

    What cannot be run because a file is half written is said, and waits for the next change.
    """
    try:
        from watchfiles import Change, watch  # noqa: PLC0415 - an extra that only this needs
    except ModuleNotFoundError:
        message = "`--watch` needs the library watchfiles: `pip install 'duly[watch]'`"
        raise click.UsageError(message) from None

    def is_of_a_pack(_: Change, path: str) -> bool:
        return Path(path).suffix in OF_PACKS

    watched = sorted({folder.resolve() for folder in folders})
    changes = watch(
        *watched, watch_filter=is_of_a_pack, debounce=QUIET_FOR_MS, rust_timeout=QUIET_FOR_MS, yield_on_timeout=True
    )
    # The first pause is over once the watcher stands: what changes during the first run is seen too.
    next(changes)
    _once(run)
    for changed in filter(None, changes):
        names = sorted({Path(path).name for _, path in changed})
        click.echo(f"\nchanged: {inert(', '.join(names))}", err=True)
        _once(run)


def _once(run: Callable[[], object]) -> None:
    try:
        run()
    except click.UsageError as fault:
        fault.show()
    click.echo("waiting for changes; Ctrl-C ends", err=True)
