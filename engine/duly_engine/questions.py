"""Questions as people are asked them: in words, with what was said before, and what an answer would settle."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from duly_dsl.ir import TypeName, Value
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
class Asked:
    """A question with its wording. `settles` are obligations, or classes, that it could settle, alone or with others
    asked next."""

    question: Question
    text: str
    choices: tuple[str, ...]
    lapsed: Lapsed | None
    settles: tuple[str, ...]
    open_in: tuple[str, ...]

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
        Asked(
            question,
            wording(world, question),
            _choices(world, question),
            world.lapsed(question.subject, question.name) if question.kind is QuestionKind.FACT else None,
            tuple(sorted(settles.get(question, ()))),
            tuple(sorted(open_in[question])),
        )
        for question in ranked
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


def _choices(world: World, question: Question) -> tuple[str, ...]:
    if question.kind is not QuestionKind.FACT:
        return ()
    declared = world.type_of(question.subject, question.name)
    choice = world.corpus.choices.get(declared.choice) if declared else None
    return choice.members if choice else ()
