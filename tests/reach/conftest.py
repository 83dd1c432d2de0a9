"""Cases of this folder: packs with their scenarios, and what is said of them, beside them.

`DULY_UPDATE_EXPECTED=1 pytest tests/reach` writes the expectations anew; read the difference.
"""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from duly_dsl.corpus import Corpus
from duly_dsl.ir import PackRules
from duly_engine import Duly

CASES = Path(__file__).parent / "cases"
UPDATE = bool(os.environ.get("DULY_UPDATE_EXPECTED"))

Golden = Callable[[str, str], None]


@cache
def loaded(case: str) -> tuple[PackRules, Corpus]:
    """The pack of a case and its corpus."""
    duly = Duly.with_packs(CASES / case)
    assert not duly.refused
    return duly.corpus.by_name[case], duly.corpus


@pytest.fixture
def golden() -> Golden:
    """Hold a text against the one that stands beside the cases."""

    def compare(name: str, text: str) -> None:
        path = CASES / name
        if UPDATE:
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_bytes().decode("utf-8") == text

    return compare
