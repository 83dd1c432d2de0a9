"""Every declared name in a file, word by word: nothing is missed, and each word stands where it is said to."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from duly_dsl.corpus import Corpus
from duly_dsl.grammar import parser, read_on
from duly_dsl.literate import rule_files, rules_in
from duly_dsl.lower import FileContent
from duly_dsl.occurrences import declarations, occurrences
from duly_dsl.read import Tables, put_together, read_file
from duly_dsl.source import Source, Span, between, offset
from duly_dsl.tables import PackFiles
from duly_dsl.uses import PARTS, uses_of
from duly_dsl.words import word_behind

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(path.parent for path in ROOT.glob("packs/*/duly_pack_*/pack.duly"))
PROBES = ROOT / "tests" / "semantics" / "vectors" / "probes"
NAMES = {"NAME": 0, "RULE_ID": 0, "INSTRUMENT": 0, "LABEL": 1}
# `us` and `holder` are given by the language, `roles` is a word of scenarios, `acme` an organisation of the inventory.
FREE = {"us", "holder", "roles", "acme"}


def _rules(path: Path) -> Source:
    return Source(str(path), rules_in(path.name, path.read_text(encoding="utf-8")))


def _contents(folders: list[Path]) -> tuple[Corpus, list[tuple[str, FileContent]]]:
    files = {f: [read_file(_rules(path), PackFiles(Tables(f), str(f))) for path in rule_files(f)] for f in folders}
    packs = {folder: put_together(read).value for folder, read in files.items()}
    corpus = Corpus(tuple(pack for pack in packs.values() if pack is not None))
    rules = (c.value for read in files.values() for c in read if not c.value.source.text.isspace())
    return corpus, [(content.pack, content) for content in rules]


SHIPPED_CORPUS, SHIPPED_FILES = _contents(SHIPPED)
PROBES_CORPUS, PROBES_FILES = _contents([PROBES])
FILES = [
    *((SHIPPED_CORPUS, pack, content) for pack, content in SHIPPED_FILES),
    *((PROBES_CORPUS, pack, content) for pack, content in PROBES_FILES),
]


def _ids(value: object) -> str:
    return Path(value.source.name).name if isinstance(value, FileContent) else ""


@pytest.mark.parametrize(("corpus", "pack", "content"), FILES, ids=_ids)
def test_every_word_that_is_a_name_is_found(corpus: Corpus, pack: str, content: FileContent) -> None:
    found = {(o.span.line, o.span.column): o for o in occurrences(content, corpus.by_name[pack], corpus)}
    tokens = list(read_on(parser().parse_interactive(content.source.text)))
    missed = []
    for before, token in zip(["", *tokens], tokens, strict=False):
        if token.type not in NAMES or token in FREE:
            continue
        inside = NAMES[token.type]
        o = found.get((token.line or 0, (token.column or 0) + inside))
        # Former ids stand for nothing that is declared; labels of kinds of evidence are no limbs.
        if o is None and before != "formerly" and not (token.type == "LABEL" and _accepts(tokens, token)):
            missed.append((token.line, str(token)))
        if o is not None:
            assert o.of.name == token[inside : len(token) - inside]
    assert missed == []


def _accepts(tokens: Sequence[str], label: str) -> bool:
    number = next(n for n, token in enumerate(tokens) if token is label)
    heads = [token for token in tokens[:number] if token in {"accept", "when", "where", "means"}]
    return heads[-1:] == ["accept"]


@pytest.mark.parametrize(("corpus", "pack", "content"), FILES, ids=_ids)
def test_a_word_stands_where_it_is_found_and_is_declared_somewhere(
    corpus: Corpus, pack: str, content: FileContent
) -> None:
    everywhere = SHIPPED_FILES if corpus is SHIPPED_CORPUS else PROBES_FILES
    declared = {use.of for _, each in everywhere for use in declarations(each)}
    found = occurrences(content, corpus.by_name[pack], corpus)
    assert found
    for o in found:
        line = o.span.source.line(o.span.line)
        assert line[o.span.column - 1 : o.span.end_column - 1] == o.of.name
        # Organisation is a kind even where no pack says so.
        assert o.of in declared or o.of.name == "organisation"


def test_what_meanings_rest_on_has_no_parts_of_declarations() -> None:
    nodes = [(node, pack) for pack in SHIPPED_CORPUS.packs for node in (*pack.kinds, *pack.terms, *pack.rules)]
    uses = [use for node, pack in nodes for use in uses_of(node, pack, SHIPPED_CORPUS)]
    assert len(uses) > 500
    assert not {use.of.sort for use in uses} & PARTS


@pytest.mark.parametrize(
    ("text", "behind", "column"),
    [
        ("x's x is x", "", 1),
        ("x's x is x", "1's", 5),
        ("x's x is x", "is", 10),
        ('group x "x" # x', "", 7),
        ("then a and x must", "", 12),
        ("in group a, b , x then x", "in group", 17),
        ("then group a except { group x, R-1 } set aside", "except", 29),
        ('must "keep {x} and x"', "{", 13),
        ('is a "uses {b}", x', "is", 18),
        ('must "keep {a\'s x}"', "{1's", 17),
        ("a-x x_x x", "", 9),
        ("when other's x", "is", None),
        ("only x through a, b satisfies x", "through", None),
    ],
)
def test_a_word_is_found_behind_a_phrase(text: str, behind: str, column: int | None) -> None:
    source = Source("t", text)
    found = word_behind(Span(source, 1, 1, 1, len(text) + 1), "x", behind)
    assert found == (None if column is None else Span(source, 1, column, 1, column + 1))


def test_offsets_and_places_are_each_others_inverse() -> None:
    source = Source("t", "a\n\U0001f600b\n\nc")
    for place in range(len(source.text) + 1):
        span = between(source, place, place)
        assert offset(source, span.line, span.column) == place
    assert offset(source, 2, 99) == source.text.index("b") + 1
    assert offset(source, 99, 1) == len(source.text)
