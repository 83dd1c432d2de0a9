"""The packs that a command of `duly pack` is about, and the argument that names them."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from duly_cli.exit_codes import ExitCode
from duly_cli.session import Session, say, store
from duly_dsl.diagnostics import errors_in, in_order
from duly_dsl.ir import PackRules
from duly_engine.duly import Duly
from duly_engine.packs import (
    BrokenPack,
    Pack,
    chosen_packs,
    installed_packs,
    named_packs,
    related_packs,
    untried_pack,
)

packs_argument = click.argument("packs", nargs=-1, metavar="[NAME|FOLDER]...")


def asked(packs: tuple[str, ...]) -> list[Pack | BrokenPack]:
    """The packs named; all installed ones where none is."""
    return named_packs(packs) if packs else installed_packs()


def folders_by_name(found: Iterable[Pack | BrokenPack]) -> dict[str, Path]:
    """Where packs lie that are not broken."""
    return {pack.name: pack.folder for pack in found if isinstance(pack, Pack)}


def beside(packs: tuple[str, ...]) -> list[Pack | BrokenPack]:
    """The packs named (all installed ones where none is), beside the installed ones that they require, that they read
    terms of, or that rest on them."""
    return chosen_packs([*packs, *related_packs(named_packs(packs))]) if packs else installed_packs()


def untried(wanted: str) -> Pack:
    """A pack by name or folder, found without running any of its code; one that is not there ends the run."""
    found = untried_pack(wanted)
    if isinstance(found, BrokenPack):
        say([found.diagnostic])
        raise SystemExit(ExitCode.INVALID)
    return found


def loaded(packs: tuple[str, ...]) -> tuple[Session, list[PackRules]]:
    """Packs loaded `beside` others, and those among the named ones that are sound: their scenarios have no errors."""
    from duly_dsl.check import scenarios  # noqa: PLC0415 - packs that did not change are not checked again

    named = {p.name for p in asked(packs)}
    duly = Duly.of(beside(packs), store=store())
    tried = [(pack, tuple(scenarios(pack, duly.corpus))) for pack in duly.corpus.packs if pack.name in named]
    sound = [pack for pack, said in tried if not errors_in(said)]
    duly = replace(duly, diagnostics=in_order((*duly.diagnostics, *(d for _, said in tried for d in said))))
    invalid = len(sound) < len(tried) or any(r.name in named for r in duly.refused)
    return Session(duly, ExitCode.INVALID if invalid else ExitCode.CLEAN, packs), sound


def folders_of(packs: tuple[str, ...]) -> list[Path]:
    """Where the packs named (all installed ones where none is) lie, also a folder that holds no pack yet."""
    return [*folders_by_name(asked(packs)).values(), *(Path(p) for p in packs if Path(p).is_dir())]
