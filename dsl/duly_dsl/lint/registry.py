"""The lint rules, found by where they lie: the folder is the category, the file the name."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules

Find = Callable[[PackRules, Corpus], Iterator[Diagnostic]]


class Category(StrEnum):
    """What a rule is about."""

    DRAFTING = "drafting"
    EVIDENCE = "evidence"
    DATES = "dates"
    STYLE = "style"
    TESTS = "tests"


@dataclass(frozen=True, slots=True)
class LintRule:
    """A lint rule; `page` is its documentation."""

    code: str
    name: str
    category: Category
    page: str
    find: Find


@cache
def lint_rules() -> tuple[LintRule, ...]:
    """All lint rules, by code."""
    return tuple(sorted((rule for category in Category for rule in _of(category)), key=lambda rule: rule.code))


def _of(category: Category) -> Iterator[LintRule]:
    package = importlib.import_module(f"duly_dsl.lint.{category.value}")
    for found in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{found.name}")
        name = found.name.replace("_", "-")
        yield LintRule(module.CODE, name, category, inspect.cleandoc(module.__doc__ or ""), module.find)
