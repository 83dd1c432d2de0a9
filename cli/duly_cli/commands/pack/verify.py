"""`duly pack verify`: whether the files of a pack are those that a key signed."""

import json
from pathlib import Path

import click

from duly_cli.commands.pack.named import untried
from duly_cli.exit_codes import ExitCode
from duly_cli.options import form_option, read_keys
from duly_cli.output import write
from duly_engine.packs import Pack
from duly_engine.reports.inert import inert
from duly_engine.signing import NoCryptographyError, Standing, Verdict, verify

CODES = {
    Standing.VERIFIED: ExitCode.CLEAN,
    Standing.CONSISTENT: ExitCode.VERIFIED_WITH_WARNINGS,
    Standing.NOT_SIGNED: ExitCode.CANNOT_DECIDE,
    Standing.MALFORMED: ExitCode.CANNOT_DECIDE,
    Standing.UNKNOWN_KEY: ExitCode.CANNOT_DECIDE,
    Standing.BAD_SIGNATURE: ExitCode.TAMPERED,
    Standing.CHANGED: ExitCode.TAMPERED,
}


@click.command("verify")
@click.argument("pack", metavar="PACK")
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="PUBLICKEY",
    type=click.Path(path_type=Path),
    help="A public key that is trusted (a file); repeatable. Without one, whose signature it is stays open.",
)
@form_option
@click.pass_context
def command(ctx: click.Context, pack: str, keys: tuple[Path, ...], form: str) -> None:
    """Say whether every file in the folder of PACK is as it was signed; none of its code runs.

    \b
    Examples:
      duly pack verify ./house_rules --key house.pub
      duly pack verify gdpr --format json

    \b
    Exit codes:
      0    as it was signed by a key that was given
      2    a key cannot be used
      3    there is no such pack
      10   a file was changed, added or removed, or the signature is bad
      11   not signed, signed by another key, or the signature cannot be read
      12   as it was signed, by a key that nobody vouches for: no --key was given
    """
    found = untried(pack)
    try:
        verdict = verify(found.folder, read_keys(keys) if keys else None)
    except NoCryptographyError as fault:
        raise click.UsageError(str(fault)) from None
    write(_as_json(found, verdict) if form == "json" else _as_text(found, verdict), None)
    ctx.exit(CODES[verdict.standing])


def _as_text(pack: Pack, verdict: Verdict) -> str:
    lines = [f"{pack.name} {pack.version}: {verdict.sentence}"]
    lines += [f"  {each.path} {each.what}" for each in verdict.differences if len(verdict.differences) > 1]
    return "".join(f"{inert(line)}\n" for line in lines)


def _as_json(pack: Pack, verdict: Verdict) -> str:
    said = {
        "pack": pack.name,
        "version": pack.version,
        "standing": verdict.standing,
        "sentence": verdict.sentence,
        "key": str(verdict.key) if verdict.key else None,
        "differences": [{"path": each.path, "what": each.what} for each in verdict.differences],
    }
    return json.dumps(said, indent=2, ensure_ascii=True) + "\n"
