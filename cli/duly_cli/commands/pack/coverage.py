"""`duly pack coverage`: what scenarios reach of the rules, and what rules reach of the law."""

from importlib.metadata import version
from pathlib import Path

import click

from duly_cli.commands.pack.named import asked, folders_by_name, loaded, packs_argument
from duly_cli.exit_codes import ExitCode
from duly_cli.output import write
from duly_cli.session import Session, say
from duly_cli.terminal.progress import counted
from duly_dsl.diagnostics import errors_in
from duly_dsl.ir import PackRules
from duly_dsl.provisions import provisions_in
from duly_engine.coverage.law import LawCoverage, State, law_coverage, unlisted_warnings
from duly_engine.coverage.scenarios import covered_by
from duly_engine.scenarios import Structures


@click.command("coverage")
@packs_argument
@click.option("--law", is_flag=True, help="What the packs encode, leave out or do not touch of the law they list.")
@click.option("--fail-untouched", is_flag=True, help="With --law: exit with 1 where a provision is untouched.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json", "html"]),
    default="terminal",
    show_default=True,
    help="The form of the report.",
)
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file, whole or not at all.")
@click.pass_context
def command(
    ctx: click.Context,
    packs: tuple[str, ...],
    law: bool,  # noqa: FBT001 - click passes flags so
    fail_untouched: bool,  # noqa: FBT001 - as above
    form: str,
    output: Path | None,
) -> None:
    """What the scenarios of packs reach of their rules; with --law, what their rules reach of the law.

    The law of a pack is listed in its `provisions.csv`. A provision is encoded where a rule, or a value that is in
    use, cites it or what contains it, in part where only parts of it are cited, left out where `leaves out` says so,
    else untouched.

    \b
    Examples:
      duly pack coverage gdpr
      duly pack coverage gdpr --law
      duly pack coverage --law --format html --output law.html

    Exit codes: 0 reported, 1 a provision is untouched or not known to be (with --fail-untouched), 3 a pack or its list
    of provisions is invalid.
    """
    if fail_untouched and not law:
        message = "`--fail-untouched` is about the law: add `--law`"
        raise click.UsageError(message)
    session, sound = loaded(packs)
    say(errors_in(session.duly.diagnostics))
    if not law:
        _scenarios(session, sound, form, output)
        ctx.exit(session.code)
    found = _law(packs, session, sound, form, output)
    ctx.exit(ExitCode.first(session.code, *(code for code in found if fail_untouched or code is not ExitCode.FAILING)))


def _law(
    packs: tuple[str, ...], session: Session, sound: list[PackRules], form: str, output: Path | None
) -> list[ExitCode]:
    """Report; failing where a provision is untouched or not known to be, invalid where a list is."""
    folders = folders_by_name(asked(packs))
    coverages: list[LawCoverage] = []
    without: list[str] = []
    codes: list[ExitCode] = []
    for pack in sound:
        listed = provisions_in(folders[pack.name], pack.name, session.duly.corpus)
        if listed is None:
            without.append(pack.name)
            continue
        say(listed.diagnostics)
        codes += [ExitCode.INVALID] if listed.errors else []
        coverages.append(law_coverage(pack, listed.value, session.duly.corpus))
        say([*unlisted_warnings(coverages[-1])])
    write(_law_text(coverages, without, form, output), output)
    lacking = without or any(coverage.count(State.UNTOUCHED) for coverage in coverages)
    return [*codes, *([ExitCode.FAILING] if lacking else [])]


def _law_text(coverages: list[LawCoverage], without: list[str], form: str, output: Path | None) -> str:
    if form == "json":
        from duly_engine.reports.law import law_json  # noqa: PLC0415 - pydantic is heavy

        return law_json(coverages, without)
    if form == "html":
        from duly_engine.reports.coverage import law_html  # noqa: PLC0415 - jinja2 is heavy

        return law_html(coverages, without, version("duly"))
    from duly_cli.terminal.console import console_for  # noqa: PLC0415 - rich is heavy
    from duly_cli.terminal.law import law_text  # noqa: PLC0415 - as above

    return law_text(coverages, without, console_for(output))


def _scenarios(session: Session, sound: list[PackRules], form: str, output: Path | None) -> None:
    structures = Structures(session.duly.corpus)
    found = [covered_by(p, structures, counted(p.scenarios, f"scenarios of {p.name}")) for p in sound]
    if form == "json":
        from duly_engine.reports.scenarios import scenarios_json  # noqa: PLC0415 - pydantic is heavy

        text = scenarios_json(found, structures)
    elif form == "html":
        from duly_engine.reports.coverage import scenarios_html  # noqa: PLC0415 - jinja2 is heavy

        text = scenarios_html(found, version("duly"))
    else:
        from duly_cli.terminal.console import console_for  # noqa: PLC0415 - rich is heavy
        from duly_cli.terminal.scenarios import scenarios_text  # noqa: PLC0415 - as above

        text = scenarios_text(found, structures, console_for(output))
    write(text, output)
