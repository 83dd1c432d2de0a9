"""`duly pack`: for those who write packs."""

import json
from dataclasses import asdict, dataclass, replace

import click

from duly_cli.exit_codes import ExitCode
from duly_cli.output import write
from duly_cli.session import Session, say
from duly_dsl.check import scenarios
from duly_dsl.diagnostics import Severity, in_order
from duly_dsl.ir import PackRules
from duly_engine.duly import Duly
from duly_engine.facts import Vocabulary
from duly_engine.packs import BrokenPack, installed_packs, named_packs, related_packs
from duly_engine.reports.inert import inert
from duly_engine.reports.words import many
from duly_engine.scenarios import Failure, Outcome, run_all

FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="The form of the result.",
)
PACKS = click.argument("packs", nargs=-1, metavar="[NAME|FOLDER]...")


@click.group("pack")
def command() -> None:
    """Check, test and list packs. A pack is named by its installed name or by the folder of its rules.

    \b
    Examples:
      duly pack list
      duly pack check ./house_rules
      duly pack test eu_ai_act

    Exit codes: 0 sound, 1 a scenario fails, 3 a pack is invalid.
    """


def _loaded(packs: tuple[str, ...]) -> tuple[Session, list[PackRules]]:
    """The packs named (all installed ones where none is), beside the installed ones that they read terms of or that
    rest on them. Packs whose scenarios have errors are not among the sound ones."""
    found = named_packs(packs) if packs else installed_packs()
    named = {p.name for p in found}
    duly = Duly.with_packs(*packs, *related_packs(found)) if packs else Duly.with_installed_packs()
    tried = [(pack, tuple(scenarios(pack, duly.corpus))) for pack in duly.corpus.packs if pack.name in named]
    sound = [pack for pack, said in tried if not any(d.severity is Severity.ERROR for d in said)]
    duly = replace(duly, diagnostics=in_order((*duly.diagnostics, *(d for _, said in tried for d in said))))
    invalid = len(sound) < len(tried) or any(r.name in named for r in duly.refused)
    return Session(duly, ExitCode.INVALID if invalid else ExitCode.CLEAN, Vocabulary.COMPLETE), sound


@command.command("check", short_help="Everything that is wrong with packs, in one run.")
@PACKS
@click.pass_context
def check(ctx: click.Context, packs: tuple[str, ...]) -> None:
    """Syntax, names, types, dates and cycles of packs: everything that is wrong, in one run.

    \b
    Examples:
      duly pack check
      duly pack check ./house_rules

    Exit codes: 0 sound (warnings are shown), 3 a pack is refused.
    """
    session, sound = _loaded(packs)
    say(session.duly.diagnostics)
    for refused in session.duly.refused:
        click.echo(inert(f"{refused.name}: refused: {refused.reason}"))
    for pack in sound:
        warnings = [d for d in session.duly.diagnostics if d.severity is Severity.WARNING]
        about = sum(d.span.source.name in {r.span.source.name for r in pack.rules} for d in warnings)
        click.echo(f"{pack.name} {pack.header.version}: sound, {_rules(pack)}, {many(about, 'warning')}")
    ctx.exit(session.code)


@command.command("test", short_help="Run the scenarios of packs.")
@PACKS
@click.option("--scenario", default="", help="Only scenarios whose title contains this text.")
@FORM
@click.pass_context
def test(ctx: click.Context, packs: tuple[str, ...], scenario: str, form: str) -> None:
    """Run the scenarios of packs; a failing one shows what was expected, what came out, and where it stands.

    \b
    Examples:
      duly pack test
      duly pack test eu_ai_act --scenario "old system"

    Exit codes: 0 all pass, 1 some fail, 3 a pack is invalid.
    """
    session, sound = _loaded(packs)
    say([d for d in session.duly.diagnostics if d.severity is Severity.ERROR])
    outcomes = {
        pack.name: list(run_all(session.duly.corpus, [s for s in pack.scenarios if scenario in s.title]))
        for pack in sound
    }
    write(_as_json(outcomes) if form == "json" else _as_text(outcomes), None)
    failed = any(not outcome.passed for found in outcomes.values() for outcome in found)
    ctx.exit(ExitCode.first(session.code, ExitCode.FAILING if failed else ExitCode.CLEAN))


