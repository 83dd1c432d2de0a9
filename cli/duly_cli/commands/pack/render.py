"""`duly pack render`: the policy book."""

from importlib.metadata import version
from pathlib import Path

import click

from duly_cli.commands.pack.one import one_pack
from duly_cli.exit_codes import ExitCode
from duly_cli.output import write
from duly_dsl.render.book import book
from duly_dsl.render.markdown import markdown
from duly_dsl.reviews import marks
from duly_engine.reports.inert import inert


@click.command("render")
@click.argument("pack", required=False, metavar="[NAME|FOLDER]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "html"]),
    default="markdown",
    show_default=True,
    help="One Markdown file, or one HTML file with a search of its own.",
)
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file, whole or not at all.")
@click.pass_context
def command(ctx: click.Context, pack: str | None, form: str, output: Path | None) -> None:
    """The policy book: every rule of a pack in prose beside its citation, the words it uses, and how far its review
    has come. Without a name, the pack in the current folder.

    \b
    Examples:
      duly pack render eu_ai_act --format html --output eu_ai_act.html
      duly pack render ./house_rules > house_rules.md

    Exit codes: 0 written, 2 there is no pack here, 3 the pack or a record of a review is invalid.
    """
    found = one_pack(pack)
    if found is None:
        ctx.exit(ExitCode.INVALID)
    told = book(found.rules, found.corpus, marks(found.standings))
    if form == "html":
        from duly_engine.reports.book import book_html  # noqa: PLC0415 - jinja2 is heavy

        text = book_html(told, version("duly"))
    else:
        text = "".join(f"{inert(line)}\n" for line in markdown(told).splitlines())
    write(text, output)
    ctx.exit(ExitCode.CLEAN if found.is_whole else ExitCode.INVALID)
