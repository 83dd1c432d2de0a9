"""Whether a subject comes under a class: today, or from which day on, by which rules, and what would settle it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duly_dsl.ir import Classification, Term
from duly_engine.dates import ONE_DAY
from duly_engine.evaluate.assess import settled_by_reading
from duly_engine.evaluate.causes import Cause, TermAt, causes_of_term, claim_state, open_causes_of_term
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.questions import Settling, settling
from duly_engine.evaluate.reads import Plane, Reads
from duly_engine.findings import ClassFinding, ClassState, ConclusionState, Question, Route
from duly_engine.logic import MAYBE, NO, YES, Truth, disjunction, negate

NOTHING_TO_ASK = Settling(())
OPEN = frozenset({ClassState.UNDETERMINED, ClassState.CONFLICT, ClassState.NOT_ASSESSED})


@dataclass(frozen=True, slots=True)
class Sought:
    """One class of a classification, or its rest, for a subject."""

    of: Classification
    name: str
    subject: str

    @property
    def is_rest(self) -> bool:
        """Whether it is what is left where no class holds."""
        return self.name == self.of.rest.name

    @property
    def id(self) -> str:
        """What it is called, whatever the run."""
        return f"{self.of.pack}.{self.of.name}/{self.name}/{self.subject}"

    def value(self, ev: Evaluation, day: date, plane: Plane) -> Truth:
        """Whether it holds on a day."""
        if self.is_rest:
            return negate(disjunction(ev.term(self.of.pack, n, self.subject, day, plane) for n in self.of.classes))
        return ev.term(self.of.pack, self.name, self.subject, day, plane)


@dataclass(frozen=True, slots=True)
class Holding:
    """Whether a class holds on the first day, from today on, on which it is not known not to; `until` is its last day,
    where it is known to end."""

    value: Truth
    day: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Classed:
    """A class that was looked at, on both planes, and what would settle it."""

    sought: Sought
    settled: Holding
    working: Holding
    state: ClassState
    reads: Reads
    settling: Settling


def holding(ev: Evaluation, sought: Sought, plane: Plane) -> Holding:
    """Look ahead from today, over the days on which something may change."""
    return ev.kept(("class", sought, plane), lambda: _holding(ev, sought, plane))


def _holding(ev: Evaluation, sought: Sought, plane: Plane) -> Holding:
    def look(day: date) -> Truth:
        return sought.value(ev, day, plane)

    today = ev.world.today
    first = next((day for day in ev.days_from(today, look) if look(day) is not NO), None)
    if first is None:
        return Holding(NO, today)
    if look(first) is MAYBE:
        return Holding(MAYBE, first)
    end = next((day for day in ev.days_from(first, look) if look(day) is not YES), None)
    return Holding(YES, first, end - ONE_DAY if end is not None and look(end) is NO else None)


def classed(ev: Evaluation, sought: Sought) -> Classed:
    """A class with its state. A rest asks nothing of its own: it is settled with the classes."""

    def settled(trial: Evaluation) -> bool:
        return holding(trial, sought, Plane.SETTLED).value is not MAYBE

    with ev.collecting() as reads:
        found = holding(ev, sought, Plane.SETTLED)
        working = holding(ev, sought, Plane.WORKING)
        state = _state(found, ev.world.today)
    if found.value is not MAYBE:
        return Classed(sought, found, working, state, reads, NOTHING_TO_ASK)
    if settled_by_reading(ev, settled, reads):
        return Classed(sought, found, working, ClassState.CONFLICT, reads, NOTHING_TO_ASK)
    if reads.not_assessed and not reads.questions():
        return Classed(sought, found, working, ClassState.NOT_ASSESSED, reads, NOTHING_TO_ASK)
    asks = NOTHING_TO_ASK if sought.is_rest else settling(ev, settled)
    return Classed(sought, found, working, state, reads, asks)


def _state(found: Holding, today: date) -> ClassState:
    match found.value:
        case Truth.YES:
            return ClassState.HOLDS if found.day == today else ClassState.LATER
        case Truth.UNKNOWN:
            return ClassState.UNDETERMINED
        case Truth.NO:
            return ClassState.DOES_NOT_HOLD


def finding(ev: Evaluation, found: Classed, next_questions: tuple[Question, ...]) -> ClassFinding:
    """A class as it is reported."""
    sought, today = found.sought, ev.world.today
    term = None if sought.is_rest else ev.world.corpus.term(sought.of.pack, sought.name)
    of_rest = _terms(ev, sought.of) if sought.is_rest and found.settled.value is YES else ()
    day, causes = _rests_on(ev, found, (term,) if term else of_rest)
    is_open, working = found.state in OPEN, found.working
    told = working if is_open else found.settled
    return ClassFinding(
        id=sought.id,
        name=sought.name,
        text=_text(sought, term),
        subject=sought.subject,
        is_rest=sought.is_rest,
        state=found.state,
        citation=term.citation if term else None,
        since=day if day != today else None,
        until=told.until,
        provisionally=working.value is YES if is_open and working.value is not MAYBE else None,
        provisionally_since=working.day if is_open and working.value is YES and working.day > day else None,
        conclusion=_conclusion(ev, found, causes),
        routes=() if sought.is_rest else tuple(_routes(ev, causes)),
        open_questions=found.settling.open,
        next_questions=next_questions,
        not_assessed=tuple(sorted(found.reads.not_assessed)) if is_open else (),
        conflicts=tuple(f"{c.name} of {c.subject}" for c in found.reads.contradictions()) if is_open else (),
    )


def _text(sought: Sought, term: Term | None) -> str:
    if sought.is_rest:
        return sought.of.rest.text
    return term.text if term else sought.name.replace("_", " ")


def _terms(ev: Evaluation, of: Classification) -> tuple[Term, ...]:
    """The classes without which the rest is what is left, as far as their packs are loaded."""
    found = (ev.world.corpus.term(of.pack, name) for name in of.classes)
    return tuple(term for term in found if term is not None)


def _rests_on(ev: Evaluation, found: Classed, terms: tuple[Term, ...]) -> tuple[date, tuple[Cause, ...]]:
    """The day that decides and the rules behind the value on it; of a class that never holds, the first day on which
    rules say so, as a rule that denies it may start later."""

    def causes(day: date) -> tuple[Cause, ...]:
        about = (TermAt(term, found.sought.subject, day, Plane.SETTLED) for term in terms)
        of_term = open_causes_of_term if found.state is ClassState.UNDETERMINED else causes_of_term
        return tuple(cause for each in about for cause in of_term(ev, each))

    def look(day: date) -> Truth:
        return found.sought.value(ev, day, Plane.SETTLED)

    day = found.settled.day
    if found.state is ClassState.DOES_NOT_HOLD:
        denied = ((each, causes(each)) for each in ev.days_from(day, look))
        return next(((each, rules) for each, rules in denied if rules), (day, ()))
    return day, causes(day)


def _conclusion(ev: Evaluation, found: Classed, causes: tuple[Cause, ...]) -> ConclusionState:
    """Whether the evidence suffices on which it rests that the class holds, or does not."""
    if found.state in OPEN:
        in_conflict = found.state is ClassState.CONFLICT
        return ConclusionState.CONFLICT if in_conflict else ConclusionState.UNDETERMINED
    return claim_state(ev, causes, Plane.SETTLED)


def _routes(ev: Evaluation, causes: tuple[Cause, ...]) -> Iterator[Route]:
    for rule_id, day in sorted({each.rule: each.day for each in causes}.items()):
        version = ev.world.law.version(rule_id, day, ev)
        if version is not None:
            yield Route(rule_id, version.title, version.pack, version.citations, version.span)
