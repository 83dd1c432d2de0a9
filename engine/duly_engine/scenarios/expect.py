"""Each sort of expectation, held against an evaluation."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from duly_dsl import phrase
from duly_dsl.ir import (
    IN_CONFLICT,
    US,
    Asked,
    AskedFact,
    AskedRole,
    EachVersion,
    Expectation,
    ExpectExpiry,
    ExpectNotAssessed,
    ExpectOperates,
    ExpectPenalty,
    ExpectQuestions,
    ExpectStatus,
    ExpectStayed,
    ExpectTask,
    ExpectTerm,
    ExpectWhether,
    Forbids,
    Name,
    Obliges,
    Scenario,
)
from duly_engine.evaluate.assess import Judged, cases, judge, obligation, questions_of, term_finding
from duly_engine.evaluate.causes import TermAt, causes_of_role, causes_of_term, rules_of
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.nodes import Instance
from duly_engine.evaluate.questions import settling
from duly_engine.evaluate.reads import Contradiction, Plane, Reads
from duly_engine.evaluate.verdict import Case, Verdict, rule_verdict
from duly_engine.findings import ConclusionState, Obligation, Question, QuestionKind, Status
from duly_engine.logic import MAYBE, YES, Truth, truth


@dataclass(frozen=True, slots=True)
class Target:
    """What the last status or term expected left open."""

    questions: Callable[[], tuple[Question, ...]]
    not_assessed: frozenset[str]


def _nothing_open() -> tuple[Question, ...]:
    return ()


def read_for(ev: Evaluation, expected: ExpectStatus | ExpectOperates) -> str | None:
    """What a rule is read for: the subject, or one of its versions; None where that is not in use."""
    rule = ev.world.corpus.rules[expected.rule][0]
    if not isinstance(rule.subject, EachVersion):
        return expected.subject
    return ev.world.version(expected.subject, expected.version)


def borne_cases(ev: Evaluation, expected: ExpectStatus) -> list[Judged]:
    """The obligations that a status may be meant of: those in roles that are ours, else all; none of a rule that is no
    duty or ban."""
    then = ev.world.corpus.rules[expected.rule][0].then
    if not isinstance(then, Obliges | Forbids):
        return []
    roles: tuple[str | None, ...] = (expected.role,) if expected.role else then.roles or (None,)
    holder = expected.holder or US
    about = read_for(ev, expected)
    judged = [judge(ev, Case(expected.rule, about, role, holder)) for role in roles] if about is not None else []
    return [j for j in judged if j.status is not Status.NOT_OURS] or judged


def is_about(scenario: Scenario, expectation: Expectation) -> Expectation:
    """What an expectation is about: of questions and what is not assessed, the status or term expected just before."""
    if not isinstance(expectation, ExpectQuestions | ExpectNotAssessed):
        return expectation
    place = next(n for n, each in enumerate(scenario.expectations) if each is expectation)
    before = (
        e for e in reversed(scenario.expectations[:place]) if isinstance(e, ExpectStatus | ExpectTerm | ExpectWhether)
    )
    return next(before, expectation)


def _not_in_use(expected: ExpectStatus | ExpectOperates) -> str:
    return f'version "{expected.version}" of {expected.subject} is not in use'


class Witness:
    """Says for each expectation what came out instead; remembers what questions are about."""

    def __init__(self, ev: Evaluation, scenario: Scenario) -> None:
        self._ev = ev
        self._pack = scenario.pack
        self._target = Target(_nothing_open, frozenset())

    def disagrees(self, expectation: Expectation) -> str | None:
        """None where the expectation came out, else what was got."""
        match expectation:
            case ExpectStatus():
                return self._status(expectation)
            case ExpectOperates():
                return self._operates(expectation)
            case ExpectTerm():
                return self._term(expectation)
            case ExpectWhether():
                return self._whether(expectation)
            case ExpectQuestions():
                return self._questions(expectation)
            case ExpectTask():
                return self._task(expectation)
            case ExpectExpiry():
                found = {
                    p.expires
                    for o in self._obligations(None)
                    for p in o.proofs
                    if p.requirement == expectation.requirement
                }
                known = found - {None}
                return None if expectation.on in known else f"expiry on {_listed(known)}" if known else "no expiry"
            case ExpectPenalty():
                ceilings = {o.penalty.ceiling for o in self._obligations(expectation.rule) if o.penalty}
                return None if expectation.amount in ceilings else f"penalty up to {_listed(ceilings)}"
            case ExpectStayed():
                stayed = any(o.stayed for o in self._obligations(expectation.rule))
                return None if stayed else "enforcement is not stayed"
            case ExpectNotAssessed():
                missing = self._target.not_assessed
                return None if expectation.term in missing else f"not assessed: {_listed(missing)}"

    # ---- statuses ----------------------------------------------------------------------------------------------------

    def _status(self, expected: ExpectStatus) -> str | None:
        about = read_for(self._ev, expected)
        if about is None:
            return _not_in_use(expected)
        borne = borne_cases(self._ev, expected)
        if not borne:
            return self._rule_status(expected, about)
        self._target = Target(lambda: questions_of(self._ev, borne[0]).open, frozenset(borne[0].reads.not_assessed))
        return None if any(_agrees(expected, j) for j in borne) else "; ".join(_said(expected, j) for j in borne)

    def _rule_status(self, expected: ExpectStatus, about: str) -> str | None:
        """The status of a rule that is no duty: what keeps it from operating."""
        case = Case(expected.rule, about, None, US)
        with self._ev.collecting() as reads:
            found = rule_verdict(self._ev, case, Plane.SETTLED)
        self._target = Target(_nothing_open, frozenset(reads.not_assessed))
        if found is None:
            return "operates"
        if found.status is Status.UNDETERMINED:
            self._target = Target(lambda: self._settling_rule(case), frozenset(reads.not_assessed))
        judged = Judged(case, found, None, reads)
        return None if _agrees(expected, judged) else _said(expected, judged)

    def _settling_rule(self, case: Case) -> tuple[Question, ...]:
        return settling(self._ev, lambda ev: not _is_open(rule_verdict(ev, case, Plane.SETTLED))).open

    def _operates(self, expected: ExpectOperates) -> str | None:
        about = read_for(self._ev, expected)
        if about is None:
            return _not_in_use(expected)
        value = self._ev.operates(expected.rule, Instance(about), self._ev.world.today, Plane.SETTLED)
        if value is truth(expected.operates):
            return None
        called = f"for {self._ev.world.called(about)}"
        if value is MAYBE:
            return f"whether {expected.rule} operates {called} is undetermined"
        return f"{expected.rule} {'operates' if value is YES else 'does not operate'} {called}"

    # ---- terms and roles ---------------------------------------------------------------------------------------------

    def _term(self, expected: ExpectTerm) -> str | None:
        with self._ev.collecting() as reads:
            settled = self._value(expected, Plane.SETTLED)
        plane = Plane.WORKING if expected.provisionally else Plane.SETTLED
        value = self._value(expected, plane)
        self._remember(expected, settled, reads)
        if value is not truth(expected.holds):
            return _held(expected, value)
        if expected.provisionally and settled is not MAYBE:
            return f"{_held(replace(expected, provisionally=False), value)}, and not only provisionally"
        causes = self._causes(expected, plane)
        return None if expected.because is None or expected.because in causes else f"because {_listed(causes)}"

    def _value(self, expected: ExpectTerm, plane: Plane) -> Truth:
        return _value_on(self._ev, self._pack, expected, plane)

    def _remember(self, expected: ExpectTerm, settled: Truth, reads: Reads) -> None:
        def open_now() -> tuple[Question, ...]:
            if settled is not MAYBE:
                return ()
            return settling(self._ev, lambda ev: _value_on(ev, self._pack, expected, Plane.SETTLED) is not MAYBE).open

        self._target = Target(open_now, frozenset(reads.not_assessed))

    def _causes(self, expected: ExpectTerm, plane: Plane) -> tuple[str, ...]:
        today = self._ev.world.today
        if expected.of is not None:
            return rules_of(causes_of_role(self._ev, expected.name, expected.subject, expected.of, today, plane))
        term = self._ev.world.corpus.term(self._pack, expected.name)
        return rules_of(causes_of_term(self._ev, TermAt(term, expected.subject, today, plane))) if term else ()

    def _whether(self, expected: ExpectWhether) -> str | None:
        if expected.of is not None:
            return self._whether_role(expected, expected.of)
        found = term_finding(self._ev, self._pack, expected.term, expected.subject)
        with self._ev.collecting() as reads:
            self._ev.term(self._pack, expected.term, expected.subject, self._ev.world.today, Plane.SETTLED)
        self._target = Target(lambda: found.open_questions, frozenset(reads.not_assessed))
        about = f"whether {expected.subject} is {expected.term}"
        return None if found.state == expected.state else f"{about} is {found.state}"

    def _whether_role(self, expected: ExpectWhether, subject: str) -> str | None:
        holder, today = expected.subject, self._ev.world.today
        with self._ev.collecting() as reads:
            value = self._ev.role(expected.term, holder, subject, today, Plane.SETTLED)
        about = ExpectTerm(holder, provisionally=False, holds=True, name=expected.term, of=subject, because=None)
        self._remember(about, value, reads)
        state = ConclusionState.UNDETERMINED if value is MAYBE else ConclusionState.SETTLED
        if value is MAYBE and Contradiction("", f"{expected.term} {holder}", subject) in reads.contradictions():
            state = ConclusionState.CONFLICT
        return None if state == expected.state else str(state)

    # ---- what follows ------------------------------------------------------------------------------------------------

    def _questions(self, expected: ExpectQuestions) -> str | None:
        asked = {self._question(a) for a in expected.asked}
        got = set(self._target.questions())
        agrees = asked == got if expected.only else asked <= got
        if not agrees:
            return f"questions {_listed(replace(q, subject=self._ev.world.called(q.subject)) for q in got)}"
        wrong = [a for a in expected.asked if isinstance(a, AskedFact) and a.was is not None and not self._was(a)]
        return f"{_listed(wrong)} was something else" if wrong else None

    def _question(self, asked: Asked) -> Question:
        if isinstance(asked, AskedRole):
            return Question(asked.subject, asked.role, QuestionKind.ROLE)
        subject = self._stated_of(asked)
        for step in asked.steps[:-1]:
            found = self._ev.one(subject, step)
            subject = found if isinstance(found, str) else "?"
        declared = self._ev.world.subject(subject)
        kind = self._ev.world.corpus.kind(declared.kind) if declared else None
        is_link = kind is not None and asked.steps[-1] in kind.links
        return Question(subject, asked.steps[-1], QuestionKind.LINKS if is_link else QuestionKind.FACT)

    def _stated_of(self, asked: AskedFact) -> str:
        """The subject that the facts of a version are stated of, where one is named."""
        if asked.version is None:
            return asked.subject
        version = self._ev.world.version(asked.subject, asked.version)
        return self._ev.world.versions[version].subject.id if version else "?"

    def _was(self, asked: AskedFact) -> bool:
        lapsed = self._ev.world.lapsed(self._stated_of(asked), asked.steps[-1])
        was = asked.was.name if isinstance(asked.was, Name) else asked.was
        return lapsed is not None and lapsed.value == was

    def _obligations(self, rule: str | None) -> Iterator[Obligation]:
        for case in cases(self._ev):
            if case.holder == US and rule in {None, case.rule}:
                yield obligation(self._ev, judge(self._ev, case))

    def _task(self, expected: ExpectTask) -> str | None:
        tasks = [o.task for o in self._obligations(expected.rule) if o.task]
        if expected.due is None:
            return f"task due {_listed({t.due for t in tasks})}" if tasks else None
        dues = {t.due for t in tasks}
        return None if expected.due in dues else f"task due {_listed(dues)}"


def _value_on(ev: Evaluation, pack: str, expected: ExpectTerm, plane: Plane) -> Truth:
    if expected.of is not None:
        return ev.role(expected.name, expected.subject, expected.of, ev.world.today, plane)
    return ev.term(pack, expected.name, expected.subject, ev.world.today, plane)


def _held(expected: ExpectTerm, value: Truth) -> str:
    """What came out of a term or role, as an expectation would say it."""
    name = f"{expected.name} of {expected.of}" if expected.of else expected.name
    if value is MAYBE:
        return f"whether {expected.subject} is {name} is undetermined"
    provisionally = "provisionally " if expected.provisionally else ""
    return f"{expected.subject} is {provisionally}{'' if value is YES else 'not '}{name}"


def _is_open(found: Verdict | None) -> bool:
    return found is not None and not found.is_settled


def _agrees(expected: ExpectStatus, judged: Judged) -> bool:
    told = judged.telling if expected.provisionally else judged.settled
    status = judged.provisional if expected.provisionally else judged.status
    return (
        status == (Status.CONFLICT if expected.status == IN_CONFLICT else expected.status)
        and (expected.by_rule is None or expected.by_rule in told.by)
        and (expected.by is None or expected.by == told.due)
        and (expected.since is None or expected.since == told.day)
        and (expected.because is None or expected.because == told.reason)
    )


def _said(expected: ExpectStatus, judged: Judged) -> str:
    told = judged.telling if expected.provisionally else judged.settled
    status = judged.provisional if expected.provisionally else judged.status
    parts = [f"{expected.rule} is {'provisionally ' if expected.provisionally else ''}{status}"]
    parts += [f"by {', '.join(told.by)}"] if told.by else []
    parts += [f"from {phrase.day(told.day)}"] if told.day else []
    parts += [f"due by {phrase.day(told.due)}"] if told.due else []
    parts += [f"because {told.reason}"] if told.reason else []
    return " ".join(parts)


def _listed(things: Iterable[object]) -> str:
    known = (phrase.day(t) if isinstance(t, date) else str(t) for t in things if t is not None)
    return ", ".join(sorted(known)) or "nothing"
