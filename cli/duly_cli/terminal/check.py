"""The report of `duly check` on a terminal."""

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from duly_cli.terminal.console import printed, styled
from duly_dsl import phrase
from duly_engine.assessment import Assessment
from duly_engine.dates import day_of
from duly_engine.findings import Obligation, Status, TaskItem
from duly_engine.questions import Asked
from duly_engine.reports.words import in_days, many, reason_of, sentence, status_of
from duly_engine.summary import count, headline, is_voluntary

STYLES = {Status.BREACH: "bold red", Status.CONFLICT: "bold magenta", Status.GAP: "yellow"}
SHOWN = (
    *(
        Status.BREACH,
        Status.CONFLICT,
        Status.GAP,
        Status.DUE,
        Status.MET,
        Status.OBSERVED,
        Status.WAIVED,
        Status.EXCUSED,
    ),
    *(Status.UNDETERMINED, Status.NOT_YET_APPLICABLE, Status.SET_ASIDE),
)
MOST_QUESTIONS = 12


def check_text(assessment: Assessment, console: Console) -> str:
    """The whole report."""
    console.print(styled(sentence(headline(assessment), assessment.as_of), "bold"))
    as_of, known = phrase.day(assessment.as_of), phrase.day(assessment.known_on)
    console.print(styled(f"Facts as of {as_of}, law as known on {known}.", "dim"))
    _findings(assessment, console)
    _questions(assessment, console)
    _changes(assessment, console)
    _counts(assessment, console)
    _remarks(assessment, console)
    return printed(console)


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold underline"))


def _findings(assessment: Assessment, console: Console) -> None:
    failing = [o for o in assessment.ours() if o.effective in STYLES]
    _heading(console, "Breaches and gaps")
    if not failing:
        console.print("none")
    for subject in sorted({o.subject for o in failing}, key=lambda s: _rank(failing, s)):
        found = assessment.inventory.subjects[subject]
        title = Text.assemble(styled(found.name or found.id, "bold"), styled(f"  {found.id}, {found.kind}"))
        if found.span is not None:
            title.append_text(styled(f"  {found.span}", "dim"))
        console.print()
        console.print(title)
        for each in sorted((o for o in failing if o.subject == subject), key=_weight):
            _finding(each, assessment, console)


def _rank(failing: list[Obligation], subject: str) -> tuple[int, str]:
    return min(_weight(o)[0] for o in failing if o.subject == subject), subject


def _weight(obligation: Obligation) -> tuple[int, bool, str]:
    return list(STYLES).index(obligation.effective), is_voluntary(obligation), obligation.id


def _finding(obligation: Obligation, assessment: Assessment, console: Console) -> None:
    word = status_of(obligation).upper() if obligation.status in STYLES else status_of(obligation)
    citations = "; ".join(str(c) for c in obligation.citations)
    line = Text.assemble(
        styled(word, STYLES[obligation.effective]),
        styled(f"  {obligation.rule}  {obligation.title}"),
        styled(f"  [{citations}]" + ("  voluntary" if is_voluntary(obligation) else ""), "dim"),
    )
    console.print(Padding(line, (0, 0, 0, 2)))
    for said in _details(obligation, assessment):
        console.print(Padding(styled(said), (0, 0, 0, 6)))


def _details(obligation: Obligation, assessment: Assessment) -> Iterator[str]:
    reason = reason_of(obligation)
    if reason:
        yield reason
    if obligation.penalty is not None and obligation.penalty.ceiling is not None:
        yield f"fine: up to {obligation.penalty.ceiling}"
    if obligation.due is not None:
        yield f"was due by {phrase.day(obligation.due)}"
    if obligation.task is not None:
        yield f"task: {_task(obligation.task, assessment)}"
    for question in obligation.next_questions:
        asked = next((a for a in assessment.questions if a.question == question), None)
        if asked is not None:
            yield f"asks: {asked.text} ({question.subject}: {question.name})"


