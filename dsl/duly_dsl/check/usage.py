"""What a pack declares and nobody uses."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, warning
from duly_dsl.ir import FactPath, PackRules, Scenario
from duly_dsl.source import Span


def unused_facts(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Facts that no rule of any loaded pack reads; a pack without rules is vocabulary and declares for others."""
    if not pack.rules:
        return
    read = {step for p in corpus.packs for path in _paths((p.rules, p.terms, p.amounts)) for step in path.steps}
    for kind in pack.kinds:
        for fact in kind.facts:
            if fact.name not in read:
                yield warning("W0302", f"no rule reads the fact `{fact.name}`", fact.span)


def _paths(node: object) -> Iterator[FactPath]:
    if isinstance(node, FactPath):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _paths(part)
    elif is_dataclass(node) and not isinstance(node, Span | Scenario | type):
        for each in fields(node):
            yield from _paths(getattr(node, each.name))
