"""What has to be true of a pack among the packs that it sees: names, types, the graph of rules, scenarios.

Works on the IR alone; each truth is one small function that yields diagnostics. Knows no grammar and no evaluation.
"""

from collections.abc import Iterator

from duly_dsl.check.declarations import declarations
from duly_dsl.check.graph import cycles
from duly_dsl.check.rules import rules, terms
from duly_dsl.check.scenarios import scenarios
from duly_dsl.check.usage import unused_facts
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules

CHECKS = (declarations, terms, rules, cycles, unused_facts)


def check(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Everything wrong with the rules of a pack in its corpus.

    Scenarios are apart: they may use facts of optional packs, and a pack is no worse for a test that cannot be run.
    """
    for each in CHECKS:
        yield from each(pack, corpus)


__all__ = ["check", "scenarios"]
