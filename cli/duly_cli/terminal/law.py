"""What packs do about each provision of the law."""

from collections.abc import Sequence

from rich.console import Console

from duly_cli.terminal.console import hang, heading, printed, styled
from duly_dsl.phrase import many
from duly_dsl.provisions import FILE
from duly_engine.coverage.law import LawCoverage, State, Treated

TOLD_FIRST = (State.ENCODED, State.LEFT_OUT, State.IN_PART, State.UNTOUCHED)


def law_text(coverages: Sequence[LawCoverage], without_list: Sequence[str], console: Console) -> str:
    """Each pack with its provisions by what is done about them; what is left to do comes last."""
    for coverage in coverages:
        for state in TOLD_FIRST:
            found = [treated for treated in coverage.treated if treated.state is state]
            if found:
                heading(console, f"{coverage.pack.name}: {state}")
            for treated in found:
                _print(treated, console)
    if coverages:
        console.print()
    for coverage in coverages:
        counts = ", ".join(f"{coverage.count(state)} {state}" for state in State)
        hang(console, styled(f"{coverage.pack.name}: {many(len(coverage.treated), 'provision')}: {counts}"), 0)
    for name in without_list:
        hang(console, styled(f"{name}: no {FILE}, so what it covers of the law is not known"), 0)
    return printed(console).lstrip("\n")


def _print(treated: Treated, console: Console) -> None:
    provision = treated.provision
    cited = "; ".join(map(str, provision.citations))
    hang(console, styled(f"{provision.id}: {provision.text}  [{cited}]"), 2)
    if treated.encodings:
        hang(console, styled(f"by {', '.join(treated.names)}", "dim"), 6)
    if treated.reason:
        hang(console, styled(f"because {treated.reason}", "dim"), 6)
