"""Ceilings of fines, and provisions that can be read in several ways."""

from collections.abc import Iterator

from duly_dsl.check.place import Place
from duly_dsl.ir import Rule
from duly_dsl.meaning import declared
from duly_dsl.render.conditions import condition
from duly_dsl.render.document import Line, Passage, after, joined, listed, said
from duly_dsl.render.names import named
from duly_dsl.render.values import standing, told, total
from duly_dsl.uses import Sort, uses_of


def penalty(place: Place, name: str) -> Iterator[Passage]:
    """The ceiling of a fine, and where another one holds."""
    found = place.corpus.amount(place.pack.name, name)
    if found is None:
        return
    holder = Place.of_amount(place.corpus.by_name[found.pack], place.corpus)
    yield said("Up to the ", named(place, Sort.AMOUNT, name), ": ", told(holder, found.versions, None), ".")
    for case in standing(holder, found.versions).cases:
        yield after(joined("But up to ", total(holder, case.sum), " where "), condition(holder, case.where), ".")


def readings_of(rule: Rule, place: Place) -> tuple[str, ...]:
    """The readings on which a rule, or a dated value in it, depends."""
    found: dict[str, None] = {}
    for use in uses_of(rule, place.pack, place.corpus):
        if use.of.sort is Sort.READING:
            found[use.of.name] = None
        elif use.of.sort in {Sort.DATE, Sort.PERIOD}:
            for node in declared(use.of, place.corpus):
                below = uses_of(node, place.corpus.by_name[use.of.owner], place.corpus)
                found.update({each.of.name: None for each in below if each.of.sort is Sort.READING})
    return tuple(found)


def answers(place: Place, name: str) -> Line:
    """How a provision is read: our answer, and the others."""
    reading = place.corpus.reading(place.pack.name, name)
    if reading is None:
        return ()
    ours = next(value.text for value in reading.values if value.name == reading.default)
    others = [joined(value.text) for value in reading.values if value.name != reading.default]
    which = "Other reading" if len(others) == 1 else "Other readings"
    return joined(f"Our reading: {ours}.", joined(f" {which}: ", listed(others, "or"), ".") if others else ())
