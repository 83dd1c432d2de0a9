"""The days on which rules start and end by the latest law: what a reader wants to know of a moved date first."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol, TypeVar

from duly_dsl.corpus import Corpus
from duly_dsl.diff.changes import Aspect, Shift
from duly_dsl.diff.rules import Versions
from duly_dsl.ir import DateExpression, FixedDate, NamedDate, ReadingChoice


class Versioned(Protocol):
    """What an instrument says, perhaps under one reading only."""

    @property
    def under(self) -> str | None:
        """The instrument."""

    @property
    def reading(self) -> ReadingChoice | None:
        """The reading."""


V = TypeVar("V", bound=Versioned)


def shifts(old: Versions, new: Versions, before: Corpus, after: Corpus) -> Iterator[Shift]:
    """Of one rule in two states: its first and its last day, where they are another and each side names a day."""
    was, now = _latest(old[0].pack, old, before), _latest(new[0].pack, new, after)
    if was is None or now is None:
        return
    clauses = ((Aspect.STARTS, was.starts, now.starts), (Aspect.ENDS, was.ends, now.ends))
    for clause, earlier, later in clauses:
        first, second = _day(earlier, was.pack, before), _day(later, now.pack, after)
        if first is not None and second is not None and first != second:
            yield Shift(now.id, clause, first, second)


def _day(moment: DateExpression | None, pack: str, corpus: Corpus) -> date | None:
    match moment:
        case FixedDate(value=day):
            return day
        case NamedDate(name=name):
            declared = corpus.date(pack, name)
            said = _latest(declared.pack, declared.versions, corpus) if declared else None
            return said.value if said else None
    return None


def _latest(pack: str, versions: Iterable[V], corpus: Corpus) -> V | None:
    """The version that governs once every instrument that is law is in force, under the readings held by default."""
    standing = [(_in_force(pack, v, corpus), v) for v in versions if corpus.is_default(pack, v.reading)]
    law = [(day, v) for day, v in standing if day is not None]
    return max(law, key=lambda found: found[0])[1] if law else None


def _in_force(pack: str, version: Versioned, corpus: Corpus) -> date | None:
    if version.under is None:
        return date.min
    instrument = corpus.instrument(pack, version.under)
    return instrument.in_force if instrument else None