def _task(task: TaskItem, assessment: Assessment) -> str:
    names = {p.id: p.name or p.id for p in assessment.inventory.people}
    role = assessment.evaluation.world.corpus.staff_roles.get(task.owner_role)
    owner = role.text if role else "nobody named"
    people = ", ".join(names[o] for o in task.owners)
    by = f", by {phrase.day(task.due)}" if task.due else ""
    return f"{task.text} - {owner}{f' ({people})' if people else ''}{by}, {task.severity}"


def _questions(assessment: Assessment, console: Console) -> None:
    if not assessment.questions:
        return
    _heading(console, "Questions worth answering first")
    for number, asked in enumerate(assessment.questions[:MOST_QUESTIONS], 1):
        console.print(Padding(question_line(number, asked), (0, 0, 0, 1)))
    left = len(assessment.questions) - MOST_QUESTIONS
    if left > 0:
        console.print(f"  and {many(left, 'more question')}: `duly ask`")


def question_line(number: int, asked: Asked) -> Text:
    """A question in one line: about what, in words, what was said before, what it settles."""
    line = Text.assemble(f"{number:>2}. ", styled(asked.question.subject, "bold"), ": ", styled(asked.text))
    if asked.lapsed is not None:
        stated = f", stated {phrase.day(asked.lapsed.stated_on)}" if asked.lapsed.stated_on else ""
        line.append_text(styled(f" (was {phrase.value(asked.lapsed.value)}{stated})"))
    helps = len(asked.settles) or len(asked.open_in)
    word = "settles" if asked.settles else "bears on"
    line.append(f"  {word} {many(helps, 'obligation')}", style="dim")
    return line


def _changes(assessment: Assessment, console: Console) -> None:
    if not assessment.changes:
        return
    _heading(console, "What starts when")
    by_id = {o.id: o for o in assessment.obligations}
    for change in assessment.changes:
        console.print(f"{phrase.day(change.day)}, {in_days(change.day, day_of(assessment.as_of))}")
        for key in change.obligations:
            each = by_id[key]
            said = f"{each.rule} {each.subject}: {_becomes(each)}"
            console.print(Padding(styled(said), (0, 0, 0, 2)))


def _becomes(obligation: Obligation) -> str:
    match obligation.status:
        case Status.NOT_YET_APPLICABLE:
            return f"starts - {obligation.title}"
        case Status.SET_ASIDE if obligation.until is not None:
            return f"starts, until then set aside by {', '.join(obligation.by)} - {obligation.title}"
        case Status.SET_ASIDE:
            return f"is then set aside by {', '.join(obligation.by)}"
        case _:
            provisional = f", provisionally {obligation.provisional}" if obligation.provisional else ""
            return f"may start{provisional} - {obligation.title}"


def _counts(assessment: Assessment, console: Console) -> None:
    _heading(console, "Statuses by pack")
    shown = [s for s in SHOWN if any(o.status is s for o in assessment.ours())]
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("pack")
    for status in shown:
        table.add_column(str(status), justify="right")
    table.add_column("met of applicable", justify="right")
    for pack in assessment.packs:
        for voluntary in (False, True):
            ours = [o for o in assessment.ours() if o.pack == pack.name and is_voluntary(o) is voluntary]
            if ours:
                counts = count(ours)
                ratio = f"{counts.ratio[0]} of {counts.ratio[1]}" if counts.ratio else "not evaluated"
                cells = (str(counts.by_status.get(s, 0) or "-") for s in shown)
                table.add_row(f"{pack.name} {pack.version}{' (voluntary)' if voluntary else ''}", *cells, ratio)
    console.print(table)


def _remarks(assessment: Assessment, console: Console) -> None:
    if assessment.lapsed:
        _heading(console, "Stated once, and counting no more")
        for lapsed in assessment.lapsed:
            said = f"{lapsed.subject}'s {lapsed.fact} was {phrase.value(lapsed.value)}: {lapsed.why}"
            console.print(Padding(styled(said), (0, 0, 0, 2)))
    for refused in assessment.refused:
        console.print()
        console.print(styled(f"Not assessed: pack {refused.name}, which cannot be used.", "bold red"))
    console.print()
    console.print(styled("What is said here is what evidence supports, under packs that are not legal advice.", "dim"))
    console.print(styled("Why? `duly explain RULE SUBJECT`", "dim"))
