"""Questions as people are asked them: in words, with what was said before, and what an answer would settle."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from duly_dsl.ir import Fact, TypeName, Value
from duly_engine.evaluate.world import World
from duly_engine.findings import Lapsed, Question, QuestionKind


class Open(Protocol):
    """What answers could settle: an obligation, a class."""

    @property
    def id(self) -> str:
        """What it is called."""

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """All that could settle it, alone or with others."""

    @property
    def next_questions(self) -> tuple[Question, ...]:
        """The fewest that could."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a choice: its name, which manifests use, and what people read for it, empty where it has no text."""

    name: str
    text: str = ""

    @property
    def quoted(self) -> str:
        """The text in quotes, or the name."""
        return f'"{self.text}"' if self.text else self.name


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its wording, and what the vocabulary says of it. `settles` are obligations, or classes, that it
    could settle, alone or with others asked next."""

    question: Question
    text: str
    explanation: str
    example: str
    members: tuple[Member, ...]
    lapsed: Lapsed | None
    settles: tuple[str, ...]
    open_in: tuple[str, ...]

    @property
    def helps(self) -> int:
        """How many it settles; where it settles none alone, in how many it is open."""
        return len(self.settles) or len(self.open_in)

    @property
    def was(self) -> Value | None:
        """The value that was stated and counts no more."""
        return self.lapsed.value if self.lapsed else None


def asked(world: World, found: Sequence[Open]) -> tuple[Asked, ...]:
    """The open questions of obligations or classes, the most useful first."""
    open_in: dict[Question, list[str]] = {}
    settles: dict[Question, list[str]] = {}
    for each in found:
        for question in each.open_questions:
            open_in.setdefault(question, []).append(each.id)
        for question in each.next_questions:
            settles.setdefault(question, []).append(each.id)
    ranked = sorted(open_in, key=lambda q: (-len(settles.get(q, ())), -len(open_in[q]), q))
    return tuple(
        _asked(world, question, tuple(sorted(settles.get(question, ()))), tuple(sorted(open_in[question])))
        for question in ranked
    )


def _asked(world: World, question: Question, settles: tuple[str, ...], open_in: tuple[str, ...]) -> Asked:
    is_fact = question.kind is QuestionKind.FACT
    declared = world.declared(question.subject, question.name) if is_fact else None
    return Asked(
        question,
        wording(world, question),
        declared.explanation if declared else "",
        declared.example if declared else "",
        _members(world, declared),
        world.lapsed(question.subject, question.name) if is_fact else None,
        settles,
        open_in,
    )


def wording(world: World, question: Question) -> str:
    """A question as a sentence: the vocabulary's own wording where it has one."""
    corpus, name = world.corpus, question.name.replace("_", " ")
    match question.kind:
        case QuestionKind.FACT:
            fact = world.declared(question.subject, question.name)
            if fact is None or not fact.question:
                is_yes_no = fact is not None and fact.type.name is TypeName.YES_NO
                return f"Is this so: {name}?" if is_yes_no else f"What is its {name}?"
            return fact.question
        case QuestionKind.ROLE:
            role = corpus.roles.get(question.name)
            return f"Who is its {role.text if role else name}?"
        case QuestionKind.LINKS:
            return f"Which subjects does it name under `{question.name}`, and is that list complete?"
        case QuestionKind.SINCE:
            return f"Since when has its {name} been what it is?"
        case QuestionKind.FINGERPRINT:
            return "Which version (fingerprint) is in use?"
        case QuestionKind.FIELD:
            return f"What does the record state as {name}?"


def _members(world: World, declared: Fact | None) -> tuple[Member, ...]:
    choice = world.corpus.choices.get(declared.type.choice) if declared else None
    return tuple(Member(member, choice.text_of(member)) for member in choice.members) if choice else ()
