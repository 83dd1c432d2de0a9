"""Which rules decide a term or a role: those that conclude it, deny it, or keep a concluding rule from operating."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from duly_dsl.ir import (
    Block,
    ConcludesRole,
    ConcludesTerm,
    Condition,
    GroupOperates,
    HasTerm,
    Not,
    Operates,
    Prevails,
    Term,
    WillBe,
    WillPrevail,
)
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.frame import Frame
from duly_engine.evaluate.nodes import Instance, Standing, frame_of, instances
from duly_engine.evaluate.operating import grouped, standings
from duly_engine.evaluate.reads import Plane
from duly_engine.evidence import prove
from duly_engine.findings import ConclusionState
from duly_engine.logic import MAYBE, NO, YES, Truth


@dataclass(frozen=True, slots=True)
class TermAt:
    """A term of a subject on a day and a plane."""

    term: Term
    subject: str
    day: date
    plane: Plane


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """A rule behind a value, with the subject for which it was read and the day."""

    rule: str
    subject: str
    day: date


Telling = Callable[[str, Standing], Iterable[str]]
"""The rules that a rule, as it stands, brings forward."""


def causes_of_term(ev: Evaluation, about: TermAt) -> tuple[Cause, ...]:
    """The rules behind the value of a term, sorted."""
    return tuple(sorted(set(_term(ev, about, _deciding))))


def open_causes_of_term(ev: Evaluation, about: TermAt) -> tuple[Cause, ...]:
    """The rules behind a term of which it is unknown whether they operate, sorted."""
    return tuple(sorted(set(_term(ev, about, _unknown))))


def causes_of_role(ev: Evaluation, role: str, holder: str, subject: str, day: date, plane: Plane) -> tuple[Cause, ...]:
    """The rules behind the value of a role, sorted."""
    rules = ev.structure.assigning.get(role, ())
    return tuple(sorted(set(_rules(ev, rules, subject, holder, day, plane, _deciding))))


def rules_of(causes: Iterable[Cause]) -> tuple[str, ...]:
    """Their ids, each once, sorted."""
    return tuple(sorted({each.rule for each in causes}))


def _deciding(rule_id: str, standing: Standing) -> Iterable[str]:
    """A rule that operates; of one that is set aside, what sets it aside."""
    if standing.bites is YES:
        return (rule_id,)
    return standing.defeated_by if standing.is_set_aside else ()


def _unknown(rule_id: str, standing: Standing) -> Iterable[str]:
    return (rule_id,) if standing.bites is MAYBE else ()


def _term(ev: Evaluation, about: TermAt, telling: Telling) -> Iterator[Cause]:
    if about.term.means is not None:
        yield from _meant(ev, about, about.term.means, telling)
        return
    rules = ev.structure.concluding.get((about.term.pack, about.term.name), ())
    yield from _rules(ev, rules, about.subject, None, about.day, about.plane, telling)


def _rules(
    ev: Evaluation,
    rules: tuple[str, ...],
    subject: str,
    holder: str | None,
    day: date,
    plane: Plane,
    telling: Telling,
) -> Iterator[Cause]:
    for rule_id in rules:
        version = ev.world.law.version(rule_id, day, ev)
        if version is None or not isinstance(version.then, ConcludesTerm | ConcludesRole):
            continue
        for instance in instances(ev, version, subject, holder):
            standing = ev.standing(rule_id, instance, day, plane)
            yield from (Cause(told, subject, day) for told in telling(rule_id, standing))


def _meant(ev: Evaluation, about: TermAt, condition: Condition, telling: Telling) -> Iterator[Cause]:
    """The rules behind the terms that a condition reads, and those of which it asks whether they operate."""
    match condition:
        case Not(condition=inner):
            yield from _meant(ev, about, inner, telling)
        case Block(limbs=limbs):
            for limb in limbs:
                yield from _meant(ev, about, limb.condition, telling)
        case HasTerm() | WillBe() | Operates() | GroupOperates() | Prevails() | WillPrevail():
            frame = Frame(about.term.pack, {about.term.variable: about.subject}, about.day, about.plane)
            subject = frame.ref(condition.variable)
            if isinstance(subject, str):
                yield from _asked(ev, replace(about, subject=subject), condition, frame, telling)
        case _:
            return


def _asked(
    ev: Evaluation,
    about: TermAt,
    condition: HasTerm | WillBe | Operates | GroupOperates | Prevails | WillPrevail,
    frame: Frame,
    telling: Telling,
) -> Iterator[Cause]:
    """The rules behind a condition on a subject; of what will be, on the first day on which it is not known not to."""
    subject, pack, plane = about.subject, about.term.pack, about.plane
    match condition:
        case HasTerm(term=name):
            yield from _named(ev, about, name, telling)
        case WillBe(term=name):
            day = _first_day(ev, about.day, lambda day: ev.term(pack, name, subject, day, plane))
            yield from _named(ev, replace(about, day=day), name, telling)
        case Operates(rule=rule):
            yield from _operating(ev, about, (rule,), telling)
        case GroupOperates():
            yield from _operating(ev, about, grouped(ev, frame, condition, subject), telling)
        case Prevails(rule=rule):
            yield from _operating(ev, about, (rule,), telling)
        case WillPrevail(rule=rule):
            day = _first_day(ev, about.day, lambda day: ev.prevails(rule, subject, day, plane))
            yield from _operating(ev, replace(about, day=day), (rule,), telling)


def _named(ev: Evaluation, about: TermAt, name: str, telling: Telling) -> Iterator[Cause]:
    term = ev.world.corpus.term(about.term.pack, name)
    if term is not None:
        yield from _term(ev, replace(about, term=term), telling)


def _first_day(ev: Evaluation, start: date, look: Callable[[date], Truth]) -> date:
    return next((day for day in ev.days_from(start, look) if look(day) is not NO), start)


def _operating(ev: Evaluation, about: TermAt, rules: Iterable[str], telling: Telling) -> Iterator[Cause]:
    """Of the roles and parties for which a rule is read, that for which it comes nearest to operating."""
    for rule_id in rules:
        read = standings(ev, rule_id, about.subject, about.day, about.plane)
        nearest = max((standing for _, standing in read), key=lambda standing: standing.bites, default=None)
        if nearest is not None:
            yield from (Cause(told, about.subject, about.day) for told in telling(rule_id, nearest))


def claim_state(ev: Evaluation, causes: Iterable[Cause], plane: Plane) -> ConclusionState:
    """Whether the evidence that these rules rely on suffices; settled where they rely on none."""
    state = ConclusionState.SETTLED
    for each in causes:
        version = ev.world.law.version(each.rule, each.day, ev)
        for name in version.relies_on if version else ():
            found = ev.world.corpus.requirements.get((version.pack, name)) if version else None
            if found is None:
                return ConclusionState.CLAIMED
            rule, requirement = found
            frame = frame_of(ev, rule, Instance(each.subject), each.day, plane)
            if prove(ev, frame, requirement, each.subject).value is not YES:
                return ConclusionState.CLAIMED
            state = ConclusionState.PROVEN
    return state
