"""Who holds a role, towards what: organisations, towards things of the kinds that the role is declared for."""

from collections.abc import Iterator

from duly_dsl.check.faults import unknown, word_in
from duly_dsl.check.place import Place, kind_of_thing, thing, variable
from duly_dsl.check.words import a_kind, listed, meaning
from duly_dsl.diagnostics import Diagnostic, Fix, error
from duly_dsl.ir import ORGANISATION, ConcludesRole, HoldsRole, Rule
from duly_dsl.source import Span


def role_named(place: Place, name: str, span: Span) -> Iterator[Diagnostic]:
    """A role that organisations hold."""
    if name not in place.corpus.roles:
        what = meaning(name, place.pack.name, place.corpus)
        yield unknown("E0306", f"there is no role `{name}`", name, span, place.corpus.roles, meaning=what)


def holds_role(place: Place, wanted: HoldsRole) -> Iterator[Diagnostic]:
    """`us is provider of system`."""
    yield from role_named(place, wanted.role, wanted.span)
    if wanted.holder not in place.kinds:
        holders = (name for name, kind in place.kinds.items() if kind == ORGANISATION)
        message = f"`{wanted.holder}` is no variable of this rule"
        yield unknown("E0303", message, wanted.holder, wanted.span, holders)
    else:
        yield from _holder(place, wanted.holder, wanted.span)
    found = list(thing(place, wanted.path))
    yield from found
    if not found:
        yield from _towards(place, wanted.role, kind_of_thing(place, wanted.path), wanted.span)


def concludes_role(place: Place, then: ConcludesRole) -> Iterator[Diagnostic]:
    """`then us is provider of system`; a holder that is no variable is an organisation's id."""
    found = list(variable(place, then.variable, then.span))
    yield from found
    yield from role_named(place, then.role, then.span)
    if then.holder in place.kinds:
        yield from _holder(place, then.holder, then.span)
    if not found:
        yield from _towards(place, then.role, place.kinds.get(then.variable), then.span)


def _holder(place: Place, name: str, span: Span) -> Iterator[Diagnostic]:
    kind = place.kinds[name]
    if kind != ORGANISATION:
        message = f"`{name}` is {a_kind(kind, place.corpus)}, and only an organisation holds a role"
        yield error("E0306", message, word_in(span, name), fix=Fix("write `us` for ourselves"))


def _towards(place: Place, name: str, kind: str | None, span: Span) -> Iterator[Diagnostic]:
    role = place.corpus.roles.get(name)
    if role is not None and kind is not None and place.view(kind) is not None and kind not in role.kinds:
        towards = listed(a_kind(k, place.corpus) for k in role.kinds)
        message = f"`{name}` is a role towards {towards}, not towards {a_kind(kind, place.corpus)}"
        yield error("E0306", message, word_in(span, name))


def bearer(name: str, rule: Rule, place: Place) -> Iterator[Diagnostic]:
    """Who bears a duty holds a role towards what the rule is about, or what that is of."""
    yield from role_named(place, name, rule.then.span)
    declared = place.corpus.roles.get(name)
    kinds = {rule.subject.kind, getattr(rule.subject, "of_kind", "")}
    if declared is not None and place.view(rule.subject.kind) is not None and not kinds & set(declared.kinds):
        about = a_kind(rule.subject.kind, place.corpus)
        towards = listed(a_kind(k, place.corpus) for k in declared.kinds)
        message = f"`{name}` is a role towards {towards}; this rule is about {about}"
        fitting = [r.name for r in place.corpus.roles.values() if kinds & set(r.kinds)]
        fix = Fix(f"roles towards {about}: {listed(sorted(fitting))}") if fitting else None
        yield error("E0306", message, word_in(rule.then.span, name), fix=fix)
