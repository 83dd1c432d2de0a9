"""Lists of provisions, with what is wrong on purpose."""

from functools import cache

import pytest

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics_text import render_text
from duly_dsl.provisions import read_provisions
from duly_dsl.read import read_text
from duly_dsl.source import Source

HEADER = """pack law version 0.1.0
  source LAW "Law" published 1 January 2025 in force from 1 February 2025
  amendment NEWER "Newer" to LAW published 1 January 2026 in force from 1 February 2026
end pack
"""
FIRST = "id,citation,addressee,kind,text\nl-1,LAW art 1,anyone,prohibition,no bad things\n"


@cache
def corpus() -> Corpus:
    pack = read_text(Source("pack.duly", HEADER)).value
    assert pack is not None
    return Corpus((pack,))


def test_a_list_is_read_with_its_citations() -> None:
    text = f'{FIRST}l-2,"LAW art 2 par 1;  NEWER  art 3",,obligation,"more, and more"\n'
    found = read_provisions(Source("provisions.csv", text), "law", corpus())
    assert found.diagnostics == ()
    first, second = found.value
    assert (first.id, first.addressee, first.kind, first.text) == ("l-1", "anyone", "prohibition", "no bad things")
    assert list(map(str, second.citations)) == ["LAW art 2 par 1", "NEWER art 3"]
    assert (second.addressee, second.text) == ("", "more, and more")
    assert (second.span.line, second.span.column) == (3, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{FIRST}l-1,LAW art 2,anyone,obligation,more\n", ("E0813", "two provisions are called `l-1`", "3:1  second")),
        (f"{FIRST}l-2,LAV art 2,anyone,obligation,more\n", ("E0812", "did you mean `LAW`?", "3:5")),
        (f"{FIRST}l-2,Art. 2(1),anyone,obligation,more\n", ("E0812", "`Art. 2(1)` stands here")),
        (f"{FIRST}l-2,LAW art 2; ,anyone,obligation,more\n", ("E0812", "`` stands here")),
        (f"{FIRST}l-2,LAW art 2,,,more\n", ("E0811", "row 2 of provisions.csv: a provision has a kind, and none")),
        (f"{FIRST}l-2,,anyone,obligation,more\n", ("E0811", "a provision has a citation")),
        ("id,citation,text\nl-1,LAW art 1,no\n", ("E0811", "write `id,citation,addressee,kind,text`")),
        (f"{FIRST}l-2,LAW art 2\n", ("E0804", "this row has 2 cells, and there are 5 columns")),
        ("", ("E0803", "is empty")),
    ],
)
def test_a_wrong_list_says_where_and_what(text: str, said: tuple[str, ...]) -> None:
    found = read_provisions(Source("provisions.csv", text), "law", corpus())
    (diagnostic,) = found.diagnostics
    shown = render_text(diagnostic)
    assert all(words in shown for words in said), shown
    assert [p.id for p in found.value] in ([], ["l-1"])
