"""Packs and manifest of a run, with everything that is wrong said on standard error."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from duly_cli.exit_codes import ExitCode
from duly_cli.options import Choices
from duly_dsl.diagnostics import Diagnostic, Severity
from duly_dsl.diagnostics_text import render_text
from duly_engine.duly import Duly
from duly_engine.facts import Inventory, Vocabulary, read_manifest
from duly_engine.facts.inventory import Settings
from duly_engine.facts.settings import settings_of_run
from duly_engine.reports.inert import inert


@dataclass(frozen=True, slots=True)
class Session:
    """Loaded packs, the exit code that loading them earned, and whether they are all that a manifest may speak of."""

    duly: Duly
    code: ExitCode
    vocabulary: Vocabulary


def load_packs(names: Sequence[str]) -> Session:
    """Load packs; refused ones are said on standard error, the others are used."""
    duly = Duly.with_packs(*names) if names else Duly.with_installed_packs()
    errors = [d for d in duly.diagnostics if d.severity is Severity.ERROR]
    say(errors)
    vocabulary = Vocabulary.PARTIAL if names or duly.refused else Vocabulary.COMPLETE
    return Session(duly, ExitCode.INVALID if duly.refused or errors else ExitCode.CLEAN, vocabulary)


def load_inventory(session: Session, manifest: Path, choices: Choices) -> Inventory:
    """Read the manifest and put the choices of this run in the place of its own; an invalid one ends the run."""
    result = read_manifest(manifest, session.duly.corpus, session.vocabulary)
    say(result.diagnostics)
    if result.value is None:
        if not manifest.exists():
            click.echo("`duly init` writes a first one", err=True)
        raise SystemExit(ExitCode.INVALID)
    settings = result.value.settings.with_choices(_settings(session, choices))
    return replace(result.value, settings=settings)


def _settings(session: Session, choices: Choices) -> Settings:
    """What was chosen for this run; a choice that no loaded pack leaves open is a wrong argument."""
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
