"""`duly pack keygen`: a key to sign packs with."""

from pathlib import Path

import click

from duly_engine.signing import NoCryptographyError


@click.command("keygen")
@click.argument("keyfile", type=click.Path(path_type=Path))
def command(keyfile: Path) -> None:
    """Make an Ed25519 key: KEYFILE, which stays secret, and KEYFILE.pub, which those who verify get.

    KEYFILE can be read by its owner alone and has no passphrase. No file is ever written over. A key made by
    `openssl genpkey -algorithm ed25519` will do as well.

    \b
    Examples:
      duly pack keygen ~/keys/house
      duly pack sign ./house_rules --key ~/keys/house

    Exit codes: 0 made, 2 a file exists already or cannot be written.
    """
    public = keyfile.with_name(f"{keyfile.name}.pub")
    try:
        from duly_engine.signing.ed25519 import make_key  # noqa: PLC0415 - cryptography is an extra

        made = make_key(keyfile, public)
    except NoCryptographyError as fault:
        raise click.UsageError(str(fault)) from None
    except OSError as fault:
        message = f"cannot write `{fault.filename}`: {fault.strerror}"
        raise click.UsageError(message) from None
    click.echo(f"wrote {keyfile}: the private key; keep it out of repositories, and back it up")
    click.echo(f"wrote {public}: the public key, {made}")
