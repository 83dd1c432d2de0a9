"""Packs from folders: read, checked, and those that are sound put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, in_order
from duly_dsl.read import read_pack


@dataclass(frozen=True, slots=True)
class RefusedPack:
    """A pack that is not used, and why in one sentence."""

    name: str
    folder: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """The sound packs together, everything that is wrong, and the packs refused for it."""

    corpus: Corpus
    diagnostics: tuple[Diagnostic, ...] = ()
    refused: tuple[RefusedPack, ...] = ()


def load(folders: Sequence[Path]) -> Loaded:
    """Load packs; one with errors is left out, the others are used."""
    packs, diagnostics, refused = [], [], []
    for folder in folders:
        result = read_pack(folder)
        diagnostics += result.diagnostics
        if result.value is None or result.errors:
            refused.append(RefusedPack(folder.name, folder, "it has errors"))
        else:
            packs.append(result.value)
    packs.sort(key=lambda p: p.name)
    return Loaded(Corpus(tuple(packs)), in_order(diagnostics), tuple(refused))
