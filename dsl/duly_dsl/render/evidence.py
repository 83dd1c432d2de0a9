"""Evidence requirements as sentences."""

from collections.abc import Iterator

from duly_dsl.check.place import Place
from duly_dsl.ir import VERSION, EvidenceKind, Excuse, FactType, Requirement, Statement
from duly_dsl.render.conditions import condition, operand, relation
from duly_dsl.render.document import Limb, Line, Link, Passage, after, joined, listed, said
from duly_dsl.render.names import named, quoted, shown
from duly_dsl.render.values import fact, length, moment, thing
from duly_dsl.uses import Reference, Sort


def requirement(place: Place, wanted: Requirement) -> Iterator[Passage]:
    """What is accepted, and what it must be."""
    yield _accepted(place, wanted)
    for statement in wanted.stating:
        yield said("It states that ", _statement(place, statement, [a.kind for a in wanted.alternatives]), ".")
    if wanted.fresh_for is not None:
        yield said("It is good for ", length(place, wanted.fresh_for), " after it was collected.")
    if wanted.fresh_until_change_of:
        changing = listed([fact(place, path) for path in wanted.fresh_until_change_of], "or")
        yield said("It is good only until ", changing, " changes.")
    if wanted.bound_to is not None and VERSION in place.kinds:
        yield said("It is about that version; another version needs evidence of its own.")
    elif wanted.bound_to is not None:
        about = thing(place, wanted.bound_to)
        yield said("It is about the present version of ", about, "; a new version needs new evidence.")
    if wanted.collected_before is not None:
        late = " What is collected later still counts, and is shown as late." if wanted.late_allowed else ""
        yield said("It was collected before ", moment(place, wanted.collected_before), f".{late}")
    if wanted.accepted_by is not None:
        yield said("It was accepted by the ", named(place, Sort.STAFF_ROLE, wanted.accepted_by), ".")


def _accepted(place: Place, wanted: Requirement) -> Passage:
    first, *others = wanted.alternatives
    head = f"{quoted(wanted.text)}: "
    if not others and not first.label:
        return after(head, _kind(place, first.kind, wanted, 0), ".")
    many = len(wanted.alternatives)
    needed = "all of these" if wanted.count == many else f"at least {wanted.count} of these"
    limbs = (
        Limb(f"({each.label})", _kind(place, each.kind, wanted, number))
        for number, each in enumerate(wanted.alternatives)
    )
    return Passage((f"{head}{'one of these' if wanted.count == 1 and many > 1 else needed}:",), tuple(limbs))


def _kind(place: Place, kind: str, wanted: Requirement, number: int) -> Passage:
    only = wanted.alternatives[number].only
    name = named(place, Sort.EVIDENCE_KIND, kind)
    return said(name) if only is None else after(joined(name, ", only where "), condition(place, only))


def _statement(place: Place, wanted: Statement, kinds: list[str]) -> Line:
    found = (place.corpus.evidence_kinds.get(kind) for kind in kinds)
    types = (field_type(kind, wanted.field_name) for kind in found if kind is not None)
    right = operand(place, wanted.operand, next((t for t in types if t), None))
    return joined(quoted(shown(wanted.field_name)), f" {relation(wanted.relation)} ", right)


def field_type(kind: EvidenceKind, name: str) -> FactType | None:
    """The type of a field that records of a kind state."""
    return next((f.type for f in kind.fields if f.name == name), None)


def excuse(place: Place, wanted: Excuse) -> Passage:
    """The record that excuses from a duty."""
    about = joined(" of ", thing(place, wanted.path)) if wanted.path is not None else ()
    stated = listed([_statement(place, each, [wanted.kind]) for each in wanted.stating])
    kind = named(place, Sort.EVIDENCE_KIND, wanted.kind)
    return said("Excused where an accepted ", kind, about, " states that ", stated, ".")


def stated_by(place: Place, name: str, pack: str) -> Line:
    """A requirement by its text, with the rule that states it."""
    found = place.corpus.requirements.get((pack, name))
    if found is None:
        return (quoted(shown(name)),)
    stating, wanted = found
    return (Link(quoted(wanted.text), Reference(Sort.RULE, stating.id)), f" ({stating.id})")
