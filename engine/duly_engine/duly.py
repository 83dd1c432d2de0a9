"""The library's front door: packs loaded once, inventories assessed at any two dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, in_order
from duly_engine.assessment import Assessment, RefusedPack, assess
from duly_engine.dates import Moment
from duly_engine.evaluate.structure import Structure
from duly_engine.facts.inventory import Inventory

if TYPE_CHECKING:
    from duly_engine.packs import BrokenPack, Pack
    from duly_engine.signing.keys import PublicKey


@dataclass(frozen=True)
class Duly:
    """Loaded packs. `refused` are those that could not be used; everything else works without them.

    >>> duly = Duly.with_packs("eu_ai_act", "gdpr")            # installed packs by name, or paths to pack folders
    >>> assessment = duly.assess(inventory, as_of=date(2026, 11, 23), known_on=date(2026, 11, 23))
    """

    corpus: Corpus
    diagnostics: tuple[Diagnostic, ...] = ()
    refused: tuple[RefusedPack, ...] = ()

    @classmethod
    def with_installed_packs(cls, *, trusted: Collection[PublicKey] | None = None) -> Duly:
        """Every pack that is installed; with `trusted`, only those that one of these keys signed."""
        from duly_engine.packs import installed_packs  # noqa: PLC0415 - a caller that names folders needs no pluggy

        return cls._load(installed_packs(trusted))

    @classmethod
    def with_packs(cls, *packs: str | Path, trusted: Collection[PublicKey] | None = None) -> Duly:
        """Packs by installed name or by folder, with the installed packs that these require.

        A name that is not installed becomes a refused pack; with `trusted`, so does one that none of these keys signed.
        Without the library for signatures that raises NoCryptographyError.
        """
        from duly_engine.packs import chosen_packs  # noqa: PLC0415 - as above

        return cls._load(chosen_packs(packs, trusted))

    @classmethod
    def _load(cls, packs: Iterable[Pack | BrokenPack]) -> Duly:
        from duly_dsl.load import load  # noqa: PLC0415 - a cached corpus needs no parser
        from duly_engine.packs import BrokenPack, Pack  # noqa: PLC0415 - as above

        found = list(packs)
        loaded = load({p.name: p.folder for p in found if isinstance(p, Pack)})
        broken = [p for p in found if isinstance(p, BrokenPack)]
        refused = [RefusedPack(p.name, p.reason) for p in broken]
        refused += [RefusedPack(p.name, p.reason) for p in loaded.refused]
        said = [p.diagnostic for p in broken]
        return cls(loaded.corpus, in_order((*said, *loaded.diagnostics)), tuple(sorted(refused, key=lambda p: p.name)))

    @cached_property
    def structure(self) -> Structure:
        """The edges between the rules."""
        return Structure(self.corpus)

    def assess(self, inventory: Inventory, *, as_of: Moment, known_on: date) -> Assessment:
        """The complete answer for an inventory: facts as of one day, law as known on another.

        An `as_of` day is read at its end; an instant (with time zone) decides deadlines in hours.
        """
        return assess(self.structure, inventory, as_of=as_of, known_on=known_on, refused=self.refused)
