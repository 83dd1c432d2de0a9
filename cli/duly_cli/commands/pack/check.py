"""`duly pack check`: everything that is wrong with packs."""

from collections.abc import Iterator

import click

from duly_cli.commands.pack.named import loaded, packs_argument, provisions_of
from duly_cli.exit_codes import ExitCode
from duly_cli.session import say
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Severity, in_order
from duly_dsl.ir import PackRules
from duly_engine.coverage.law import law_coverage, unlisted_warnings
from duly_engine.reports.inert import inert
from duly_engine.reports.words import many


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
    session, sound = loaded(packs)
    listed = [(pack, tuple(_provisions(packs, pack, session.duly.corpus))) for pack in sound]
    said = in_order((*session.duly.diagnostics, *(d for _, found in listed for d in found)))
    say(said)
    for refused in session.duly.refused:
        click.echo(inert(f"{refused.name}: refused: {refused.reason}"))
    for pack, _ in listed:
        sources = {rule.span.source.name for rule in pack.rules}
        about = sum(d.severity is Severity.WARNING and d.span.source.name in sources for d in said)
        rules = many(len({rule.id for rule in pack.rules}), "rule")
        click.echo(f"{pack.name} {pack.header.version}: sound, {rules}, {many(about, 'warning')}")
    wrong = any(d.severity is Severity.ERROR for _, found in listed for d in found)
    ctx.exit(ExitCode.first(session.code, ExitCode.INVALID if wrong else ExitCode.CLEAN))


def _provisions(packs: tuple[str, ...], pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """What is wrong with the provisions that a pack lists, and what it cites and does not list."""
    listed = provisions_of(packs, pack, corpus)
    if listed is not None:
        yield from listed.diagnostics
        yield from unlisted_warnings(law_coverage(pack, listed.value))
