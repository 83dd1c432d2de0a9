"""The list of `duly ask`."""

from rich.console import Console
from rich.padding import Padding

from duly_cli.terminal.check import question_line
from duly_cli.terminal.console import printed, styled
from duly_engine.assessment import Assessment
from duly_engine.findings import Question, QuestionKind
from duly_engine.questions import Asked


def ask_text(assessment: Assessment, console: Console) -> str:
    """Every open question with who may know and how to write down the answer."""
    if not assessment.questions:
        console.print("Nothing to ask: no answer would settle anything that is open.")
    for number, asked in enumerate(assessment.questions, 1):
        console.print(question_line(number, asked))
        who = _who(assessment, asked.question)
        if who:
            console.print(Padding(styled(f"may know: {who}", "dim"), (0, 0, 0, 4)))
        if asked.choices:
            console.print(Padding(styled(f"one of: {', '.join(asked.choices)}", "dim"), (0, 0, 0, 4)))
        console.print(Padding(styled(f"write: {snippet(asked)}"), (0, 0, 0, 4)))
        helps = asked.settles or asked.open_in
        more = f" and {len(helps) - 4} more" if len(helps) > 4 else ""
        console.print(Padding(styled(f"for: {', '.join(helps[:4])}{more}", "dim"), (0, 0, 0, 4)))
    return printed(console)


def _who(assessment: Assessment, question: Question) -> str:
    people = assessment.inventory.people
    names = [p.name or p.id for p in people if any(question.subject in covers for covers in p.roles.values())]
    return ", ".join(sorted(names))


def snippet(asked: Asked) -> str:
    """Where an answer goes in the manifest."""
    question = asked.question
    place = f"subjects.{question.subject}" if question.subject != "us" else "us"
    match question.kind:
        case QuestionKind.FACT:
            return f"{place}.facts.{question.name}: ..."
        case QuestionKind.LINKS:
            return f"{place}.links.{question.name}: {{ members: [...], complete: yes }}"
        case QuestionKind.ROLE:
            return f"{place}.roles: [{question.name}], or {place}.holders.{question.name}: ..."
        case QuestionKind.SINCE:
            return f"{place}.facts.{question.name}: {{ value: ..., since: ... }}"
        case QuestionKind.FINGERPRINT:
            return f"{place}.version.fingerprint: ..."
        case QuestionKind.FIELD:
            return f"evidence {question.subject}: fields.{question.name}: ..."
