"""`duly pack check`: everything that is wrong with packs."""

from dataclasses import dataclass

import click

from duly_cli.commands.pack.named import beside, loaded, packs_argument
from duly_cli.session import say, store
from duly_dsl.cache import kept, key_of
from duly_dsl.diagnostics import Diagnostic, Severity
from duly_dsl.loaded import RefusedPack
from duly_dsl.phrase import many
from duly_engine.packs import BrokenPack, Pack
from duly_engine.reports.inert import inert


@dataclass(frozen=True, slots=True)
class Sound:
    """A pack that can be used."""

    name: str
    version: str
    rules: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found; kept between runs, so that packs that did not change are not read again."""

    diagnostics: tuple[Diagnostic, ...]
    refused: tuple[RefusedPack, ...]
    sound: tuple[Sound, ...]
    code: int


@click.command("check")
@packs_argument
@click.pass_context
def command(ctx: click.Context, packs: tuple[str, ...]) -> None:
    """Syntax, names, types, dates and cycles of packs: everything that is wrong, in one run.

    \b
    Examples:
      duly pack check
      duly pack check ./house_rules

    Exit codes: 0 sound (warnings are shown), 3 a pack is refused.
    """
    used = beside(packs)
    folders = {p.name: p.folder for p in used if isinstance(p, Pack)}
    broken = [f"{p.name}: {p.reason}" for p in used if isinstance(p, BrokenPack)]
    outcome = kept(store(), key_of("\n".join(("check", *packs, *broken)), folders), Outcome, lambda: _check(packs))
    say(outcome.diagnostics)
    for refused in outcome.refused:
        click.echo(inert(f"{refused.name}: refused: {refused.reason}"))
    for pack in outcome.sound:
        counted = f"{many(pack.rules, 'rule')}, {many(pack.warnings, 'warning')}"
        click.echo(f"{pack.name} {pack.version}: sound, {counted}")
    ctx.exit(outcome.code)


def _check(packs: tuple[str, ...]) -> Outcome:
    session, sound = loaded(packs)
    duly = session.duly
    warnings = [d.span.source.name for d in duly.diagnostics if d.severity is Severity.WARNING]
    rows = [
        Sound(
            pack.name,
            pack.header.version,
            len({rule.id for rule in pack.rules}),
            sum(name.startswith(f"{pack.name}/") for name in warnings),
        )
        for pack in sound
    ]
    return Outcome(duly.diagnostics, duly.refused, tuple(rows), int(session.code))
