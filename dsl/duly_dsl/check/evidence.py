"""What a rule asks to be proven: kinds of evidence, the fields they state, how fresh, about which version."""

from collections.abc import Iterator

from duly_dsl.check.comparisons import operand, relation
from duly_dsl.check.conditions import condition
from duly_dsl.check.dates import date
from duly_dsl.check.faults import unknown, word_in
from duly_dsl.check.lengths import lasting
from duly_dsl.check.place import Place, path, thing
from duly_dsl.check.references import length, staff_role
from duly_dsl.check.words import meaning
from duly_dsl.diagnostics import Diagnostic, Fix, error
from duly_dsl.ir import EvidenceKind, Excuse, NamedSpan, Requirement, Statement
from duly_dsl.source import Span


def requirement(wanted: Requirement, place: Place) -> Iterator[Diagnostic]:
    """An evidence requirement of a duty."""
    kinds: list[EvidenceKind] = []
    for alternative in wanted.alternatives:
        yield from _kind(alternative.kind, alternative.span, place, kinds)
        if alternative.only is not None:
            yield from condition(place, alternative.only)
    for statement in wanted.stating:
        yield from _statement(statement, kinds, place)
    if isinstance(wanted.fresh_for, NamedSpan):
        yield from length(wanted.fresh_for, place.pack, place.corpus)
    if wanted.fresh_for is not None:
        yield from lasting(wanted.fresh_for, wanted.span, place.pack.name, place.corpus, after="fresh for")
    for fact in wanted.fresh_until_change_of:
        yield from path(place, fact)
        if not fact.steps:
            message = f"`{fact.variable}` is a thing; what may change is a fact or a link of it"
            yield error("E0507", message, fact.span, fix=Fix(f"name one: `{fact.variable}'s ...`"))
    if wanted.bound_to is not None:
        yield from thing(place, wanted.bound_to)
    if wanted.collected_before is not None:
        yield from date(place, wanted.collected_before)
    if wanted.accepted_by is not None:
        yield from staff_role(wanted.accepted_by, wanted.span, place.pack, place.corpus)


def excuse(wanted: Excuse, place: Place) -> Iterator[Diagnostic]:
    """A record that excuses from a duty."""
    kinds: list[EvidenceKind] = []
    yield from _kind(wanted.kind, wanted.span, place, kinds)
    for statement in wanted.stating:
        yield from _statement(statement, kinds, place)
    if wanted.path is not None:
        yield from thing(place, wanted.path)


def _kind(name: str, span: Span, place: Place, found: list[EvidenceKind]) -> Iterator[Diagnostic]:
    kind = place.corpus.evidence_kinds.get(name)
    if kind is None:
        what = meaning(name, place.pack.name, place.corpus)
        message = f"there is no evidence kind `{name}`"
        yield unknown("E0313", message, name, span, place.corpus.evidence_kinds, meaning=what)
    else:
        found.append(kind)


def _not_stated(statement: Statement, kind: EvidenceKind) -> Diagnostic:
    name = statement.field_name
    message = f"{kind.text} (`{kind.name}`) states no `{name}`"
    if kind.fields:
        return unknown("E0314", message, name, statement.span, (f.name for f in kind.fields))
    fix = Fix(f"declare the field: `evidence kind {kind.name} ... with fields {name}`")
    return error("E0314", message, word_in(statement.span, name), fix=fix)


def _statement(statement: Statement, kinds: list[EvidenceKind], place: Place) -> Iterator[Diagnostic]:
    """Every kind that is accepted has to state what is tested, or records of it could never be enough."""
    for kind in kinds:
        field = next((f for f in kind.fields if f.name == statement.field_name), None)
        if field is None:
            yield _not_stated(statement, kind)
            return
        yield from operand(place, statement.operand, field.type)
        yield from relation(place, field.type, field.name, statement.relation, statement.operand, statement.span)
