"""Which unknowns would settle a status, and which fewest to ask next.

A set of unknowns settles if some answers to it alone determine the result on the settled plane. The open questions are
the union of the minimal settling sets; the next questions are a smallest one. Sets are searched by size; an unknown
that settles alone is in no larger minimal set, so it leaves the search at once.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from duly_dsl.ir import NONE, US, Duration, FactType, Money, TypeName, Unit, Value
from duly_engine.dates import ONE_DAY
from duly_engine.evaluate.evaluation import Answer, Evaluation
from duly_engine.facts.inventory import AtLeast
from duly_engine.findings import Question, QuestionKind

LONG_AGO, FAR_OFF = date(1900, 1, 1), date(2200, 1, 1)
ANOTHER = "(another)"
AN_ANSWER = "(an answer)"
STAND_INS = frozenset({ANOTHER, AN_ANSWER})
"""Answers that stand for all that nobody has named."""
SOMEBODY_ELSE = "somebody else"
ALWAYS_SEARCHED = 2
MOST_AT_ONCE = 3
MOST_TRIALS = 300

Settled = Callable[[Evaluation], bool]
Answers = frozenset[tuple[Question, Answer]]


@dataclass(frozen=True, slots=True)
class Settling:
    """The minimal settling sets that were found, smallest first, then in the order in which their questions were
    met."""

    sets: tuple[tuple[Question, ...], ...]

    @property
    def open(self) -> tuple[Question, ...]:
        """Every question that belongs to some minimal settling set."""
        return tuple(sorted({question for each in self.sets for question in each}))


@dataclass(frozen=True, slots=True)
class Trial:
    """An evaluation with some answers supposed, and the unknowns that it still meets."""

    ev: Evaluation
    answers: Answers
    met: tuple[Question, ...]
    is_settled: bool

    @property
    def asked(self) -> frozenset[Question]:
        """The questions answered."""
        return frozenset(question for question, _ in self.answers)


def settling(ev: Evaluation, settled: Settled) -> Settling:
    """The minimal sets of unknowns that settle what `settled` tests, up to a size and an effort; at least one if
    any."""
    start = _try(ev, frozenset(), settled)
    found: list[frozenset[Question]] = []
    met: dict[Question, int] = {}
    frontier, left = [start], MOST_TRIALS
    for size in range(1, MOST_AT_ONCE + 1):
        tried: dict[Answers, Trial] = {}
        for trial in frontier:
            for question in trial.met:
                met.setdefault(question, len(met))
            for answers in _one_more(trial, found):
                if answers not in tried and left:
                    left -= 1
                    tried[answers] = _try(trial.ev.supposing(dict(answers - trial.answers)), answers, settled)
        found += sorted(
            {t.asked for t in tried.values() if t.is_settled}, key=lambda each: sorted(met[q] for q in each)
        )
        frontier = [t for t in tried.values() if not any(f <= t.asked for f in found)]
        if found and size >= ALWAYS_SEARCHED:
            break
    if not found:
        found = [each for each in (_descend(start, settled),) if each]
    return Settling(tuple(tuple(sorted(each)) for each in found))


def _try(ev: Evaluation, answers: Answers, settled: Settled) -> Trial:
    with ev.collecting() as reads:
        is_settled = settled(ev)
    return Trial(ev, answers, tuple(reads.questions()), is_settled)


def _one_more(trial: Trial, found: list[frozenset[Question]]) -> Iterator[Answers]:
    """The answers with each further unknown that the trial meets, answered in each way worth trying."""
    for question in trial.met:
        if not any(each <= trial.asked | {question} for each in found):
            for answer in answers_to(trial.ev, question):
                yield trial.answers | {(question, answer)}


def _descend(start: Trial, settled: Settled) -> frozenset[Question]:
    """One minimal settling set of any size: answer whatever is met until it settles, then drop what was not needed."""
    trial = start
    while not trial.is_settled and trial.met:
        question = trial.met[0]
        answers = [(question, answer) for answer in answers_to(trial.ev, question)]
        tries = [_try(trial.ev.supposing({q: a}), trial.answers | {(q, a)}, settled) for q, a in answers]
        trial = next((t for t in tries if t.is_settled), min(tries, key=lambda t: len(t.met)))
    if not trial.is_settled:
        return frozenset()
    needed = trial.answers
    for pair in sorted(trial.answers, key=lambda p: p[0]):
        without = needed - {pair}
        if _try(start.ev.supposing(dict(without)), without, settled).is_settled:
            needed = without
    return frozenset(question for question, _ in needed)


def answers_to(ev: Evaluation, question: Question) -> Iterable[Answer]:
    """Answers that stand for all that could be given."""
    world = ev.world
    match question.kind:
        case QuestionKind.ROLE:
            return (US, SOMEBODY_ELSE)
        case QuestionKind.SINCE:
            return (date.min, world.today)
        case QuestionKind.LINKS:
            return _lists(ev, question)
        case QuestionKind.FINGERPRINT:
            made_for = {
                e.fingerprint for e in world.inventory.evidence if e.subject == question.subject and e.fingerprint
            }
            return (*sorted(made_for), ANOTHER)
        case QuestionKind.FIELD:
            item = next(e for e in world.inventory.evidence if e.id == question.subject)
            declared = world.corpus.evidence_kinds[item.kind].fields
            return _values(ev, question, next((f.type for f in declared if f.name == question.name), None))
        case QuestionKind.FACT:
            return _values(ev, question, world.type_of(question.subject, question.name))


def _lists(ev: Evaluation, question: Question) -> tuple[tuple[str, ...], ...]:
    """A list as it stands, declared complete; of a single link, each subject it could lead to."""
    subject = ev.world.subject(question.subject)
    link = ev.world.corpus.kinds[subject.kind].links.get(question.name) if subject else None
    listed = ev.world.links(question.subject, question.name)
    members = listed.members if listed else ()
    if link is not None and not link.many and not members:
        return ((), *((one,) for one in ev.world.by_kind.get(link.target, ())))
    return (members,)


def _values(ev: Evaluation, question: Question, declared: FactType | None) -> list[Value]:
    """Values that stand for all: of those that no comparison in the corpus tells apart, the first."""
    tests = ev.structure.tests.get(question.name, ())
    classes: dict[tuple[object, ...], Value] = {}
    for value in _candidates(ev, question, declared):
        classes.setdefault(tuple(test(value) for test in tests), value)
    return list(classes.values())


def _candidates(ev: Evaluation, question: Question, declared: FactType | None) -> tuple[Value, ...]:
    today = ev.world.today
    match declared.name if declared else TypeName.TEXT:
        case TypeName.YES_NO:
            return (True, False)
        case TypeName.ONE_OF:
            return (*_members(ev, declared), NONE)
        case TypeName.MANY_OF:
            return _sets(ev, question, _members(ev, declared))
        case TypeName.DATE:
            return (LONG_AGO, today, today + ONE_DAY, FAR_OFF, NONE)
        case TypeName.INSTANT:
            return (*(datetime(d.year, d.month, d.day, tzinfo=UTC) for d in (LONG_AGO, today, FAR_OFF)), NONE)
        case TypeName.NUMBER:
            return (Decimal(0), Decimal(10) ** 40, NONE)
        case TypeName.AMOUNT:
            return (Money(Decimal(0), "EUR"), Money(Decimal(10) ** 15, "EUR"), NONE)
        case TypeName.DURATION:
            return (*(Duration(n, unit) for unit in (Unit.MONTHS, Unit.DAYS) for n in (0, 100_000)), NONE)
        case TypeName.TEXT:
            return (AN_ANSWER, NONE)


def _sets(ev: Evaluation, question: Question, members: tuple[str, ...]) -> tuple[Value, ...]:
    """None, one more member, all: each with the members that are known already."""
    stated = ev.world.fact(question.subject, question.name)
    known = stated.members if isinstance(stated, AtLeast) else frozenset()
    return (known or NONE, *(known | {m} for m in members), known | frozenset(members))


def _members(ev: Evaluation, declared: FactType | None) -> tuple[str, ...]:
    choice = ev.world.corpus.choices.get(declared.choice) if declared else None
    if choice is None:
        return ()
    return (*choice.members, ANOTHER) if choice.is_open else choice.members
