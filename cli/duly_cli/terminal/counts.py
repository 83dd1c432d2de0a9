"""The table of statuses: a row for each, a column for each pack; as many tables as the width asks for."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.console import Console
from rich.table import Table

from duly_engine.assessment import Assessment
from duly_engine.findings import Status
from duly_engine.reports.inert import inert
from duly_engine.reports.outline import Tally, statuses_met, tallies
from duly_engine.reports.words import NOT_EVALUATED

PROVISIONAL = "  provisionally a gap"
MET = "met of applicable"
GAP_BETWEEN = 2


def print_counts(assessment: Assessment, console: Console) -> None:
    """Every status that occurs; voluntary duties have columns of their own."""
    found = tallies(assessment)
    rows = statuses_met(found)
    labels = [*map(str, rows), PROVISIONAL, MET]
    for number, part in enumerate(_parts(found, console.width - max(map(len, labels)))):
        if number:
            console.print()
        console.print(_table(part, rows))


def _table(found: Sequence[Tally], rows: Sequence[Status]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("status")
    for tally in found:
        table.add_column("\n".join(_head(tally)), justify="right", no_wrap=True)
    for status in rows:
        table.add_row(str(status), *(_number(tally.counts.by_status.get(status, 0)) for tally in found))
        if status is Status.UNDETERMINED:
            table.add_row(PROVISIONAL, *(_number(tally.counts.provisional.get(Status.GAP, 0)) for tally in found))
    table.add_row(MET, *map(_ratio, found), style="bold")
    return table


def _head(tally: Tally) -> tuple[str, ...]:
    return (inert(tally.pack.name), tally.pack.version, *(("voluntary",) if tally.voluntary else ()))


def _number(count: int) -> str:
    return str(count) if count else "-"


def _ratio(tally: Tally) -> str:
    ratio = tally.counts.ratio
    return f"{ratio[0]} of {ratio[1]}" if ratio else NOT_EVALUATED


def _parts(found: Sequence[Tally], width: int) -> Iterator[Sequence[Tally]]:
    """Stretches of columns that fit into a width, one column at least in each."""
    starts = [0]
    used = 0
    for number, tally in enumerate(found):
        needed = GAP_BETWEEN + max(len(text) for text in (*_head(tally), _ratio(tally)))
        if used + needed > width and number > starts[-1]:
            starts.append(number)
            used = 0
        used += needed
    yield from (found[start:end] for start, end in pairwise([*starts, len(found)]) if found[start:end])
