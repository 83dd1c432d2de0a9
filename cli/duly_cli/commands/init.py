"""`duly init`: a first manifest."""

from pathlib import Path

import click

from duly_cli.options import packs_option
from duly_cli.output import write
from duly_cli.session import load_packs
from duly_dsl.corpus import Corpus
from duly_dsl.phrase import many
from duly_engine.facts.inventory import Inventory
from duly_engine.facts.write import render_manifest


@click.command("init")
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A file to take over: CycloneDX ML-BOM 1.6 or 1.7, Croissant JSON-LD. Repeatable.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("duly.yaml"),
    show_default=True,
    help="Where to write the manifest; never over an existing file.",
)
@packs_option
@click.pass_context
def command(ctx: click.Context, sources: tuple[Path, ...], output: Path, packs: tuple[str, ...]) -> None:
    """Write a first manifest, with what FILEs state, each fact with its origin.

    What a file does not say stays unknown and is listed as a comment with its question. No purpose is inferred. For
    each model a system that uses it is drafted, since duties attach to systems: complete it, rename it, or delete it.

    \b
    Examples:
      duly init
      duly init --from model.cdx.json --from data.croissant.json
      duly init --from model.cdx.json --output assets.yaml

    Exit codes: 0 written, 2 a file cannot be read or the manifest exists already, 3 a pack is invalid.
    """
    from duly_engine.connectors import UnreadableFileError, read_file, together  # noqa: PLC0415 - pydantic is heavy

    if output.exists():
        raise click.UsageError(f"`{output}` exists and is left as it is; name another file with --output")
    try:
        found = [read_file(path) for path in sources]
    except UnreadableFileError as fault:
        raise click.UsageError(str(fault)) from None
    session = load_packs(packs)
    inventory = together(found)
    write(render_manifest(inventory, session.duly.corpus), output)
    click.echo(f"wrote {output}: {_contents(inventory)}")
    for each in found:
        for pointer in each.left:
            click.echo(f"  not taken over: {each.source}{pointer}")
    unknown = _unknown(inventory, session.duly.corpus)
    click.echo(f"  {many(unknown, 'fact')} stay unknown, each listed in the file")
    click.echo("next: say who you are and which roles you hold, then `duly check` and `duly ask`")
    ctx.exit(session.code)


def _contents(inventory: Inventory) -> str:
    kinds = sorted(s.kind for s in inventory.subjects.values() if s.id != "us")
    counted = (many(kinds.count(kind), kind.replace("_", " ")) for kind in sorted(set(kinds)))
    facts = sum(len(s.facts) for s in inventory.subjects.values())
    return ", ".join([*counted, many(facts, "fact")])


def _unknown(inventory: Inventory, corpus: Corpus) -> int:
    """How many facts of the vocabulary nobody stated."""
    kinds = corpus.kinds
    return sum(len(kinds[s.kind].facts.keys() - s.facts.keys()) for s in inventory.subjects.values() if s.kind in kinds)