def _as_text(outcomes: dict[str, list[Outcome]]) -> str:
    lines = []
    for pack, found in outcomes.items():
        for outcome in found:
            for failure in outcome.failures:
                span = failure.expectation.span
                lines += [
                    inert(f"FAILED {pack}: {outcome.scenario.title}"),
                    f"  --> {span}",
                    inert(f"  expected: {_expected(failure)}"),
                    inert(f"  got:      {failure.got}"),
                    "",
                ]
        passed = sum(outcome.passed for outcome in found)
        expectations = sum(len(outcome.scenario.expectations) for outcome in found)
        lines.append(f"{pack}: {passed} of {len(found)} scenarios pass, {expectations} expectations")
    return "".join(f"{line}\n" for line in lines)


def _expected(failure: Failure) -> str:
    """The expectation as it is written; of several lines, the first."""
    span = failure.expectation.span
    return span.source.line(span.line).strip()


def _rules(pack: PackRules) -> str:
    return many(len({rule.id for rule in pack.rules}), "rule")


def _as_json(outcomes: dict[str, list[Outcome]]) -> str:
    listed = [
        {
            "pack": pack,
            "scenario": outcome.scenario.title,
            "place": str(outcome.scenario.span),
            "passed": outcome.passed,
            "expectations": len(outcome.scenario.expectations),
            "failures": [
                {"place": str(f.expectation.span), "expected": _expected(f), "got": f.got} for f in outcome.failures
            ],
        }
        for pack, found in outcomes.items()
        for outcome in found
    ]
    return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"


@command.command("list", short_help="The installed packs, and why one cannot be used.")
@FORM
@click.pass_context
def list_packs(ctx: click.Context, form: str) -> None:
    """The installed packs, and why one of them cannot be used.

    \b
    Examples:
      duly pack list
      duly pack list --format json

    Exit codes: 0 all usable, 3 one is broken or invalid.
    """
    duly = Duly.with_installed_packs()
    where = {p.name: str(p.folder) for p in installed_packs() if not isinstance(p, BrokenPack)}
    rows = [_row(pack, where.get(pack.name, "")) for pack in duly.corpus.packs]
    broken = [{"name": p.name, "reason": p.reason} for p in duly.refused]
    if form == "json":
        listing = {"packs": [asdict(row) for row in rows], "refused": broken}
        write(json.dumps(listing, indent=2, ensure_ascii=False) + "\n", None)
    else:
        for row in rows:
            checked = f", law checked to {row.law_checked_to}" if row.law_checked_to else ""
            counted = f"{many(row.rules, 'rule')}, {many(row.scenarios, 'scenario')}"
            click.echo(inert(f"{row.name} {row.version}  {row.title}"))
            click.echo(inert(f"    {counted}{checked}  {row.folder}"))
        for each in broken:
            click.echo(inert(f"{each['name']}  cannot be used: {each['reason']}"))
    ctx.exit(ExitCode.INVALID if broken else ExitCode.CLEAN)


@dataclass(frozen=True, slots=True)
class Row:
    """A pack in the list."""

    name: str
    version: str
    title: str
    rules: int
    scenarios: int
    law_checked_to: str | None
    folder: str


def _row(pack: PackRules, folder: str) -> Row:
    header = pack.header
    return Row(
        name=pack.name,
        version=header.version,
        title=header.title,
        rules=len({rule.id for rule in pack.rules}),
        scenarios=len(pack.scenarios),
        law_checked_to=header.law_checked_to.isoformat() if header.law_checked_to else None,
        folder=folder,
    )
