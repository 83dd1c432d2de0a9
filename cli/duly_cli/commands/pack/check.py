"""`duly pack check`: everything that is wrong with packs."""

import click

from duly_cli.commands.pack.named import loaded, packs_argument
from duly_cli.session import say
from duly_dsl.diagnostics import Severity
from duly_engine.reports.inert import inert
from duly_engine.reports.words import many


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
    session, sound = loaded(packs)
    say(session.duly.diagnostics)
    for refused in session.duly.refused:
        click.echo(inert(f"{refused.name}: refused: {refused.reason}"))
    for pack in sound:
        warnings = [d for d in session.duly.diagnostics if d.severity is Severity.WARNING]
        about = sum(d.span.source.name.startswith(f"{pack.name}/") for d in warnings)
        rules = many(len({rule.id for rule in pack.rules}), "rule")
        click.echo(f"{pack.name} {pack.header.version}: sound, {rules}, {many(about, 'warning')}")
    ctx.exit(session.code)
