"""The list of `duly crosswalk`."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from duly_cli.terminal.console import hang, printed, styled
from duly_engine.crosswalk import REMARK, Mapping


def crosswalk_text(mappings: Sequence[Mapping], console: Console) -> str:
    """Each provision with the rules that stand for it, what it meets, and where that is said."""
    if not mappings:
        console.print("No loaded pack states a crosswalk.")
    for provision, found in groupby(mappings, key=lambda m: str(m.provision)):
        rows = list(found)
        hang(console, Text.assemble(styled(provision, "bold"), styled(_rules(rows[0].rules), "dim")), 0)
        for row in rows:
            other = styled(str(row.other), "bold")
            line = Text.assemble(f"{row.overlap} ", other, styled(f"{_rules(row.other_rules)}  {row.span}", "dim"))
            hang(console, line, 2)
        console.print()
    if mappings:
        hang(console, styled(REMARK, "dim"), 0, 0)
    return printed(console)


def _rules(rules: Sequence[str]) -> str:
    return f"  {', '.join(rules)}" if rules else "  no rule"
