"""Stated values and conditions in words: as the language writes them, and as people read them."""

from collections.abc import Callable

from duly_dsl import members, phrase
from duly_dsl.ir import ORGANISATION, US, Condition, Value
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.frame import Frame
from duly_engine.facts.inventory import UNKNOWN, AtLeast, StatedValue, Unknown


def written(stated: StatedValue) -> str:
    """A stated value as the language writes it; partial sets and unknowns included."""
    return _stated(stated, phrase.value)


def value_told(ev: Evaluation, subject: str, name: str, stated: StatedValue) -> str:
    """A stated value of a fact as people read it: members of choices by their texts."""
    declared, corpus = ev.world.type_of(subject, name), ev.world.corpus
    return _stated(stated, lambda known: members.value(known, declared, corpus))


def condition_told(ev: Evaluation, frame: Frame, wanted: Condition) -> str:
    """A condition as people read it, with the members of choices by their texts."""
    subjects = {name: ev.world.subject(ref) for name, ref in frame.variables.items() if isinstance(ref, str)}
    kinds = {US: ORGANISATION, **{name: subject.kind for name, subject in subjects.items() if subject}}
    return phrase.condition(members.condition(wanted, kinds, ev.world.corpus))


def _stated(stated: StatedValue, words: Callable[[Value], str]) -> str:
    if isinstance(stated, Unknown):
        return UNKNOWN.value
    if isinstance(stated, AtLeast):
        return f"at least {words(stated.members)}"
    return words(stated)
