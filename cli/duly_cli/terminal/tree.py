"""An explanation as a tree, with what is open and for whom else the rule was looked at."""

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from duly_cli.terminal.console import hang, printed, styled
from duly_dsl import phrase
from duly_dsl.phrase import many
from duly_engine.assessment import Assessment
from duly_engine.explain import Explanation
from duly_engine.findings import Obligation
from duly_engine.reports.answers import may_know, person_text
from duly_engine.reports.words import called, listed, status_of

VALUES = {
    **dict.fromkeys(("yes", "operates", "proven", "met", "observed"), "green"),
    **dict.fromkeys(("unknown", "undetermined"), "yellow"),
    **dict.fromkeys(("breach", "conflict", "gap"), "bold red"),
}


def explanation_text(
    explanation: Explanation, obligation: Obligation | None, assessment: Assessment, console: Console
) -> str:
    """The two dates, the tree, what to find out, and other bearers of the same duty."""
    as_of, known = phrase.day(assessment.as_of), phrase.day(assessment.known_on)
    hang(console, styled(f"as of {as_of}, law as known on {known}", "dim"), 0)
    console.print(tree(explanation))
    if obligation is not None:
        for interpretation in obligation.interpretations:
            hang(console, styled(f"our reading: {interpretation}"), 0)
        _needs(obligation, assessment, console)
        _others(obligation, assessment, console)
    return printed(console)


def tree(explanation: Explanation) -> Tree:
    """The tree alone."""
    grown = Tree(_label(explanation), guide_style="dim")
    _grow(grown, explanation)
    return grown


def _needs(obligation: Obligation, assessment: Assessment, console: Console) -> None:
    for question in obligation.next_questions:
        asked = next((a for a in assessment.questions if a.question == question), None)
        if asked is None:
            continue
        people = listed([person_text(p, assessment) for p in may_know(question, assessment)]) or "nobody named"
        hang(
            console,
            styled(f'needs: "{asked.text}" ({called(question.subject, assessment)}: {question.name}) -> {people}'),
            0,
        )
        others = sorted(
            {
                called(a.question.subject, assessment)
                for a in assessment.questions
                if (a.question.name, a.question.kind) == (question.name, question.kind)
            }
            - {called(question.subject, assessment)}
        )
        same = f"; the same question is open on {listed(others)}" if others else ""
        hang(console, styled(f"bears on {many(len(asked.open_in), 'obligation')}{same}", "dim"), 2)


def _others(obligation: Obligation, assessment: Assessment, console: Console) -> None:
    same = (
        o
        for o in assessment.obligations
        if (o.rule, o.subject) == (obligation.rule, obligation.subject) and o.id != obligation.id
    )
    for other in same:
        version = f", version {other.version}" if other.version and other.about != obligation.about else ""
        role = (f" as {other.role}" if other.role else "") + version
        hang(
            console, styled(f"also for {other.bearer}{role}: {status_of(other)} (`duly explain {other.id}`)", "dim"), 0
        )


def _grow(branch: Tree, explanation: Explanation) -> None:
    for note in explanation.notes:
        branch.add(styled(note, "italic dim"))
    for child in explanation.children:
        _grow(branch.add(_label(child)), child)


def _label(explanation: Explanation) -> Text:
    label = styled(explanation.text)
    if explanation.value:
        style = VALUES.get(explanation.value.split(",", maxsplit=1)[0], "bold")
        label.append_text(styled(f": {explanation.value}", style))
    if explanation.citation:
        label.append_text(styled(f"  [{explanation.citation}]", "dim"))
    if explanation.span is not None:
        label.append_text(styled(f"  {explanation.span}", "dim"))
    return label
