"""Books of the shipped packs and of small ones, for the tests."""

from functools import cache
from pathlib import Path

from duly_dsl.corpus import Corpus
from duly_dsl.load import load
from duly_dsl.render.book import book
from duly_dsl.render.document import Book, Mark
from duly_engine import Duly

LODGE = Path(__file__).parent / "lodge"
SHIPPED = Duly.with_installed_packs().corpus
NAMES = tuple(sorted(SHIPPED.by_name))


@cache
def corpus_of(folder: Path) -> Corpus:
    """The pack in a folder, on its own."""
    loaded = load({folder.name: folder})
    assert loaded.refused == ()
    return loaded.corpus


@cache
def shipped(name: str) -> Book:
    """The book of a shipped pack, its first rule signed."""
    pack = SHIPPED.by_name[name]
    return book(pack, SHIPPED, _marks([rule.id for rule in pack.rules]))


@cache
def of_folder(folder: Path) -> Book:
    """The book of the pack in a folder, its first rule signed."""
    (pack,) = corpus_of(folder).packs
    return book(pack, corpus_of(folder), _marks([rule.id for rule in pack.rules]))


def _marks(rules: list[str]) -> dict[str, Mark]:
    signed = Mark("signed", "by Elena Ferrari on 3 March 2027")
    return {name: signed if name == rules[0] else Mark("drafted") for name in rules}
