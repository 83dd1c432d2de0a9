"""Reading nodes with complaints: every fault becomes a diagnostic at its place, and reading goes on."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from duly_dsl.diagnostics import Diagnostic, Edit, Fix, error, in_order, warning
from duly_dsl.ir import TypeName
from duly_dsl.source import Span
from duly_engine.facts.nodes import Mapping, Node, Scalar, Sequence
from duly_engine.facts.scalars import EXPECTED, read_date


class Vocabulary(StrEnum):
    """Whether every pack that a manifest was written for is loaded.

    Under a partial one, a name that no loaded pack knows may belong to a pack that was left out or refused.
    """

    COMPLETE = "complete"
    PARTIAL = "partial"


OF_PACKS = frozenset({"E1006", "E1007", "E1009", "E1013", "E1014", "E1015", "E1019"})


class Complaints:
    """Diagnostics as they are found."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._skipped: list[Scalar] = []
        self.found: list[Diagnostic] = []
        self.references: list[tuple[Scalar, str]] = []

    def add(self, code: str, message: str, span: Span, fix: Fix | None = None) -> None:
        """Note an error."""
        self.found.append(error(code, message, span, fix=fix))

    def unknown_name(self, code: str, what: str, name: Scalar, known: Iterable[str]) -> None:
        """Note a name that is not known, with the nearest one that is."""
        if self._vocabulary is Vocabulary.PARTIAL and code in OF_PACKS:
            self._skipped.append(name)
            return
        names = sorted(known)
        near = get_close_matches(name.text, names, n=1, cutoff=0.6)
        fix = Fix(f"did you mean `{near[0]}`?", (Edit(name.span, near[0]),)) if near else _listing(names)
        self.add(code, f"`{name.text}` is {what}", name.span, fix)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything found, with one warning for all names that were skipped."""
        if not self._skipped:
            return in_order(self.found)
        names = sorted({name.text for name in self._skipped})
        listed = ", ".join(names[:6]) + (" ..." if len(names) > 6 else "")
        message = f"no loaded pack knows {len(names)} of the names in this manifest, so they are skipped: {listed}"
        return in_order((*self.found, warning("W1003", message, self._skipped[0].span)))

    def refer(self, names: Iterable[Scalar], kind: str) -> None:
        """Note names of subjects, to be looked up when all are read; `kind` is what they have to be, empty for any."""
        self.references += [(name, kind) for name in names]

    # ---- shapes ------------------------------------------------------------------------------------------------------

    def mapping(self, node: Node, what: str, keys: Iterable[str] | None = None) -> Mapping:
        """A mapping, with no other keys than these; an empty one where it is something else."""
        if not isinstance(node, Mapping):
            if not (isinstance(node, Scalar) and node.plain and not node.text):
                self.add("E1004", f"{what} is written as keys with values", node.span)
            return Mapping((), node.span)
        if keys is not None:
            known = list(keys)
            for key, _ in node.entries:
                if key.text not in known:
                    self.unknown_name("E1003", f"no key of {what}", key, known)
        return node

    def items(self, node: Node, what: str) -> tuple[Node, ...]:
        """The items of a list."""
        if isinstance(node, Sequence):
            return node.items
        if not (isinstance(node, Scalar) and node.plain and not node.text):
            self.add("E1004", f"{what} is a list", node.span)
        return ()

    def words(self, node: Node, what: str) -> tuple[Scalar, ...]:
        """A list of words, or a single one."""
        if isinstance(node, Scalar) and node.text:
            return (node,)
        found = []
        for item in self.items(node, what):
            if isinstance(item, Scalar):
                found.append(item)
            else:
                self.add("E1004", f"each of {what} is a single word", item.span)
        return tuple(found)

    def text(self, node: Node | None, what: str) -> str:
        """Text, empty where there is none."""
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self.add("E1004", f"{what} is text", node.span)
            return ""
        return node.text

    def required(self, mapping: Mapping, key: str, what: str) -> Node | None:
        """The value under a key that has to be there."""
        found = mapping.get(key)
        if found is None:
            head = Span(
                mapping.span.source, mapping.span.line, mapping.span.column, mapping.span.line, mapping.span.column + 1
            )
            self.add("E1005", f"{what} has no `{key}`", head, Fix(f"add `{key}: ...`"))
        return found

    def day(self, node: Node | None, what: str) -> date | None:
        """A date."""
        if node is None:
            return None
        found = read_date(node.text.strip()) if isinstance(node, Scalar) else None
        if found is None:
            self.add("E1008", f"{what} is {EXPECTED[TypeName.DATE]}", node.span)
        return found

    def flag(self, node: Node | None, what: str) -> str:
        """`yes`, `no` or, where there is nothing, empty."""
        if node is None:
            return ""
        said = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}
        found = said.get(node.text.lower()) if isinstance(node, Scalar) and node.plain else None
        if found is None:
            self.add("E1008", f"{what} is `yes` or `no`", node.span)
        return found or ""


def _listing(names: list[str]) -> Fix | None:
    return Fix(f"known here: {', '.join(names[:12])}" + (" ..." if len(names) > 12 else "")) if names else None
