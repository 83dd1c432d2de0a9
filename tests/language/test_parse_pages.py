"""The page of each diagnostic: its wrong example is refused with that code, its right one is read."""

import re
from pathlib import Path

import pytest

import duly_dsl
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.lower import faults
from duly_dsl.read import read_sources
from duly_dsl.source import Source
from duly_dsl.syntax_errors import CATALOGUE, GENERAL

PAGES = sorted(p for p in (Path(duly_dsl.__file__).parent / "pages").glob("E0[12]*.md"))
HEADER = """pack example version 0.1.0
  engine language 1
  source AIA "Regulation (EU) 2024/1689" published 12 July 2024 in force from 1 August 2024
end pack

"""
_BLOCK = re.compile(r"```(\w+)( whole)?\n(.*?)\n```", re.DOTALL)


def _example(page: Path, heading: str) -> list[Source]:
    """The files of an example; unless they are whole, the first gets a header."""
    text = page.read_text(encoding="utf-8").split(f"\n{heading}:\n")[1].split("\nRight:\n")[0]
    found = _BLOCK.findall(text)
    assert found, f"{page.name} shows no example under {heading}"
    return [
        Source(f"{n}.duly", body if whole or body.startswith("pack ") else HEADER + body)
        for n, (language, whole, body) in enumerate(found)
        if language == "duly"
    ]


def _said(sources: list[Source]) -> tuple[Diagnostic, ...]:
    return read_sources(sources).diagnostics if sources else ()


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    folder = Path(faults.__file__).parent
    structure = set(re.findall(r'"(E02\d\d)"', "".join(p.read_text() for p in folder.glob("*.py"))))
    assert {p.stem for p in PAGES} == structure | {f.code for f in CATALOGUE} | {GENERAL}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_the_page_begins_with_its_code(page: Path) -> None:
    assert page.read_text(encoding="utf-8").startswith(f"# {page.stem}: ")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_the_wrong_example_is_refused_with_this_code_and_no_other(page: Path) -> None:
    sources = _example(page, "Wrong")
    assert {d.code for d in _said(sources)} == ({page.stem} if sources else set())


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_the_right_example_is_read(page: Path) -> None:
    assert [d.message for d in _said(_example(page, "Right"))] == []
