"""What loading packs gives: the sound ones together, everything that is wrong, and those refused for it."""

from dataclasses import dataclass

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class RefusedPack:
    """A pack that is not used, and why in one sentence."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """The sound packs together, everything that is wrong, and the packs refused for it."""

    corpus: Corpus
    diagnostics: tuple[Diagnostic, ...] = ()
    refused: tuple[RefusedPack, ...] = ()
