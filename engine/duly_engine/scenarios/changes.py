"""Which single fact, said otherwise, would make an expectation come out.

What was not read cannot matter, so only what was is changed: an unknown is answered, a fact or role given is given
otherwise, a fact also not at all.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from duly_dsl import phrase
from duly_dsl.ir import US, Duration, Expectation, Money, Scenario, TypeName
from duly_engine.evaluate.evaluation import Answer, Evaluation
from duly_engine.evaluate.questions import SOMEBODY_ELSE, STAND_INS, answers_to
from duly_engine.facts.inventory import UNKNOWN, AtLeast, OurRoles, Statement, Subject, Unknown
from duly_engine.findings import Question, QuestionKind
from duly_engine.logic import MAYBE, NO, YES
from duly_engine.scenarios.expect import Witness, is_about
from duly_engine.wording import written

MOST_CHANGES = 3
MOST_TRIALS = 300
DAYS_NEAR_BY = (0, -1, 1, -7, 7, -30, 30, -365, 365)
Facts = Mapping[str, tuple[Statement, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact, list, role or version with what it would have to be and what it is, both in words.

    `version` identifies a version beside the present one.
    """

    question: Question
    would_be: str
    now: str
    asset: str
    version: str | None

    def __str__(self) -> str:
        name = self.question.name
        subject = self.asset if self.version is None else f"version {self.version} of {self.asset}"
        match self.question.kind:
            case QuestionKind.ROLE:
                told = f"{'we' if self.would_be == US else self.would_be} were {name} of {subject}"
            case QuestionKind.SINCE:
                told = f"`{subject}'s {name}` had been so since {self.would_be}"
            case QuestionKind.FINGERPRINT:
                told = f"the version of {subject} were {self.would_be}"
            case QuestionKind.LINKS:
                told = f"`{subject}'s {name}` were only {self.would_be}"
            case QuestionKind.FACT | QuestionKind.FIELD:
                told = f"`{subject}'s {name}` were {self.would_be}"
        return f"{told} (now: {self.now})"


def changes(ev: Evaluation, scenario: Scenario, expectation: Expectation) -> tuple[Change, ...]:
    """A few single changes under which a failing expectation comes out; of each fact the first that does."""
    with ev.collecting() as reads:
        _comes_out(ev, scenario, expectation)
    found: list[Change] = []
    left = MOST_TRIALS
    for question in (*reads.questions(), *_given(ev, reads.facts)):
        for answer in _answers(ev, question):
            if not left or len(found) == MOST_CHANGES:
                return tuple(found)
            left -= 1
            if _comes_out(_supposing(ev, question, answer), scenario, expectation):
                found.append(_change(ev, question, answer))
                break
    return tuple(found)


def _change(ev: Evaluation, question: Question, answer: Answer) -> Change:
    beside = ev.world.beside(question.subject)
    asset, version = (beside.asset, beside.subject.fingerprint) if beside else (question.subject, None)
    return Change(question, _in_words(answer), _now(ev, question), asset, version)


def _comes_out(ev: Evaluation, scenario: Scenario, expectation: Expectation) -> bool:
    witness = Witness(ev, scenario)
    before = is_about(scenario, expectation)
    if before is not expectation:
        witness.disagrees(before)
    return witness.disagrees(expectation) is None


def _given(ev: Evaluation, read: Iterable[tuple[str, str]]) -> list[Question]:
    """The facts and roles read that the scenario gives, in the order in which it gives its subjects."""
    order = {subject: number for number, subject in enumerate(ev.world.inventory.subjects)}
    found = (_known(ev, subject, name) for subject, name in read)
    return sorted((q for q in found if q is not None), key=lambda q: (order[ev.world.asset(q.subject)], q))


def _known(ev: Evaluation, subject: str, name: str) -> Question | None:
    world = ev.world
    if world.declared(subject, name) is not None and not isinstance(world.fact(subject, name), Unknown | AtLeast):
        return Question(subject, name, QuestionKind.FACT)
    if name in world.corpus.roles and world.stated_role(US, name, subject) is not MAYBE:
        return Question(subject, name, QuestionKind.ROLE)
    return None


