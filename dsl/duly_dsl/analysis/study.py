"""One rule or term under study: its world, and the places where its conditions are read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from duly_dsl.analysis import conditions, nodes
from duly_dsl.analysis.encoding import Encoding, Frame
from duly_dsl.analysis.kleene import FALSE, TRUE, Bool, Truth, all_of, any_of, opposite
from duly_dsl.analysis.nodes import Instance, Reading
from duly_dsl.analysis.solver import Answer, Solver
from duly_dsl.analysis.survey import Survey
from duly_dsl.analysis.values import Day
from duly_dsl.analysis.world import Ref, Thing
from duly_dsl.ir import (
    Condition,
    EachOf,
    EachPair,
    Expectation,
    ExpectStatus,
    ExpectWhether,
    Forbids,
    Obliges,
    Rule,
    Term,
)

UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Study:
    """What is asked about a rule or a term: its world, and the things that it is about."""

    name: str
    pack: str
    enc: Encoding
    solver: Solver
    roots: tuple[Thing, ...]

    def can(self, *wanted: Bool) -> Answer:
        """Whether it can be where everything is known."""
        return self.solver.ask(self.enc.world.whole, *wanted)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule is read: `here` is when that is so at all, the version stands and its event is on the day."""

    here: Bool
    instance: Instance
    reading: Reading

    @property
    def bites(self) -> Bool:
        """The rule operates if nothing sets it aside; of a ban, the forbidden state is there too."""
        forbidden = self.reading.forbidden.yes if isinstance(self.reading.version.then, Forbids) else TRUE
        return all_of((self.reading.met.yes, forbidden))


@dataclass(frozen=True, slots=True)
class RuleStudy:
    """A version of a rule, on a day on which it is read, for a thing of its kind."""

    rule: Rule
    role: str | None
    study: Study
    places: tuple[Place, ...]

    @classmethod
    def of(cls, rule: Rule, survey: Survey, role: str | None = None) -> "RuleStudy":
        """A duty of several roles is studied for one of them."""
        enc = Encoding.of(survey)
        root = root_of(rule)
        here = next((here for here, version in enc.law.versions(rule.id, enc.day) if version is rule), FALSE)
        places = []
        for instance in _instances(enc, rule, root, role):
            there = instance.party.exists if instance.party else TRUE
            reading = nodes.read(enc, rule, instance, enc.day)
            places.append(Place(all_of((here, there, _on_the_day(enc, rule, instance))), instance, reading))
        return cls(rule, role, Study(rule.id, rule.pack, enc, Solver(enc), (root,)), tuple(places))

    def can(self, holding: Iterable[Condition]) -> Answer:
        """Whether conditions can hold at once while the rule is in force."""
        parts = tuple(holding)
        return self.anywhere(lambda place: (self.holds(place, each).yes for each in parts))

    def can_operate(self, holding: Sequence[Condition], failing: Sequence[Condition]) -> Answer:
        """Whether some conditions can hold, and others not, where the rule's own do."""
        return self.anywhere(
            lambda place: (
                *(self.holds(place, each).yes for each in holding),
                place.reading.condition.yes,
                *(self.holds(place, each).no for each in failing),
            )
        )

    def anywhere(self, wanted: Callable[[Place], Iterable[Bool]]) -> Answer:
        """Whether all that is wanted of a place can be in one of them while the rule is in force there."""
        return self.study.can(
            any_of(all_of((place.here, place.reading.in_force.yes, *wanted(place))) for place in self.places)
        )

    def holds(self, place: Place, condition: Condition) -> Truth:
        """A condition, read in a place."""
        return conditions.holds(self.study.enc, place.reading.frame, condition)

    @property
    def roles(self) -> tuple[str | None, ...]:
        """All the roles that bear it."""
        return roles_of(self.rule)

    @property
    def undetermined(self) -> Bool:
        """The rule is open only because its condition is."""
        return any_of(
            all_of((p.here, p.reading.value.maybe, p.reading.in_force.yes, p.reading.bearer.yes)) for p in self.places
        )

    @property
    def expected(self) -> Expectation:
        """That it is undetermined."""
        about = self.study.roots[0].name
        return ExpectStatus(
            self.rule.id,
            None,
            self.role,
            provisionally=False,
            status=UNDETERMINED,
            by_rule=None,
            by=None,
            since=None,
            subject=about,
            because=None,
        )


def root_of(rule: Rule) -> Thing:
    """The thing that a rule is about, called as the rule calls it."""
    name = rule.subject.kind if isinstance(rule.subject, EachOf) else rule.subject.variable
    return Thing(name, rule.subject.kind)


def _instances(enc: Encoding, rule: Rule, root: Thing, role: str | None) -> list[Instance]:
    """Of a rule about pairs, one with us and one with somebody else."""
    if not isinstance(rule.subject, EachPair):
        return [Instance(root, None, role)]
    return [Instance(root, party, role) for party in enc.world.parties(rule.subject.party_kind)[:2]]


def _on_the_day(enc: Encoding, rule: Rule, instance: Instance) -> Bool:
    """A rule that is judged by an event is studied on the day of the event."""
    event = nodes.event_of(enc, rule, instance, enc.day)
    if event is None:
        return TRUE
    if not isinstance(event.content, Day):
        return FALSE
    return all_of((event.known, opposite(event.absent), event.content.number == enc.day))


def roles_of(rule: Rule) -> tuple[str | None, ...]:
    """The roles that bear a duty or ban; none where nobody in particular does."""
    return (rule.then.roles or (None,)) if isinstance(rule.then, Obliges | Forbids) else (None,)


@dataclass(frozen=True, slots=True)
class TermStudy:
    """What a term means, for a thing of its kind."""

    term: Term
    study: Study
    frame: Frame

    @classmethod
    def of(cls, term: Term, survey: Survey) -> "TermStudy":
        """A term by its meaning."""
        enc = Encoding.of(survey)
        root = Thing(term.variable or term.kind, term.kind)
        frame = enc.frame(term.pack, enc.day, {term.variable: Ref(root)})
        return cls(term, Study(term.name, term.pack, enc, Solver(enc), (root,)), frame)

    def holds(self, condition: Condition) -> Truth:
        """A condition, read for the thing."""
        return conditions.holds(self.study.enc, self.frame, condition)

    def can(self, holding: Iterable[Condition]) -> Answer:
        """Whether conditions can hold at once."""
        return self.study.can(*(self.holds(each).yes for each in holding))

    @property
    def expected(self) -> Expectation:
        """That it is undetermined."""
        return ExpectWhether(self.study.roots[0].name, self.term.name, UNDETERMINED)
