"""`duly classify`: which classes subjects come under."""

from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duly_cli.nearest import nearest
from duly_cli.options import Choices, choices_options, dates, dates_options, form_option, packs_option
from duly_cli.output import write
from duly_cli.session import load_inventory, load_packs
from duly_engine.dates import Moment

if TYPE_CHECKING:
    from duly_engine.classes import Classes
    from duly_engine.duly import Duly
    from duly_engine.explain import Explanation
    from duly_engine.facts.inventory import Inventory


@click.command("classify")
@click.argument("subjects", metavar="[SUBJECT]...", nargs=-1)
@click.option(
    "--manifest", type=click.Path(path_type=Path), default=Path("duly.yaml"), show_default=True, help="The manifest."
)
@click.option("--explain", is_flag=True, help="Show the tree behind each class that holds, will hold or is open.")
@packs_option
@dates_options
@choices_options
@form_option
@click.pass_context
def command(
    ctx: click.Context,
    subjects: tuple[str, ...],
    manifest: Path,
    explain: bool,  # noqa: FBT001 - click passes flags so
    packs: tuple[str, ...],
    as_of: Moment | None,
    known_on: date | None,
    choices: Choices,
    form: str,
) -> None:
    """The classes of SUBJECT, of every subject that a pack classifies where none is named.

    Packs declare the classes, in an order; a subject may come under several. Shown are those that hold, by which rules
    and provisions, those that will hold from a later day on with the facts of today, and those that are open, with the
    fewest questions that could settle them and the lines to add to the manifest.

    \b
    Examples:
      duly classify
      duly classify cv_screening --explain
      duly classify cv_screening --as-of 2027-12-02 --known-on 2026-11-23
      duly classify --manifest assets.yaml --pack eu_ai_act --format json

    Exit codes: 0 shown (also where classes are undetermined), 2 no such subject, or one that no pack classifies, 3
    invalid manifest or pack.
    """
    session = load_packs(packs)
    inventory = load_inventory(session, manifest, choices)
    _check(subjects, inventory, session.duly)
    when = dates(as_of, known_on)
    wanted = frozenset(subjects) if subjects else None
    found = session.duly.classify(inventory, as_of=when.as_of, known_on=when.known_on, subjects=wanted)
    explanations = _explanations(found) if explain else {}
    if form == "json":
        from duly_engine.reports.class_json import json_classes  # noqa: PLC0415 - pydantic is heavy

        write(json_classes(found, explanations, version("duly")), None)
    else:
        from duly_cli.terminal.classify import classes_text  # noqa: PLC0415 - rich is heavy
        from duly_cli.terminal.console import screen_console  # noqa: PLC0415 - as above

        write(classes_text(found, explanations, screen_console()), None)
    ctx.exit(session.code)


def _check(subjects: Sequence[str], inventory: "Inventory", duly: "Duly") -> None:
    """Whoever names a subject wants its classes: one that has none is a wrong argument."""
    from duly_dsl.check.words import a_kind  # noqa: PLC0415 - the check of rules, for its words

    kinds = {each.kind for each in duly.corpus.classifications.values()}
    for name in subjects:
        found = inventory.subjects.get(name)
        if found is None:
            raise click.UsageError(f"there is no subject `{name}`{nearest(name, inventory.subjects)}")
        if found.kind not in kinds:
            kind = a_kind(found.kind, duly.corpus)
            raise click.UsageError(f"`{name}` is {kind}, and no loaded pack says which classes of these there are")


def _explanations(found: "Classes") -> "dict[str, Explanation]":
    """The branches that decide, by the ids of the classes."""
    from duly_engine.reports.class_words import is_told  # noqa: PLC0415 - only where trees are wanted

    shown = (each for of in found.found for each in of.classes if is_told(each))
    return {each.id: found.explain(each).cut() for each in shown}
