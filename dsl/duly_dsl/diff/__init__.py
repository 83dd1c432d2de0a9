"""What differs between two states of a pack, and what follows from it for its version and its changelog.

Knows the checked rules only: what is compared are meanings, so layout, comments and the order of declarations never
differ. Must not know where the states come from, nor how a difference is told.
"""

from duly_dsl.diff.changes import (
    Aspect,
    Change,
    DeclarationChange,
    PackDiff,
    Presence,
    RuleChange,
    ScenarioCounts,
    Shift,
)
from duly_dsl.diff.compare import diff

__all__ = [
    "Aspect",
    "Change",
    "DeclarationChange",
    "PackDiff",
    "Presence",
    "RuleChange",
    "ScenarioCounts",
    "Shift",
    "diff",
]
