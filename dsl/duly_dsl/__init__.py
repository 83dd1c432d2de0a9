"""The language: text in, diagnostics and checked, typed rules out.

Knows sources, syntax, names, types and the graph of rules. Must not know subjects, evidence, storage or a terminal:
what rules mean for an inventory is the engine's. `duly_dsl.ir` and `duly_dsl.corpus` import no parser, so that a
reader of rules need not pay for one: what needs it, `duly_dsl.load`, is imported by its own name.
"""

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Edit, Fix, Place, Result, Severity, in_order
from duly_dsl.ir import PackRules
from duly_dsl.source import Source, Span

__all__ = [
    "Corpus",
    "Diagnostic",
    "Edit",
    "Fix",
    "PackRules",
    "Place",
    "Result",
    "Severity",
    "Source",
    "Span",
    "in_order",
]
