"""YAML and JSON as nodes with places, untyped: what a scalar means is decided by who reads it.

YAML's own ideas of types are not used, so `no` is a country code nowhere and a date is never turned into something
else.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from duly_dsl.diagnostics import Diagnostic, Place, Result, Severity, error
from duly_dsl.source import Source, Span

MOST_NODES = 1_000_000
STANDARD = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value", "binary")
)
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; `plain` is not quoted."""

    text: str
    plain: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in order; `entries` has no key twice."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span

    def get(self, key: str) -> "Node | None":
        """The value under a key."""
        return next((value for found, value in self.entries if found.text == key), None)


Node = Scalar | Sequence | Mapping


class _TooLargeError(Exception):
    """More nodes than any manifest has: aliases that multiply."""


def read_nodes(source: Source) -> Result[Node | None]:
    """The nodes of a YAML or JSON text."""
    loader = LOADER(source.text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as fault:
        return Result(None, (_syntax_error(source, fault),))
    except yaml.YAMLError as fault:
        return Result(None, (error("E1001", f"not readable as YAML: {fault}".splitlines()[0], _start(source)),))
    finally:
        loader.dispose()
    if root is None:
        return Result(None, (error("E1001", "the file is empty", _start(source)),))
    reader = _Reader(source)
    try:
        node = reader.node(root, ())
    except _TooLargeError:
        return Result(None, (error("E1001", "aliases in this file refer to themselves or multiply", _start(source)),))
    return Result(node, tuple(reader.diagnostics))


def _start(source: Source) -> Span:
    return Span(source, 1, 1, 1, 1)


def _syntax_error(source: Source, fault: yaml.MarkedYAMLError) -> Diagnostic:
    mark = fault.problem_mark or fault.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    span = Span(source, line, column, line, column + 1)
    return error("E1001", f"not readable here: {_plain(fault)}", span)


_SAID = (
    ("another document", "a manifest is one document, without `---` in between"),
    (
        "cannot start any token",
        "a tab, or a sign that cannot begin a value; indent with spaces, and put text in quotes",
    ),
    ("undefined alias", "an alias of something that is not there"),
    ("mapping values", "a `:` where none can stand; put the text in quotes if it belongs to it"),
    ("',' or ']'", "a list in brackets that is not closed, or a comma is missing"),
    ("',' or '}'", "keys in braces that are not closed, or a comma is missing"),
    ("end of stream", "a quote that is not closed"),
    ("expected key", "a key with `:` was expected; perhaps the indentation does not fit what stands above"),
    ("expected <document start>", "the indentation does not fit what stands above"),
)


def _plain(fault: yaml.MarkedYAMLError) -> str:
    """The parser's complaint in words of the reader."""
    problem = f"{fault.context or ''} {fault.problem or ''}"
    return next((said for part, said in _SAID if part in problem), "the indentation does not fit what stands above")


class _Reader:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._count = 0
        self.diagnostics: list[Diagnostic] = []

    def node(self, raw: yaml.Node, above: tuple[int, ...]) -> Node:
        self._count += 1
        if self._count > MOST_NODES or id(raw) in above:
            raise _TooLargeError
        if raw.tag not in STANDARD:
            self.diagnostics.append(error("E1001", "a tag (`!`) has no meaning here", self._span(raw)))
        if isinstance(raw, yaml.SequenceNode):
            return Sequence(tuple(self.node(item, (*above, id(raw))) for item in raw.value), self._span(raw))
        if isinstance(raw, yaml.MappingNode):
            return Mapping(tuple(self._entries(raw, (*above, id(raw)))), self._span(raw))
        plain = isinstance(raw, yaml.ScalarNode) and not raw.style
        return Scalar(str(raw.value), plain, self._span(raw))

    def _entries(self, raw: yaml.MappingNode, above: tuple[int, ...]) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Scalar] = {}
        for raw_key, raw_value in raw.value:
            key = self.node(raw_key, above)
            value = self.node(raw_value, above)
            if not isinstance(key, Scalar):
                self.diagnostics.append(error("E1004", "a key is a single word", key.span))
            elif key.text in seen:
                first = Place(seen[key.text].span, "first stands here")
                places = (Place(key.span), first)
                message = f"`{key.text}` stands twice; the second would replace the first"
                self.diagnostics.append(Diagnostic("E1002", Severity.ERROR, message, places))
            else:
                seen[key.text] = key
                yield key, value

    def _span(self, raw: yaml.Node) -> Span:
        start, end = raw.start_mark, raw.end_mark
        return Span(self._source, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
