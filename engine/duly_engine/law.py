"""Law at a day, known on another: which instruments are live, what legal values are, which version of a rule stands.

Publication decides what is known, entry into force decides which version governs a day. Everything that can change from
one day to the next tells a `Days` listener the first day of its new regime, so that looking ahead needs to visit those
days only.
"""

from collections.abc import Callable, Iterable
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
    ReadingChoice,
    Rule,
    TableRow,
    Value,
)
from duly_engine.dates import ONE_DAY
from duly_engine.facts.inventory import Settings

Days = Callable[[date], object]


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
    _starts: dict[tuple[str, str], date | None] = field(default_factory=dict, compare=False, repr=False)

    def known(self, instrument: Instrument) -> bool:
        """Whether the instrument counts: published by then and law, or a proposal that was chosen."""
        if instrument.role is InstrumentRole.PROPOSAL:
            return instrument.name in self.settings.proposals
        return instrument.published <= self.known_on

    def starts(self, pack: str, name: str) -> date | None:
        """The day from which a known instrument governs; None when it is not known. A chosen proposal: once
        published."""
        key = pack, name
        if key not in self._starts:
            instrument = self.corpus.instrument(pack, name)
            governs = instrument is not None and self.known(instrument)
            self._starts[key] = (instrument.in_force or instrument.published) if instrument and governs else None
        return self._starts[key]

    def is_chosen(self, pack: str, choice: ReadingChoice | None) -> bool:
        """Whether something that may hold under one reading only holds under the chosen ones."""
        if choice is None:
            return True
        reading = self.corpus.reading(pack, choice.reading)
        return reading is not None and self.chosen_reading(reading.pack, reading.name, reading.default) == choice.value

    def chosen_reading(self, pack: str, name: str, default: str) -> str:
        """The reading in use."""
        readings = self.settings.readings
        return readings.get(f"{pack}.{name}", readings.get(name, default))

    def _standing(self, pack: str, versions: Iterable[V], day: date, days: Days) -> V | None:
        """The version whose instrument is the last to enter into force among the live ones, else the first known."""
        standing: tuple[date, V] | None = None
        first: tuple[date, V] | None = None
        for version in versions:
            start = self.starts(pack, version.under)
            if start is None:
                continue
            days(start)
            if first is None or start < first[0]:
                first = (start, version)
            if start <= day and (standing is None or start >= standing[0]):
                standing = (start, version)
        found = standing or first
        return found[1] if found else None

    def named_date(self, pack: str, name: str, day: date, days: Days) -> date | None:
        """A dated date as it stands on `day`; None when nothing known sets it."""
        dated = self.corpus.date(pack, name)
        if dated is None:
            return None
        chosen = [v for v in dated.versions if self.is_chosen(dated.pack, v.reading)]
        version = self._standing(dated.pack, chosen, day, days)
        return version.value if version else None

    def length(self, pack: str, name: str, day: date, days: Days) -> Duration | None:
        """A period as it stands on `day`, or a parameter that is a length of time."""
        period = self.corpus.period(pack, name)
        if period is None:
            value = self.parameter(pack, name)
            return value if isinstance(value, Duration) else None
        chosen = [v for v in period.versions if self.is_chosen(period.pack, v.reading)]
        version = self._standing(period.pack, chosen, day, days)
        return version.value if version else None

    def amount(self, pack: str, name: str, day: date, days: Days) -> tuple[DatedAmount, AmountVersion] | None:
        """An amount's version as it stands on `day`."""
        dated = self.corpus.amount(pack, name)
        version = self._standing(dated.pack, dated.versions, day, days) if dated else None
        return (dated, version) if dated and version else None

    def listed(self, pack: str, name: str, day: date, days: Days) -> tuple[str, ...] | None:
        """The members that a table lists on `day`; None when no instrument that lists anything is known."""
        table = self.corpus.table(pack, name)
        if table is None or all(self.starts(table.pack, row.under) is None for row in table.rows):
            return None
        standing = [row for row in table.rows if self.lists(table.pack, row, day, days)]
        return tuple(sorted({member for row in standing for member in row.members}))

    def lists(self, pack: str, row: TableRow, day: date, days: Days) -> bool:
        """Whether a row of a table stands on `day`: in force, between its own days, not repealed, read so."""
        start = self.starts(pack, row.under)
        if start is None or not self.is_chosen(pack, row.reading):
            return False
        first = max(start, row.starts or start)
        days(first)
        if row.ends is not None and row.ends < date.max:
            days(row.ends + ONE_DAY)
        is_over = self._has_ended(pack, row.repealed_by, day, days) or (row.ends is not None and row.ends < day)
        return first <= day and not is_over

    def parameter(self, pack: str, name: str) -> Value | None:
        """A parameter as the user set it, else its default."""
        parameter = self.corpus.parameter(pack, name)
        if parameter is None:
            return None
        chosen = self.settings.parameters
        return chosen.get(f"{parameter.pack}.{name}", chosen.get(name, parameter.value))

    def _under(self, rule: Rule) -> str:
        return rule.under or rule.citations[0].instrument

    def is_law(self, rule_id: str) -> bool:
        """Whether any version of the rule was published by the day on which the law is known."""
        return any(self.starts(r.pack, self._under(r)) is not None for r in self.corpus.rules[rule_id])

    def version(self, rule_id: str, day: date, days: Days) -> Rule | None:
        """The version of a rule that stands on `day`; None where there is none, or it was replaced or repealed."""
        standing: tuple[date, Rule] | None = None
        for rule in self.corpus.rules[rule_id]:
            start = self.starts(rule.pack, self._under(rule))
            if start is None or not self.is_chosen(rule.pack, rule.reading):
                continue
            days(start)
            if start <= day and not self._is_gone(rule, day, days) and (standing is None or start >= standing[0]):
                standing = (start, rule)
        return standing[1] if standing else None

    def _is_gone(self, rule: Rule, day: date, days: Days) -> bool:
        return any(self._has_ended(rule.pack, name, day, days) for name in (rule.replaced_by, rule.repealed_by))

    def _has_ended(self, pack: str, by: str | None, day: date, days: Days) -> bool:
        """Whether an instrument that ends something governs `day`."""
        end = self.starts(pack, by) if by else None
        if end is None:
            return False
        days(end)
        return end <= day
