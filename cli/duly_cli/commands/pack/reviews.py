"""`duly pack reviews`: who reviewed which rule, and whether that still holds."""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

import click

from duly_cli.commands.pack.one import OnePack, one_pack
from duly_cli.exit_codes import ExitCode
from duly_cli.options import form_option
from duly_cli.output import as_json, write
from duly_dsl import phrase
from duly_dsl.phrase import many
from duly_dsl.reviews import Change, Level, Standing, State
from duly_engine.reports.inert import inert

_ENOUGH = {Level.REVIEWED: {State.REVIEWED, State.SIGNED}, Level.SIGNED: {State.SIGNED}}


@click.command("reviews")
@click.argument("pack", required=False, metavar="[NAME|FOLDER]")
@click.option(
    "--require",
    type=click.Choice([level.value for level in Level]),
    help="Exit with 1 unless every rule has come so far.",
)
@form_option
@click.pass_context
def command(ctx: click.Context, pack: str | None, require: str | None, form: str) -> None:
    """Every rule of a pack: drafted, reviewed, signed or lapsed, by whom and when. Of a review that lapsed, what
    changed since, as it read and as it reads. Without a name, the pack in the current folder.

    \b
    Examples:
      duly pack reviews eu_ai_act
      duly pack reviews ./house_rules --require signed

    Exit codes: 0 shown, 1 a rule has not come as far as is required, 2 there is no pack here, 3 the pack or a record of
    a review is invalid.
    """
    found = one_pack(pack)
    if found is None:
        ctx.exit(ExitCode.INVALID)
    standings = found.standings
    write(_as_json(standings) if form == "json" else _as_text(found, standings), None)
    lacking = require is not None and any(s.title and s.state not in _ENOUGH[Level(require)] for s in standings)
    whole = ExitCode.CLEAN if found.is_whole else ExitCode.INVALID
    ctx.exit(ExitCode.first(whole, ExitCode.FAILING if lacking else ExitCode.CLEAN))


def _as_text(found: OnePack, standings: tuple[Standing, ...]) -> str:
    width = max((len(each.rule) for each in standings), default=0)
    lines = [line for each in standings for line in _lines(each, width)]
    states = Counter(each.state for each in standings if each.title)
    counted = ", ".join(f"{states[state]} {state}" for state in reversed(State) if states[state])
    total = many(sum(states.values()), "rule")
    lines.append(f"{found.rules.name} {found.rules.header.version}: {total}{': ' if counted else ''}{counted}")
    return "".join(f"{inert(line)}\n" for line in lines)


def _lines(standing: Standing, width: int) -> Iterator[str]:
    review = standing.review
    who = f"{review.reviewer}, {phrase.day(review.on)}" if review is not None else ""
    note = f" ({review.note})" if review is not None and review.note else ""
    was = f"{review.level} by " if review is not None and standing.state is State.LAPSED else ""
    yield f"{standing.rule:{width}}  {standing.state:8}  {was}{who}{note}".rstrip()
    for change in standing.changes:
        yield f"    {change.text}"
        yield from (f"      {line}" for line in _difference(change))


def _difference(change: Change) -> Iterator[str]:
    """The lines that went and those that came."""
    if change.before == change.after:
        yield "its form changed, and it reads as before"
    for _, i, j, k, m in SequenceMatcher(None, change.before, change.after, autojunk=False).get_opcodes():
        if change.before[i:j] != change.after[k:m]:
            yield from (f"- {line}" for line in change.before[i:j])
            yield from (f"+ {line}" for line in change.after[k:m])


def _as_json(standings: tuple[Standing, ...]) -> str:
    rows = [
        {
            "rule": each.rule,
            "title": each.title,
            "state": each.state,
            "level": each.review.level if each.review else None,
            "reviewer": each.review.reviewer if each.review else None,
            "on": each.review.on.isoformat() if each.review else None,
            "note": each.review.note if each.review else None,
            "changes": [
                {"part": c.part, "what": c.text, "before": list(c.before), "after": list(c.after)} for c in each.changes
            ],
        }
        for each in standings
    ]
    return as_json(rows)
