"""`duly pack`: for those who write, review and change packs. One module per command."""

import click

from duly_cli.lazy_group import LazyGroup

COMMANDS = {
    "check": "Everything that is wrong with packs, in one run.",
    "coverage": "What scenarios reach of rules, and rules of the law.",
    "list": "The installed packs, and why one cannot be used.",
    "test": "Run the scenarios of packs.",
}


@click.group("pack", cls=LazyGroup, package=__name__, helps=COMMANDS)
def command() -> None:
    """Write, review and change packs. A pack is named by its installed name or by the folder of its rules.

    \b
    Examples:
      duly pack list
      duly pack check ./house_rules
      duly pack test eu_ai_act

    Exit codes: 0 sound, 1 something is found, 3 a pack is invalid.
    """
