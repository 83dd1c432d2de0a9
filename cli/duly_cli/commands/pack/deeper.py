"""What the solver finds in packs, for `duly pack check`; and its examples written into a pack as scenarios."""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duly_cli.commands.pack.named import asked, folders_by_name
from duly_cli.session import Session, say
from duly_dsl.ir import PackRules
from duly_dsl.phrase import many
from duly_engine.reports.inert import inert

if TYPE_CHECKING:
    from duly_dsl.analysis import Found

Findings = Sequence["Found"]
SOLVER = "z3"


def can_analyse() -> bool:
    """Whether the solver is installed."""
    return find_spec(SOLVER) is not None


def has_to_be_of_the_pack(file: str) -> None:
    """A file of scenarios lies in the pack's folder; UsageError otherwise."""
    if not file.endswith(".duly"):
        message = f"`{file}` does not end in .duly; name packs before --write-scenario"
        raise click.UsageError(message)
    if Path(file).is_absolute() or ".." in Path(file).parts:
        message = f"`{file}` lies outside of the pack's folder; scenarios are saved within it"
        raise click.UsageError(message)


def deeper(session: Session, sound: list[PackRules]) -> dict[str, Findings]:
    """What the solver finds, by pack."""
    from duly_engine.scenarios.found import analysed  # noqa: PLC0415 - the evaluator, which a plain check does without

    return {pack.name: analysed(pack, session.duly.corpus) for pack in sound}


def write(packs: tuple[str, ...], sound: list[PackRules], found: Mapping[str, Findings], file: str) -> None:
    """Append the examples to `file` of each pack, and say what was written."""
    from duly_engine.scenarios.found import save  # noqa: PLC0415 - as above

    folders = folders_by_name(asked(packs))
    for pack in sound:
        if not any(each.scenario is not None for each in found[pack.name]):
            continue
        try:
            saved = save(found[pack.name], pack, folders[pack.name], file)
        except OSError as fault:
            message = f"cannot write `{folders[pack.name] / file}`: {fault.strerror}"
            raise click.UsageError(message) from None
        say(saved.wrong)
        if saved.wrong:
            said = f"{saved.path}: left as it is, the scenarios would not read back"
        elif saved.titles:
            said = f"{saved.path}: {many(len(saved.titles), 'scenario')} written"
        else:
            said = f"{pack.name}: nothing written, its scenarios have every example already"
        click.echo(inert(said))
