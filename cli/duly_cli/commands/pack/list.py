"""`duly pack list`: the installed packs."""

from dataclasses import asdict, dataclass

import click

from duly_cli.exit_codes import ExitCode
from duly_cli.options import form_option
from duly_cli.output import as_json, write
from duly_cli.session import store
from duly_dsl.ir import PackRules
from duly_dsl.phrase import many
from duly_engine.duly import Duly
from duly_engine.packs import BrokenPack, installed_packs
from duly_engine.reports.inert import inert


@click.command("list")
@form_option
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """The installed packs, and why one of them cannot be used.

    \b
    Examples:
      duly pack list
      duly pack list --format json

    Exit codes: 0 all usable, 3 one is broken or invalid.
    """
    duly = Duly.with_installed_packs(store=store())
    where = {p.name: str(p.folder) for p in installed_packs() if not isinstance(p, BrokenPack)}
    rows = [_row(pack, where.get(pack.name, "")) for pack in duly.corpus.packs]
    broken = [{"name": p.name, "reason": p.reason} for p in duly.refused]
    if form == "json":
        listing = {"packs": [asdict(row) for row in rows], "refused": broken}
        write(as_json(listing), None)
    else:
        for row in rows:
            checked = f", law checked to {row.law_checked_to}" if row.law_checked_to else ""
            counted = f"{many(row.rules, 'rule')}, {many(row.scenarios, 'scenario')}"
            click.echo(inert(f"{row.name} {row.version}  {row.title}"))
            click.echo(inert(f"    {counted}{checked}  {row.folder}"))
        for each in broken:
            click.echo(inert(f"{each['name']}  cannot be used: {each['reason']}"))
    ctx.exit(ExitCode.INVALID if broken else ExitCode.CLEAN)


@dataclass(frozen=True, slots=True)
class Row:
    """A pack in the list."""

    name: str
    version: str
    title: str
    rules: int
    scenarios: int
    law_checked_to: str | None
    folder: str


def _row(pack: PackRules, folder: str) -> Row:
    header = pack.header
    return Row(
        name=pack.name,
        version=header.version,
        title=header.title,
        rules=len({rule.id for rule in pack.rules}),
        scenarios=len(pack.scenarios),
        law_checked_to=header.law_checked_to.isoformat() if header.law_checked_to else None,
        folder=folder,
    )
