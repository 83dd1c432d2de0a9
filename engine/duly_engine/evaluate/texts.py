"""Texts of duties, bans and tasks with their placeholders filled in: legal values by the law of the frame's day."""

from duly_dsl import phrase
from duly_dsl.corpus import Corpus
from duly_dsl.ir import Absent, FactPath, FactType, Forbids, Obliges, Rule, Value
from duly_dsl.members import in_words
from duly_dsl.placeholders import fact_in, filled
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.frame import Frame
from duly_engine.evaluate.values import follow
from duly_engine.facts.inventory import AtLeast, Unknown
from duly_engine.findings import Question, QuestionKind
from duly_engine.questions import wording


def said(ev: Evaluation, frame: Frame, text: str) -> str:
    """The text as it reads in a frame; what nobody knows is said to be unknown, in words."""

    def value(name: str) -> str:
        fact = fact_in(name)
        return _legal_value(ev, frame, name) if fact is None else _fact(ev, frame, fact)

    return filled(text, value)


def sentence(ev: Evaluation, frame: Frame, rule: Rule, role: str | None) -> str:
    """What a duty or ban asks of those in a role: `deployer must keep the logs for at least 6 months`."""
    then = rule.then
    assert isinstance(then, Obliges | Forbids)
    declared = ev.world.corpus.roles.get(role or "")
    bearer = declared.text if declared else role or "anyone"
    return f"{bearer} {'must not' if isinstance(then, Forbids) else then.force} {said(ev, frame, then.text)}"


def _legal_value(ev: Evaluation, frame: Frame, name: str) -> str:
    law, corpus = ev.world.law, ev.world.corpus
    amount = corpus.amount(frame.pack, name)
    if amount is not None:
        return amount.text
    dated = corpus.date(frame.pack, name) or corpus.period(frame.pack, name)
    if dated is None:
        parameter = law.parameter(frame.pack, name, ev)
        return _unknown(name) if parameter is None else phrase.value(parameter)
    length = law.length(frame.pack, name, frame.day, ev)
    day = law.named_date(frame.pack, name, frame.day, ev)
    return str(length) if length else phrase.day(day) if day else _unknown(dated.text)


def _fact(ev: Evaluation, frame: Frame, path: FactPath) -> str:
    subject, name = follow(ev, frame, path), path.steps[-1]
    if isinstance(subject, Unknown):
        return _unknown(str(path))
    if isinstance(subject, Absent):
        return phrase.value(subject)
    found = ev.world.subject(subject)
    kind = ev.world.corpus.kind(found.kind) if found else None
    is_link = kind is not None and name in kind.links
    known = ev.value(subject, name)
    if isinstance(known, Unknown):
        asked = Question(subject, name, QuestionKind.LINKS if is_link else QuestionKind.FACT)
        return _unknown(wording(ev.world, asked))
    members = known.members if isinstance(known, AtLeast) else known
    words = _names(ev, members) if is_link else _words(members, ev.world.type_of(subject, name), ev.world.corpus)
    return f"at least {words}" if isinstance(known, AtLeast) else words


def _names(ev: Evaluation, linked: Value) -> str:
    """What subjects are called."""
    if not isinstance(linked, frozenset):
        return phrase.value(linked)
    called = ((member, ev.world.subject(member)) for member in sorted(linked))
    return ", ".join((subject.name if subject else "") or member for member, subject in called)


def _words(known: Value, declared: FactType | None, corpus: Corpus) -> str:
    """A value as a sentence holds it: members of a choice by their texts, or without underscores, in no braces."""
    members = known if isinstance(known, frozenset) else {known} if isinstance(known, str) else None
    if members is None or declared is None or not declared.choice:
        return phrase.value(known)
    return ", ".join(in_words(member, declared.choice, corpus) for member in sorted(members))


def _unknown(what: str) -> str:
    return f"(unknown: {what})"
