"""Every node of a tree of the IR."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from duly_dsl.source import Span


def parts(node: object) -> Iterator[tuple[str, object]]:
    """What a node is made of, with the names of its fields; places are no parts."""
    if isinstance(node, tuple):
        yield from (("", part) for part in node)
    elif is_dataclass(node) and not isinstance(node, Span | type):
        yield from ((each.name, getattr(node, each.name)) for each in fields(node))


def walk(node: object) -> Iterator[object]:
    """A node and all nodes below it, places among them."""
    yield node
    for _, part in parts(node):
        yield from walk(part)
