"""The one pack that a command of `duly pack` is about, with its folder and the records of its reviews."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from duly_cli.commands.pack.named import loaded
from duly_cli.session import say
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import errors_in
from duly_dsl.ir import PackRules
from duly_dsl.reviews import Review, Standing, read_reviews, standings
from duly_engine.packs import HEADERS, BrokenPack, Pack, installed_packs, named_packs

HERE = "."


@dataclass(frozen=True, slots=True)
class OnePack:
    """A sound pack, and what was reviewed of it. `is_whole` says whether every record could be read."""

    rules: PackRules
    folder: Path
    corpus: Corpus
    reviews: Mapping[str, Review]
    is_whole: bool

    @property
    def standings(self) -> tuple[Standing, ...]:
        """How far the review of each rule has come."""
        return standings(self.rules, self.corpus, self.reviews)


def one_pack(name: str | None) -> OnePack | None:
    """The pack of a name or folder, else of the folder we are in; None where it is refused, which is said."""
    wanted = name or _here()
    (found,) = named_packs([wanted])
    session, sound = loaded((wanted,))
    say(errors_in(session.duly.diagnostics))
    if isinstance(found, BrokenPack) or not sound:
        return None
    (rules,) = sound
    records = read_reviews(found.folder, rules.name)
    say(records.diagnostics)
    return OnePack(rules, found.folder, session.duly.corpus, records.value, not records.diagnostics)


def _here() -> str:
    if any((Path(HERE) / header).is_file() for header in HEADERS):
        return HERE
    names = ", ".join(p.name for p in installed_packs() if isinstance(p, Pack))
    raise click.UsageError(f"this folder holds no pack; name one, or the folder of its rules (installed: {names})")
