"""`duly check`: the main job."""

from datetime import date
from importlib.metadata import version
from pathlib import Path

import click

from duly_cli.exit_codes import ExitCode
from duly_cli.options import Choices, choices_options, dates, dates_options, manifest_argument, packs_option
from duly_cli.output import keep_apart, write
from duly_cli.session import load_inventory, load_packs
from duly_dsl.ir import TaskSeverity
from duly_engine.assessment import Assessment
from duly_engine.dates import Moment
from duly_engine.summary import fails, is_open, is_voluntary


@click.command("check")
@manifest_argument
@packs_option
@dates_options
@choices_options
@click.option(
    "--fail-on",
    type=click.Choice([s.value for s in TaskSeverity]),
    default=TaskSeverity.HIGH.value,
    show_default=True,
    help="Fail on gaps of this severity and above. Breaches and conflicts always fail.",
)
@click.option("--fail-on-voluntary", is_flag=True, help="Let `should` duties of voluntary frameworks fail too.")
@click.option("--strict", is_flag=True, help="Exit with 4 where something is undetermined and is no gap.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json", "html"]),
    default="terminal",
    show_default=True,
    help="The form of the report.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report to this file, whole or not at all.",
)
@click.pass_context
def command(
    ctx: click.Context,
    manifest: Path,
    packs: tuple[str, ...],
    as_of: Moment | None,
    known_on: date | None,
    choices: Choices,
    fail_on: str,
    fail_on_voluntary: bool,  # noqa: FBT001 - click passes flags so
    strict: bool,  # noqa: FBT001 - click passes flags so
    form: str,
    output: Path | None,
) -> None:
    """Which laws apply to the subjects of MANIFEST (default ./duly.yaml), what evidence is missing, what to do next.

    \b
    Examples:
      duly check
      duly check assets.yaml --pack eu_ai_act --fail-on medium
      duly check --as-of 2026-08-03 --known-on 2026-07-01
      duly check --reading derogation_test=one_condition
      duly check --format html --output report.html

    \b
    Exit codes:
      0   nothing at or above the threshold
      1   a breach or conflict, or a gap (also provisional) at or above --fail-on
      2   wrong arguments, also a reading, proposal or parameter that no pack leaves open
      3   the manifest or a pack is invalid (what could be assessed was)
      4   undetermined, only with --strict
    """
    keep_apart(manifest, output)
    session = load_packs(packs)
    inventory = load_inventory(session, manifest, choices)
    when = dates(as_of, known_on)
    assessment = session.duly.assess(inventory, as_of=when.as_of, known_on=when.known_on)
    write(_render(assessment, form, output), output)
    considered = [o for o in assessment.ours() if fail_on_voluntary or not is_voluntary(o)]
    failing = any(fails(o, TaskSeverity(fail_on)) for o in considered)
    open_ones = any(map(is_open, considered))
    codes = [
        session.code,
        ExitCode.FAILING if failing else ExitCode.CLEAN,
        ExitCode.UNDETERMINED if strict and open_ones else ExitCode.CLEAN,
    ]
    ctx.exit(ExitCode.first(*codes))


def _render(assessment: Assessment, form: str, output: Path | None) -> str:
    if form == "json":
        from duly_engine.reports.json_report import json_report  # noqa: PLC0415 - pydantic is heavy

        return json_report(assessment, version("duly"))
    if form == "html":
        from duly_engine.reports.html import html_report  # noqa: PLC0415 - jinja2 is heavy

        return html_report(assessment, version("duly"))
    from duly_cli.terminal.check import check_text  # noqa: PLC0415 - rich is heavy
    from duly_cli.terminal.console import console_for  # noqa: PLC0415 - as above

    return check_text(assessment, console_for(output))
