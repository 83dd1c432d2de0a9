"""The list of `duly ask`."""

from rich.console import Console

from duly_cli.terminal.check import print_question
from duly_cli.terminal.console import hang, printed, styled
from duly_dsl import phrase
from duly_engine.assessment import Assessment
from duly_engine.questions import Asked
from duly_engine.reports.answers import Inquiry, answer_listed, has_texts, may_know, person_text, snippet

OBLIGATIONS_NAMED = 6


def ask_text(assessment: Assessment, console: Console) -> str:
    """Every open question with who may know and the lines that take the answer."""
    if not assessment.questions:
        console.print("Nothing to ask: no answer would settle anything that is open.")
    for number, asked in enumerate(assessment.questions, 1):
        print_question(
            number, asked, answer_listed(asked, assessment), phrase.many(asked.helps, "obligation"), assessment, console
        )
        print_members(asked, console)
        _rest(asked, assessment, console)
    return printed(console)


def print_members(asked: Asked, console: Console) -> None:
    """The members of a choice with their texts, and what the vocabulary says of the question."""
    if has_texts(asked):
        widest = max(len(member.name) for member in asked.members if member.text)
        for member in asked.members:
            name = member.name.ljust(widest + 1 if member.text else 0)
            hang(console, styled(name, "bold").append_text(styled(f" {member.text}" if member.text else "")), 6)
    for said in (asked.explanation, f"Example: {asked.example}" if asked.example else ""):
        if said:
            hang(console, styled(said, "dim"), 4)


def _rest(asked: Asked, assessment: Assessment, console: Console) -> None:
    people = [person_text(p, assessment) for p in may_know(asked.question, assessment)]
    if people:
        hang(console, styled(f"may know: {', '.join(people)}", "dim"), 4)
    helps = asked.settles or asked.open_in
    more = f" and {len(helps) - OBLIGATIONS_NAMED} more" if len(helps) > OBLIGATIONS_NAMED else ""
    hang(console, styled(f"for: {', '.join(helps[:OBLIGATIONS_NAMED])}{more}", "dim"), 4)
    print_lines(asked, assessment, console)
    console.print()


def print_lines(asked: Asked, inquiry: Inquiry, console: Console) -> None:
    """The lines that take the answer. What is to be pasted keeps its line breaks, however narrow the terminal."""
    for line in snippet(asked, inquiry).splitlines():
        console.print(styled(f"      {line}", "cyan"), soft_wrap=True)
