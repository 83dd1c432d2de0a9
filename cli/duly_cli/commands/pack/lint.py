"""`duly pack lint`: what a careful drafter of law would do otherwise."""

from pathlib import Path

import click

from duly_cli.commands.pack.named import asked, folders_by_name, loaded, packs_argument
from duly_cli.exit_codes import ExitCode
from duly_cli.options import form_option
from duly_cli.output import as_json, write
from duly_cli.session import say
from duly_dsl.diagnostics import Diagnostic, apply_edits, errors_in
from duly_dsl.edits import mendable
from duly_dsl.lint import lint, lint_rules, read_configuration
from duly_dsl.phrase import many
from duly_dsl.tables import read_source
from duly_engine.reports.inert import inert


@click.command("lint")
@packs_argument
@click.option("--fix", is_flag=True, help="Mend what can be mended safely: texts only, never what rules mean.")
@click.option("--list", "listed", is_flag=True, help="The lint rules, by category.")
@form_option
@click.pass_context
def command(
    ctx: click.Context,
    packs: tuple[str, ...],
    fix: bool,  # noqa: FBT001 - click passes flags so
    listed: bool,  # noqa: FBT001 - click passes flags so
    form: str,
) -> None:
    """Legal drafting, evidence, dates, style and tests of packs.

    `lint.toml` in a pack's folder turns rules off or exempts things, with reasons; `duly explain L101` shows a rule
    with a bad and a good example.

    \b
    Examples:
      duly pack lint ./house_rules
      duly pack lint ./house_rules --fix
      duly pack lint --list

    Exit codes: 0 nothing found, 1 something is found, 2 a file cannot be written, 3 a pack or its lint.toml is invalid.
    """
    if listed:
        write(_rules_as_json() if form == "json" else _rules_as_text(), None)
        return
    session, sound = loaded(packs)
    say(errors_in(session.duly.diagnostics))
    folders = folders_by_name(asked(packs))
    found: dict[str, tuple[Diagnostic, ...]] = {}
    code = session.code
    for pack in sound:
        configuration = read_configuration(folders[pack.name])
        say(configuration.diagnostics)
        if configuration.errors:
            code = ExitCode.INVALID
        else:
            found[pack.name] = lint(pack, session.duly.corpus, configuration.value)
    if fix:
        found = {name: _mended(folders[name], name, said) for name, said in found.items()}
    write(_as_json(found) if form == "json" else _as_text(found), None)
    ctx.exit(ExitCode.first(code, ExitCode.FAILING if any(found.values()) else ExitCode.CLEAN))


def _mended(folder: Path, name: str, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Write the fixes that can be made together into the files of a pack; what is left for a person."""
    can_be, mended = mendable(found), set[Diagnostic]()
    for shown in dict.fromkeys(d.span.source.name for d in can_be):
        path = (folder / shown.removeprefix(f"{name}/")).resolve()
        # The whole file: rules within prose are read without the prose, each character in its place.
        whole = read_source(shown, path.read_bytes())
        if whole.diagnostics:
            say(whole.diagnostics)
            continue
        here = [d for d in can_be if d.span.source.name == shown]
        edits = [edit for d in here if d.fix for edit in d.fix.edits]
        write(apply_edits(whole.value.text, edits), path)
        click.echo(f"mended {many(len(edits), 'text')} in {shown}", err=True)
        mended.update(here)
    return tuple(d for d in found if d not in mended)


def _as_text(found: dict[str, tuple[Diagnostic, ...]]) -> str:
    from duly_dsl.diagnostics_text import render_text  # noqa: PLC0415 - only where something is shown

    lines = [inert(line) for said in found.values() for d in said for line in (*render_text(d).split("\n"), "")]
    lines += [f"{name}: {many(len(said), 'finding')}" for name, said in found.items()]
    return "".join(f"{line}\n" for line in lines)


def _as_json(found: dict[str, tuple[Diagnostic, ...]]) -> str:
    rows = [
        {
            "pack": name,
            "code": d.code,
            "about": d.places[0].role,
            "message": d.message,
            "file": d.span.source.name,
            "line": d.span.line,
            "column": d.span.column,
            "fix": d.fix.advice if d.fix else None,
            "can_be_mended": bool(d.fix and d.fix.edits),
        }
        for name, said in found.items()
        for d in said
    ]
    return as_json(rows)


def _rules_as_text() -> str:
    rows = [f"{rule.code}  {rule.category:<9} {rule.name:<34} {_first(rule.page)}" for rule in lint_rules()]
    return "".join(f"{row}\n" for row in rows)


def _rules_as_json() -> str:
    rows = [
        {"code": rule.code, "category": rule.category, "name": rule.name, "says": _first(rule.page)}
        for rule in lint_rules()
    ]
    return as_json(rows)


def _first(page: str) -> str:
    return page.split("\n", 1)[0]
