"""Typed access to the children of a syntax tree."""

from collections.abc import Iterator

from lark import Token, Tree

Node = Tree[Token]


def leaf(node: Node, index: int = 0) -> Token:
    """The child that the grammar says is a single word there."""
    child = node.children[index]
    assert isinstance(child, Token)
    return child


def maybe_leaf(node: Node, index: int) -> Token | None:
    """The same for a word that may be left out."""
    return None if node.children[index] is None else leaf(node, index)


def branch(node: Node, index: int = 0) -> Node:
    """The child that the grammar says is a phrase there."""
    child = node.children[index]
    assert isinstance(child, Tree)
    return child


def maybe_branch(node: Node, index: int) -> Node | None:
    """The same for a phrase that may be left out."""
    return None if node.children[index] is None else branch(node, index)


def leaves(node: Node) -> Iterator[Token]:
    """All children that are single words."""
    return (c for c in node.children if isinstance(c, Token))


def branches(node: Node) -> Iterator[Node]:
    """All children that are phrases."""
    return (c for c in node.children if isinstance(c, Tree))


def words(node: Node) -> str:
    """The words of a phrase of keywords, joined."""
    return " ".join(leaves(node))


def quoted(node: Node, index: int) -> str:
    """A quoted text without its quotes."""
    return leaf(node, index)[1:-1]
