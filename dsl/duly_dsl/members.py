"""Members of choices as people read them: by their texts, where the vocabulary gives them any."""

from collections.abc import Mapping
from dataclasses import replace

from duly_dsl import phrase
from duly_dsl.corpus import Corpus
from duly_dsl.ir import Block, Comparison, Condition, FactType, Name, Names, Not, Operand, Quantified, Value


def in_words(member: str, choice: str, corpus: Corpus) -> str:
    """A member within a sentence: its text, or its name without underscores."""
    return text_of(member, choice, corpus) or member.replace("_", " ")


def quoted(member: str, choice: str, corpus: Corpus) -> str:
    """A member among names and values: its text in quotes, or its name."""
    text = text_of(member, choice, corpus)
    return f'"{text}"' if text else member


def text_of(member: str, choice: str, corpus: Corpus) -> str:
    """The text of a member; empty where it has none."""
    found = corpus.choices.get(choice)
    return found.text_of(member) if found else ""


def value(known: Value, declared: FactType | None, corpus: Corpus) -> str:
    """A value of a type as people read it."""
    if declared is None or not declared.choice:
        return phrase.value(known)
    match known:
        case frozenset():
            return phrase.value(frozenset(quoted(member, declared.choice, corpus) for member in known))
        case str():
            return quoted(known, declared.choice, corpus)
        case _:
            return phrase.value(known)


def condition(wanted: Condition, kinds: Mapping[str, str], corpus: Corpus) -> Condition:
    """A condition to be read and not to be evaluated: members that have texts go by them. `kinds` are those of the
    variables, as far as they are known."""
    match wanted:
        case Comparison(path=path, operand=right):
            declared = corpus.type_at(path, kinds)
            return replace(wanted, operand=_operand(right, declared.choice, corpus)) if declared else wanted
        case Not(condition=inner):
            return replace(wanted, condition=condition(inner, kinds, corpus))
        case Block(limbs=limbs):
            read = (replace(limb, condition=condition(limb.condition, kinds, corpus)) for limb in limbs)
            return replace(wanted, limbs=tuple(read))
        case Quantified(variable=variable, kind=kind, body=body):
            return replace(wanted, body=condition(body, {**kinds, variable: kind}, corpus))
        case _:
            return wanted


def _operand(right: Operand, choice: str, corpus: Corpus) -> Operand:
    match right:
        case Name(name=name):
            return replace(right, name=quoted(name, choice, corpus))
        case Names(names=names):
            return replace(right, names=tuple(quoted(name, choice, corpus) for name in names))
        case _:
            return right
