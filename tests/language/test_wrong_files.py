"""Wrong rule files as documents: each stands beside what is said about it, word for word.

`DULY_UPDATE_EXPECTED=1 pytest tests/language/test_wrong_files.py` writes the expectations anew; read the difference.
"""

import os
import re
from pathlib import Path

import pytest

from duly_dsl.diagnostics import Diagnostic, Severity, apply_edits
from duly_dsl.diagnostics_text import render_text
from duly_dsl.grammar import parser
from duly_dsl.load import check_text
from duly_dsl.source import Source
from duly_dsl.tables import PackFiles

FOLDER = Path(__file__).parent / "wrong"
FILES = sorted(FOLDER.glob("*.duly"))
TABLES = PackFiles({path.name: path.read_bytes() for path in FOLDER.glob("*.csv")})
UPDATE = bool(os.environ.get("DULY_UPDATE_EXPECTED"))


def _source(path: Path) -> Source:
    return Source(path.name, path.read_text(encoding="utf-8"))


def _said(source: Source) -> tuple[Diagnostic, ...]:
    return check_text(source, files=TABLES)


def _fixed(source: Source, diagnostics: tuple[Diagnostic, ...]) -> Source:
    edits = [edit for d in diagnostics if d.fix is not None for edit in d.fix.edits]
    return Source(source.name, apply_edits(source.text, edits))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_wrong_file_gets_exactly_the_diagnostics_that_stand_beside_it(path: Path) -> None:
    found = "\n\n".join(render_text(d) for d in _said(_source(path))) + "\n"
    expected = path.with_suffix(".expected")
    if UPDATE:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_wrong_file_is_named_after_what_is_said_first_about_it(path: Path) -> None:
    codes = [d.code for d in _said(_source(path))]
    assert codes
    if path.stem[:1] == "E" and path.stem[1:5].isdigit():
        assert path.stem[:5] in codes


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_fix_that_can_be_applied_makes_its_error_vanish(path: Path) -> None:
    source = _source(path)
    for diagnostic in _said(source):
        if diagnostic.fix is None or not diagnostic.fix.edits:
            continue
        after = _said(_fixed(source, (diagnostic,)))
        assert (diagnostic.code, diagnostic.message) not in [(d.code, d.message) for d in after]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_after_all_fixes_only_that_is_left_which_a_person_has_to_decide(path: Path) -> None:
    source = _source(path)
    found = _said(source)
    left = [d for d in _said(_fixed(source, found)) if d.severity is Severity.ERROR]
    undecided = [d for d in found if d.severity is Severity.ERROR and not (d.fix and d.fix.edits)]
    assert [(d.code, d.message) for d in left] == [(d.code, d.message) for d in undecided]


def test_no_expectation_stands_without_its_file() -> None:
    stems = {path.stem for path in FILES}
    assert [p.name for p in FOLDER.glob("*.expected") if p.stem not in stems] == []


PYTHON = re.compile(
    r"\b(NoneType|frozenset|datetime|Decimal|dataclass|Traceback|UnexpectedToken|Tree|Token|bool|dict)\b"
    r"|<class|0x[0-9a-f]{6}"
)
EXPECTED = sorted((*FOLDER.glob("*.expected"), *(FOLDER.parents[1] / "manifest" / "wrong").glob("*.expected")))


def _inner_names() -> set[str]:
    """Names of tokens and grammar rules that no text of a user can be: with an underscore, or capitals of ours."""
    terminals = {t.name for t in parser().terminals if "_" in t.name or t.name in {"NAME", "STRING", "LABEL", "CITE"}}
    rules = {str(r.alias or r.origin.name).strip("_") for r in parser().rules}
    return terminals | {name for name in rules if "_" in name}


@pytest.mark.parametrize("path", EXPECTED, ids=lambda p: p.stem)
def test_no_diagnostic_shows_what_only_we_know(path: Path) -> None:
    said = [line for line in path.read_text(encoding="utf-8").splitlines() if not re.match(r"\s*(\d+ \||\||-->)", line)]
    words = {word for line in said for word in re.findall(r"\w+", line)}
    assert words & _inner_names() == set()
    assert [line for line in said if PYTHON.search(line)] == []
