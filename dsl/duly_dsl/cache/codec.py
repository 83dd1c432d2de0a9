"""Frozen values to plain lists and back; reading back builds what the declared types allow and nothing else.

Tuples and mappings become lists; whatever JSON lacks becomes `[name of its type, part, part, ...]`. Places are numbers
into a table of sources, which the reader brings: texts are not kept twice.
"""

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from duly_dsl.source import Source, Span

Decode = Callable[[Any], Any]
JSON_TYPES = (type(None), bool, int, str)


class UnfitError(Exception):
    """Plain data that is not what the declared type calls for."""


class Encoder:
    """Plain data for values; `sources` are those of all places met, by number."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self._numbers: dict[str, int] = {}

    def encode(self, value: object) -> object:
        """A value as plain data."""
        match value:
            case Enum():
                return [type(value).__name__, value.value]
            case None | bool() | int() | str():
                return value
            case Span():
                return [self._number(value.source), value.line, value.column, value.end_line, value.end_column]
            case date():
                return [type(value).__name__, value.isoformat()]
            case Decimal():
                return [Decimal.__name__, str(value)]
            case frozenset():
                return [frozenset.__name__, *sorted(value)]
            case tuple():
                return [self.encode(part) for part in value]
            case Mapping():
                return [[name, self.encode(part)] for name, part in value.items()]
            case _:
                assert is_dataclass(value), value
                return [type(value).__name__, *(self.encode(getattr(value, each.name)) for each in fields(value))]

    def _number(self, source: Source) -> int:
        if source.name not in self._numbers:
            self._numbers[source.name] = len(self.sources)
            self.sources.append(source)
        return self._numbers[source.name]


class Decoder:
    """Builds values of declared types from plain data: one function a type, made once."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._made: dict[Any, Decode] = {}

    def of(self, wanted: Any) -> Decode:
        """What builds values of a type; it raises UnfitError where the data are not of it."""
        if wanted not in self._made:
            # A type may contain itself: it is known before its parts are looked at.
            self._made[wanted] = self._later(wanted)
            self._made[wanted] = self._make(wanted)
        return self._made[wanted]

    def _later(self, wanted: Any) -> Decode:
        def build(data: Any) -> Any:
            return self._made[wanted](data)

        return build

    def _make(self, wanted: Any) -> Decode:
        origin = get_origin(wanted)
        if wanted is Span:
            return self._span
        if origin in {Union, types.UnionType}:
            return self._union(get_args(wanted))
        if origin is tuple:
            return self._tuple(self.of(get_args(wanted)[0]))
        if origin is frozenset:
            return _members
        if origin is Mapping:
            return self._mapping(self.of(get_args(wanted)[1]))
        if is_dataclass(wanted):
            return self._dataclass(wanted)
        if issubclass(wanted, Enum):
            return _tagged(wanted.__name__, wanted)
        return _SCALARS[wanted]

    def _span(self, data: Any) -> Span:
        if type(data) is not list or len(data) != 5:
            raise UnfitError
        number, line, column, end_line, end_column = data
        if not (type(number) is type(line) is type(column) is type(end_line) is type(end_column) is int):
            raise UnfitError
        if not 0 <= number < len(self._sources):
            raise UnfitError
        return Span(self._sources[number], line, column, end_line, end_column)

    def _tuple(self, part: Decode) -> Decode:
        def build(data: Any) -> tuple[Any, ...]:
            if type(data) is not list:
                raise UnfitError
            return tuple([part(each) for each in data])

        return build

    def _mapping(self, part: Decode) -> Decode:
        """Names with values, in their order."""

        def build(data: Any) -> dict[str, Any]:
            if type(data) is not list:
                raise UnfitError
            if any(type(pair) is not list or len(pair) != 2 or type(pair[0]) is not str for pair in data):
                raise UnfitError
            return {name: part(value) for name, value in data}

        return build

    def _dataclass(self, wanted: Any) -> Decode:
        hints, name = _hints(wanted), wanted.__name__
        declared = [hints[each.name] for each in fields(wanted)]
        plain = [(number, t) for number, t in enumerate(declared) if t in JSON_TYPES]
        others = [(number, self.of(t)) for number, t in enumerate(declared) if t not in JSON_TYPES]
        size = len(declared) + 1

        def build(data: Any) -> Any:
            if type(data) is not list or len(data) != size or data[0] != name:
                raise UnfitError
            parts = data[1:]
            for number, exactly in plain:
                if type(parts[number]) is not exactly:
                    raise UnfitError
            for number, made in others:
                parts[number] = made(parts[number])
            return wanted(*parts)

        return build

    def _union(self, members: Sequence[Any]) -> Decode:
        """Told apart by the names that tag them, plain ones by their own types; a list without a name is a tuple."""
        plain = {m for m in members if m in JSON_TYPES}
        tuples = [self.of(m) for m in members if get_origin(m) is tuple]
        tagged = [m for m in members if m not in JSON_TYPES and get_origin(m) is not tuple]
        by_name = {(get_origin(m) or m).__name__: self.of(m) for m in tagged}

        def build(data: Any) -> Any:
            if type(data) in plain:
                return data
            if type(data) is not list:
                raise UnfitError
            made = by_name.get(data[0]) if data and type(data[0]) is str else None
            if made is None and not tuples:
                raise UnfitError
            return (made or tuples[0])(data)

        return build


def _hints(wanted: type) -> dict[str, Any]:
    """The declared types of a dataclass; those that a module imports for annotations alone are all in the IR."""
    try:
        return get_type_hints(wanted)
    except NameError:
        from duly_dsl import ir  # noqa: PLC0415 - what has no rules in it needs no IR

        return get_type_hints(wanted, localns=vars(ir))


def _tagged(name: str, read: Callable[[Any], Any]) -> Decode:
    def build(data: Any) -> Any:
        if type(data) is not list or len(data) != 2 or data[0] != name or type(data[1]) is not str:
            raise UnfitError
        try:
            return read(data[1])
        except (ValueError, InvalidOperation):
            raise UnfitError from None

    return build


def _exactly(wanted: type) -> Decode:
    def build(data: Any) -> Any:
        if type(data) is not wanted:
            raise UnfitError
        return data

    return build


def _members(data: Any) -> frozenset[str]:
    if type(data) is not list or data[:1] != [frozenset.__name__] or any(type(each) is not str for each in data):
        raise UnfitError
    return frozenset(data[1:])


_SCALARS: Mapping[Any, Decode] = {
    **{plain: _exactly(plain) for plain in JSON_TYPES},
    date: _tagged(date.__name__, date.fromisoformat),
    datetime: _tagged(datetime.__name__, datetime.fromisoformat),
    Decimal: _tagged(Decimal.__name__, Decimal),
}
