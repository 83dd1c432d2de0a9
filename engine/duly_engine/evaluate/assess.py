"""The whole answer for an inventory: every obligation, every conclusion, what lapsed, what to ask and what comes
when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from duly_dsl.ir import ORGANISATION, US, EachOf, EachVersion, Forbids, Force, Obliges, Rule, Stay
from duly_engine.evaluate.causes import TermAt, causes_of_term, claim_state, rules_of
from duly_engine.evaluate.evaluation import Answer, Evaluation
from duly_engine.evaluate.nodes import frame_of, linked
from duly_engine.evaluate.questions import Settled, Settling, settling
from duly_engine.evaluate.reads import Leaf, Plane, Reads
from duly_engine.evaluate.remedies import penalty_of, severity_of, task_of
from duly_engine.evaluate.texts import said
from duly_engine.evaluate.verdict import Case, Verdict, verdict
from duly_engine.evaluate.world import InUse
from duly_engine.findings import ConclusionState, Lapsed, Obligation, OfVersion, Outcome, Question, Status, TermFinding
from duly_engine.logic import MAYBE, YES, Truth

NOBODY_ASKS = Settling(())


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with its verdicts on both planes and what they read."""

    case: Case
    settled: Verdict
    working: Verdict | None
    reads: Reads

    @property
    def status(self) -> Status:
        """The status, a conflict among them."""
        return self.settled.status

    @property
    def provisional(self) -> Status | None:
        """What the working plane says of an undetermined status; never a breach."""
        if self.working is None or not self.working.is_settled or self.working.status is Status.BREACH:
            return None
        return self.working.status

    @property
    def telling(self) -> Verdict:
        """The verdict whose reasons and task are shown."""
        return self.working if self.working is not None and self.provisional is not None else self.settled

    @property
    def outcome(self) -> Outcome:
        """The status with the days that belong to it."""
        told = self.telling
        return Outcome(self.status, self.provisional, self.settled.day or told.day, told.until, told.due)


def judge(ev: Evaluation, case: Case) -> Judged:
    """The status of a case, with a provisional one where it is undetermined."""
    with ev.collecting() as reads:
        settled = verdict(ev, case, Plane.SETTLED)
    if settled.is_settled:
        return Judged(case, settled, None, reads)
    if settled_by_reading(ev, lambda trial: verdict(trial, case, Plane.SETTLED).is_settled, reads):
        return Judged(case, replace(settled, status=Status.CONFLICT), None, reads)
    with ev.collecting() as working_reads:
        working = verdict(ev, case, Plane.WORKING)
    reads.include(working_reads)
    return Judged(case, settled, working, reads)


def questions_of(ev: Evaluation, judged: Judged) -> Settling:
    """What would settle an undetermined status."""
    if judged.status is not Status.UNDETERMINED:
        return NOBODY_ASKS
    return settling(ev, lambda trial: verdict(trial, judged.case, Plane.SETTLED).is_settled)


def settled_by_reading(ev: Evaluation, settled: Settled, reads: Reads) -> bool:
    """Whether there are contradictions, and reading every one as yes, or every one as no, settles the status."""
    for side in (True, False) if reads.contradictions() else ():
        answers: dict[Leaf, Answer] = dict.fromkeys(reads.contradictions(), side)
        trial = ev.supposing(answers)
        with trial.collecting() as supposed:
            is_settled = settled(trial)
        reads.choices |= supposed.choices
        if is_settled:
            return True
    return False


def cases(ev: Evaluation) -> Iterator[Case]:
    """Every obligation that the corpus can give rise to: ours, and those of other known holders."""
    for rule_id in sorted(ev.world.corpus.rules):
        for rule in ev.world.corpus.rules[rule_id][:1]:
            if isinstance(rule.then, Obliges | Forbids):
                for subject in ev.world.by_kind.get(rule.subject.kind, ()):
                    yield from cases_of(ev, rule, subject)


def cases_of(ev: Evaluation, rule: Rule, subject: str) -> Iterator[Case]:
    """The obligations of one duty or ban on one subject."""
    assert isinstance(rule.then, Obliges | Forbids)
    if not rule.then.roles:
        yield Case(rule.id, subject, None, US)
    for role in rule.then.roles:
        yield Case(rule.id, subject, role, US)
        for holder in holders(ev, rule, subject, role):
            yield Case(rule.id, subject, role, holder)


def holders(ev: Evaluation, rule: Rule, subject: str, role: str) -> list[str]:
    """Organisations other than us that hold a role of a subject today, stated or concluded."""
    towards = subject
    declared = ev.world.corpus.roles.get(role)
    if (
        isinstance(rule.subject, EachOf | EachVersion)
        and declared is not None
        and rule.subject.kind not in declared.kinds
    ):
        found = linked(ev, rule.subject, subject)
        if not isinstance(found, str):
            return []
        towards = found
    others = (o for o in ev.world.by_kind.get(ORGANISATION, ()) if o != US)
    return [o for o in others if ev.role(role, o, towards, ev.world.today, Plane.SETTLED) is YES]


