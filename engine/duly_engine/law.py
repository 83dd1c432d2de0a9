"""Law at a day, known on another: which instruments are live, what legal values are, which version of a rule stands.

Publication decides what is known, entry into force decides which version governs a day. Everything that can change from
one day to the next tells a listener the first day of its new regime, so that looking ahead needs to visit those days
only; and everything that the user's choices decide tells it the choice, so that it is known what depends on them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from duly_dsl.corpus import Corpus
from duly_dsl.ir import (
    AmountVersion,
    DatedAmount,
    Duration,
    Instrument,
    InstrumentRole,
    Parameter,
    Reading,
    ReadingChoice,
    Rule,
    TableRow,
    Value,
)
from duly_engine.dates import ONE_DAY
from duly_engine.facts.inventory import Settings
from duly_engine.findings import Choice, ChoiceSort


class Listener(Protocol):
    """Is told what the law that was asked for rests on."""

    def changes_on(self, day: date) -> None:
        """What was asked for may be another from a day on."""

    def consults(self, choice: Choice) -> None:
        """What was asked for may be another under another choice."""


class _Silent:
    def changes_on(self, day: date) -> None:
        pass

    def consults(self, choice: Choice) -> None:
        pass


SILENT: Listener = _Silent()


class Versioned(Protocol):
    """What one instrument says, perhaps under one reading only."""

    @property
    def under(self) -> str:
        """The instrument that says it."""


V = TypeVar("V", bound=Versioned)


@dataclass(frozen=True)
class Law:
    """The law of a corpus as known on a day, with the user's readings, parameters and proposals."""

    corpus: Corpus
    known_on: date
    settings: Settings = field(default_factory=Settings)
    _starts: dict[tuple[str, str], tuple[date | None, Choice | None]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def known(self, instrument: Instrument) -> bool:
        """Whether the instrument counts: published by then and law, or a proposal that was chosen."""
        if instrument.role is InstrumentRole.PROPOSAL:
            chosen = self.settings.proposals
            return instrument.name in chosen or f"{instrument.pack}.{instrument.name}" in chosen
        return instrument.published <= self.known_on

    def starts(self, pack: str, name: str, listener: Listener) -> date | None:
        """The day from which a known instrument governs; None when it is not known. A chosen proposal: once
        published."""
        key = pack, name
        if key not in self._starts:
            instrument = self.corpus.instrument(pack, name)
            self._starts[key] = self._start(instrument) if instrument and self.known(instrument) else (None, None)
        start, choice = self._starts[key]
        if choice is not None:
            listener.consults(choice)
        return start

    def _start(self, known: Instrument) -> tuple[date, Choice | None]:
        choice = Choice(ChoiceSort.PROPOSAL, known.pack, known.name)
        return known.governs_from, choice if known.role is InstrumentRole.PROPOSAL else None

    def is_chosen(self, pack: str, choice: ReadingChoice | None, listener: Listener) -> bool:
        """Whether something that may hold under one reading only holds under the chosen ones."""
        if choice is None:
            return True
        reading = self.corpus.reading(pack, choice.reading)
        if reading is None:
            return False
        listener.consults(Choice(ChoiceSort.READING, reading.pack, reading.name))
        return self.chosen_reading(reading) == choice.value

    def chosen_reading(self, reading: Reading) -> str:
        """The value of a reading that is in use."""
        readings = self.settings.readings
        return readings.get(f"{reading.pack}.{reading.name}", readings.get(reading.name, reading.default))

    def _standing(self, pack: str, versions: Iterable[V], day: date, listener: Listener) -> V | None:
        """The version whose instrument is the last to enter into force among the live ones, else the first known."""
        standing: tuple[date, V] | None = None
        first: tuple[date, V] | None = None
        for version in versions:
            start = self.starts(pack, version.under, listener)
            if start is None:
                continue
            listener.changes_on(start)
            if first is None or start < first[0]:
                first = (start, version)
            if start <= day and (standing is None or start >= standing[0]):
                standing = (start, version)
        found = standing or first
        return found[1] if found else None

    def named_date(self, pack: str, name: str, day: date, listener: Listener) -> date | None:
        """A dated date as it stands on `day`; None when nothing known sets it."""
        dated = self.corpus.date(pack, name)
        if dated is None:
            return None
        chosen = [v for v in dated.versions if self.is_chosen(dated.pack, v.reading, listener)]
        version = self._standing(dated.pack, chosen, day, listener)
        return version.value if version else None

    def length(self, pack: str, name: str, day: date, listener: Listener) -> Duration | None:
        """A period as it stands on `day`, or a parameter that is a length of time."""
        period = self.corpus.period(pack, name)
        if period is None:
            value = self.parameter(pack, name, listener)
            return value if isinstance(value, Duration) else None
        chosen = [v for v in period.versions if self.is_chosen(period.pack, v.reading, listener)]
        version = self._standing(period.pack, chosen, day, listener)
        return version.value if version else None

    def amount(self, pack: str, name: str, day: date, listener: Listener) -> tuple[DatedAmount, AmountVersion] | None:
        """An amount's version as it stands on `day`."""
        dated = self.corpus.amount(pack, name)
        version = self._standing(dated.pack, dated.versions, day, listener) if dated else None
        return (dated, version) if dated and version else None

    def listed(self, pack: str, name: str, day: date, listener: Listener) -> tuple[str, ...] | None:
        """The members that a table lists on `day`; None when no instrument that lists anything is known."""
        table = self.corpus.table(pack, name)
        if table is None:
            return None
        starts = [self.starts(table.pack, row.under, listener) for row in table.rows]
        if all(start is None for start in starts):
            return None
        standing = [row for row in table.rows if self.lists(table.pack, row, day, listener)]
        return tuple(sorted({member for row in standing for member in row.members}))

    def lists(self, pack: str, row: TableRow, day: date, listener: Listener) -> bool:
        """Whether a row of a table stands on `day`: in force, between its own days, not repealed, read so."""
        start = self.starts(pack, row.under, listener)
        if start is None or not self.is_chosen(pack, row.reading, listener):
            return False
        first = max(start, row.starts or start)
        listener.changes_on(first)
        if row.ends is not None and row.ends < date.max:
            listener.changes_on(row.ends + ONE_DAY)
        is_over = self._has_ended(pack, row.repealed_by, day, listener) or (row.ends is not None and row.ends < day)
        return first <= day and not is_over

    def parameter(self, pack: str, name: str, listener: Listener) -> Value | None:
        """A parameter as the user set it, else its default."""
        parameter = self.corpus.parameter(pack, name)
        if parameter is None:
            return None
        value = self.chosen_parameter(parameter)
        if value != parameter.value:
            listener.consults(Choice(ChoiceSort.PARAMETER, parameter.pack, parameter.name))
        return value

    def chosen_parameter(self, parameter: Parameter) -> Value:
        """The value of a parameter that is in use."""
        chosen = self.settings.parameters
        return chosen.get(f"{parameter.pack}.{parameter.name}", chosen.get(parameter.name, parameter.value))

    def is_law(self, rule_id: str, listener: Listener) -> bool:
        """Whether any version of the rule was published by the day on which the law is known."""
        return any(self.starts(r.pack, r.set_by, listener) is not None for r in self.corpus.rules[rule_id])

    def version(self, rule_id: str, day: date, listener: Listener) -> Rule | None:
        """The version of a rule that stands on `day`; None where there is none, or it was replaced or repealed."""
        standing: tuple[date, Rule] | None = None
        for rule in self.corpus.rules[rule_id]:
            start = self.starts(rule.pack, rule.set_by, listener)
            if start is None or not self.is_chosen(rule.pack, rule.reading, listener):
                continue
            listener.changes_on(start)
            if start <= day and not self._is_gone(rule, day, listener) and (standing is None or start >= standing[0]):
                standing = (start, rule)
        return standing[1] if standing else None

    def _is_gone(self, rule: Rule, day: date, listener: Listener) -> bool:
        return any(self._has_ended(rule.pack, name, day, listener) for name in (rule.replaced_by, rule.repealed_by))

    def _has_ended(self, pack: str, by: str | None, day: date, listener: Listener) -> bool:
        """Whether an instrument that ends something governs `day`."""
        end = self.starts(pack, by, listener) if by else None
        if end is None:
            return False
        listener.changes_on(end)
        return end <= day
