"""What has to be true of a pack among the packs that it sees: names, types, the graph of rules, scenarios.

Works on the IR alone; each truth is one small function that yields diagnostics. Knows no text but what spans carry.
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules


def check(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Everything wrong with a pack in its corpus."""
    yield from ()


__all__ = ["check"]
