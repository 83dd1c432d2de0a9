"""The language: text in, diagnostics and checked, typed rules out.

Knows sources, syntax, names, types and the graph of rules. Must not know subjects, evidence, storage or a terminal:
what rules mean for an inventory is the engine's. `duly_dsl.ir` and `duly_dsl.corpus` import no parser, so that a
reader of rules need not pay for one.
"""
