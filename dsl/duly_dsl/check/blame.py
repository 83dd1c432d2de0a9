"""Which of several packs is at fault for what only arises between them.

A pack is answerable for what it builds on: a house rule that closes a circle through a law's rules is refused, not
the law.
"""

from collections.abc import Iterable

from duly_dsl.corpus import Corpus


def at_fault(packs: Iterable[str], corpus: Corpus) -> str:
    """The pack that sees all the others; where none does, or all see each other, the last by name."""
    names = sorted(set(packs))
    seeing = [name for name in names if set(names) <= set(corpus.scopes.get(name, ()))]
    return (seeing or names)[-1]