def obligation(
    ev: Evaluation, judged: Judged, open_now: tuple[Question, ...] = (), ask_next: tuple[Question, ...] = ()
) -> Obligation:
    """An obligation as it is reported."""
    case, told, outcome, today = judged.case, judged.telling, judged.outcome, ev.world.today
    rule = told.standing.version or ev.world.corpus.rules[case.rule][0]
    subject, version = ev.world.subject(case.subject), ev.world.versions.get(case.subject)
    bearer = case.holder if case.role is None else f"{case.holder}.{case.role}"
    then = rule.then
    assert isinstance(then, Obliges | Forbids)
    return Obligation(
        id=f"{case.rule}/{bearer}/{case.subject}",
        rule=case.rule,
        title=rule.title,
        pack=rule.pack,
        citations=rule.citations,
        subject=ev.world.asset(case.subject),
        bearer=case.holder,
        role=case.role or "",
        ours=case.holder == US,
        prohibition=isinstance(then, Forbids),
        force=then.force if isinstance(then, Obliges) else Force.MUST,
        text=said(ev, told.standing.frame or frame_of(ev, rule, case.instance, today, Plane.SETTLED), then.text),
        status=outcome.status,
        provisional=outcome.provisional,
        reason=told.reason,
        reasons=tuple(refusal for proof in told.proofs for refusal in proof.state.refusals),
        since=outcome.since,
        until=outcome.until,
        by=told.by,
        due=outcome.due,
        proofs=tuple(proof.state for proof in told.proofs),
        task=task_of(ev, case, told),
        open_questions=open_now,
        next_questions=ask_next,
        not_assessed=tuple(sorted(judged.reads.not_assessed)),
        conflicts=tuple(f"{c.name} of {c.subject}" for c in judged.reads.contradictions()),
        penalty=penalty_of(ev, case, told) if case.holder == US else None,
        stay=stay_on(told.standing.version, today),
        waiver=told.waiver.reason if told.waiver else "",
        severity=severity_of(rule),
        interpretations=rule.interpretations,
        span=subject.span if subject else None,
        consulted=tuple(sorted(judged.reads.choices)),
        version=None if version is None or version.id == version.asset else _of_version(version),
        rule_span=rule.span,
    )


def _of_version(version: InUse) -> OfVersion:
    return OfVersion(version.id, version.subject.fingerprint, version.subject.label)


def stay_on(rule: Rule | None, day: date) -> Stay | None:
    """The stay of enforcement in which a day lies, both its days included."""
    stay = rule.stay if rule is not None else None
    return stay if stay and stay.start <= day and (stay.end is None or day <= stay.end) else None


def term_findings(ev: Evaluation) -> Iterator[TermFinding]:
    """Whether each subject has each term of its kind today."""
    for (pack, name), term in sorted(ev.world.corpus.terms.items()):
        for subject in ev.world.by_kind.get(term.kind, ()):
            yield term_finding(ev, pack, name, subject)


def term_finding(ev: Evaluation, pack: str, name: str, subject: str) -> TermFinding:
    """Whether a subject has a term, what that rests on, and what would settle it."""
    found = conclusion(ev, pack, name, subject)
    if found.state is not ConclusionState.UNDETERMINED:
        return found
    today = ev.world.today
    questions = settling(ev, lambda trial: trial.term(found.pack, name, subject, today, Plane.SETTLED) is not MAYBE)
    return replace(found, open_questions=questions.open)


def conclusion(ev: Evaluation, pack: str, name: str, subject: str) -> TermFinding:
    """Whether a subject has a term, and what that rests on."""
    term = ev.world.corpus.term(pack, name)
    assert term is not None
    today = ev.world.today
    with ev.collecting() as reads:
        with ev.collecting() as settled:
            value = ev.term(term.pack, name, subject, today, Plane.SETTLED)
        working = ev.term(term.pack, name, subject, today, Plane.WORKING)
        plane = Plane.SETTLED if value is not MAYBE else Plane.WORKING
        because = causes_of_term(ev, TermAt(term, subject, today, plane))
        if value is not MAYBE:
            state = claim_state(ev, because, plane)
        elif any((c.pack, c.name, c.subject) == (term.pack, name, subject) for c in settled.contradictions()):
            state = ConclusionState.CONFLICT
        else:
            state = ConclusionState.UNDETERMINED
    consulted = tuple(sorted(reads.choices))
    known, rules = (_known(value), _known(working)), rules_of(because)
    return TermFinding(name, term.text, term.pack, subject, *known, state, rules, consulted)


def _known(value: Truth) -> bool | None:
    return None if value is MAYBE else value is YES


def lapsed_facts(ev: Evaluation) -> Iterator[Lapsed]:
    """Facts that were stated and count no more."""
    subjects = {**ev.world.inventory.subjects, **{v.subject.id: v.subject for v in ev.world.versions.values()}}
    for subject in sorted(subjects):
        for name in sorted(subjects[subject].facts):
            lapsed = ev.world.lapsed(subject, name)
            if lapsed is not None:
                yield lapsed
