"""The library's front door: packs loaded once, inventories assessed at any two dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, in_order
from duly_dsl.loaded import Loaded, RefusedPack

if TYPE_CHECKING:
    from datetime import date

    from duly_dsl.cache import Store
    from duly_engine.assessment import Assessment
    from duly_engine.classes import Classes
    from duly_engine.dates import Moment
    from duly_engine.evaluate.structure import Structure
    from duly_engine.facts.inventory import Inventory
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
    def with_installed_packs(cls, *, trusted: Collection[PublicKey] | None = None, store: Store | None = None) -> Duly:
        """Every pack that is installed; with `trusted`, only those that one of these keys signed.

        A `store` keeps checked packs between runs.
        """
        from duly_engine.packs import installed_packs  # noqa: PLC0415 - a caller that names folders needs no pluggy

        return cls.of(installed_packs(trusted), store=store)

    @classmethod
    def with_packs(
        cls, *packs: str | Path, trusted: Collection[PublicKey] | None = None, store: Store | None = None
    ) -> Duly:
        """Packs by installed name or by folder, with the installed packs that these require.

        A name that is not installed becomes a refused pack; with `trusted`, so does one that none of these keys signed.
        Without the library for signatures that raises NoCryptographyError.
        """
        from duly_engine.packs import chosen_packs  # noqa: PLC0415 - as above

        return cls.of(chosen_packs(packs, trusted), store=store)

    @classmethod
    def of(cls, packs: Iterable[Pack | BrokenPack], *, store: Store | None = None) -> Duly:
        """These packs and no others; one that cannot be used becomes a refused pack."""
        from duly_engine.packs import BrokenPack, Pack  # noqa: PLC0415 - as above

        found = list(packs)
        loaded = _loaded({p.name: p.folder for p in found if isinstance(p, Pack)}, store)
        broken = [p for p in found if isinstance(p, BrokenPack)]
        refused = [*(RefusedPack(p.name, p.reason) for p in broken), *loaded.refused]
        said = [p.diagnostic for p in broken]
        return cls(loaded.corpus, in_order((*said, *loaded.diagnostics)), tuple(sorted(refused, key=lambda p: p.name)))

    @cached_property
    def structure(self) -> Structure:
        """The edges between the rules."""
        from duly_engine.evaluate.structure import Structure  # noqa: PLC0415 - to load packs takes no evaluator

        return Structure(self.corpus)

    def assess(self, inventory: Inventory, *, as_of: Moment, known_on: date) -> Assessment:
        """The complete answer for an inventory: facts as of one day, law as known on another.

        An `as_of` day is read at its end; an instant (with time zone) decides deadlines in hours.
        """
        from duly_engine.assessment import assess  # noqa: PLC0415 - as above

        return assess(self.structure, inventory, as_of=as_of, known_on=known_on, refused=self.refused)

    def classify(
        self, inventory: Inventory, *, as_of: Moment, known_on: date, subjects: Collection[str] | None = None
    ) -> Classes:
        """Which classes subjects come under, by the classifications of the packs; of all, where none is named.

        >>> for each in duly.classify(inventory, as_of=today, known_on=today, subjects=["cv_screening"]).found:
        ...     print(each.by.text, [(one.text, str(one.state), one.since) for one in each.classes])
        """
        from duly_engine.classes import classify  # noqa: PLC0415 - as above

        return classify(
            self.structure, inventory, as_of=as_of, known_on=known_on, subjects=subjects, refused=self.refused
        )


def _loaded(folders: Mapping[str, Path], store: Store | None) -> Loaded:
    if store is None:
        return _read(folders)
    from duly_dsl.cache import kept, key_of  # noqa: PLC0415 - only who keeps packs pays for it

    return kept(store, key_of("packs", folders), Loaded, lambda: _read(folders))


def _read(folders: Mapping[str, Path]) -> Loaded:
    from duly_dsl.load import load  # noqa: PLC0415 - packs that were kept need no parser

    return load(folders)
