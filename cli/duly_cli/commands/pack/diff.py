"""`duly pack diff`: what differs between two states of a pack."""

import click

from duly_cli.exit_codes import ExitCode
from duly_cli.options import form_option
from duly_cli.output import write
from duly_cli.session import say
from duly_dsl.diff import PackDiff, diff
from duly_dsl.diff.release import Release, release
from duly_engine.history import state


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@form_option
@click.pass_context
def command(ctx: click.Context, old: str, new: str, form: str) -> None:
    """What differs in meaning between two states of a pack, rule by rule, and which version that asks for.

    OLD and NEW are each an installed name, a folder, or REVISION:FOLDER of the git repository here. Layout, comments
    and the order of declarations never differ. A version that is too low, or a CHANGELOG.md of NEW that does not name
    what is affected, is said with the lines to write.

    \b
    Examples:
      duly pack diff gdpr ./gdpr
      duly pack diff HEAD~3:packs/gdpr/duly_pack_gdpr packs/gdpr/duly_pack_gdpr
      duly pack diff v2.0.0:house_rules HEAD:house_rules --format json

    \b
    Exit codes:
      0   nothing differs, or version and changelog say so
      1   the version is too low, or the changelog lacks something
      2   OLD and NEW are different packs
      3   one of them cannot be used
    """
    before, after = state(old), state(new)
    if before.pack is None or after.pack is None:
        for each in (before, after):
            say(each.diagnostics if each.pack is None else ())
        ctx.exit(ExitCode.INVALID)
    if before.pack.name != after.pack.name:
        message = f"`{old}` is the pack `{before.pack.name}` and `{new}` is `{after.pack.name}`; name one pack twice"
        raise click.UsageError(message)
    found = diff(after.pack.name, before.corpus, after.corpus)
    judged = release(found, after.changelog)
    write(_render(found, judged, (old, new), form), None)
    ctx.exit(ExitCode.CLEAN if judged.is_ready else ExitCode.FAILING)


def _render(found: PackDiff, judged: Release, between: tuple[str, str], form: str) -> str:
    if form == "json":
        from duly_engine.reports.diff_json import json_diff  # noqa: PLC0415 - pydantic is heavy

        return json_diff(found, judged, *between)
    from duly_cli.terminal.console import screen_console  # noqa: PLC0415 - rich is heavy
    from duly_cli.terminal.diff import diff_text  # noqa: PLC0415 - as above

    return diff_text(found, judged, between, screen_console())
