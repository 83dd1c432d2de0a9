"""Reading nodes with complaints: every fault becomes a diagnostic at its place, and reading goes on."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from duly_dsl.diagnostics import Diagnostic, Edit, Fix, error
from duly_dsl.ir import TypeName
from duly_dsl.source import Span
from duly_engine.facts.nodes import Mapping, Node, Scalar, Sequence
from duly_engine.facts.scalars import EXPECTED, read_date


class Complaints:
    """Diagnostics as they are found."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self.references: list[tuple[Scalar, str]] = []

    def add(self, code: str, message: str, span: Span, fix: Fix | None = None) -> None:
        """Note an error."""
        self.found.append(error(code, message, span, fix=fix))

    def unknown_name(self, code: str, what: str, name: Scalar, known: Iterable[str]) -> None:
        """Note a name that is not known, with the nearest one that is."""
        names = sorted(known)
        near = get_close_matches(name.text, names, n=1, cutoff=0.6)
        fix = Fix(f"did you mean `{near[0]}`?", (Edit(name.span, near[0]),)) if near else _listing(names)
        self.add(code, f"`{name.text}` is {what}", name.span, fix)

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
