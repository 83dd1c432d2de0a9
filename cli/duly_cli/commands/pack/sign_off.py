"""`duly pack sign-off`: a review is recorded in the pack."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import click

from duly_cli.commands.pack.one import HERE, OnePack, one_pack
from duly_cli.exit_codes import ExitCode
from duly_cli.nearest import nearest
from duly_cli.options import DayType
from duly_cli.output import write
from duly_dsl import phrase
from duly_dsl.meaning import OWN, Meanings
from duly_dsl.reviews import FOLDER, Level, Review, Standing, State, review, review_text
from duly_engine.packs import HEADERS, installed_packs
from duly_engine.reports.inert import inert


@click.command("sign-off")
@click.argument("rules", nargs=-1, required=True, metavar="RULE...")
@click.option("--reviewer", required=True, help="Who reviewed the rule.")
@click.option(
    "--state",
    type=click.Choice([level.value for level in Level]),
    default=Level.SIGNED.value,
    show_default=True,
    help="How far the review goes: read and found right, or signed.",
)
@click.option("--on", type=DayType(), help="The day of the review. Default: today (UTC).")
@click.option("--note", default="", help="What is to be said of it.")
@click.option("--pack", metavar="FOLDER", help="The folder of the pack's rules. Default: the current folder.")
@click.pass_context
def command(
    ctx: click.Context, rules: tuple[str, ...], reviewer: str, state: str, on: date | None, note: str, pack: str | None
) -> None:
    """Record that somebody reviewed or signed rules. What is signed is shown: the rule in prose.

    The record lies in the pack, as `reviews/RULE.toml`. It is bound to what the rule means: its own form, everything it
    refers to, and the rules that set it aside. When any of it changes the record lapses, and `duly pack reviews` says
    what changed. Layout, comments, the file in which a rule stands and a new name with `formerly` change nothing.

    \b
    Examples:
      duly pack sign-off AIA-26-6 --reviewer "Elena Ferrari" --pack ./eu_ai_act
      duly pack sign-off AIA-6-2 AIA-6-3 --reviewer "T. Weber" --state reviewed --note "dates compared"

    Exit codes: 0 recorded, 2 no such rule, or no folder of a pack, 3 the pack is invalid.
    """
    for name, text in (("reviewer", reviewer), ("note", note)):
        if not text.isprintable() or (name == "reviewer" and not text.strip()):
            raise click.UsageError(f"--{name} takes a line of text")
    found = one_pack(_folder(pack))
    if found is None:
        ctx.exit(ExitCode.INVALID)
    standing = {each.rule: each for each in found.standings}
    for rule_id in rules:
        _check(rule_id, Level(state), found, standing)
    day = on or datetime.now(UTC).date()
    meanings = Meanings(found.corpus.seen_from(found.rules.name))
    for rule_id in dict.fromkeys(rules):
        made = review(rule_id, meanings, level=Level(state), reviewer=reviewer.strip(), on=day, note=note.strip())
        path = _record(made, standing[rule_id], Path(pack or HERE))
        click.echo(inert(f"{rule_id} {state} by {made.reviewer} on {phrase.day(day)}: {path}"))
        for line in made.parts[OWN].prose:
            click.echo(inert(f"    {line}"))


def _folder(pack: str | None) -> str | None:
    """The folder as a path that no installed name can be taken for."""
    if pack is None:
        return None
    if Path(pack).is_dir():
        return str(Path(pack).absolute())
    if pack in {p.name for p in installed_packs()}:
        message = f"`{pack}` is installed, and its next version replaces it: records lie with the sources of a pack"
        raise click.UsageError(f"{message}; name their folder, `--pack FOLDER`")
    raise click.UsageError(
        f"there is no folder `{pack}`: `--pack FOLDER` names the folder in which `{HEADERS[0]}` lies"
    )


def _check(rule_id: str, level: Level, found: OnePack, standing: Mapping[str, Standing]) -> None:
    """Refuse what is no rule of the pack, and a review that would take the place of a signature."""
    ids = {each.id for each in found.rules.rules}
    if rule_id not in ids:
        now = found.corpus.rule_id(rule_id)
        hint = f"; it is called `{now}` now" if now in ids else nearest(rule_id, ids)
        raise click.UsageError(f"`{found.rules.name}` has no rule `{rule_id}`{hint}")
    if level is Level.REVIEWED and standing[rule_id].state is State.SIGNED:
        raise click.UsageError(f"`{rule_id}` is signed, and that holds: a mere review would take its place")


def _record(made: Review, before: Standing, folder: Path) -> Path:
    """Write the record, and take away the one under a former name."""
    path = folder / FOLDER / f"{made.rule}.toml"
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as fault:
        raise click.UsageError(f"cannot write `{path.parent}`: {fault.strerror}") from None
    write(review_text(made), path)
    if before.review is not None and before.review.rule != made.rule:
        (folder / FOLDER / f"{before.review.rule}.toml").unlink(missing_ok=True)
    return path
