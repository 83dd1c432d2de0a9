"""What a word is, where it is declared as something else than what is wanted, and how kinds are spoken of."""

from collections.abc import Iterable, Iterator

from duly_dsl import phrase
from duly_dsl.corpus import Corpus
from duly_dsl.ir import FactType, TypeName


def meaning(name: str, pack: str, corpus: Corpus) -> str:
    """What a pack sees under a name, as in `a term of AI system`; empty where it sees nothing."""
    return next(_meanings(name, pack, corpus), "")


def _meanings(name: str, pack: str, corpus: Corpus) -> Iterator[str]:
    term = corpus.term(pack, name)
    if term is not None:
        yield f"a term of {kind_text(term.kind, corpus)}"
    if name in corpus.roles:
        yield f"a role towards {listed(a_kind(k, corpus) for k in corpus.roles[name].kinds)}"
    if name in corpus.staff_roles:
        yield "a role within us"
    if name in corpus.kinds:
        yield "a kind"
    for found, what in (
        (corpus.date(pack, name), "a date"),
        (corpus.period(pack, name), "a period"),
        (corpus.amount(pack, name), "an amount"),
        (corpus.table(pack, name), "a table"),
        (corpus.parameter(pack, name), "a parameter"),
        (corpus.group(pack, name), "a group"),
        (corpus.classification(pack, name), "a classification"),
        (corpus.calendar(pack, name), "a calendar"),
        (corpus.reading(pack, name), "a reading"),
        (corpus.evidence_kinds.get(name), "an evidence kind"),
        (corpus.choices.get(name), "a choice"),
    ):
        if found is not None:
            yield what
    for kind in corpus.kinds.values():
        if name in kind.facts:
            yield f"a fact of {kind.text}"
        if name in kind.links:
            yield f"a link of {kind.text}"
    yield from (f"a member of the choice `{c.name}`" for c in corpus.choices.values() if name in c.members)


def kind_text(kind: str, corpus: Corpus) -> str:
    """The text of a kind; its name where it is not declared, as `organisation` may be."""
    view = corpus.kind(kind)
    return view.text if view and view.text else kind


def a_kind(kind: str, corpus: Corpus) -> str:
    """A kind with its article."""
    return phrase.a(kind_text(kind, corpus))


def type_text(declared: FactType) -> str:
    """A type in a sentence: `is yes or no`, `is of type number`."""
    return {TypeName.YES_NO: "yes or no", TypeName.TEXT: "text"}.get(declared.name, f"of type `{declared}`")


def listed(words: Iterable[str]) -> str:
    """Words in a sentence."""
    return ", ".join(words)
