"""The command `duly`."""

import gc
import os
import sys
import traceback
from importlib.metadata import entry_points, version
from typing import Any

import click

from duly_cli.exit_codes import INTERRUPTED, ExitCode
from duly_cli.lazy_group import LazyGroup

COMMANDS = {
    "ask": "The questions worth answering first.",
    "check": "Which laws apply, what evidence is missing, what to do next.",
    "classify": "Which classes of the law subjects come under, and from when.",
    "crosswalk": "How provisions of one instrument relate to those of another.",
    "explain": "The tree behind a status, or the page of a diagnostic.",
    "init": "Write a first manifest, from files of other tools if there are any.",
    "lsp": "The language server, for editors.",
    "pack": "For those who write, review and change packs.",
    "schema": "The JSON Schema of manifests or of reports.",
}


def _show_version(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"duly {version('duly')}")
        for pack in _packs():
            click.echo(f"  {pack}")
        ctx.exit()


def _packs() -> list[str]:
    """Installed packs with the versions of their distributions, without running any of their code."""
    found = entry_points(group="duly.packs")
    return sorted(f"{p.name} {p.dist.version if p.dist else '(no version)'}" for p in found)


@click.group(
    cls=LazyGroup,
    package="duly_cli.commands",
    helps=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version, and the packs that are installed.",
)
@click.option("--no-cache", is_flag=True, help="Read and check every pack anew.")
def duly(no_cache: bool) -> None:  # noqa: FBT001 - read from the context where packs are loaded
    """Which laws apply to our AI assets, is the proof complete, and what must be done next?

    Facts come from a manifest (`duly.yaml`), rules from packs. Every answer is given as of one day, with the law as
    known on another. Nothing is sent anywhere. Checked packs are kept in a cache folder of yours (DULY_CACHE_DIR names
    another).

    \b
    Examples:
      duly check                              the report on ./duly.yaml
      duly explain AIA-26-6 cv_screening      why a status is what it is
      duly ask                                what to find out first
      duly classify                           what each system is under the law
      duly init --from model.cdx.json         a first manifest

    Shell completion: eval "$(_DULY_COMPLETE=bash_source duly)", or zsh_source, fish_source.

    Exit codes: 0 clean, 1 failing, 2 usage, 3 invalid manifest or pack, 4 undetermined (with --strict), 70 a bug in
    duly.
    """


def main() -> None:
    """Run the command; whatever goes wrong in duly itself is said in a few words, without a stack trace."""
    sys.exit(_run())


def _run() -> int:
    # Rules are many small objects that live to the end: Python's default has the collector walk them over and over.
    gc.set_threshold(50_000, 20, 20)
    try:
        code: int | None = duly(standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except click.Abort:
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - the last place that can turn a bug into a sentence
        _own_up(fault)
        return ExitCode.BUG
    return code or ExitCode.CLEAN


def _own_up(fault: Exception) -> None:
    from duly_engine.reports.inert import inert  # noqa: PLC0415 - `duly --help` needs no engine

    if os.environ.get("DULY_TRACEBACK"):
        traceback.print_exc()
    said = inert(" ".join(str(fault).split()))
    click.echo(f"this is a bug in duly {version('duly')}: {type(fault).__name__}: {said}", err=True)
    click.echo(f"packs: {', '.join(_packs()) or 'none'}", err=True)
    click.echo("please report it with the command you ran; DULY_TRACEBACK=1 shows where it happened", err=True)
