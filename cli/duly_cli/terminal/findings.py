"""Breaches, conflicts and gaps, subject by subject."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from duly_cli.terminal.console import hang, styled
from duly_dsl import phrase
from duly_engine.assessment import Assessment
from duly_engine.findings import Obligation, Status
from duly_engine.reports.outline import Findings
from duly_engine.reports.words import called, deadline_of, owner_of, place_of, reason_of, status_of, stay_of

STYLES = {Status.BREACH: "bold red", Status.CONFLICT: "bold magenta", Status.GAP: "bold yellow"}


def print_findings(found: Sequence[Findings], assessment: Assessment, console: Console) -> None:
    """Each subject with what is wrong with it, the worst first."""
    for each in found:
        subject = each.subject
        title = Text.assemble(styled(subject.name or subject.id, "bold"), styled(f"  {subject.id}, {subject.kind}"))
        if subject.span is not None:
            title.append_text(styled(f"  {subject.span}", "dim"))
        console.print()
        hang(console, title, 0)
        for obligation in each.obligations:
            _print(obligation, assessment, console)


def _print(obligation: Obligation, assessment: Assessment, console: Console) -> None:
    citations = "; ".join(str(c) for c in obligation.citations)
    line = Text.assemble(
        styled(status_of(obligation).upper(), STYLES[obligation.effective]),
        styled(f"  {obligation.rule}  {obligation.heading}"),
        styled(f"  [{citations}]", "dim"),
    )
    if obligation.version is not None and obligation.span is not None:
        line.append_text(styled(f"  {obligation.span}", "dim"))
    hang(console, line, 2)
    for said in details(obligation, assessment):
        hang(console, styled(said), 6)


def details(obligation: Obligation, assessment: Assessment) -> Iterator[str]:
    """Why, what it may cost, what to do, who, by when, and what to ask: a line each."""
    place = place_of(obligation, assessment)
    reason = reason_of(obligation)
    if reason:
        yield f"{reason} ({place})" if place else reason
    if obligation.penalty is not None and obligation.penalty.ceiling is not None:
        yield f"fine: up to {obligation.penalty.ceiling}"
    yield from filter(None, (stay_of(obligation), deadline_of(obligation, assessment)))
    if obligation.task is not None:
        yield f"task: {obligation.task.text}"
        by = f"by {phrase.day(obligation.task.due)}, " if obligation.task.due else ""
        yield f"owner: {owner_of(obligation.task, assessment)}; {by}severity {obligation.task.severity}"
    for question in obligation.next_questions:
        asked = next((a for a in assessment.questions if a.question == question), None)
        if asked is not None:
            yield f"asks: {asked.text} ({called(question.subject, assessment)}: {question.name})"
