"""One reading of the law against an inventory at a moment, perhaps with answers supposed.

Everything is computed on demand and kept with what it read. An evaluation with answers reuses what its base computed
wherever that did not read a question answered; one in which a choice is decided otherwise, wherever that did not
consult the choice.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from duly_dsl.corpus import ASSET
from duly_dsl.ir import NONE, US, VERSION, GroupOperates
from duly_engine.evaluate import nodes, operating
from duly_engine.evaluate.frame import Frame, Ref
from duly_engine.evaluate.reads import Contradiction, Leaf, Plane, Reads
from duly_engine.evaluate.structure import Structure
from duly_engine.evaluate.world import World
from duly_engine.facts.inventory import UNKNOWN, AtLeast, LinkList, Settings, StatedValue, Unknown
from duly_engine.findings import Choice, Question, QuestionKind
from duly_engine.logic import MAYBE, NO, YES, Truth, truth

T = TypeVar("T")
Answer = object


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A value and what it read."""

    value: T
    reads: Reads


class Evaluation:
    """The reference evaluator's state: a world, the answers supposed, and what was computed so far."""

    def __init__(
        self,
        world: World,
        structure: Structure,
        answers: Mapping[Leaf, Answer] | None = None,
        base: "Evaluation | None" = None,
        redecided: Choice | None = None,
    ) -> None:
        self.world = world
        self.structure = structure
        self._answers: Mapping[Leaf, Answer] = answers or {}
        self._base = base
        self._redecided = redecided
        self._kept: dict[Hashable, Kept[object]] = {}
        self.reads = Reads()

    def supposing(self, answers: Mapping[Leaf, Answer]) -> "Evaluation":
        """The same evaluation with answers to some of its unknowns."""
        return Evaluation(self.world, self.structure, {**self._answers, **answers}, self)

    def deciding(self, choice: Choice, settings: Settings) -> "Evaluation":
        """The same evaluation under settings in which nothing but one choice is decided otherwise."""
        world = replace(self.world, law=replace(self.world.law, settings=settings))
        return Evaluation(world, self.structure, self._answers, self, choice)

    @contextmanager
    def collecting(self) -> Iterator[Reads]:
        """What is read inside the block, which then also counts as read outside."""
        outer, self.reads = self.reads, Reads()
        try:
            yield self.reads
        finally:
            inner, self.reads = self.reads, outer
            outer.include(inner)

    def kept(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The value under a key, computed once."""
        found = self._find(key)
        if found is None:
            with self.collecting() as reads:
                found = Kept(compute(), reads)
            self._kept[key] = found
            return found.value  # type: ignore[return-value] # a key is computed by one function only
        self.reads.include(found.reads)
        return found.value  # type: ignore[return-value] # as above

    def _find(self, key: Hashable) -> Kept[object] | None:
        found = self._kept.get(key)
        if found is None and self._base is not None:
            found = self._base._find(key)  # noqa: SLF001 - the same class
            if found is not None and self._is_void(found.reads):
                return None
        return found

    def _is_void(self, reads: Reads) -> bool:
        """Whether what the base read is another here."""
        return self._redecided in reads.choices or not reads.leaves.keys().isdisjoint(self._answers)

    # ---- leaves: what stands in the inventory ------------------------------------------------------------------------

    def changes_on(self, day: date) -> None:
        """Note that what is read may change on a day."""
        self.reads.days.add(day)

    def consults(self, choice: Choice) -> None:
        """Note that what is read was decided by a choice."""
        self.reads.choices.add(choice)

    def _supposed(self, question: Question) -> Answer | None:
        """The answer supposed to an unknown; None, and the question noted, where there is none."""
        if question in self._answers:
            return self._answers[question]
        self.reads.leaves[question] = None
        return None

    def fact(self, subject: str, name: str) -> StatedValue:
        """The value of a fact."""
        self.reads.facts.add((subject, name))
        value = self.world.fact(subject, name, self)
        if isinstance(value, Unknown | AtLeast):
            answer = self._supposed(Question(subject, name, QuestionKind.FACT))
            return value if answer is None else answer  # type: ignore[return-value] # answers fit the fact's type
        return value

    def links(self, subject: str, name: str) -> LinkList:
        """A list of links; of an unknown one nothing is known."""
        if name == ASSET:
            return LinkList((self.world.asset(subject),), complete=True)
        self.reads.facts.add((subject, name))
        listed = self.world.links(subject, name)
        question = Question(subject, name, QuestionKind.LINKS)
        if question in self._answers:
            members = self._answers[question]
            assert isinstance(members, tuple)
            return LinkList(members, complete=True)
        return listed or LinkList(())

    def is_closed(self, subject: str, name: str) -> bool:
        """Whether a list names everything there is; open ones are asked about."""
        if name == ASSET:
            return True
        question = Question(subject, name, QuestionKind.LINKS)
        if question in self._answers or self.world.is_closed(self.world.links(subject, name)):
            return True
        self.reads.leaves[question] = None
        return False

    def one(self, subject: str, name: str) -> Ref:
        """The subject that a `one` link leads to."""
        members = self.links(subject, name).members
        if members:
            return members[0]
        return NONE if self.is_closed(subject, name) else UNKNOWN

    def value(self, subject: str, name: str) -> StatedValue:
        """The value of a fact, or the members of a list of links."""
        found = self.world.subject(subject)
        kind = self.world.corpus.kind(found.kind) if found else None
        if name != ASSET and (kind is None or name not in kind.links):
            return self.fact(subject, name)
        members = frozenset(self.links(subject, name).members)
        if self.is_closed(subject, name):
            return members or NONE
        return AtLeast(members) if members else UNKNOWN

    def fingerprint(self, subject: str) -> str | Unknown:
        """What identifies the very thing."""
        found = self.world.subject(subject)
        self.reads.facts.add((subject, "version"))
        if found is not None and found.fingerprint is not None:
            return found.fingerprint
        answer = self._supposed(Question(subject, "version", QuestionKind.FINGERPRINT))
        return answer if isinstance(answer, str) else UNKNOWN

    def since(self, subject: str, name: str, stated: date | None) -> date | Unknown:
        """Since when a value has held."""
        if stated is not None:
            return stated
        answer = self._supposed(Question(subject, name, QuestionKind.SINCE))
        return answer if isinstance(answer, date) else UNKNOWN

    def stated_field(self, item: str, name: str) -> StatedValue:
        """A stated field of an evidence item of which the value was not given."""
        answer = self._supposed(Question(item, name, QuestionKind.FIELD))
        return UNKNOWN if answer is None else answer  # type: ignore[return-value] # answers fit the field's type

    def stated_role(self, holder: str, role: str, subject: str) -> Truth:
        """Whether an organisation holds a role, as far as that was stated."""
        self.reads.facts.add((subject, role))
        stated = self.world.stated_role(holder, role, subject)
        if stated is not MAYBE:
            return stated
        answer = self._supposed(Question(subject, role, QuestionKind.ROLE))
        if answer is None:
            return MAYBE
        if holder == US:
            return truth(answer == US)
        return NO if answer == US else MAYBE

    def contradiction(self, pack: str, name: str, subject: str) -> Truth:
        """Rules conclude a term both ways: unknown, and marked."""
        mark = Contradiction(pack, name, subject)
        if mark in self._answers:
            return YES if self._answers[mark] else NO
        self.reads.leaves[mark] = None
        return MAYBE

    # ---- nodes: rules, terms, roles ----------------------------------------------------------------------------------

    def standing(self, rule: str, instance: nodes.Instance, day: date, plane: Plane) -> nodes.Standing:
        """How a rule stands for an instance of its subjects on a day."""
        return self.kept(("rule", rule, instance, day, plane), lambda: nodes.standing(self, rule, instance, day, plane))

    def operates(self, rule: str, instance: nodes.Instance, day: date, plane: Plane) -> Truth:
        """Whether a rule operates for an instance of its subjects on a day."""
        return self.standing(rule, instance, day, plane).value

    def term(self, pack: str, name: str, subject: str, day: date, plane: Plane) -> Truth:
        """Whether a subject has a term of law on a day."""
        return self.kept(
            ("term", pack, name, subject, day, plane), lambda: nodes.term(self, pack, name, subject, day, plane)
        )

    def role(self, role: str, holder: str, subject: str, day: date, plane: Plane) -> Truth:
        """Whether an organisation holds a role towards a subject on a day, stated or concluded."""
        return self.kept(
            ("role", role, holder, subject, day, plane), lambda: nodes.role(self, role, holder, subject, day, plane)
        )

    def prevails(self, rule: str, subject: str, day: date, plane: Plane) -> Truth:
        """Whether a rule operates and makes a difference on a day."""
        return self.kept(
            ("prevails", rule, subject, day, plane), lambda: nodes.prevails(self, rule, subject, day, plane)
        )

    def occurs(self, rule: str, subject: str, day: date, plane: Plane) -> Truth:
        """Whether a rule operates for a subject on a day, whoever bears it; of a ban, whether it is breached."""
        key = ("occurs", rule, subject, day, plane)
        return self.kept(key, lambda: operating.occurs(self, rule, subject, day, plane))

    def some_occurs(self, frame: Frame, condition: GroupOperates, subject: str) -> Truth:
        """Whether some duty or ban of a group operates for a subject."""
        key = ("some occurs", frame.pack, condition.group, condition.variable == VERSION, subject)
        return self.kept((*key, frame.day, frame.plane), lambda: operating.some_occurs(self, frame, condition, subject))

    def later(self, start: date, look: Callable[[date], Truth]) -> Truth:
        """The greatest of a value from `start` on, visiting only days on which it may change."""
        greatest = NO
        for day in self.days_from(start, look):
            greatest = max(greatest, look(day))
            if greatest is YES:
                break
        return greatest

    def days_from(self, start: date, look: Callable[[date], object]) -> Iterator[date]:
        """`start` and every later day on which what `look` reads may change, found while looking."""
        day: date | None = start
        seen: set[date] = set()
        while day is not None:
            yield day
            with self.collecting() as reads:
                look(day)
            seen |= reads.days
            day = min((d for d in seen if d > day), default=None)
