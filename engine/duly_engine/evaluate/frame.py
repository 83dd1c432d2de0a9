"""Where a condition is read: what its variables mean, on which day and plane, for whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from duly_dsl.ir import US, Absent
from duly_engine.evaluate.reads import Plane
from duly_engine.facts.inventory import Unknown

Ref = str | Absent | Unknown


@dataclass(frozen=True, slots=True)
class Frame:
    """The variables of a rule bound to subjects. `detection` is set where a task's date is read."""

    pack: str
    variables: Mapping[str, Ref]
    day: date
    plane: Plane
    detection: date | None = None

    def ref(self, name: str) -> Ref:
        """What a variable, `us` or an organisation's id stands for."""
        return US if name == US else self.variables.get(name, name)

    def bind(self, name: str, subject: Ref) -> "Frame":
        """The same place with one more variable."""
        return replace(self, variables={**self.variables, name: subject})
