"""What connectors found, put together into a draft inventory."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from duly_dsl.ir import ORGANISATION, US
from duly_engine.facts.inventory import Inventory, LinkList, Subject


@dataclass(frozen=True, slots=True)
class Found:
    """Subjects taken from one file, and the places in it that say something we do not take over."""

    source: str
    subjects: tuple[Subject, ...]
    left: tuple[str, ...] = ()


def identifier(name: str, taken: Iterable[str] = ()) -> str:
    """An id made of a name: letters, digits and underscores; numbered where it is taken."""
    used = set(taken)
    base = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "unnamed"
    base = base if base[0].isalpha() else f"x_{base}"
    candidate, number = base, 1
    while candidate in used or candidate == US:
        number += 1
        candidate = f"{base}_{number}"
    return candidate


def together(found: Iterable[Found]) -> Inventory:
    """One inventory of what several files say; ids that clash between files are numbered in the order given."""
    subjects: dict[str, Subject] = {US: Subject(US, ORGANISATION)}
    for each in found:
        names = {s.id: "" for s in each.subjects}
        for old in names:
            names[old] = identifier(old, {*subjects, *names.values()})
        for subject in each.subjects:
            renamed = replace(
                subject,
                id=names[subject.id],
                links={name: _renamed(listed, names) for name, listed in subject.links.items()},
            )
            subjects[renamed.id] = renamed
    return Inventory(subjects)


def _renamed(listed: LinkList, names: dict[str, str]) -> LinkList:
    return replace(listed, members=tuple(names.get(member, member) for member in listed.members))
