"""Quoted texts of duties, bans and tasks: what stands in braces is a legal value or a fact."""

from collections.abc import Iterator

from duly_dsl.check.faults import unknown
from duly_dsl.check.place import Place, path
from duly_dsl.check.references import seen
from duly_dsl.check.words import meaning
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.placeholders import fact_in, placeholders
from duly_dsl.source import Span


def text(quoted: str, span: Span, place: Place) -> Iterator[Diagnostic]:
    """Every placeholder of a text."""
    for name in placeholders(quoted):
        fact = fact_in(name, span)
        yield from path(place, fact) if fact is not None else _value(name, span, place)


def _value(name: str, span: Span, place: Place) -> Iterator[Diagnostic]:
    pack, corpus = place.pack.name, place.corpus
    finders = (corpus.period, corpus.date, corpus.amount, corpus.parameter)
    if all(find(pack, name) is None for find in finders):
        tables = (corpus.periods, corpus.dates, corpus.amounts, corpus.parameters)
        known = (n for table in tables for n in seen(table, place.pack, corpus))
        what = meaning(name, pack, corpus)
        yield unknown("E0307", f"`{{{name}}}` names no value", name, span, known, meaning=what)
