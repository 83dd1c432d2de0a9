"""`duly lsp`: the language server."""

import sys
from importlib.util import find_spec

import click

from duly_cli.exit_codes import ExitCode


@click.command("lsp")
@click.option("--stdio", is_flag=True, expose_value=False, help="Use standard input and output, as it always does.")
@click.pass_context
def command(ctx: click.Context) -> None:
    """The language server: diagnostics as you type, completion, rename and more for rule files in any editor.

    Editors start it themselves: docs/editors.md has the settings of each. It needs an extra:
    pip install "duly[editor]".

    \b
    Examples:
      duly lsp
      duly lsp --stdio

    Exit codes: 0 the editor took its leave, 1 the connection broke off.
    """
    if find_spec("pygls") is None:
        message = 'the language server needs pygls, which is not installed: pip install "duly[editor]"'
        raise click.UsageError(message)
    from duly_cli.language_server.protocol.server import serve  # noqa: PLC0415 - only now is it known that pygls is there
    from duly_engine.packs import BrokenPack, installed_packs  # noqa: PLC0415 - `duly lsp --help` needs no packs

    if sys.stdin.isatty():
        click.echo("an editor is expected at standard input: docs/editors.md says how each is set up", err=True)
    folders = [pack.folder for pack in installed_packs() if not isinstance(pack, BrokenPack)]
    ctx.exit(ExitCode.CLEAN if serve(folders) else ExitCode.FAILING)
