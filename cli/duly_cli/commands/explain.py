"""`duly explain`: the tree behind a status, or the page of a diagnostic."""

import re
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from duly_cli.nearest import nearest
from duly_cli.options import Choices, choices_options, dates, dates_options, form_option, packs_option
from duly_cli.output import write
from duly_cli.session import load_inventory, load_packs
from duly_dsl.corpus import Corpus
from duly_dsl.ir import EachVersion
from duly_engine.assessment import Assessment
from duly_engine.dates import Moment
from duly_engine.explain import Explanation, explain_rule
from duly_engine.findings import Obligation
from duly_engine.pages import codes, page
from duly_engine.reports.words import explanation_of

CODE = re.compile(r"[EWLewl]\d{1,5}")


@click.command("explain")
@click.argument("what", metavar="RULE|CODE")
@click.argument("subject", required=False)
@click.option(
    "--manifest", type=click.Path(path_type=Path), default=Path("duly.yaml"), show_default=True, help="The manifest."
)
@packs_option
@dates_options
@choices_options
@form_option
@click.pass_context
def command(
    ctx: click.Context,
    what: str,
    subject: str | None,
    manifest: Path,
    packs: tuple[str, ...],
    as_of: Moment | None,
    known_on: date | None,
    choices: Choices,
    form: str,
) -> None:
    """Why the obligation of RULE on SUBJECT has its status; or what the diagnostic CODE means.

    The tree shows every limb with its value, every fact with the place where it was stated, every date with the
    instrument that set it, and at the end everything that was read: what is not named cannot have mattered. Instead of
    RULE and SUBJECT the id of an obligation will do, as `duly ask` and the JSON report give it. A rule is also found by
    an id that it had before.

    \b
    Examples:
      duly explain AIA-26-6 cv_screening
      duly explain AIA-26-6 cv_screening --as-of 2026-08-03 --known-on 2026-07-01
      duly explain AIA-26-6 cv_screening --reading derogation_test=one_condition
      duly explain AIA-26-6/us.deployer/cv_screening --format json
      duly explain E0101

    Exit codes: 0 shown, 2 no such rule, subject, code or choice, 3 invalid manifest or pack.
    """
    if subject is None and "/" not in what:
        _explain_code(what)
        return
    session = load_packs(packs)
    inventory = load_inventory(session, manifest, choices)
    when = dates(as_of, known_on)
    assessment = session.duly.assess(inventory, as_of=when.as_of, known_on=when.known_on)
    what = _as_called_now(what, session.duly.corpus)
    obligation = _obligation(assessment, what, subject)
    explanation = explanation_of(assessment, obligation) if obligation else _other_rule(assessment, what, subject or "")
    if form == "json":
        from duly_engine.reports.explanation import explanation_json  # noqa: PLC0415 - pydantic is heavy

        write(explanation_json(explanation), None)
    else:
        from duly_cli.terminal.console import screen_console  # noqa: PLC0415 - rich is heavy
        from duly_cli.terminal.tree import explanation_text  # noqa: PLC0415 - as above

        write(explanation_text(explanation, obligation, assessment, screen_console()), None)
    ctx.exit(session.code)


def _explain_code(code: str) -> None:
    found = page(code.upper())
    if found is not None:
        write(found, None)
        return
    if CODE.fullmatch(code):
        near = get_close_matches(code.upper(), codes(), n=3, cutoff=0.0)
        raise click.UsageError(f"there is no diagnostic `{code}`; near it: {', '.join(near)}")
    raise click.UsageError(f"name a subject too: `duly explain {code} SUBJECT`")


def _as_called_now(what: str, corpus: Corpus) -> str:
    """A rule, or the id of an obligation, with the id that the rule has now; that it was renamed is said."""
    called, slash, rest = what.partition("/")
    now = corpus.rule_id(called)
    if now != called:
        click.echo(f"the rule `{called}` is called `{now}` now", err=True)
    return f"{now}{slash}{rest}"


def _obligation(assessment: Assessment, what: str, subject: str | None) -> Obligation | None:
    """The obligation meant, if any; a rule that obliges nobody has none."""
    if subject is not None:
        return assessment.obligation(what, subject)
    found = next((o for o in assessment.obligations if o.id == what), None)
    if found is None:
        near = nearest(what, (o.id for o in assessment.obligations))
        raise click.UsageError(f"there is no obligation `{what}`{near}")
    return found


def _other_rule(assessment: Assessment, rule: str, subject: str) -> Explanation:
    """A rule that concludes something or sets another aside."""
    world, subjects = assessment.evaluation.world, assessment.inventory.subjects
    rules = world.corpus.rules
    found = world.subject(subject)
    if found is None:
        raise click.UsageError(f"there is no subject `{subject}`{nearest(subject, (*subjects, *world.versions))}")
    if rule not in rules:
        raise click.UsageError(f"no rule is called `{rule}`{nearest(rule, rules)}")
    about = rules[rule][0].subject
    if isinstance(about, EachVersion):
        subject = world.version(subject, None) or subject
    if subject not in world.by_kind.get(about.kind, ()):
        raise click.UsageError(f"`{rule}` says nothing about subjects of kind `{found.kind}`, such as `{subject}`")
    return explain_rule(assessment.evaluation, rule, subject)
