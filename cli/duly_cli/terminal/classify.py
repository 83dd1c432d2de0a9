"""The classes of `duly classify`."""

from collections.abc import Mapping

from rich.console import Console
from rich.padding import Padding

from duly_cli.terminal.ask import print_lines, print_members
from duly_cli.terminal.check import print_question
from duly_cli.terminal.console import hang, printed, styled
from duly_cli.terminal.tree import tree
from duly_dsl import phrase
from duly_engine.classes import Classes, SubjectClasses
from duly_engine.explain import Explanation
from duly_engine.findings import ClassFinding, ClassState
from duly_engine.questions import Asked
from duly_engine.reports.answers import answer_listed
from duly_engine.reports.class_words import is_told, route_of, state_of, summary_of
from duly_engine.reports.words import listed, name_of

STYLES = {
    ClassState.HOLDS: "bold",
    ClassState.LATER: "bold",
    ClassState.UNDETERMINED: "yellow",
    ClassState.CONFLICT: "bold red",
    ClassState.NOT_ASSESSED: "yellow",
    ClassState.DOES_NOT_HOLD: "",
}
ROUTES_NAMED = 4


def classes_text(found: Classes, explanations: Mapping[str, Explanation], console: Console) -> str:
    """For each subject the classes that hold, will hold or are open, then what would settle these."""
    as_of, known = phrase.day(found.as_of), phrase.day(found.known_on)
    hang(console, styled(f"as of {as_of}, law as known on {known}", "dim"), 0)
    if not found.found:
        console.print("Nothing to classify: no loaded pack declares classes of anything in the inventory.")
    for each in found.found:
        _subject(each, found, explanations, console)
        _questions(each, found, console)
    return printed(console)


def _subject(of: SubjectClasses, found: Classes, explanations: Mapping[str, Explanation], console: Console) -> None:
    console.print()
    name = name_of(of.subject, found)
    called = of.subject if name == of.subject else f"{of.subject} ({name})"
    hang(console, styled(f"{called}: {summary_of(of)}", "bold"), 0)
    cited = f"  [{of.by.citation}]" if of.by.citation else ""
    hang(console, styled(f"{of.by.text}{cited}", "dim"), 2)
    for each in filter(is_told, of.classes):
        _class(each, console)
        if each.id in explanations:
            console.print(Padding(tree(explanations[each.id]), (0, 0, 0, 6)))
    others = [each.text for each in of.classes if not is_told(each)]
    if others:
        hang(console, styled(f"not: {', '.join(others)}", "dim"), 2)


def _class(of: ClassFinding, console: Console) -> None:
    cited = f"  [{of.citation}]" if of.citation else ""
    hang(console, styled(f"{of.text}: {state_of(of)}{cited}", STYLES[of.state]), 2)
    verb = "may rest on" if of.state is ClassState.UNDETERMINED else "by"
    for route in of.routes[:ROUTES_NAMED]:
        hang(console, styled(f"{verb} {route_of(route)}", "dim"), 6)
    more = [route.rule for route in of.routes[ROUTES_NAMED:]]
    if more:
        hang(console, styled(f"and {listed(more)}", "dim"), 6)


def _questions(of: SubjectClasses, found: Classes, console: Console) -> None:
    """The fewest questions that could settle each class that is open, each once."""
    for number, (asked, classes) in enumerate(_asked(of, found), 1):
        if number == 1:
            hang(console, styled("to find out:"), 2)
        helps = phrase.many(asked.helps, "class", "classes")
        print_question(number, asked, answer_listed(asked, found), helps, found, console)
        print_members(asked, console)
        hang(console, styled(f"for: {', '.join(each.text for each in classes)}", "dim"), 4)
        print_lines(asked, found, console)


def _asked(of: SubjectClasses, found: Classes) -> list[tuple[Asked, list[ClassFinding]]]:
    asked = ((each, [c for c in of.classes if each.question in c.next_questions]) for each in found.questions)
    return [(each, classes) for each, classes in asked if classes]
