"""What an evaluation read: the unknowns it met, the facts it used, the days on which what it read changes, the choices
that decided it.

Each value computed is stored with its reads. That gives questions (which unknowns mattered), look-ahead (which later
days need a look), dependences (which choices mattered), and safe reuse (a hypothetical answer voids only what read the
question, another choice only what consulted it).
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from duly_engine.findings import Choice, Question


class Plane(StrEnum):
    """Settled ignores presumptions, working uses them. Where settled is yes or no, working is the same."""

    SETTLED = "settled"
    WORKING = "working"


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """A term (or role) that rules conclude both ways about a subject; no question can answer it."""

    pack: str
    name: str
    subject: str


Leaf = Question | Contradiction


@dataclass(slots=True)
class Reads:
    """Collected while something is evaluated; the unknowns in the order in which they were met."""

    leaves: dict[Leaf, None] = field(default_factory=dict)
    facts: set[tuple[str, str]] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    choices: set[Choice] = field(default_factory=set)
    not_assessed: set[str] = field(default_factory=set)

    def include(self, other: "Reads") -> None:
        """Take over what a part read."""
        self.leaves.update(other.leaves)
        self.facts |= other.facts
        self.days |= other.days
        self.choices |= other.choices
        self.not_assessed |= other.not_assessed

    def questions(self) -> list[Question]:
        """The unknowns that somebody could answer, as they were met: in the order of the rules and their limbs."""
        return [leaf for leaf in self.leaves if isinstance(leaf, Question)]

    def contradictions(self) -> list[Contradiction]:
        """The terms in conflict."""
        return sorted(leaf for leaf in self.leaves if isinstance(leaf, Contradiction))
