"""Packs and manifest of a run, with everything that is wrong said on standard error."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from platformdirs import user_cache_path

from duly_cli.exit_codes import ExitCode
from duly_cli.options import Choices, trusted_keys
from duly_dsl.cache import Store
from duly_dsl.diagnostics import Diagnostic, errors_in
from duly_dsl.diagnostics_text import render_text
from duly_engine.duly import Duly
from duly_engine.reports.inert import inert

if TYPE_CHECKING:
    from duly_engine.facts import Inventory
    from duly_engine.facts.inventory import Settings


@dataclass(frozen=True, slots=True)
class Session:
    """Loaded packs, the exit code that loading them earned, and the packs that were asked for; all, where none was."""

    duly: Duly
    code: ExitCode
    asked: tuple[str, ...]


def load_packs(names: Sequence[str]) -> Session:
    """Load packs; refused ones are said on standard error, the others are used. Unsigned ones are refused where the
    run asks for signatures."""
    trusted = trusted_keys()
    # Where packs have to be signed nothing is believed that was kept: whoever can write there signed nothing.
    kept = None if trusted is not None else store()
    duly = (
        Duly.with_packs(*names, trusted=trusted, store=kept)
        if names
        else Duly.with_installed_packs(trusted=trusted, store=kept)
    )
    errors = errors_in(duly.diagnostics)
    say(errors)
    return Session(duly, ExitCode.INVALID if duly.refused or errors else ExitCode.CLEAN, tuple(names))


def store() -> Store | None:
    """Where checked packs are kept between runs; nowhere with `--no-cache`."""
    if click.get_current_context().find_root().params.get("no_cache"):
        return None
    return Store(Path(os.environ.get("DULY_CACHE_DIR") or user_cache_path("duly")))


def load_inventory(session: Session, manifest: Path, choices: Choices) -> "Inventory":
    """Read the manifest and put the choices of this run in the place of its own; an invalid one ends the run."""
    from duly_engine.facts import Vocabulary, read_manifest  # noqa: PLC0415 - who works on packs has no manifest

    vocabulary = Vocabulary.PARTIAL if session.asked or session.duly.refused else Vocabulary.COMPLETE
    result = read_manifest(manifest, session.duly.corpus, vocabulary)
    say(result.diagnostics)
    if result.value is None:
        if not manifest.exists():
            click.echo("`duly init` writes a first one", err=True)
        raise SystemExit(ExitCode.INVALID)
    settings = result.value.settings.with_choices(_settings(session, choices))
    return replace(result.value, settings=settings)


def _settings(session: Session, choices: Choices) -> "Settings":
    """What was chosen for this run; a choice that no loaded pack leaves open is a wrong argument."""
    from duly_engine.facts.settings import settings_of_run  # noqa: PLC0415 - as above

    result = settings_of_run(
        session.duly.corpus,
        readings=choices.readings,
        proposals=choices.proposals,
        parameters=choices.parameters,
    )
    for wrong in result.errors:
        raise click.UsageError(f"{wrong.message}; {wrong.fix.advice}" if wrong.fix else wrong.message)
    return result.value


def say(diagnostics: Sequence[Diagnostic]) -> None:
    """Diagnostics on standard error, in the house form."""
    for diagnostic in diagnostics:
        click.echo("\n".join(map(inert, render_text(diagnostic).split("\n"))) + "\n", err=True)
