"""Law as formulas: which instruments are known, which version of a rule or legal value stands on a day.

The day on which the law is known, the readings and the proposals chosen are variables like facts are; parameters have
the values of their packs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

import z3

from duly_dsl.analysis.kleene import FALSE, TRUE, Bool, all_of, any_of, opposite
from duly_dsl.analysis.values import Arithmetic
from duly_dsl.corpus import Corpus
from duly_dsl.counting import ONE_DAY
from duly_dsl.ir import Duration, Instrument, InstrumentRole, Reading, ReadingChoice, Rule, TableRow, Value


class Versioned(Protocol):
    """What one instrument says, perhaps under one reading only."""

    @property
    def under(self) -> str:
        """The instrument that says it."""

    @property
    def reading(self) -> ReadingChoice | None:
        """The reading under which it says so."""


V = TypeVar("V")
VersionedT = TypeVar("VersionedT", bound=Versioned)


@dataclass(frozen=True, slots=True)
class Start:
    """An instrument that governs from a day on, where it is known."""

    day: int
    known: Bool

    def by(self, day: Arithmetic) -> Bool:
        """Whether it governs on a day."""
        return all_of((self.known, self.day <= day))


@dataclass(frozen=True)
class Law:
    """The law of a corpus on any day, known on any day, under any reading."""

    corpus: Corpus

    @cached_property
    def known_on(self) -> Arithmetic:
        """The day on which the law is known."""
        return z3.Int("law known on")

    @cached_property
    def days_of_change(self) -> tuple[int, ...]:
        """The days on which an instrument became known, the latest first; before the first there is no law."""
        found = {
            i.published.toordinal() for i in self.corpus.instruments.values() if i.role is not InstrumentRole.PROPOSAL
        }
        return tuple(sorted(found, reverse=True))

    @cached_property
    def today(self) -> date:
        """The last day up to which the packs say that they know the law: the day on which examples are set, if they
        can be."""
        checked = [p.header.law_checked_to for p in self.corpus.packs if p.header.law_checked_to is not None]
        published = [date.fromordinal(day) for day in self.days_of_change]
        return max((*checked, *published), default=date(2026, 1, 1))

    def readings(self) -> Iterable[tuple[Reading, Arithmetic]]:
        """Each reading, with the number of the value chosen."""
        return ((r, z3.Int(f"reading {r.pack}.{r.name}")) for _, r in sorted(self.corpus.readings.items()))

    def proposals(self) -> Iterable[tuple[Instrument, Bool]]:
        """Each proposal, and whether it is chosen."""
        every = (i for _, i in sorted(self.corpus.instruments.items()) if i.role is InstrumentRole.PROPOSAL)
        return ((i, z3.Bool(f"proposal {i.name}")) for i in every)

    def axioms(self) -> list[Bool]:
        """What holds of every choice."""
        known = [self.known_on == day for day in {*self.days_of_change, self.today.toordinal()}]
        chosen = [all_of((number >= 0, number < len(r.values))) for r, number in self.readings()]
        return [any_of(known), *chosen]

    def start(self, pack: str, name: str) -> Start | None:
        """From when an instrument governs, and whether it is known; a chosen proposal: once published."""
        found = self.corpus.instrument(pack, name)
        if found is None:
            return None
        day = found.governs_from.toordinal()
        if found.role is InstrumentRole.PROPOSAL:
            return Start(day, z3.Bool(f"proposal {found.name}"))
        published = found.published.toordinal()
        always = published <= min((*self.days_of_change, self.today.toordinal()))
        return Start(day, TRUE if always else self.known_on >= published)

    def is_chosen(self, pack: str, choice: ReadingChoice | None) -> Bool:
        """Whether the reading under which something holds is the one chosen."""
        if choice is None:
            return TRUE
        reading = self.corpus.reading(pack, choice.reading)
        names = [v.name for v in reading.values] if reading else []
        if reading is None or choice.value not in names:
            return FALSE
        return z3.Int(f"reading {reading.pack}.{reading.name}") == names.index(choice.value)

    def _standing(self, pack: str, versions: Iterable[VersionedT], day: Arithmetic) -> list[tuple[Bool, VersionedT]]:
        """When each version of a legal value stands: the last to enter into force of those that are live, else the
        first known."""
        known = [
            (start.day, all_of((start.known, self.is_chosen(pack, version.reading))), version)
            for version in versions
            if (start := self.start(pack, version.under)) is not None
        ]
        live = [(start, all_of((here, start <= day)), version) for start, here, version in known]
        last = _last(live)
        none_live = opposite(any_of(here for _, here, _ in live))
        first = _last([(-start, here, version) for start, here, version in reversed(known)])
        before = {id(version): all_of((none_live, here)) for here, version in first}
        return [(any_of((here, before[id(version)])), version) for here, version in last]

    def named_date(self, pack: str, name: str, day: Arithmetic) -> list[tuple[Bool, date]]:
        """The values of a dated date on a day, each with when it stands."""
        dated = self.corpus.date(pack, name)
        if dated is None:
            return []
        return [(here, version.value) for here, version in self._standing(dated.pack, dated.versions, day)]

    def length(self, pack: str, name: str, day: Arithmetic) -> list[tuple[Bool, Duration]]:
        """The values of a period on a day, or of a parameter that is a length of time."""
        period = self.corpus.period(pack, name)
        if period is None:
            value = self.parameter(pack, name)
            return [(TRUE, value)] if isinstance(value, Duration) else []
        return [(here, version.value) for here, version in self._standing(period.pack, period.versions, day)]

    def lists(self, pack: str, name: str) -> Bool:
        """Whether any instrument that lists something in a table is known."""
        table = self.corpus.table(pack, name)
        starts = [self.start(table.pack, row.under) for row in table.rows] if table else []
        return any_of(start.known for start in starts if start is not None)

    def listed(self, pack: str, name: str, day: Arithmetic) -> list[tuple[Bool, TableRow]]:
        """The rows of a table, each with when it stands."""
        table = self.corpus.table(pack, name)
        return [(self._stands(table.pack, row, day), row) for row in table.rows] if table else []

    def _stands(self, pack: str, row: TableRow, day: Arithmetic) -> Bool:
        start = self.start(pack, row.under)
        if start is None:
            return FALSE
        begun = TRUE if row.starts is None else row.starts.toordinal() <= day
        lasting = TRUE if row.ends is None else day <= row.ends.toordinal()
        return all_of(
            (
                start.by(day),
                self.is_chosen(pack, row.reading),
                begun,
                lasting,
                self._lasts(pack, (row.repealed_by,), day),
            )
        )

    def parameter(self, pack: str, name: str) -> Value | None:
        """A parameter as its pack sets it."""
        parameter = self.corpus.parameter(pack, name)
        return parameter.value if parameter else None

    def versions(self, rule_id: str, day: Arithmetic) -> list[tuple[Bool, Rule]]:
        """The versions of a rule, each with when it stands."""
        live = [
            (
                start.day,
                all_of(
                    (
                        start.by(day),
                        self.is_chosen(rule.pack, rule.reading),
                        self._lasts(rule.pack, (rule.replaced_by, rule.repealed_by), day),
                    )
                ),
                rule,
            )
            for rule in self.corpus.rules[rule_id]
            if (start := self.start(rule.pack, rule.set_by)) is not None
        ]
        return _last(live)

    def _lasts(self, pack: str, ends: Iterable[str | None], day: Arithmetic) -> Bool:
        """Whether none of the instruments that end something governs."""
        starts = [self.start(pack, name) for name in ends if name]
        return opposite(any_of(end.by(day) for end in starts if end is not None))

    def days(self) -> Mapping[int, None]:
        """The days on which instruments enter into force, and rows of tables begin or end."""
        rows = [row for _, table in sorted(self.corpus.tables.items()) for row in table.rows]
        found = (
            *(i.governs_from for _, i in sorted(self.corpus.instruments.items())),
            *(row.starts for row in rows if row.starts is not None),
            *(row.ends + ONE_DAY for row in rows if row.ends is not None and row.ends < date.max),
        )
        return dict.fromkeys(day.toordinal() for day in found)


def _last(live: list[tuple[int, Bool, V]]) -> list[tuple[Bool, V]]:
    """When each is the one with the greatest start, of several the last."""
    order = sorted(range(len(live)), key=lambda n: live[n][0])
    found: dict[int, Bool] = {}
    later = FALSE
    for number in reversed(order):
        here = live[number][1]
        found[number] = all_of((here, opposite(later)))
        later = any_of((later, here))
    return [(found[number], live[number][2]) for number in range(len(live))]
