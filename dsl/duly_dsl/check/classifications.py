"""Classifications: their kind, and classes that are terms of it."""

from collections.abc import Iterator

from duly_dsl.check.faults import unknown, word_in
from duly_dsl.check.references import instrument, seen
from duly_dsl.check.words import a_kind, meaning
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, error
from duly_dsl.ir import Classification, PackRules


def classifications(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Every classification of a pack."""
    for each in pack.classifications:
        if each.kind not in corpus.kinds:
            yield unknown("E0301", f"there is no kind `{each.kind}`", each.kind, each.span, corpus.kinds, after="of")
        if each.citation is not None:
            yield from instrument(each.citation, pack, corpus)
        for name in each.classes:
            yield from _class(name, each, pack, corpus)


def _class(name: str, of: Classification, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """A class is a term that things of the kind can come under."""
    term = corpus.term(pack.name, name)
    if term is not None:
        if term.kind != of.kind and of.kind in corpus.kinds:
            message = (
                f"`{name}` is a term of {a_kind(term.kind, corpus)}; `{of.name}` classifies {a_kind(of.kind, corpus)}"
            )
            yield error("E0304", message, word_in(of.span, name, after="is"))
    elif not corpus.is_optional_term(pack.name, name):
        known = (n for n in seen(corpus.terms, pack, corpus) if _kind(n, pack, corpus) == of.kind)
        what = meaning(name, pack.name, corpus)
        yield unknown("E0304", f"there is no term `{name}`", name, of.span, known, meaning=what, after="is")


def _kind(name: str, pack: PackRules, corpus: Corpus) -> str:
    term = corpus.term(pack.name, name)
    return term.kind if term is not None else ""
