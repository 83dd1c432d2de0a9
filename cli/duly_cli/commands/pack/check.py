"""`duly pack check`: everything that is wrong with packs."""

from collections.abc import Iterator
from dataclasses import dataclass

import click

from duly_cli.commands.pack.named import beside, loaded, packs_argument, provisions_of
from duly_cli.exit_codes import ExitCode
from duly_cli.session import say, store
from duly_dsl.cache import kept, key_of
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Severity, in_order
from duly_dsl.ir import PackRules
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
    """Syntax, names, types, dates and cycles of packs, and their lists of provisions: everything that is wrong, in one
    run.

    \b
    Examples:
      duly pack check
      duly pack check ./house_rules

    Exit codes: 0 sound (warnings are shown), 3 a pack is refused or its list of provisions is wrong.
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
    listed = [d for pack in sound for d in _provisions(packs, pack, duly.corpus)]
    said = in_order((*duly.diagnostics, *listed))
    warnings = [d.span.source.name for d in said if d.severity is Severity.WARNING]
    rows = [
        Sound(
            pack.name,
            pack.header.version,
            len({rule.id for rule in pack.rules}),
            sum(name.startswith(f"{pack.name}/") for name in warnings),
        )
        for pack in sound
    ]
    wrong = ExitCode.INVALID if any(d.severity is Severity.ERROR for d in listed) else ExitCode.CLEAN
    return Outcome(said, duly.refused, tuple(rows), int(ExitCode.first(session.code, wrong)))


def _provisions(packs: tuple[str, ...], pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """What is wrong with the provisions that a pack lists, and what it cites and does not list."""
    from duly_engine.coverage.law import law_coverage, unlisted_warnings  # noqa: PLC0415 - as where packs are loaded

    listed = provisions_of(packs, pack, corpus)
    if listed is not None:
        yield from listed.diagnostics
        yield from unlisted_warnings(law_coverage(pack, listed.value))
