"""`duly pack check`: everything that is wrong with packs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from duly_cli.commands.pack.deeper import Findings, can_analyse, deeper, has_to_be_of_the_pack, write
from duly_cli.commands.pack.named import asked, beside, folders_by_name, loaded, packs_argument
from duly_cli.exit_codes import ExitCode
from duly_cli.session import Session, say, store
from duly_dsl.cache import kept, key_of
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Severity, errors_in, in_order
from duly_dsl.ir import PackRules
from duly_dsl.loaded import RefusedPack
from duly_dsl.phrase import many
from duly_engine.packs import BrokenPack
from duly_engine.reports.inert import inert

BY_NAME = "W0401"
INSTALL_FIRST = "`pip install 'duly[analysis]'`, then "


@dataclass(frozen=True, slots=True)
class Checked:
    """A pack that could be read, and how much is wrong with it."""

    name: str
    version: str
    rules: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found; kept between runs, so that packs that did not change are not read again."""

    diagnostics: tuple[Diagnostic, ...]
    refused: tuple[RefusedPack, ...]
    checked: tuple[Checked, ...]
    code: int


@click.command("check")
@packs_argument
@click.option("--deep", is_flag=True, help="Look with a solver for conflicts, idle limbs and rules that never operate.")
@click.option(
    "--write-scenario",
    "file",
    is_flag=False,
    flag_value="found.duly",
    metavar="[FILE]",
    help="Look deeper, and append the examples to this file in the pack's folder (found.duly).",
)
@click.pass_context
def command(ctx: click.Context, packs: tuple[str, ...], deep: bool, file: str | None) -> None:  # noqa: FBT001 - a click flag
    """Syntax, names, types, dates and cycles of packs, and their lists of provisions: everything that is wrong, in one
    run.

    With --deep a solver looks further: rules that conclude opposite things, with an example; limbs, exceptions and
    rules that can never matter; conditions that stay unknown although every answer comes to the same.

    \b
    Examples:
      duly pack check
      duly pack check ./house_rules --deep
      duly pack check ./house_rules --write-scenario

    Exit codes: 0 sound (warnings are shown), 2 FILE cannot be written, 3 a pack is refused, its list of provisions is
    wrong, or its rules are in conflict.
    """
    if file is not None:
        has_to_be_of_the_pack(file)
    if (deep or file is not None) and can_analyse():
        session, sound = loaded(packs)
        found = deeper(session, sound)
        outcome = _outcome(packs, session, sound, found)
        _show(outcome)
        if file is not None:
            write(packs, sound, found, file)
        ctx.exit(outcome.code)
    outcome = _kept(packs)
    _show(outcome)
    if outcome.checked:
        click.echo(f"the deeper analysis was not run: {'' if can_analyse() else INSTALL_FIRST}`duly pack check --deep`")
    ctx.exit(outcome.code)


def _kept(packs: tuple[str, ...]) -> Outcome:
    used = beside(packs)
    broken = [f"{p.name}: {p.reason}" for p in used if isinstance(p, BrokenPack)]
    key = key_of("\n".join(("check", *packs, *broken)), folders_by_name(used))
    return kept(store(), key, Outcome, lambda: _outcome(packs, *loaded(packs), found={}))


def _show(outcome: Outcome) -> None:
    say(outcome.diagnostics)
    for refused in outcome.refused:
        click.echo(inert(f"{refused.name}: refused: {refused.reason}"))
    for pack in outcome.checked:
        state = many(pack.errors, "error") if pack.errors else "sound"
        counted = f"{many(pack.rules, 'rule')}, {many(pack.warnings, 'warning')}"
        click.echo(f"{pack.name} {pack.version}: {state}, {counted}")


def _outcome(
    packs: tuple[str, ...], session: Session, sound: list[PackRules], found: Mapping[str, Findings]
) -> Outcome:
    """What the solver finds takes the place of what was suspected by name."""
    duly = session.duly
    loading = [d for d in duly.diagnostics if d.code != BY_NAME or _pack_of(d) not in found]
    folders = folders_by_name(asked(packs))
    listed = [d for pack in sound for d in _provisions(folders[pack.name], pack, duly.corpus)]
    shown = [each.diagnostic for findings in found.values() for each in findings]
    said = in_order((*loading, *listed, *shown))
    rows = [
        Checked(
            pack.name,
            pack.header.version,
            len({rule.id for rule in pack.rules}),
            _count(said, Severity.ERROR, pack),
            _count(said, Severity.WARNING, pack),
        )
        for pack in sound
    ]
    wrong = ExitCode.INVALID if errors_in((*listed, *shown)) else ExitCode.CLEAN
    return Outcome(said, duly.refused, tuple(rows), int(ExitCode.first(session.code, wrong)))


def _count(said: tuple[Diagnostic, ...], severity: Severity, pack: PackRules) -> int:
    return sum(d.severity is severity and _pack_of(d) == pack.name for d in said)


def _pack_of(diagnostic: Diagnostic) -> str:
    return diagnostic.span.source.name.partition("/")[0]


def _provisions(folder: Path, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """What is wrong with the provisions that a pack lists, and what it cites and does not list."""
    from duly_dsl.provisions import provisions_in  # noqa: PLC0415 - the grammar, which packs from the cache do without
    from duly_engine.coverage.law import law_coverage, unlisted_warnings  # noqa: PLC0415 - as above

    listed = provisions_in(folder, pack.name, corpus)
    if listed is not None:
        yield from listed.diagnostics
        yield from unlisted_warnings(law_coverage(pack, listed.value, corpus))
