"""All lint rules over a pack."""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, in_order
from duly_dsl.ir import PackRules
from duly_dsl.lint.configuration import Configuration
from duly_dsl.lint.registry import lint_rules


def lint(pack: PackRules, corpus: Corpus, configuration: Configuration) -> tuple[Diagnostic, ...]:
    """What the lint rules that count find in a pack; a finding is about what its first place names as its role."""
    return in_order(_found(pack, corpus, configuration))


def _found(pack: PackRules, corpus: Corpus, configuration: Configuration) -> Iterator[Diagnostic]:
    for rule in lint_rules():
        if rule.code not in configuration.off:
            yield from (d for d in rule.find(pack, corpus) if configuration.counts(rule.code, d.places[0].role))
