"""The policy book as HTML: self-contained, runs its own script and no other, can be walked through and searched."""

import base64
import hashlib
import os
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

import duly_engine.reports.book as module
from duly_dsl.render.document import Book
from duly_engine.reports.book import book_html

from .books import LODGE, NAMES, of_folder, shipped

HOSTILE = Path(__file__).parents[1] / "reports" / "cases" / "hostile"
VOID = frozenset({"meta", "br", "input"})
TEMPLATES = Path(module.__file__).parent / "templates"


@dataclass
class Page(HTMLParser):
    """Tags with their attributes, nested as they should be, and text; styles and scripts apart."""

    opened: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    own: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.opened and self.opened[-1] in {"style", "script"}:
            self.own[self.opened[-1]] = self.own.get(self.opened[-1], "") + data
        else:
            self.text.append(data)


def page(book: Book) -> Page:
    read = Page()
    read.feed(book_html(book, "0.0.0"))
    read.close()
    assert read.opened == []
    return read


BOOKS = [*(pytest.param(shipped(name), id=name) for name in NAMES), pytest.param(of_folder(LODGE), id="lodge")]


@pytest.mark.parametrize("book", BOOKS)
def test_every_internal_link_resolves_and_can_be_walked_through(book: Book) -> None:
    found = page(book)
    ids = [a["id"] for _, a in found.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in found.tags:
        link = attributes.get("href") or ""
        wanted = [link.removeprefix("#") if link.startswith("#") else "", attributes.get("aria-labelledby")]
        wanted += [attributes.get("aria-describedby"), attributes.get("for")]
        assert {w for w in wanted if w} <= set(ids)
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    names = [tag for tag, _ in found.tags]
    for landmark in ("header", "nav", "main", "footer"):
        assert names.count(landmark) == 1
    assert names.count("details") == names.count("summary")


@pytest.mark.parametrize("book", [*BOOKS, pytest.param(of_folder(HOSTILE), id="hostile")])
def test_nothing_runs_or_loads_but_our_own(book: Book) -> None:
    found = page(book)
    for tag, attributes in found.tags:
        assert not [name for name in attributes if name.startswith("on") or name in {"src", "style", "srcset"}]
        link = attributes.get("href") or "#"
        assert link.startswith(("#", "https://"))
        assert tag == "a" or "href" not in attributes
    names = [tag for tag, _ in found.tags]
    assert names.count("script") == names.count("style") == 1
    (policy,) = [a["content"] for _, a in found.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert "default-src 'none'" in policy
    for name in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(found.own[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not re.search(r"url\(|@import|innerHTML|eval\(", found.own["script"] + found.own["style"])


def test_foreign_text_is_shown_as_it_is() -> None:
    shown = "".join(page(of_folder(HOSTILE)).text)
    for text in ("</h4><script>alert('title')</script> {% raw %}", "</p><img src=x onerror=alert(1)>", "<keeper>"):
        assert text in shown


def test_the_search_is_offered_by_the_script_alone() -> None:
    found = page(of_folder(LODGE))
    (box,) = [a for _, a in found.tags if a.get("role") == "search"]
    assert "hidden" in box
    script = (TEMPLATES / "book.js").read_text(encoding="utf-8")
    assert 'getElementById("find").hidden = false' in script
    for wanted in re.findall(r'getElementById\("([a-z]+)"\)', script):
        assert wanted in {a.get("id") for _, a in found.tags}


def test_the_review_of_each_rule_is_shown_beside_it() -> None:
    said = "".join(page(of_folder(LODGE)).text)
    assert "signed by Elena Ferrari on 3 March 2027" in said
    assert said.count("drafted") >= 7


def test_the_book_of_a_small_pack() -> None:
    """`DULY_UPDATE_EXPECTED=1` writes the expectation anew; read the difference."""
    expected = LODGE / "expected.html"
    text = book_html(of_folder(LODGE), "0.0.0")
    if os.environ.get("DULY_UPDATE_EXPECTED"):
        expected.write_text(text, encoding="utf-8", newline="\n")
    assert text == expected.read_text(encoding="utf-8")
