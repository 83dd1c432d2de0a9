"""What a careful drafter of law would do otherwise: one rule a file, by category.

Knows checked packs. Must not refuse anything: what a pack must not do is `check`'s. A rule is a module whose docstring
is its page (what, why, bad, good), with a CODE and a function `find` that yields warnings.
"""

from duly_dsl.lint.configuration import Configuration, read_configuration
from duly_dsl.lint.registry import Category, LintRule, lint_rules
from duly_dsl.lint.run import lint

__all__ = ["Category", "Configuration", "LintRule", "lint", "lint_rules", "read_configuration"]
