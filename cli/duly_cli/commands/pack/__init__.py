"""`duly pack`: for those who write, review and change packs. One module per command."""

import click

from duly_cli.lazy_group import LazyGroup

COMMANDS = {
    "check": "Everything that is wrong with packs, in one run.",
    "coverage": "What scenarios reach of rules, and rules of the law.",
    "fmt": "Lay out rule files in the one layout.",
    "lint": "Legal drafting, evidence, dates, style and tests of packs.",
    "diff": "What differs between two states of a pack.",
    "keygen": "Make a key to sign packs with.",
    "new": "Write a whole small pack to begin with.",
    "list": "The installed packs, and why one cannot be used.",
    "render": "The policy book: every rule in prose beside its citation.",
    "reviews": "How far the review of each rule has come, and what made it lapse.",
    "sign-off": "Record that somebody reviewed or signed rules.",
    "sign": "Sign the files of a pack.",
    "test": "Run the scenarios of packs.",
    "verify": "Whether the files of a pack are those that a key signed.",
}


@click.group("pack", cls=LazyGroup, package=__name__, helps=COMMANDS)
def command() -> None:
    """Write, review and change packs. A pack is named by its installed name or by the folder of its rules.

    \b
    Examples:
      duly pack list
      duly pack check ./house_rules
      duly pack test eu_ai_act
      duly pack fmt ./house_rules

    Exit codes: 0 sound, 1 something is found, 3 a pack is invalid.
    """
