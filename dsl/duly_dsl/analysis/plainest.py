"""The plainest setting in which something is so: as little said as possible, and of each thing the first value that
will do.

Law, day, facts, links and roles are settled one after the other, always in the same order, so the setting is the same
whatever the solver thinks of first. What need not be known is left unsaid.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import z3

from duly_dsl.analysis.encoding import Encoding
from duly_dsl.analysis.kleene import FALSE, TRUE, Bool, all_of, opposite
from duly_dsl.analysis.options import options, value_in
from duly_dsl.analysis.solver import Solver, number
from duly_dsl.analysis.values import Members
from duly_dsl.analysis.world import FactLeaf, Leaf, LinkLeaf, RoleLeaf, Thing
from duly_dsl.ir import (
    NONE,
    ROLES,
    US,
    Assignment,
    Given,
    GivenSet,
    GivenSubject,
    GivenValue,
    ListClosure,
    Name,
    ReadingChoice,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What has to be said for something to be so."""

    as_of: date
    known_on: date
    readings: tuple[ReadingChoice, ...]
    proposals: tuple[str, ...]
    subjects: tuple[GivenSubject, ...]


def plainest(enc: Encoding, solver: Solver, roots: Iterable[Thing], wanted: Bool) -> Setting | None:
    """The plainest setting in which something is so; None where the solver finds none."""
    search = _Search(enc, solver, [])
    try:
        return _settled(enc, search, roots) if search.fits(wanted) else None
    except _StuckError:
        return None


def _settled(enc: Encoding, search: "_Search", roots: Iterable[Thing]) -> Setting:
    known_on = search.first(enc.law.known_on, (enc.law.today.toordinal(), *enc.law.days_of_change))
    readings = tuple(_readings(enc, search))
    proposals = tuple(i.name for i, chosen in enc.law.proposals() if not search.fits(opposite(chosen)))
    as_of = search.first(enc.day, _days(enc))
    enc.world.days[as_of] = None
    subjects = _renumbered(search.subjects(roots))
    return Setting(date.fromordinal(as_of), date.fromordinal(known_on), readings, proposals, subjects)


def _readings(enc: Encoding, search: "_Search") -> Iterator[ReadingChoice]:
    """The readings that are not the default ones."""
    for reading, chosen in enc.law.readings():
        names = [v.name for v in reading.values]
        usual = names.index(reading.default)
        name = names[search.first(chosen, (usual, *(n for n in range(len(names)) if n != usual)))]
        if name != reading.default:
            yield ReadingChoice(reading.name, name)


def _renumbered(subjects: Iterable[GivenSubject]) -> tuple[GivenSubject, ...]:
    """The subjects with those called after their kind numbered as they come."""
    found = tuple(subjects)
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for subject in found:
        if subject.name.removeprefix(f"{subject.kind}_").isdecimal():
            counts[subject.kind] += 1
            names[subject.name] = f"{subject.kind}_{counts[subject.kind]}"

    def renamed(given: Given) -> Given:
        match given:
            case GivenSet(names=several):
                return replace(given, names=tuple(names.get(name, name) for name in several))
            case Name(name=name):
                return replace(given, name=names.get(name, name))
            case _:
                return given

    return tuple(
        replace(
            subject,
            name=names.get(subject.name, subject.name),
            assignments=tuple(replace(each, value=renamed(each.value)) for each in subject.assignments),
        )
        for subject in found
    )


def _days(enc: Encoding) -> list[int]:
    """Today, then the days on which something may change, first those to come."""
    today = enc.law.today.toordinal()
    turns = sorted({day + after for day in enc.world.days for after in (0, 1)})
    return [today, *(d for d in turns if d > today), *(d for d in reversed(turns) if d < today)]


class _StuckError(Exception):
    """The solver gave up, or thinks of a value that cannot be written."""


