"""`duly pack test`: the scenarios of packs."""

from collections.abc import Callable, Iterable

import click

from duly_cli.commands.pack.named import folders_of, loaded, packs_argument
from duly_cli.exit_codes import ExitCode
from duly_cli.options import form_option
from duly_cli.output import write
from duly_cli.session import say
from duly_cli.terminal.progress import counted
from duly_cli.watching import again_on_change
from duly_dsl.diagnostics import errors_in
from duly_dsl.ir import PackRules, Scenario
from duly_engine.coverage.scenarios import Tried, covered_by, tried
from duly_engine.scenarios import Structures

Run = Callable[[PackRules, Structures, Iterable[Scenario]], Tried]


@click.command("test")
@packs_argument
@click.option("--scenario", default="", help="Only scenarios whose title contains this text.")
@click.option("--coverage", is_flag=True, help="Also what the scenarios reach of the rules, and why not the rest.")
@click.option("--watch", is_flag=True, help="Run again whenever a file of the packs changes, until Ctrl-C.")
@form_option
@click.pass_context
def command(
    ctx: click.Context,
    packs: tuple[str, ...],
    scenario: str,
    coverage: bool,  # noqa: FBT001 - click passes flags so
    watch: bool,  # noqa: FBT001 - as above
    form: str,
) -> None:
    """Run the scenarios of packs.

    A failing expectation shows what was expected, what came out, the branches of the explanation that decide, and the
    single facts that would change it.

    \b
    Examples:
      duly pack test
      duly pack test eu_ai_act --scenario "old system"
      duly pack test ./house_rules --coverage
      duly pack test ./house_rules --watch

    Exit codes: 0 all pass, 1 some fail, 3 a pack is invalid, 130 a watch was ended.
    """
    run = covered_by if coverage else tried
    if watch and (folders := folders_of(packs)):
        again_on_change(folders, lambda: _run(packs, scenario, run, form))
    ctx.exit(_run(packs, scenario, run, form))


def _run(packs: tuple[str, ...], scenario: str, run: Run, form: str) -> ExitCode:
    session, sound = loaded(packs)
    say(errors_in(session.duly.diagnostics))
    structures = Structures(session.duly.corpus)
    found = [
        run(pack, structures, counted([s for s in pack.scenarios if scenario in s.title], f"scenarios of {pack.name}"))
        for pack in sound
    ]
    write(_text(found, structures, form), None)
    failed = any(each.passed < len(each.outcomes) for each in found)
    return ExitCode.first(session.code, ExitCode.FAILING if failed else ExitCode.CLEAN)


def _text(found: list[Tried], structures: Structures, form: str) -> str:
    if form == "json":
        from duly_engine.reports.scenarios import scenarios_json  # noqa: PLC0415 - pydantic is heavy

        return scenarios_json(found, structures)
    from duly_cli.terminal.console import screen_console  # noqa: PLC0415 - rich is heavy
    from duly_cli.terminal.scenarios import scenarios_text  # noqa: PLC0415 - as above

    return scenarios_text(found, structures, screen_console())
