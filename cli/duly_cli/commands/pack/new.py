"""`duly pack new`: a whole small pack to begin with."""

from importlib.metadata import entry_points
from pathlib import Path

import click

from duly_cli.exit_codes import ExitCode
from duly_cli.new_pack import NewPack, better_name, is_title, title_of, why_not, write_distribution, write_pack
from duly_cli.session import say
from duly_engine.packs import GROUP, BrokenPack, untried_pack

VOCABULARY = "ai_assets"


@click.command("new")
@click.argument("name")
@click.option("--title", default="", help="The title in words; without one, the name in words.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where to write the pack; a folder that is not there yet. Default: NAME in the current folder.",
)
@click.option("--distribution", is_flag=True, help="Make it a distribution that can be installed, with its hook.")
@click.pass_context
def command(
    ctx: click.Context,
    name: str,
    title: str,
    folder: Path | None,
    distribution: bool,  # noqa: FBT001 - click passes flags so
) -> None:
    """Write a small pack that is whole: a rule with citation, question, evidence and task, its scenarios, and pages.

    It passes `duly pack check` and `duly pack test` as it stands; its README says what to replace in which order.

    \b
    Examples:
      duly pack new house_rules
      duly pack new house_rules --title "Rules of the house for AI" --folder packs/house
      duly pack new house_rules --distribution

    Exit codes: 0 written, 2 the name, the title or the folder cannot be used, 3 the pack `ai_assets` is missing.
    """
    taken = {point.name for point in entry_points(group=GROUP)}
    fault = why_not(name, taken)
    if fault:
        message = f"{fault}; call it `{better_name(name, taken)}`, for instance"
        raise click.UsageError(message)
    title = title or title_of(name)
    if not is_title(title):
        message = "a title is one line of words without quotes and backslashes"
        raise click.UsageError(message)
    vocabulary = untried_pack(VOCABULARY)
    if isinstance(vocabulary, BrokenPack):
        say([vocabulary.diagnostic])
        ctx.exit(ExitCode.INVALID)
    where = folder or Path(name)
    new = NewPack(name, title, vocabulary.version)
    try:
        for path in write_distribution(new, where) if distribution else write_pack(new, where):
            click.echo(f"wrote {path}")
    except FileExistsError:
        message = f"`{where}` exists and is left as it is; name another folder with --folder"
        raise click.UsageError(message) from None
    except OSError as fault_of_files:
        message = f"cannot write `{fault_of_files.filename}`: {fault_of_files.strerror}"
        raise click.UsageError(message) from None
    rules = where / f"duly_pack_{name}" if distribution else where
    click.echo(f"next: read {where / 'README.md'}, then `duly pack check {rules}` and `duly pack test {rules}`")
