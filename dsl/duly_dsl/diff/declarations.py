"""Two declarations under one name: what differs."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from duly_dsl import phrase
from duly_dsl.declared import described
from duly_dsl.diff import words
from duly_dsl.diff.changes import Aspect, Change
from duly_dsl.diff.conditions import conditions
from duly_dsl.diff.pairs import flag, members, named, text, value
from duly_dsl.ir import (
    Absent,
    Calendar,
    Choice,
    Classification,
    DatedAmount,
    DatedDate,
    DatedPeriod,
    DatedTable,
    DatedVersion,
    Duration,
    EvidenceKind,
    Fact,
    Instrument,
    LegalValue,
    Link,
    Money,
    Parameter,
    Reading,
    ReadingValue,
    Role,
    StatedField,
    Term,
    TypeName,
    Value,
    reading_under,
)
from duly_dsl.meaning import Declared


def within(old: Declared, new: Declared) -> Iterator[Change]:
    """What differs between two declarations under one name."""
    match old, new:
        case (Fact(), Fact()):
            yield from _facts(old, new)
        case (Link(), Link()):
            yield from value(Aspect.TARGET, words.link(old), words.link(new), str)
        case _:
            yield from text(Aspect.TEXT, described(old), described(new))
            yield from _citations(old, new)
            yield from _content(old, new)


def _citations(old: Declared, new: Declared) -> Iterator[Change]:
    if isinstance(old, LegalValue) and isinstance(new, LegalValue):
        yield from members(Aspect.CITATION, old.citations, new.citations, words.citation)


def _facts(old: Fact, new: Fact) -> Iterator[Change]:
    yield from value(Aspect.TYPE, old.type, new.type, str)
    yield from text(Aspect.QUESTION, old.question, new.question)
    yield from text(Aspect.EXPLANATION, old.explanation, new.explanation)
    yield from text(Aspect.EXAMPLE, old.example, new.example)
    yield from value(Aspect.CITATION, old.citation, new.citation, words.citation)
    yield from flag(Aspect.PER_VERSION, old.per_version, new.per_version)
    yield from value(Aspect.RESTATE, old.restate, new.restate, phrase.length)


def _content(old: Declared, new: Declared) -> Iterator[Change]:
    match old, new:
        case (Choice(), Choice()):
            yield from members(Aspect.MEMBER, old.members, new.members, str)
            for member in (each for each in new.members if each in old.members):
                yield from text(Aspect.MEMBER_TEXT, old.text_of(member), new.text_of(member), member)
            yield from flag(Aspect.OPEN, old.is_open, new.is_open)
        case (Role(), Role()):
            yield from members(Aspect.KIND, old.kinds, new.kinds, str)
            yield from value(Aspect.CITATION, old.citation, new.citation, words.citation)
        case (EvidenceKind(), EvidenceKind()):
            yield from named(Aspect.FIELD, old.fields, new.fields, lambda x: x.name, words.stated_field, _fields)
        case (Calendar(), Calendar()):
            yield from members(Aspect.CLOSED_DAY, old.closed, new.closed, phrase.day)
        case (Parameter(), Parameter()):
            yield from value(Aspect.TYPE, _type_of(old.value), _type_of(new.value), str)
            yield from value(Aspect.VALUE, old.value, new.value, phrase.value)
        case (
            (DatedDate(versions=before), DatedDate(versions=after))
            | (DatedPeriod(versions=before), DatedPeriod(versions=after))
            | (DatedAmount(versions=before), DatedAmount(versions=after))
        ):
            yield from _versions(before, after)
        case (DatedTable(), DatedTable()):
            yield from value(Aspect.TYPE, old.choice, new.choice, str)
            yield from members(Aspect.DATED_VALUE, old.rows, new.rows, words.table_row)
        case (Reading(), Reading()):
            yield from named(Aspect.READING_VALUE, old.values, new.values, lambda x: x.name, _quoted, _reading_values)
            yield from value(Aspect.DEFAULT, old.default, new.default, str)
        case (Term(), Term()):
            yield from value(Aspect.KIND, old.kind, new.kind, str)
            yield from text(Aspect.VARIABLE, old.variable, new.variable)
            yield from value(Aspect.CITATION, old.citation, new.citation, words.citation)
            yield from value(Aspect.DEFAULT, old.default, new.default, phrase.value)
            yield from conditions(old.means, new.means, "means")
        case (Classification(), Classification()):
            yield from value(Aspect.KIND, old.kind, new.kind, str)
            yield from value(Aspect.CITATION, old.citation, new.citation, words.citation)
            yield from members(Aspect.CLASS, old.classes, new.classes, str)
            yield from value(Aspect.REST_CLASS, old.rest.name, new.rest.name, str)
            yield from text(Aspect.TEXT, old.rest.text, new.rest.text, old.rest.name)
        case (Instrument(), Instrument()):
            yield from value(Aspect.INSTRUMENT_ROLE, old.role, new.role, str)
            yield from value(Aspect.PUBLISHED, old.published, new.published, phrase.day)
            yield from value(Aspect.IN_FORCE, old.in_force, new.in_force, phrase.day)
            yield from text(Aspect.AMENDS, old.amends, new.amends)
            yield from text(Aspect.ADDRESS, old.url, new.url)


def _fields(old: StatedField, new: StatedField, where: str) -> Iterator[Change]:
    return value(Aspect.FIELD, old, new, words.stated_field, where)


def _reading_values(old: ReadingValue, new: ReadingValue, where: str) -> Iterator[Change]:
    return text(Aspect.TEXT, old.text, new.text, where)


def _quoted(said: ReadingValue) -> str:
    return words.quoted(said.text)


def _versions(old: Sequence[DatedVersion], new: Sequence[DatedVersion]) -> Iterator[Change]:
    return named(Aspect.DATED_VALUE, old, new, _set_by, words.version, _said)


def _set_by(version: DatedVersion) -> str:
    reading = reading_under(version)
    return f"under {version.under}" + (f" when reading {words.reading(reading)}" if reading else "")


def _said(old: DatedVersion, new: DatedVersion, where: str) -> Iterator[Change]:
    return value(Aspect.DATED_VALUE, old, new, words.version, where)


def _type_of(default: Value) -> str:
    """The type of a parameter, which its default shows."""
    match default:
        case bool():
            return TypeName.YES_NO
        case str():
            return TypeName.TEXT
        case datetime():
            return TypeName.INSTANT
        case date():
            return TypeName.DATE
        case Decimal():
            return TypeName.NUMBER
        case Money():
            return TypeName.AMOUNT
        case Duration():
            return TypeName.DURATION
        case frozenset():
            return TypeName.MANY_OF
        case Absent():
            return default.value
