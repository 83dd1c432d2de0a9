"""The harbour of this folder: a small pack with two classifications, a manifest, and what the command says of it."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from duly_dsl.source import Source
from duly_engine import Classes, ClassFinding, Duly, Inventory, manifest_from_text

HARBOUR = Path(__file__).parent / "harbour"
DAY = date(2026, 11, 23)

Classify = Callable[..., Classes]
Class = Callable[..., ClassFinding]


@cache
def _harbour() -> tuple[Duly, Inventory]:
    duly = Duly.with_packs(HARBOUR)
    text = (HARBOUR / "duly.yaml").read_text(encoding="utf-8")
    result = manifest_from_text(Source("duly.yaml", text), None, duly.corpus)
    assert result.value is not None, result.diagnostics
    return duly, result.value


@pytest.fixture
def harbour() -> tuple[Duly, Inventory]:
    """The pack and the inventory."""
    return _harbour()


@pytest.fixture
def class_of() -> Class:
    """One class of a subject, on a day."""

    def find(subject: str, name: str, *, as_of: date = DAY, known_on: date = DAY) -> ClassFinding:
        duly, inventory = _harbour()
        found = duly.classify(inventory, as_of=as_of, known_on=known_on, subjects=[subject])
        return next(each for of in found.found for each in of.classes if each.name == name)

    return find
