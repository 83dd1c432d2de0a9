"""`duly explain`: the tree behind a status, or the page of a diagnostic."""

import re
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from duly_cli.options import dates, dates_options, packs_option
from duly_cli.output import write
from duly_cli.session import load_inventory, load_packs
from duly_engine.assessment import Assessment
from duly_engine.dates import Moment
from duly_engine.pages import codes, page

CODE = re.compile(r"[EW]\d{4}")


@click.command("explain")
@click.argument("what", metavar="RULE|CODE")
@click.argument("subject", required=False)
@click.option(
    "--manifest", type=click.Path(path_type=Path), default=Path("duly.yaml"), show_default=True, help="The manifest."
)
@packs_option
@dates_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="The form of the tree.",
)
@click.pass_context
def command(
    ctx: click.Context,
    what: str,
    subject: str | None,
    manifest: Path,
    packs: tuple[str, ...],
    as_of: Moment | None,
    known_on: date | None,
    form: str,
) -> None:
    """Why the obligation of RULE on SUBJECT has its status; or what the diagnostic CODE means.

    The tree shows every limb with its value, every fact with the place where it was stated, every date with the
    instrument that set it, and at the end everything that was read: what is not named cannot have mattered.

    \b
    Examples:
      duly explain AIA-26-6 cv_screening
      duly explain AIA-26-6 cv_screening --as-of 2026-08-03 --known-on 2026-07-01
      duly explain E0101

    Exit codes: 0 shown, 2 no such rule, subject or code, 3 invalid manifest or pack.
    """
    if subject is None:
        _explain_code(what)
        return
    session = load_packs(packs)
    inventory = load_inventory(session, manifest)
    when = dates(as_of, known_on)
    assessment = session.duly.assess(inventory, as_of=when.as_of, known_on=when.known_on)
    explanation = assessment.explain(what, subject)
    if explanation is None:
        raise click.UsageError(_nearest(assessment, what, subject))
    if form == "json":
        from duly_engine.reports.explanation import explanation_json  # noqa: PLC0415 - pydantic is heavy

        write(explanation_json(explanation), None)
    else:
        from duly_cli.terminal.console import screen_console  # noqa: PLC0415 - rich is heavy
        from duly_cli.terminal.tree import tree_text  # noqa: PLC0415 - as above

        write(tree_text(explanation, screen_console()), None)
    ctx.exit(session.code)


def _explain_code(code: str) -> None:
    found = page(code.upper())
    if found is not None:
        write(found, None)
        return
    if CODE.fullmatch(code.upper()):
        near = get_close_matches(code.upper(), codes(), n=3) or sorted(codes())[:3]
        raise click.UsageError(f"there is no diagnostic `{code}`; near it: {', '.join(near)}")
    raise click.UsageError(f"name a subject too: `duly explain {code} SUBJECT`")


def _nearest(assessment: Assessment, rule: str, subject: str) -> str:
    rules = sorted({o.rule for o in assessment.obligations})
    subjects = sorted(assessment.inventory.subjects)
    if rule not in rules:
        near = get_close_matches(rule, rules, n=1)
        return f"no obligation comes from a rule `{rule}`" + (f"; did you mean `{near[0]}`?" if near else "")
    if subject not in subjects:
        near = get_close_matches(subject, subjects, n=1)
        return f"there is no subject `{subject}`" + (f"; did you mean `{near[0]}`?" if near else "")
    kind = assessment.inventory.subjects[subject].kind
    return f"`{rule}` says nothing about subjects of kind `{kind}`, such as `{subject}`"
