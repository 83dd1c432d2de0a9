"""Rules that never operate: their time never comes, their limbs exclude each other, what they rest on never holds, or
they are set aside wherever they would operate."""

from collections.abc import Iterator

from duly_dsl.analysis import nodes
from duly_dsl.analysis.found import Found, not_decided
from duly_dsl.analysis.kleene import all_of, any_of
from duly_dsl.analysis.parts import Part, conjuncts, named, needed
from duly_dsl.analysis.solver import Answer
from duly_dsl.analysis.study import RuleStudy, TermStudy
from duly_dsl.diagnostics import Diagnostic, Fix, Place, error, warning
from duly_dsl.ir import (
    Condition,
    Forbids,
    GroupOperates,
    HasTerm,
    HoldsRole,
    Not,
    Operates,
    Prevails,
    WillBe,
    WillPrevail,
)

RESTING = HasTerm | WillBe | HoldsRole | Prevails | WillPrevail | Operates | GroupOperates


def never_operates(of: RuleStudy) -> Iterator[Found]:
    """The first reason for which a version of a rule never operates, whatever sets it aside."""
    rule = of.rule
    scope = conjuncts(rule.where) if rule.where is not None else ()
    state = conjuncts(rule.when) if rule.when is not None else ()
    for parts in ((), scope, (*scope, *state)):
        answer = of.can(p.condition for p in parts)
        if answer is Answer.NOT_DECIDED:
            yield from not_decided(f"whether `{rule.id}` can ever operate", rule.span)
            return
        if answer is Answer.CANNOT:
            few = needed(parts, lambda left: of.can(left) is Answer.CANNOT)
            yield Found(_never(of, few, in_scope=len(parts) == len(scope)))
            return


def never_holds(of: TermStudy, means: Condition) -> Iterator[Found]:
    """A term whose meaning can never be so."""
    parts, name = conjuncts(means), of.term.name
    answer = of.can((means,))
    if answer is Answer.NOT_DECIDED:
        yield from not_decided(f"whether `{name}` can ever hold", of.term.span)
    elif answer is Answer.CANNOT:
        *others, last = few = needed(parts, lambda left: of.can(left) is Answer.CANNOT)
        why = f"{named(few)} exclude each other" if others else f"{named(few)} can never hold"
        message = f"nothing can ever be `{name}`: {why}"
        fix = Fix("mend what it means")
        places = tuple(Place(p.span, "and this") for p in others)
        yield Found(error("E0414", message, last.span, fix=fix, role="never holds", others=places))


def _never(of: RuleStudy, parts: tuple[Part, ...], *, in_scope: bool) -> Diagnostic:
    rule = of.rule
    if not parts:
        message = f"`{rule.id}` can never operate: there is no day on which it is law and its dates let it apply"
        return error("E0414", message, rule.span, fix=Fix("look at `applies from`, its instruments and its reading"))
    *others, last = parts
    places = tuple(Place(p.span, "and this") for p in others)
    if in_scope:
        message = f"the scope of `{rule.id}` leaves nothing: {named(parts)} can never hold"
        return error("E0415", message, last.span, fix=Fix("mend `where`, or leave the rule out"), others=places)
    only = last.condition.condition if isinstance(last.condition, Not) else last.condition
    if not others and isinstance(only, RESTING):
        message = f"`{rule.id}` is never reached: {last.quoted} never holds"
        fix = Fix("see what concludes it, or whether another term is meant")
        return warning("W0415", message, last.span, fix=fix, role="never holds")
    what = "the state that it forbids can never be" if isinstance(rule.then, Forbids) else "it can never operate"
    if others:
        message = f"{named(parts)} of `{rule.id}` exclude each other: {what}"
        fix = Fix("leave one of them out, or say `any of` if one is enough")
    else:
        message = f"{named(parts)} of `{rule.id}` can never hold: {what}"
        fix = Fix("mend what it asks")
    return error("E0414", message, last.span, fix=fix, role="never holds", others=places)


def always_set_aside(of: RuleStudy) -> Iterator[Found]:
    """A rule, or a duty of one of its roles, that something sets aside wherever it would operate."""
    enc, rule = of.study.enc, of.rule
    places = [(place, list(nodes.defeats(enc, rule, place.reading.frame, place.instance))) for place in of.places]
    ids = tuple(dict.fromkeys(rule_id for _, defeats in places for rule_id, _ in defeats))

    def escapes(by: tuple[str, ...]) -> Answer:
        return of.study.can(
            any_of(
                all_of((place.here, place.bites, *(value.no for rule_id, value in defeats if rule_id in by)))
                for place, defeats in places
            )
        )

    answer = escapes(ids) if ids else Answer.CAN
    as_role = f" as a duty of the {of.role}" if of.role and len(of.roles) > 1 else ""
    if answer is Answer.NOT_DECIDED:
        yield from not_decided(f"whether `{rule.id}`{as_role} is always set aside", rule.then.span)
    elif answer is Answer.CANNOT:
        by = ids
        for rule_id in reversed(ids):
            fewer = tuple(each for each in by if each != rule_id)
            by = fewer if escapes(fewer) is Answer.CANNOT else by
        message = (
            f"`{rule.id}`{as_role} never operates: wherever it would, {' or '.join(f'`{b}`' for b in by)} sets it aside"
        )
        others = (Place(enc.corpus.rules[b][0].then.span, f"{b} sets it aside") for b in by)
        fix = Fix("see whether what sets it aside is meant more narrowly")
        role = f"{rule.id} concludes"
        yield Found(warning("W0417", message, rule.then.span, fix=fix, role=role, others=others))
