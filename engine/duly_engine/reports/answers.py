"""Where an answer comes from and goes to: who may know, what can be answered, and the lines to add to the manifest."""

from typing import Protocol

from duly_dsl.ir import US, TypeName
from duly_engine.dates import Moment, day_of
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.facts.inventory import Inventory, Person, Statement, Subject
from duly_engine.facts.scalars import EXPECTED
from duly_engine.facts.write import quoted, write_stated
from duly_engine.findings import Question, QuestionKind
from duly_engine.questions import Asked


class Inquiry(Protocol):
    """What an inventory was asked, and when: an assessment, the classes of its subjects."""

    @property
    def as_of(self) -> Moment:
        """The moment of the facts."""

    @property
    def inventory(self) -> Inventory:
        """What was said."""

    @property
    def evaluation(self) -> Evaluation:
        """The law read against it."""


def may_know(question: Question, inquiry: Inquiry) -> tuple[Person, ...]:
    """People of ours whose role covers the subject by name; where there is none, those whose role covers everything."""
    subject = _about(question, inquiry)
    people = sorted(inquiry.inventory.people, key=lambda p: p.id)
    named = tuple(p for p in people if any(subject in covered for covered in p.roles.values()))
    return named or tuple(p for p in people if any(not covered for covered in p.roles.values()))


def person_text(person: Person, inquiry: Inquiry) -> str:
    """A person with their roles in words."""
    roles = inquiry.evaluation.world.corpus.staff_roles
    held = ", ".join(roles[name].text if name in roles else name for name in sorted(person.roles))
    return f"{person.name or person.id} ({held})"


def answer_form(asked: Asked, inquiry: Inquiry) -> str:
    """What can be answered, as manifests write it: `yes or no`, the members of a choice, an example of the type."""
    return _form(asked, inquiry, [member.name for member in asked.members])


def answer_told(asked: Asked, inquiry: Inquiry) -> str:
    """The same for people: members of a choice by their texts."""
    return _form(asked, inquiry, [member.quoted for member in asked.members])


def answer_listed(asked: Asked, inquiry: Inquiry) -> str:
    """The same above a list of the members; as manifests write it where there is nothing to list."""
    return _form(asked, inquiry, None) if has_texts(asked) else answer_form(asked, inquiry)


def has_texts(asked: Asked) -> bool:
    """Whether people read something else for a member than its name, so that members are listed with both."""
    return any(member.text for member in asked.members)


def _form(asked: Asked, inquiry: Inquiry, members: list[str] | None) -> str:
    """What can be answered; members that are not given stand below."""
    question = asked.question
    if question.kind is not QuestionKind.FACT:
        return ""
    declared = inquiry.evaluation.world.type_of(question.subject, question.name)
    if declared is None:
        return ""
    choice = inquiry.evaluation.world.corpus.choices.get(declared.choice)
    further = ", or another word" if choice is not None and choice.is_open else ""
    match declared.name:
        case TypeName.YES_NO:
            return "yes or no"
        case TypeName.ONE_OF:
            return f"one of {'these' if members is None else ', '.join(members)}{further}; or none"
        case TypeName.MANY_OF:
            return f"any of {'these' if members is None else ', '.join(members).join('[]')}{further}; or none"
        case _:
            return EXPECTED[declared.name].replace("`", "")


def snippet(asked: Asked, inquiry: Inquiry) -> str:
    """Lines of YAML that can be pasted into the manifest and then filled in; as they stand they claim nothing new."""
    question = asked.question
    if question.kind is QuestionKind.FIELD:
        place = next((e.span for e in inquiry.inventory.evidence if e.id == question.subject), None)
        where = f"  # stands at {place}" if place is not None else ""
        return _lines(
            "evidence:", f"  - id: {quoted(question.subject)}{where}", f"    fields: {{ {question.name}: ... }}"
        )
    subject = inquiry.evaluation.world.subject(question.subject)
    assert subject is not None
    answer = _answer(asked, subject, inquiry)
    version = inquiry.evaluation.world.versions.get(subject.id)
    if version is not None and not version.is_present:
        head = (
            "subjects:",
            f"  {version.asset}:",
            "    versions:",
            f"      - fingerprint: {quoted(subject.fingerprint or '')}",
        )
        return _lines(*head, *(f"        {line}" for line in answer))
    path = ("us:",) if subject.id == US else ("subjects:", f"  {subject.id}:")
    indent = "  " * len(path)
    return _lines(*path, *(f"{indent}{line}" for line in answer))


def _answer(asked: Asked, subject: Subject, inquiry: Inquiry) -> tuple[str, ...]:
    name = asked.question.name
    match asked.question.kind:
        case QuestionKind.FACT:
            return ("facts:", f"  {name}: unknown{_remark(asked, inquiry)}")
        case QuestionKind.LINKS:
            members = ", ".join(subject.links[name].members) if name in subject.links else ""
            return (
                "links:",
                f"  {name}: {{ members: [{members}], complete: no }}  # complete: yes, once all are there",
            )
        case QuestionKind.ROLE:
            ours = ", ".join(sorted(subject.our_roles.roles)) if subject.our_roles else ""
            return (
                f"roles: {{ at_least: [{ours}] }}  # with {name}, if that is us; a plain list, once it is complete",
                f"holders: {{ {name}: [] }}  # others who hold it",
            )
        case QuestionKind.SINCE:
            value = _stated(subject.facts.get(name, ()))
            return ("facts:", f"  {name}: {{ value: {value}, since: ... }}  # a day")
        case QuestionKind.FINGERPRINT:
            return ("version: { fingerprint: ..., since: ... }  # what identifies the version in use",)
        case QuestionKind.FIELD:
            return ()


def _remark(asked: Asked, inquiry: Inquiry) -> str:
    form = answer_form(asked, inquiry)
    if asked.lapsed is not None:
        today = day_of(inquiry.as_of).isoformat()
        form += f"; if it is so still: {{ value: {write_stated(asked.lapsed.value)}, confirmed: {today} }}"
    return f"  # {form}" if form else ""


def _stated(history: tuple[Statement, ...]) -> str:
    return write_stated(history[-1].value) if history else "unknown"


def _about(question: Question, inquiry: Inquiry) -> str:
    if question.kind is not QuestionKind.FIELD:
        return inquiry.evaluation.world.asset(question.subject)
    item = next((e for e in inquiry.inventory.evidence if e.id == question.subject), None)
    return item.subject if item else question.subject


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
