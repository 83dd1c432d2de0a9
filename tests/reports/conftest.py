"""Cases of this folder: a small pack, a manifest, and what every report says of them, beside them.

`DULY_UPDATE_EXPECTED=1 pytest tests/reports` writes the expectations anew; read the difference.
"""

import os
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from duly_dsl.source import Source
from duly_engine import Assessment, Duly, manifest_from_text

CASES = Path(__file__).parent / "cases"
DAY = date(2026, 11, 23)
UPDATE = bool(os.environ.get("DULY_UPDATE_EXPECTED"))

AssessCase = Callable[[str], Assessment]
Golden = Callable[[str, str, str], None]


@cache
def _assessed(case: str) -> Assessment:
    duly = Duly.with_packs(CASES / case)
    text = (CASES / case / "duly.yaml").read_text(encoding="utf-8")
    result = manifest_from_text(Source("duly.yaml", text), None, duly.corpus)
    assert result.value is not None, result.diagnostics
    return duly.assess(result.value, as_of=DAY, known_on=DAY)


@pytest.fixture
def assessed() -> AssessCase:
    """The assessment of a case."""
    return _assessed


@pytest.fixture
def golden() -> Golden:
    """Hold a text against the one that stands beside its case."""

    def compare(case: str, name: str, text: str) -> None:
        path = CASES / case / f"expected.{name}"
        if UPDATE:
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_bytes().decode("utf-8") == text

    return compare
