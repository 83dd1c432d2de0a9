"""An explanation as JSON."""

from pydantic import BaseModel, ConfigDict

from duly_engine.explain import Explanation
from duly_engine.reports.models import PlacePart


class Node(BaseModel):
    """One node of the tree."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    value: str
    notes: tuple[str, ...]
    citation: str
    place: PlacePart | None
    children: tuple["Node", ...]


def explanation_json(explanation: Explanation) -> str:
    """The tree as text."""
    return node(explanation).model_dump_json(indent=2) + "\n"


def node(explanation: Explanation) -> Node:
    """The tree as typed values."""
    span = explanation.span
    return Node(
        text=explanation.text,
        value=explanation.value,
        notes=explanation.notes,
        citation=explanation.citation,
        place=PlacePart.of(span) if span else None,
        children=tuple(node(child) for child in explanation.children),
    )
