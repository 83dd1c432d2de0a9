"""The pages of names, types, graph and scenarios: the wrong example is refused with its code, the right one is not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import duly_dsl
import duly_engine
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Severity
from duly_dsl.load import check_text
from duly_dsl.provisions import FILE, read_provisions
from duly_dsl.read import read_text
from duly_dsl.source import Source
from duly_dsl.tables import NO_FILES, PackFiles
from duly_engine.coverage.law import law_coverage, unlisted_warnings
from duly_engine.pages import codes, page
from duly_engine.scenarios.found import analysed

OF_LINT = "E0851"
PAGES = [c for c in codes() if c != OF_LINT and (c[:3] in {"E03", "E04", "E05", "E07", "E08"} or c.startswith("W0"))]
BASE = (Path(__file__).parent / "example_pack.duly").read_text(encoding="utf-8")
CODE = re.compile(r"\"([EW]\d{4})\"")


def example(code: str, heading: str) -> tuple[str, PackFiles]:
    """The rules of an example, and the tables that stand below them."""
    text = page(code)
    assert text is not None
    shown = text.split(f"\n{heading}:\n")[1].split("\nRight:\n")[0]
    tables = re.findall(r"```csv (\S+)\n(.*?)```", shown, re.DOTALL)
    snippet = shown.split("\n```duly\n")[1].split("\n```")[0]
    return snippet, PackFiles({name: rows.encode() for name, rows in tables})


def said(snippet: str, files: PackFiles = NO_FILES) -> set[str]:
    """What is said of an example: after the base, unless it is a pack of its own."""
    base = "" if snippet.startswith("pack ") else BASE
    source = Source("example.duly", f"{base}{snippet}\n")
    by_name = {d.code for d in (*check_text(source, files=files), *_said_of_provisions(source, files))}
    return by_name | _said_by_the_solver(source, files)


def _said_of_provisions(source: Source, files: PackFiles) -> Iterator[Diagnostic]:
    pack = read_text(source, files).value
    if pack is not None and FILE in files.files:
        corpus = Corpus((pack,))
        listed = read_provisions(Source(FILE, files.files[FILE].decode()), pack.name, corpus)
        yield from listed.diagnostics
        yield from unlisted_warnings(law_coverage(pack, listed.value, corpus)) if not listed.errors else ()


def _said_by_the_solver(source: Source, files: PackFiles) -> set[str]:
    """What the deeper analysis says of an example with nothing wrong by name."""
    pack = read_text(source, files).value
    if pack is None or any(d.severity is Severity.ERROR for d in check_text(source, files=files)):
        return set()
    return {found.diagnostic.code for found in analysed(pack, Corpus((pack,)))}


def test_the_base_is_sound() -> None:
    assert said("") == set()


@pytest.mark.parametrize("code", PAGES)
def test_the_wrong_example_gets_this_code(code: str) -> None:
    assert code in said(*example(code, "Wrong"))


@pytest.mark.parametrize("code", PAGES)
def test_the_right_example_does_not(code: str) -> None:
    found = said(*example(code, "Right"))
    assert code not in found
    assert not {c for c in found if c.startswith("E")}


def test_every_code_that_is_emitted_has_a_page_and_every_page_a_code() -> None:
    roots = [Path(p).parent for p in (duly_dsl.__file__, duly_engine.__file__)]
    emitted = {
        c for root in roots for path in root.rglob("*.py") for c in CODE.findall(path.read_text(encoding="utf-8"))
    }
    assert emitted == set(codes())
