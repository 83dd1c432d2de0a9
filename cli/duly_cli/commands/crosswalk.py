"""`duly crosswalk`: which provisions of other instruments a provision meets."""

import click

from duly_cli.nearest import nearest
from duly_cli.options import form_option, packs_option
from duly_cli.output import as_json, write
from duly_cli.session import load_packs
from duly_engine.crosswalk import REMARK, Mapping, mappings


@click.command("crosswalk")
@click.argument("provision", nargs=-1)
@packs_option
@form_option
@click.pass_context
def command(ctx: click.Context, provision: tuple[str, ...], packs: tuple[str, ...], form: str) -> None:
    """What the loaded packs say of how PROVISION, or what lies below it, relates to provisions of other instruments.

    Each mapping is listed from both of its sides; without PROVISION all are. A mapping suggests where evidence may be
    shared and is never a pass.

    \b
    Examples:
      duly crosswalk
      duly crosswalk ISO42001
      duly crosswalk NIST GOVERN 1.6 --format json

    Exit codes: 0 listed, 2 no mapping names the provision, 3 a pack is invalid.
    """
    session = load_packs(packs)
    wanted = " ".join(provision)
    found = mappings(session.duly.corpus, wanted)
    if wanted and not found:
        hint = nearest(wanted, (str(m.provision) for m in mappings(session.duly.corpus)))
        raise click.UsageError(f"no loaded pack states a crosswalk of `{wanted}`{hint}")
    if form == "json":
        listing = {"mappings": [_row(m) for m in found], "remark": REMARK}
        write(as_json(listing), None)
    else:
        from duly_cli.terminal.console import screen_console  # noqa: PLC0415 - rich is heavy
        from duly_cli.terminal.crosswalk import crosswalk_text  # noqa: PLC0415 - as above

        write(crosswalk_text(found, screen_console()), None)
    ctx.exit(session.code)


def _row(mapping: Mapping) -> dict[str, object]:
    return {
        "provision": str(mapping.provision),
        "relation": mapping.overlap,
        "other": str(mapping.other),
        "pack": mapping.pack,
        "rules": mapping.rules,
        "other_rules": mapping.other_rules,
        "place": {"file": mapping.span.source.name, "line": mapping.span.line, "column": mapping.span.column},
    }