@dataclass(slots=True)
class _Search:
    """Settles one thing after the other so that what is wanted stays possible."""

    enc: Encoding
    solver: Solver
    settled: list[Bool]

    def some(self) -> z3.ModelRef:
        """Some world that fits all that is settled."""
        found = self.solver.model(*self.settled)
        if not isinstance(found, z3.ModelRef):
            raise _StuckError
        return found

    def fits(self, choice: Bool) -> bool:
        """Settle a choice if it is possible."""
        if choice is TRUE:
            return True
        if choice is FALSE or not isinstance(self.solver.model(*self.settled, choice), z3.ModelRef):
            return False
        self.settled.append(choice)
        return True

    def first(self, wanted: z3.ArithRef, candidates: Iterable[int]) -> int:
        """The first number that will do, else what the solver thinks of."""
        for candidate in candidates:
            if self.fits(wanted == candidate):
                return candidate
        found = number(self.some(), wanted)
        self.settled.append(wanted == found)
        return found

    def subjects(self, roots: Iterable[Thing]) -> Iterator[GivenSubject]:
        """The things that there have to be, each with what has to be said of it."""
        queue, seen = [*roots, self.enc.world.us], set[str]()
        queue += [thing for thing in self.enc.world.others.values() if not self.fits(opposite(thing.exists))]
        while queue:
            thing = queue.pop(0)
            if thing.name in seen:
                continue
            seen.add(thing.name)
            said: list[Assignment] = []
            roles: dict[str, bool] = {}
            for leaf in self._leaves(thing):
                match leaf:
                    case FactLeaf():
                        said += self._fact(leaf)
                    case LinkLeaf():
                        said += self._link(leaf, queue)
                    case RoleLeaf():
                        said += self._role(leaf, roles, queue)
            queue += [ref.thing for ref in self.enc.world.coming_to(thing) if not self.fits(opposite(ref.thing.exists))]
            if roles:
                held = tuple(name for name, ours in roles.items() if ours)
                closure = ListClosure.BARE if not all(roles.values()) else ListClosure.PARTIAL
                said.append(Assignment(ROLES, GivenSet(held, closure)))
            if said or thing.name != US:
                yield GivenSubject(thing.name, thing.kind, None, None, tuple(said))

    def _leaves(self, thing: Thing) -> list[Leaf]:
        return [leaf for (name, _), leaf in sorted(self.enc.world.leaves.items()) if name == thing.name]

    def _fact(self, leaf: FactLeaf) -> Iterator[Assignment]:
        if self.fits(opposite(leaf.known)):
            return
        for choice, given in options(self.enc, leaf):
            if self.fits(all_of((leaf.known, choice))):
                yield Assignment(leaf.name, given)
                return
        if isinstance(leaf.value.content, Members):
            names = [n for n, (_, held) in leaf.value.content.held.items() if not self.fits(opposite(held))]
            yield Assignment(leaf.name, GivenSet(tuple(names), ListClosure.BARE))
            return
        found = value_in(self.enc, leaf, self.some())
        if found is None or not self.fits(all_of((leaf.known, found[0]))):
            raise _StuckError
        yield Assignment(leaf.name, found[1])

    def _link(self, leaf: LinkLeaf, queue: list[Thing]) -> Iterator[Assignment]:
        if self.fits(opposite(leaf.known)):
            return
        there = [member for present, member in reversed(leaf.members) if not self.fits(opposite(present))][::-1]
        queue += there
        names = tuple(member.name for member in there)
        link = self.enc.corpus.kinds[leaf.thing.kind].links[leaf.name]
        given: Given = GivenValue(NONE)
        if names:
            given = GivenSet(names, ListClosure.COMPLETE) if link.many else Name(names[0])
        yield Assignment(leaf.name, given)

    def _role(self, leaf: RoleLeaf, roles: dict[str, bool], queue: list[Thing]) -> Iterator[Assignment]:
        if self.fits(opposite(leaf.known)):
            return
        ours = not self.fits(opposite(leaf.ours))
        names = [name for name, held in leaf.others.items() if not self.fits(opposite(held))]
        queue += [self.enc.world.others[name] for name in names]
        if ours or not names:
            roles[leaf.name] = ours
        if names:
            yield Assignment(leaf.name, GivenSet(tuple(names), ListClosure.BARE))
