"""`duly pack test`: the scenarios of packs."""

import json

import click

from duly_cli.commands.pack.named import form_option, loaded, packs_argument
from duly_cli.exit_codes import ExitCode
from duly_cli.output import write
from duly_cli.session import say
from duly_dsl.diagnostics import Severity
from duly_engine.reports.inert import inert
from duly_engine.scenarios import Failure, Outcome, run_all


@click.command("test")
@packs_argument
@click.option("--scenario", default="", help="Only scenarios whose title contains this text.")
@form_option
@click.pass_context
def command(ctx: click.Context, packs: tuple[str, ...], scenario: str, form: str) -> None:
    """Run the scenarios of packs; a failing one shows what was expected, what came out, and where it stands.

    \b
    Examples:
      duly pack test
      duly pack test eu_ai_act --scenario "old system"

    Exit codes: 0 all pass, 1 some fail, 3 a pack is invalid.
    """
    session, sound = loaded(packs)
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
