"""How the choices that packs leave open were decided, and how else they could have been."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from duly_dsl import phrase
from duly_dsl.ir import InstrumentRole
from duly_engine.facts.inventory import Settings
from duly_engine.findings import Choice, ChoiceSort
from duly_engine.law import Law

CHOSEN, NOT_CHOSEN = "chosen", "not chosen"


@dataclass(frozen=True, slots=True)
class Decision:
    """One way to decide a choice; `text` is what the pack says of it, empty where it says nothing."""

    name: str
    text: str = ""


def question(choice: Choice, law: Law) -> str:
    """What is decided, in the words of the pack."""
    key = choice.pack, choice.name
    match choice.sort:
        case ChoiceSort.READING:
            return law.corpus.readings[key].text
        case ChoiceSort.PROPOSAL:
            return law.corpus.instruments[key].text
        case ChoiceSort.PARAMETER:
            return law.corpus.parameters[key].text


def stated(choice: Choice, decision: Decision) -> str:
    """A decision as a sentence, with what the pack says of it."""
    match choice.sort:
        case ChoiceSort.READING:
            said = f"{choice.name} is read as {decision.name}"
        case ChoiceSort.PROPOSAL:
            said = f"{choice.name} {'counts' if decision.name == CHOSEN else 'does not count'} as law"
        case ChoiceSort.PARAMETER:
            said = f"{choice.name} is {decision.name}"
    return f'{said}, "{decision.text}"' if decision.text else said


def decided(choice: Choice, law: Law) -> Decision:
    """How it was decided."""
    key = choice.pack, choice.name
    match choice.sort:
        case ChoiceSort.READING:
            reading = law.corpus.readings[key]
            chosen = law.chosen_reading(reading)
            return next((Decision(v.name, v.text) for v in reading.values if v.name == chosen), Decision(chosen))
        case ChoiceSort.PROPOSAL:
            return Decision(CHOSEN)
        case ChoiceSort.PARAMETER:
            return Decision(phrase.value(law.chosen_parameter(law.corpus.parameters[key])))


def alternatives(choice: Choice, law: Law) -> Iterator[tuple[Decision, Settings]]:
    """Each other decision, with the settings under which nothing but it is different.

    A proposal that was chosen might not have been; a parameter that was set might have been left at its default.
    """
    key, settings = (choice.pack, choice.name), law.settings
    name = f"{choice.pack}.{choice.name}"
    match choice.sort:
        case ChoiceSort.READING:
            reading = law.corpus.readings[key]
            for value in reading.values:
                if value.name != law.chosen_reading(reading):
                    readings = {**settings.readings, name: value.name}
                    yield Decision(value.name, value.text), replace(settings, readings=readings)
        case ChoiceSort.PROPOSAL:
            others = (i for i in law.corpus.instruments.values() if (i.pack, i.name) != key)
            kept = frozenset(f"{i.pack}.{i.name}" for i in others if i.role is InstrumentRole.PROPOSAL and law.known(i))
            yield Decision(NOT_CHOSEN), replace(settings, proposals=kept)
        case ChoiceSort.PARAMETER:
            default = law.corpus.parameters[key].value
            parameters = {**settings.parameters, name: default}
            yield Decision(phrase.value(default)), replace(settings, parameters=parameters)
