"""Every node of a tree of the IR."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from duly_dsl.source import Span

_NAMES: dict[type, tuple[str, ...]] = {Span: ()}


def _names(sort: type) -> tuple[str, ...]:
    """The fields of the nodes of a class, looked up once; places have no parts."""
    if sort not in _NAMES:
        _NAMES[sort] = tuple(each.name for each in fields(sort)) if is_dataclass(sort) else ()
    return _NAMES[sort]


def parts(node: object) -> Iterator[tuple[str, object]]:
    """What a node is made of, with the names of its fields; places are no parts."""
    if isinstance(node, tuple):
        return (("", part) for part in node)
    return ((name, getattr(node, name)) for name in _names(type(node)))


def walk(node: object) -> Iterator[object]:
    """A node and all nodes below it, places among them."""
    rest = [node]
    while rest:
        node = rest.pop()
        yield node
        if isinstance(node, tuple):
            rest.extend(reversed(node))
        else:
            rest.extend([getattr(node, name) for name in reversed(_names(type(node)))])
