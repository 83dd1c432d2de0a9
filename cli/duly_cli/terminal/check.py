"""The report of `duly check` on a terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from duly_cli.terminal.console import hang, heading, printed, styled
from duly_cli.terminal.counts import print_counts
from duly_cli.terminal.findings import details, print_findings
from duly_dsl import phrase
from duly_dsl.phrase import many
from duly_engine.assessment import Assessment
from duly_engine.choices import stated
from duly_engine.dates import day_of
from duly_engine.questions import Asked
from duly_engine.reports.answers import Inquiry, answer_told
from duly_engine.reports.outline import Turning, binding_findings, days_ahead, otherwise, running, voluntary_findings
from duly_engine.reports.words import REMARK, apart, called, in_days, listed, sentence, was_of
from duly_engine.summary import headline

MOST_QUESTIONS = 12


def check_text(assessment: Assessment, console: Console) -> str:
    """The whole report."""
    hang(console, styled(sentence(headline(assessment), assessment.as_of), "bold"), 0, 0)
    as_of, known = phrase.day(assessment.as_of), phrase.day(assessment.known_on)
    said = f"Facts as of {as_of}, law as known on {known}. {apart(assessment)}"
    hang(console, styled(said.rstrip(), "dim"), 0, 0)
    for refused in assessment.refused:
        line = f"Not assessed: pack {refused.name}, which cannot be used: {refused.reason}"
        hang(console, styled(line, "bold red"), 0)
    _findings(assessment, console)
    _running(assessment, console)
    _voluntary(assessment, console)
    _questions(assessment, console)
    _ahead(assessment, console)
    _dependences(assessment, console)
    heading(console, "Statuses by pack")
    print_counts(assessment, console)
    _lapsed(assessment, console)
    console.print()
    hang(console, styled(REMARK, "dim"), 0, 0)
    hang(console, styled("Why? `duly explain RULE SUBJECT`. What to find out? `duly ask`.", "dim"), 0, 0)
    return printed(console)


def _findings(assessment: Assessment, console: Console) -> None:
    heading(console, "Breaches, conflicts and gaps")
    binding = binding_findings(assessment)
    if not binding:
        console.print("none")
    print_findings(binding, assessment, console)


def _voluntary(assessment: Assessment, console: Console) -> None:
    voluntary = voluntary_findings(assessment)
    if voluntary:
        heading(console, "Gaps under voluntary frameworks")
        print_findings(voluntary, assessment, console)


def _running(assessment: Assessment, console: Console) -> None:
    found = running(assessment)
    if not found:
        return
    heading(console, "Deadlines that are running")
    for each in found:
        citations = "; ".join(str(c) for c in each.citations)
        hang(console, styled(f"{each.subject}: {each.rule}  {each.heading}  [{citations}]"), 2)
        for said in details(each, assessment):
            hang(console, styled(said), 6)


def _questions(assessment: Assessment, console: Console) -> None:
    if not assessment.questions:
        return
    heading(console, "Questions worth answering first")
    for number, asked in enumerate(assessment.questions[:MOST_QUESTIONS], 1):
        print_question(
            number, asked, answer_told(asked, assessment), many(asked.helps, "obligation"), assessment, console
        )
    left = len(assessment.questions) - MOST_QUESTIONS
    if left > 0:
        console.print(f"    and {many(left, 'more question')}: `duly ask`")


def print_question(number: int, asked: Asked, form: str, helps: str, inquiry: Inquiry, console: Console) -> None:
    """A question: about what, in words, in which form it is answered, what was said before, how much it helps."""
    line = Text.assemble(
        f"{number:>2}. ", styled(called(asked.question.subject, inquiry), "bold"), ": ", styled(asked.text)
    )
    hang(console, line, 0, 4)
    parts = [asked.question.name, form]
    if asked.lapsed is not None:
        stated = f", stated {phrase.day(asked.lapsed.stated_on)}" if asked.lapsed.stated_on else ""
        parts.append(f"was {was_of(asked.lapsed, inquiry)}{stated}")
    parts.append(f"{'settles' if asked.settles else 'bears on'} {helps}")
    hang(console, styled("; ".join(filter(None, parts)), "dim"), 4)


def _ahead(assessment: Assessment, console: Console) -> None:
    days = days_ahead(assessment)
    if not days:
        return
    heading(console, "What starts when")
    for each in days:
        hang(console, styled(f"{phrase.day(each.day)}, {in_days(each.day, day_of(assessment.as_of))}", "bold"), 0)
        said = ""
        for turning in each.turnings:
            turn = turn_text(turning)
            if turn != said:
                hang(console, styled(turn), 2)
            said = turn
            line = styled(f"{turning.rule}  {turning.title}: ")
            hang(console, line.append_text(_subjects(turning.subjects, assessment)), 4)


def _dependences(assessment: Assessment, console: Console) -> None:
    """For each other decision, what would come out instead."""
    if not assessment.dependences:
        return
    heading(console, "Depends on how the law is read")
    choice = None
    for each in assessment.dependences:
        if each.choice != choice:
            choice = each.choice
            line = styled(each.question, "bold").append_text(styled(f"  {choice.sort}, {choice.pack}", "dim"))
            hang(console, line, 0)
            hang(console, styled(stated(choice, each.decided)), 2)
        hang(console, styled(f"if {stated(each.choice, each.otherwise)}"), 2)
        for row in otherwise(each):
            about = f"{row.rule}  {row.title}" if row.rule else row.title
            line = styled(f"{about}: ").append_text(_subjects(row.subjects, assessment))
            hang(console, line.append_text(styled(f": {row.now}; otherwise {row.then}")), 4)


def _subjects(subjects: Iterable[str], assessment: Assessment) -> Text:
    return styled(", ".join(called(each, assessment) for each in subjects), "bold")


def turn_text(turning: Turning) -> str:
    """What happens, and which rules stand behind it."""
    return f"{turning.turn} by {listed(turning.by)}" if turning.by else str(turning.turn)


def _lapsed(assessment: Assessment, console: Console) -> None:
    if not assessment.lapsed:
        return
    heading(console, "Stated once, and counting no more")
    for lapsed in assessment.lapsed:
        stated = f", stated {phrase.day(lapsed.stated_on)}" if lapsed.stated_on else ""
        fact = f"{called(lapsed.subject, assessment)}'s {lapsed.fact}"
        hang(console, styled(f"{fact} was {was_of(lapsed, assessment)}{stated}: {lapsed.why}"), 2)
