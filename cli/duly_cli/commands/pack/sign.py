"""`duly pack sign`: say that these are the files of a pack."""

from pathlib import Path

import click

from duly_cli.commands.pack.named import untried
from duly_cli.output import write
from duly_dsl.phrase import many
from duly_engine.reports.inert import inert
from duly_engine.signing import SIGNATURE, BadKeyError, NoCryptographyError, UnsignableError, sign, written


@click.command("sign")
@click.argument("pack", metavar="PACK")
@click.option(
    "--key", "key_file", required=True, metavar="KEYFILE", type=click.Path(path_type=Path), help="The private key."
)
def command(pack: str, key_file: Path) -> None:
    """Sign every file in the folder of PACK (an installed name or a folder); the signature lies beside them.

    The signature, SIGNATURE.json, names each file with its SHA-256 and the public key. It is written anew each time:
    sign last, after the version and the changelog.

    \b
    Examples:
      duly pack sign ./house_rules --key ~/keys/house
      duly pack verify ./house_rules --key ~/keys/house.pub

    Exit codes: 0 signed, 2 the key or a file cannot be used, 3 there is no such pack.
    """
    found = untried(pack)
    if key_file.resolve().is_relative_to(found.folder.resolve()):
        message = f"`{key_file}` lies in the folder of the pack and would be handed out with it; keep it elsewhere"
        raise click.UsageError(message)
    try:
        signature = sign(found.folder, key_file)
    except (BadKeyError, NoCryptographyError, UnsignableError) as fault:
        raise click.UsageError(inert(str(fault))) from None
    except OSError as fault:
        message = f"cannot read `{fault.filename}`: {fault.strerror}"
        raise click.UsageError(message) from None
    place = found.folder / SIGNATURE
    write(written(signature), place)
    counted = many(len(signature.files), "file")
    click.echo(inert(f"signed {found.name} {found.version}: {counted}, by {signature.key}"))
    click.echo(inert(f"wrote {place}"))
