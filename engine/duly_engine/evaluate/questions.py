"""Which unknowns would settle a status, and which fewest to ask next.

A set of unknowns settles if some answers to it alone determine the result on the settled plane. The open questions are
the union of the minimal settling sets; the next questions are a smallest one. Sets are searched by size; an unknown that
settles alone is in no larger minimal set, so it leaves the search at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from duly_dsl.ir import NONE, Duration, FactType, Money, TypeName, Unit, Value
from duly_engine.dates import ONE_DAY
from duly_engine.evaluate.evaluation import Answer, Evaluation
from duly_engine.evaluate.reads import Leaf
from duly_engine.findings import Question, QuestionKind

Answers = Mapping[Leaf, Answer]
LONG_AGO, FAR_OFF = date(1900, 1, 1), date(2200, 1, 1)
MOST_AT_ONCE = 4
MOST_TRIALS = 4000


@dataclass(frozen=True, slots=True)
class Settling:
    """The minimal settling sets that were found, smallest first, each sorted."""

    sets: tuple[tuple[Question, ...], ...]

    @property
    def open(self) -> tuple[Question, ...]:
        """Every question that belongs to some minimal settling set."""
        return tuple(sorted({question for each in self.sets for question in each}))


Settled = Callable[[Evaluation], bool]


def settling(ev: Evaluation, settled: Settled) -> Settling:
    """Search the minimal sets of unknowns that settle what `settled` tests, up to a fixed size and effort."""
    found: list[frozenset[Question]] = []
    frontier: list[Answers] = [{}]
    trials = 0
    for _ in range(MOST_AT_ONCE):
        unsettled: dict[frozenset[tuple[Leaf, object]], Answers] = {}
        new: set[frozenset[Question]] = set()
        for answers in frontier:
            for more in _one_more(ev, settled, answers, found):
                key = frozenset(more.items())
                asked = frozenset(q for q in more if isinstance(q, Question))
                if key in unsettled or asked in new or trials > MOST_TRIALS:
                    continue
                trials += 1
                if settled(ev.supposing(more)):
                    new.add(asked)
                else:
                    unsettled[key] = more
        found.extend(sorted(new, key=sorted))
        frontier = [a for a in unsettled.values() if not any(f <= set(a) for f in found)]
        if not frontier or trials > MOST_TRIALS:
            break
    return Settling(tuple(tuple(sorted(each)) for each in found))


def _one_more(ev: Evaluation, settled: Settled, answers: Answers, found: list[frozenset[Question]]) -> Iterator[Answers]:
    """The answers with each further unknown that the evaluation then meets, answered in each way worth trying."""
    trial = ev.supposing(answers)
    with trial.collecting() as reads:
        settled(trial)
    for question in reads.questions():
        if any(each <= {*answers, question} for each in found):
            continue
        for answer in answers_to(ev, question):
            yield {**answers, question: answer}


def answers_to(ev: Evaluation, question: Question) -> Iterable[Answer]:
    """Answers that stand for all that could be given."""
    world = ev.world
    match question.kind:
        case QuestionKind.ROLE:
            return ("us", "somebody else")
        case QuestionKind.SINCE:
            return (date.min, world.today)
        case QuestionKind.LINKS:
            return _lists(ev, question)
        case QuestionKind.FINGERPRINT:
            made_for = {e.fingerprint for e in world.inventory.evidence if e.subject == question.subject and e.fingerprint}
            return (*sorted(made_for), "(another)")
        case QuestionKind.FIELD:
            item = next(e for e in world.inventory.evidence if e.id == question.subject)
            declared = world.corpus.evidence_kinds[item.kind].fields
            return _values(ev, next((f.type for f in declared if f.name == question.name), None))
        case QuestionKind.FACT:
            return _values(ev, world.type_of(question.subject, question.name))


def _lists(ev: Evaluation, question: Question) -> tuple[tuple[str, ...], ...]:
    """A list as it stands, declared complete; of a single link, each subject it could lead to."""
    subject = ev.world.subject(question.subject)
    link = ev.world.corpus.kinds[subject.kind].links.get(question.name) if subject else None
    listed = ev.world.links(question.subject, question.name)
    members = listed.members if listed else ()
    if link is not None and not link.many and not members:
        return ((), *((one,) for one in ev.world.by_kind.get(link.target, ())))
    return (members,)


def _values(ev: Evaluation, declared: FactType | None) -> tuple[Value, ...]:
    today = ev.world.today
    match declared.name if declared else TypeName.TEXT:
        case TypeName.YES_NO:
            return (True, False)
        case TypeName.ONE_OF:
            return (*_members(ev, declared), NONE)
        case TypeName.MANY_OF:
            members = _members(ev, declared)
            return (NONE, *(frozenset({m}) for m in members), frozenset(members))
        case TypeName.DATE:
            return (LONG_AGO, today, today + ONE_DAY, FAR_OFF, NONE)
        case TypeName.INSTANT:
            return tuple(datetime(d.year, d.month, d.day, tzinfo=UTC) for d in (LONG_AGO, today, FAR_OFF)) + (NONE,)
        case TypeName.NUMBER:
            return (Decimal(0), Decimal(10) ** 40, NONE)
        case TypeName.AMOUNT:
            return (Money(Decimal(0), "EUR"), Money(Decimal(10) ** 15, "EUR"), NONE)
        case TypeName.DURATION:
            return (*(Duration(n, unit) for unit in (Unit.MONTHS, Unit.DAYS) for n in (0, 100_000)), NONE)
        case TypeName.TEXT:
            return ("(an answer)", NONE)


def _members(ev: Evaluation, declared: FactType | None) -> tuple[str, ...]:
    choice = ev.world.corpus.choices.get(declared.choice) if declared else None
    return choice.members if choice else ()
