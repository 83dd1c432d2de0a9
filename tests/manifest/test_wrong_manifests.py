"""Wrong manifests as documents: each stands beside what is said about it, word for word.

`DULY_UPDATE_EXPECTED=1 pytest tests/manifest` writes the expectations anew; read the difference.
"""

import os
import re
from pathlib import Path

import pytest

from duly_dsl.diagnostics import Result, apply_edits
from duly_dsl.diagnostics_text import render_text
from duly_dsl.source import Source
from duly_engine import Duly, Inventory
from duly_engine.facts import manifest_from_text
from duly_engine.pages import codes, page

FOLDER = Path(__file__).parent / "wrong"
FILES = sorted(FOLDER.glob("*.yaml"))
UPDATE = bool(os.environ.get("DULY_UPDATE_EXPECTED"))
CORPUS = Duly.with_installed_packs().corpus
SHOWN_BY_COMMANDS = {"W1003"}
PAGES = [code for code in codes() if code[1] == "1" and code not in SHOWN_BY_COMMANDS]


def read(name: str, text: str) -> Result[Inventory | None]:
    return manifest_from_text(Source(name, text), FOLDER, CORPUS)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_wrong_manifest_gets_exactly_the_diagnostics_that_stand_beside_it(path: Path) -> None:
    result = read(path.name, path.read_text(encoding="utf-8"))
    found = "\n\n".join(render_text(d) for d in result.diagnostics) + "\n"
    expected = path.with_suffix(".expected")
    if UPDATE:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    assert (result.value is None) == bool(result.errors)
    if re.match(r"[EW]\d{4}", path.stem):
        assert path.stem[:5] in {d.code for d in result.diagnostics}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_fixes_that_can_be_applied_make_the_file_pass(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = read(path.name, text).diagnostics
    edits = [edit for d in found if d.fix for edit in d.fix.edits]
    left = read(path.name, apply_edits(text, edits)).diagnostics
    undecided = [(d.code, d.message) for d in found if not (d.fix and d.fix.edits)]
    assert [(d.code, d.message) for d in left] == undecided


def test_no_expectation_stands_without_its_file() -> None:
    assert len(FILES) >= 20
    assert [p.name for p in FOLDER.glob("*.expected") if p.with_suffix(".yaml") not in FILES] == []


@pytest.mark.parametrize("code", PAGES)
def test_a_page_shows_a_wrong_and_a_right_manifest(code: str) -> None:
    text = page(code)
    assert text is not None
    wrong, right = (text.split(f"\n{h}:\n\n```yaml\n")[1].split("```")[0] for h in ("Wrong", "Right"))
    assert code in {d.code for d in read("duly.yaml", wrong).diagnostics}
    assert read("duly.yaml", right).diagnostics == ()
