"""What has to be true of a pack among the packs that it sees: names, types, the graph of rules, scenarios.

Works on the IR alone; each truth is one small function that yields diagnostics. Knows no grammar and no evaluation.
What arises only between packs (a name declared twice, a circle) is said of the pack that builds on the others.
"""

from collections.abc import Iterator

from duly_dsl.check.advice import idle_exemptions, incomplete_rules, law_newer_than_checked, terms_never_true
from duly_dsl.check.classifications import classifications
from duly_dsl.check.conflicts import opposite_conclusions
from duly_dsl.check.crosswalks import crosswalks, foreign_instruments
from duly_dsl.check.declarations import header, law, vocabulary
from duly_dsl.check.duplicates import former_names, own_names, shared_names, versions_of_rules
from duly_dsl.check.graph import cycles
from duly_dsl.check.rules import amounts, rules, terms
from duly_dsl.check.scenarios import scenarios
from duly_dsl.check.usage import unasked_facts, unused_facts, unused_names
from duly_dsl.check.versions import values, versions
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules

REFUSALS = (
    header,
    shared_names,
    own_names,
    versions_of_rules,
    former_names,
    versions,
    values,
    vocabulary,
    law,
    crosswalks,
    terms,
    classifications,
    amounts,
    rules,
    cycles,
)
ADVICE = (
    incomplete_rules,
    terms_never_true,
    idle_exemptions,
    law_newer_than_checked,
    foreign_instruments,
    opposite_conclusions,
    unasked_facts,
    unused_facts,
    unused_names,
)


def refusals(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """What refuses a pack: errors only.

    Scenarios are apart: they may use facts of optional packs, and a pack is no worse for a test that cannot be run.
    """
    for each in REFUSALS:
        yield from each(pack, corpus)


def advised(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """What a careful author would not leave so, of a pack that nothing refuses: warnings only."""
    for each in ADVICE:
        yield from each(pack, corpus)


__all__ = ["advised", "refusals", "scenarios"]
