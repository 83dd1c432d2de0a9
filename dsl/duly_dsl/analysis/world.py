"""Things of which anything may be said: each fact, link and role is a leaf with an unknown value.

A list of links has as many members as there are quantifiers that start from it, which is enough: of a list under which
some quantifiers hold and others do not, one member that shows it for each can be kept and all others dropped. Two links
never lead to the same thing; conditions cannot ask whether they do. Where that is not the whole truth (lists of members
of members, numbers below zero, which nobody can write), `beyond` stands for what the world does not hold: a proof has
to do with it, an example without.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import z3

from duly_dsl.analysis.kleene import FALSE, TRUE, Bool, Truth, all_of, any_of, opposite
from duly_dsl.analysis.survey import Survey
from duly_dsl.analysis.values import MINUTES_OF_A_DAY, PLAIN, Content, Day, Flag, Members, Quantity, Value, Word, Words
from duly_dsl.counting import SCALES
from duly_dsl.ir import ORGANISATION, US, Fact, FactType, Link, TypeName

FIRST_DAY, LAST_DAY = date(1900, 1, 1).toordinal(), date(2999, 12, 31).toordinal()
MOST_WITNESSES = 4
ANOTHER = "another"


@dataclass(frozen=True, slots=True)
class Thing:
    """A subject; `exists` where it may be that there is none."""

    name: str
    kind: str
    depth: int = 0
    exists: Bool = TRUE


@dataclass(frozen=True, slots=True)
class Ref:
    """What a variable or a `one` link stands for: it leads to the thing, is known to lead nowhere, or is unknown."""

    thing: Thing
    leads: Bool = TRUE
    absent: Bool = FALSE

    def then(self, further: "Ref") -> "Ref":
        """Where a link of the thing leads."""
        leads = all_of((self.leads, further.leads))
        return Ref(further.thing, leads, any_of((self.absent, all_of((self.leads, further.absent)))))

    def truth(self, value: Truth) -> Truth:
        """What holds of the thing; of an absent one nothing holds."""
        return Truth(all_of((self.leads, value.yes)), any_of((self.absent, all_of((self.leads, value.no)))))


@dataclass(frozen=True, slots=True)
class FactLeaf:
    """A fact of a thing."""

    thing: Thing
    name: str
    type: FactType
    value: Value

    @property
    def known(self) -> Bool:
        """Whether anything is said of it."""
        return self.value.known


@dataclass(frozen=True, slots=True)
class LinkLeaf:
    """A list of links, whole if known; the members that it may have."""

    thing: Thing
    name: str
    known: Bool
    members: tuple[tuple[Bool, Thing], ...]

    @property
    def is_empty(self) -> Bool:
        """Whether the list is known to be empty."""
        return opposite(any_of(there for there, _ in self.members))


@dataclass(frozen=True, slots=True)
class RoleLeaf:
    """Who is stated to hold a role: we, and each of the other organisations."""

    thing: Thing
    name: str
    known: Bool
    ours: Bool
    others: Mapping[str, Bool]

    @property
    def is_whole(self) -> Bool:
        """Whether it is settled for everybody in question."""
        return all_of((self.known, any_of((self.ours, *self.others.values())) if self.others else TRUE))

    def held_by(self, holder: str) -> Truth:
        """What was stated of a holder; a role that names one is held by nobody else."""
        others = any_of(held for name, held in self.others.items() if name != holder)
        held = self.ours if holder == US else self.others.get(holder, FALSE)
        taken = TRUE if holder == US else any_of((self.ours, others))
        return Truth(all_of((self.known, held)), all_of((self.known, opposite(held), taken)))


Leaf = FactLeaf | LinkLeaf | RoleLeaf


@dataclass(slots=True)
class World:
    """The things of one question, with all that may be said of them."""

    survey: Survey
    words: Words = field(default_factory=Words)
    axioms: list[Bool] = field(default_factory=list)
    leaves: dict[tuple[str, str], Leaf] = field(default_factory=dict)
    others: dict[str, Thing] = field(default_factory=dict)
    days: dict[int, None] = field(default_factory=dict)
    beyonds: int = 0
    _numbers: dict[str, int] = field(default_factory=dict)
    _parties: dict[str, Thing] = field(default_factory=dict)
    _backward: dict[tuple[str, str, str], tuple[Ref, ...]] = field(default_factory=dict)

    us = Thing(US, ORGANISATION)
    beyond = z3.Bool("there is more than the world holds")

    def __post_init__(self) -> None:
        for name in (*self.survey.parties, *((ANOTHER,) if self.survey.parties else ())):
            self.others[name] = Thing(name, ORGANISATION, exists=z3.Bool(f"there is {name}"))

    def things_called(self, kind: str, depth: int, exists: Bool = TRUE) -> Thing:
        """A new thing, called after its kind."""
        number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return Thing(f"{kind}_{number}", kind, depth, exists)

    def unseen(self) -> Bool:
        """Whether something holds beyond the world."""
        self.beyonds += 1
        return all_of((self.beyond, z3.Bool(f"beyond the world {self.beyonds}")))

    def unseen_truth(self) -> Truth:
        """Anything beyond the world; within it unknown."""
        holds = self.unseen()
        return Truth(holds, all_of((self.beyond, opposite(holds))))

    @property
    def whole(self) -> Bool:
        """Everything is known that anybody could be asked."""
        return all_of(leaf.is_whole if isinstance(leaf, RoleLeaf) else leaf.known for leaf in self.leaves.values())

    # ---- facts ------------------------------------------------------------------------------------------------------

    def fact(self, thing: Thing, fact: Fact) -> Value:
        """The value of a fact."""
        key = thing.name, fact.name
        found = self.leaves.get(key)
        if not isinstance(found, FactLeaf):
            found = self.leaves[key] = self._fact(thing, fact)
        return found.value

    def _fact(self, thing: Thing, fact: Fact) -> FactLeaf:
        name = f"{thing.name}'s {fact.name}"
        content = self._content(fact, name)
        known = z3.Bool(f"{name} is known")
        absent: Bool = z3.Bool(f"{name} is none")
        if isinstance(content, Members):
            absent = content.is_empty
        elif isinstance(content, Flag) and fact.name not in self.survey.tested_for_none:
            absent = FALSE
        return FactLeaf(thing, fact.name, fact.type, Value(known, absent, content))

    def _content(self, fact: Fact, name: str) -> Content:
        match fact.type.name:
            case TypeName.YES_NO:
                return Flag(z3.Bool(name))
            case TypeName.TEXT:
                return Word(z3.Int(name))
            case TypeName.ONE_OF:
                word = Word(z3.Int(name))
                self.axioms.append(any_of(word.code == self.words.code(m) for m in self.members(fact)))
                return word
            case TypeName.MANY_OF:
                return Members({m: (self.words.code(m), z3.Bool(f"{name} includes {m}")) for m in self.members(fact)})
            case TypeName.NUMBER:
                count = z3.Real(name)
                self.axioms.append(any_of((count >= 0, self.unseen())))
                return Quantity(PLAIN, count)
            case TypeName.AMOUNT:
                return self._quantity(name, self.survey.currencies, z3.Real(name))
            case TypeName.DURATION:
                return self._quantity(name, tuple(dict.fromkeys(base for base, _ in SCALES.values())), z3.Int(name))
            case TypeName.DATE:
                return Day(self._between(name, FIRST_DAY, LAST_DAY))
            case TypeName.INSTANT:
                return Day(
                    self._between(name, FIRST_DAY, LAST_DAY), self._between(f"{name} at", 0, MINUTES_OF_A_DAY - 1)
                )

    def members(self, fact: Fact) -> tuple[str, ...]:
        """The members that a choice may have; an open one also what is compared, and something else."""
        choice = self.survey.corpus.choices.get(fact.type.choice)
        if choice is None:
            return ()
        if not choice.is_open:
            return choice.members
        return tuple(dict.fromkeys((*choice.members, *self.survey.members_named.get(fact.name, ()), "something_else")))

    def _quantity(self, name: str, units: Sequence[str], count: z3.ArithRef) -> Quantity:
        unit = z3.Int(f"unit of {name}")
        self.axioms.append(any_of(unit == self.words.code(u) for u in units))
        self.axioms.append(count >= 0)
        return Quantity(unit, count)

    def _between(self, name: str, first: int, last: int) -> z3.ArithRef:
        number = z3.Int(name)
        self.axioms.append(all_of((number >= first, number <= last)))
        return number

    # ---- links ------------------------------------------------------------------------------------------------------

    def one(self, thing: Thing, link: Link) -> Ref:
        """The thing that a `one` link leads to."""
        leaf = self.list_of(thing, link, 1)
        there, member = leaf.members[0]
        return Ref(member, all_of((leaf.known, there)), all_of((leaf.known, opposite(there))))

    def list_of(self, thing: Thing, link: Link, wanted: int) -> LinkLeaf:
        """A list of links, with so many members at the most; of a `one` link, one."""
        key = thing.name, link.name
        found = self.leaves.get(key)
        if isinstance(found, LinkLeaf):
            return found
        known = z3.Bool(f"{thing.name}'s {link.name} is known")
        members = tuple(self._member(thing, link) for _ in range(wanted if link.many else 1))
        leaf = self.leaves[key] = LinkLeaf(thing, link.name, known, members)
        return leaf

    def _member(self, thing: Thing, link: Link) -> tuple[Bool, Thing]:
        member = self.things_called(link.target, thing.depth + 1)
        return z3.Bool(f"{thing.name}'s {link.name} names {member.name}"), member

    def leads_to(self, member: Thing, link: str, thing: Thing) -> None:
        """Settle that a link of a thing leads to another one."""
        self.leaves[member.name, link] = LinkLeaf(member, link, TRUE, ((TRUE, thing),))

    def backward(self, thing: Thing, kind: str, link: str) -> tuple[Ref, ...]:
        """The things of a kind whose `one` link leads to this thing: those that there are, and as many more as rules
        may need."""
        key = thing.name, kind, link
        if key not in self._backward:
            there = [
                Ref(leaf.thing, all_of((leaf.known, leaf.members[0][0])))
                for leaf in self.leaves.values()
                if isinstance(leaf, LinkLeaf)
                and (leaf.name, leaf.thing.kind) == (link, kind)
                and leaf.members[0][1] is thing
            ]
            more = []
            for _ in range(self.survey.of_many.get((kind, thing.kind), 0)):
                number = self._numbers.get(kind, 0) + 1
                member = self.things_called(kind, thing.depth + 1, z3.Bool(f"there is {kind}_{number}"))
                self.leads_to(member, link, thing)
                more.append(Ref(member, member.exists))
            self._backward[key] = (*there, *more)
        return self._backward[key]

    def coming_to(self, thing: Thing) -> list[Ref]:
        """The things that lead to this one by a link of theirs, as far as they were asked for."""
        return [ref for (name, _, _), refs in sorted(self._backward.items()) if name == thing.name for ref in refs]

    def parties(self, kind: str) -> tuple[Thing, ...]:
        """The other things of pairs."""
        if kind == ORGANISATION:
            return (self.us, *self.others.values())
        if kind not in self._parties:
            number = self._numbers.get(kind, 0) + 1
            self._parties[kind] = self.things_called(kind, 0, z3.Bool(f"there is {kind}_{number}"))
        return (self._parties[kind],)

    # ---- roles ------------------------------------------------------------------------------------------------------

    def stated_role(self, holder: str, role: str, thing: Thing) -> Truth:
        """Whether an organisation holds a role, as far as that was stated."""
        key = thing.name, role
        found = self.leaves.get(key)
        if not isinstance(found, RoleLeaf):
            name = f"{role} of {thing.name}"
            others = {other: z3.Bool(f"{name} is {other}") for other in self.others}
            found = self.leaves[key] = RoleLeaf(
                thing, role, z3.Bool(f"{name} is known"), z3.Bool(f"{name} is us"), others
            )
        return found.held_by(holder) if holder == US or holder in self.others else self.unseen_truth()