def _answers(ev: Evaluation, question: Question) -> Iterator[Answer]:
    """Sensible values, those near to what the rules compare with or to the day first."""
    now: object = None
    if question.kind is QuestionKind.FACT:
        now = ev.world.fact(question.subject, question.name)
    if question.kind is QuestionKind.ROLE:
        now = {YES: US, NO: SOMEBODY_ELSE}.get(ev.world.stated_role(US, question.name, question.subject))
    yield from (a for a in dict.fromkeys((*_near(ev, question), *answers_to(ev, question))) if a != now)
    if _known(ev, question.subject, question.name) == question and question.kind is QuestionKind.FACT:
        yield UNKNOWN


def _near(ev: Evaluation, question: Question) -> Iterator[Answer]:
    if question.kind is not QuestionKind.FACT:
        return
    declared = ev.world.type_of(question.subject, question.name)
    match declared.name if declared else TypeName.TEXT:
        case TypeName.DATE:
            yield from _days(ev.world.today)
        case TypeName.INSTANT:
            yield from (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in _days(ev.world.today))
        case TypeName.NUMBER:
            numbers = [v for v in ev.structure.literals.get(question.name, ()) if isinstance(v, Decimal)]
            yield from (value + more for value in numbers for more in (0, -1, 1))
        case TypeName.TEXT | TypeName.AMOUNT | TypeName.DURATION as sort:
            fitting = {TypeName.TEXT: str, TypeName.AMOUNT: Money, TypeName.DURATION: Duration}[sort]
            yield from (v for v in ev.structure.literals.get(question.name, ()) if isinstance(v, fitting))
        case TypeName.YES_NO | TypeName.ONE_OF | TypeName.MANY_OF:
            return


def _days(today: date) -> Iterator[date]:
    """Days around a day, as far as the calendar goes."""
    ordinals = (today.toordinal() + days for days in DAYS_NEAR_BY)
    yield from (date.fromordinal(day) for day in ordinals if 1 <= day <= date.max.toordinal())


def _supposing(ev: Evaluation, question: Question, answer: Answer) -> Evaluation:
    """The evaluation with an unknown answered, or with something given otherwise."""
    inventory = ev.world.inventory
    asset = inventory.subjects.get(ev.world.asset(question.subject))
    if asset is None or _known(ev, question.subject, question.name) != question:
        return ev.supposing({question: answer})
    beside = ev.world.beside(question.subject)
    if beside is None:
        changed = _otherwise(asset, question, answer)
    else:
        facts = _facts(beside.subject.facts, question.name, answer)
        versions = (
            replace(v, facts=facts) if v.fingerprint == beside.subject.fingerprint else v for v in asset.versions
        )
        changed = replace(asset, versions=tuple(versions))
    subjects = {**inventory.subjects, asset.id: changed}
    return Evaluation(replace(ev.world, inventory=replace(inventory, subjects=subjects)), ev.structure)


def _otherwise(subject: Subject, question: Question, answer: Answer) -> Subject:
    name = question.name
    if question.kind is QuestionKind.FACT:
        return replace(subject, facts=_facts(subject.facts, name, answer))
    ours = subject.our_roles or OurRoles(frozenset(), complete=False)
    roles = ours.roles | {name} if answer == US else ours.roles - {name}
    others = () if answer == US else (SOMEBODY_ELSE,)
    return replace(subject, our_roles=replace(ours, roles=roles), holders={**subject.holders, name: others})


def _facts(stated: Facts, name: str, answer: Answer) -> Facts:
    if answer is UNKNOWN:
        return {n: history for n, history in stated.items() if n != name}
    said: Statement = replace(stated[name][-1], value=answer)  # type: ignore[arg-type] # answers fit the type
    return {**stated, name: (said,)}


def _in_words(answer: Answer) -> str:
    match answer:
        case Unknown():
            return UNKNOWN.value
        case date() if answer == date.min:
            return "the beginning"
        case str() if answer in STAND_INS:
            return "something else"
        case tuple():
            return f"{{ {', '.join(answer)} }}" if answer else "{ }"
        case _:
            return phrase.value(answer)  # type: ignore[arg-type] # all other answers are values


def _now(ev: Evaluation, question: Question) -> str:
    match question.kind:
        case QuestionKind.FACT:
            return written(ev.world.fact(question.subject, question.name))
        case QuestionKind.ROLE:
            stated = ev.world.stated_role(US, question.name, question.subject)
            return {YES: US, NO: "not us", MAYBE: "unknown"}[stated]
        case QuestionKind.LINKS:
            listed = ev.world.links(question.subject, question.name)
            return f"at least {_in_words(listed.members)}" if listed else "unknown"
        case _:
            return "unknown"
