"""`duly ask`: what to find out first."""

from datetime import date
from pathlib import Path

import click

from duly_cli.options import (
    Choices,
    choices_options,
    dates,
    dates_options,
    form_option,
    manifest_argument,
    packs_option,
)
from duly_cli.output import as_json, write
from duly_cli.session import load_inventory, load_packs
from duly_engine.dates import Moment


@click.command("ask")
@manifest_argument
@packs_option
@dates_options
@choices_options
@form_option
@click.pass_context
def command(
    ctx: click.Context,
    manifest: Path,
    packs: tuple[str, ...],
    as_of: Moment | None,
    known_on: date | None,
    choices: Choices,
    form: str,
) -> None:
    """The unknowns of MANIFEST (default ./duly.yaml) that would settle something, the most useful first.

    Each comes with the lines to add to the manifest once it is answered.

    \b
    Examples:
      duly ask
      duly ask assets.yaml --pack gdpr --format json

    Exit codes: 0 listed (also when there is nothing to ask), 2 wrong arguments, 3 invalid manifest or pack.
    """
    session = load_packs(packs)
    inventory = load_inventory(session, manifest, choices)
    when = dates(as_of, known_on)
    assessment = session.duly.assess(inventory, as_of=when.as_of, known_on=when.known_on)
    if form == "json":
        from duly_engine.reports.json_report import report  # noqa: PLC0415 - pydantic is heavy

        questions = [q.model_dump(mode="json") for q in report(assessment, "").questions]
        write(as_json(questions), None)
    else:
        from duly_cli.terminal.ask import ask_text  # noqa: PLC0415 - rich is heavy
        from duly_cli.terminal.console import screen_console  # noqa: PLC0415 - as above

        write(ask_text(assessment, screen_console()), None)
    ctx.exit(session.code)
