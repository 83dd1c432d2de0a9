"""What the user chose among what packs leave open: parameters, readings, proposals; in the manifest, or for one run."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Result
from duly_dsl.ir import Absent, Duration, Instrument, InstrumentRole, Money, Parameter, TypeName, Value, in_working_days
from duly_dsl.source import Source, Span
from duly_engine.facts.entries import Complaints, Vocabulary
from duly_engine.facts.inventory import Settings, Unknown
from duly_engine.facts.nodes import Mapping, Node, Scalar
from duly_engine.facts.nodes import Sequence as Items
from duly_engine.facts.scalars import EXPECTED, read_scalar

PARAMETERS, READINGS, PROPOSALS = "parameters", "readings", "proposals"
# An instant is a date too, so it comes first.
TYPES: tuple[tuple[type, TypeName], ...] = (
    (bool, TypeName.YES_NO),
    (Duration, TypeName.DURATION),
    (Money, TypeName.AMOUNT),
    (datetime, TypeName.INSTANT),
    (date, TypeName.DATE),
    (str, TypeName.TEXT),
)


class Declared(Protocol):
    """Something that a pack leaves open."""

    @property
    def name(self) -> str:
        """Its name; two packs may have the same."""

    @property
    def pack(self) -> str:
        """The pack that declares it."""


D = TypeVar("D", bound=Declared)


def read_settings(said: Complaints, corpus: Corpus, top: Mapping) -> Settings:
    """The choices in a manifest; each is kept under `pack.name`, whether it was named so or by its name alone."""
    parameters: dict[str, Value] = {}
    for key, node in _entries(said, top, PARAMETERS):
        for parameter in _named(said, corpus.parameters.values(), key, "parameter"):
            value = _parameter(said, parameter, key, node)
            if value is not None:
                parameters[_key(parameter)] = value
    readings: dict[str, str] = {}
    for key, node in _entries(said, top, READINGS):
        for reading in _named(said, corpus.readings.values(), key, "reading"):
            if isinstance(node, Scalar) and node.text in {v.name for v in reading.values}:
                readings[_key(reading)] = node.text
            else:
                at = node if isinstance(node, Scalar) else key
                said.unknown_name("E1019", f"no way to read `{key.text}`", at, (v.name for v in reading.values))
    listed = top.get(PROPOSALS)
    words = said.words(listed, f"`{PROPOSALS}`") if listed is not None else ()
    chosen = (p for word in words for p in _named(said, proposals(corpus), word, "proposal"))
    return Settings(parameters, readings, frozenset(map(_key, chosen)))


def settings_of_run(
    corpus: Corpus,
    *,
    parameters: Sequence[tuple[str, str]] = (),
    readings: Sequence[tuple[str, str]] = (),
    proposals: Sequence[str] = (),
) -> Result[Settings]:
    """Choices for one run, as names with values; a diagnostic for each that is none."""
    said = Complaints(Vocabulary.COMPLETE)
    entries = (
        (_scalar(PARAMETERS), _mapping(parameters)),
        (_scalar(READINGS), _mapping(readings)),
        (_scalar(PROPOSALS), Items(tuple(map(_scalar, proposals)), _span(""))),
    )
    return Result(read_settings(said, corpus, Mapping(entries, _span(""))), said.diagnostics())


def proposals(corpus: Corpus) -> Iterator[Instrument]:
    """The instruments that are no law yet."""
    return (i for i in corpus.instruments.values() if i.role is InstrumentRole.PROPOSAL)


def _entries(said: Complaints, top: Mapping, key: str) -> list[tuple[Scalar, Node]]:
    """The entries under a key; names with their pack last, since they are meant more exactly."""
    node = top.get(key)
    found = said.mapping(node, f"`{key}`").entries if node is not None else ()
    return sorted(found, key=lambda entry: "." in entry[0].text)


def _named(said: Complaints, declared: Iterable[D], wanted: Scalar, what: str) -> list[D]:
    """What is declared under `name` (in any pack) or `pack.name`."""
    known = list(declared)
    found = [each for each in known if wanted.text in {each.name, _key(each)}]
    if not found:
        said.unknown_name("E1019", f"no {what} of the loaded packs", wanted, (each.name for each in known))
    return found


def _key(declared: Declared) -> str:
    return f"{declared.pack}.{declared.name}"


def _parameter(said: Complaints, declared: Parameter, key: Scalar, node: Node) -> Value | None:
    """A value of the type that the default has."""
    wanted = next((name for kind, name in TYPES if isinstance(declared.value, kind)), TypeName.NUMBER)
    value = read_scalar(node, wanted) if isinstance(node, Scalar) else None
    if value is None or isinstance(value, Unknown | Absent):
        said.add("E1008", f"`{key.text}` is {EXPECTED[wanted]}", node.span)
        return None
    if in_working_days(value) is not in_working_days(declared.value):
        which = "in" if in_working_days(declared.value) else "not in"
        said.add("E1008", f"`{key.text}` is a length of time {which} working days", node.span)
        return None
    return value


def _mapping(pairs: Sequence[tuple[str, str]]) -> Mapping:
    return Mapping(tuple((_scalar(name), _scalar(value)) for name, value in pairs), _span(""))


def _scalar(text: str) -> Scalar:
    return Scalar(text, plain=True, span=_span(text))


def _span(text: str) -> Span:
    """Of what was not read from a file."""
    return Span(Source("", text), 1, 1, 1, len(text) + 1)
