"""The clauses of a block: which stand there, and whether one stands twice that may not."""

from collections.abc import Iterable, Iterator, Mapping

from duly_dsl.lower import faults
from duly_dsl.lower.context import Lowering
from duly_dsl.lower.nodes import Node


class Clauses:
    """Clauses of one block by the name of their phrase; `words` says how each begins."""

    def __init__(
        self,
        low: Lowering,
        nodes: Iterable[Node],
        words: Mapping[str, str],
        repeatable: frozenset[str] = frozenset(),
    ) -> None:
        self._found: dict[str, list[Node]] = {}
        for node in nodes:
            name = str(node.data)
            seen = self._found.setdefault(name, [])
            if seen and name not in repeatable:
                low.report(faults.stands_twice(words[name], low.span(node), low.span(seen[0])))
            seen.append(node)

    def one(self, name: str) -> Node | None:
        """The clause of that name, the first where it stands twice."""
        return next(iter(self._found.get(name, ())), None)

    def all(self, name: str) -> list[Node]:
        """Every clause of that name in order."""
        return self._found.get(name, [])

    def has(self, name: str) -> bool:
        """Whether the clause stands at all."""
        return name in self._found

    def present(self, names: Iterable[str]) -> Iterator[Node]:
        """The first clause of each of the names that stands."""
        return (self._found[name][0] for name in names if name in self._found)
