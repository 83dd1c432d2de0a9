"""An assessment as JSON."""

from collections.abc import Iterable, Mapping

from duly_dsl import phrase
from duly_dsl.loaded import RefusedPack
from duly_dsl.source import Span
from duly_engine.assessment import ASSETS, Assessment, PackInUse
from duly_engine.dates import Moment, day_of
from duly_engine.dependences import Dependence
from duly_engine.findings import Obligation, Outcome, ProofState, Question, Refusal, TermFinding
from duly_engine.questions import Asked
from duly_engine.reports import models
from duly_engine.reports.answers import Inquiry, answer_form, may_know, snippet
from duly_engine.reports.outline import Tally, tallies
from duly_engine.summary import headline


def json_report(assessment: Assessment, engine: str) -> str:
    """The report as text; `engine` is the version that made it."""
    return report(assessment, engine).model_dump_json(indent=2) + "\n"


def report(assessment: Assessment, engine: str) -> models.Report:
    """The report as typed values."""
    head = headline(assessment)
    stated_at = {e.id: e.span for e in assessment.inventory.evidence}
    return models.Report(
        format=models.FORMAT,
        engine=engine,
        as_of=iso(assessment.as_of),
        known_on=iso(assessment.known_on),
        packs=pack_parts(assessment.packs),
        refused=refused_parts(assessment.refused),
        summary=models.SummaryPart(
            assets=head.assets,
            breaches=head.breaches,
            conflicts=head.conflicts,
            gaps=head.gaps,
            undetermined=head.undetermined,
            next_date=iso_or_none(head.next_change.day if head.next_change else None),
            next_date_subjects=head.next_change.subjects if head.next_change else (),
        ),
        counts=tuple(_tally(tally) for tally in tallies(assessment)),
        subjects=tuple(
            models.SubjectPart(
                id=s.id,
                kind=s.kind,
                name=s.name,
                asset=s.kind in ASSETS,
                fingerprint=s.fingerprint,
                label=s.label,
                versions=tuple(models.VersionPart(fingerprint=v.fingerprint, label=v.label) for v in s.versions),
            )
            for s in sorted(assessment.inventory.subjects.values(), key=lambda s: s.id)
        ),
        obligations=tuple(_obligation(o, stated_at, assessment) for o in assessment.obligations),
        terms=tuple(
            models.TermPart(
                term=t.term,
                text=t.text,
                pack=t.pack,
                subject=t.subject,
                holds=t.holds,
                provisionally=t.provisionally,
                state=t.state,
                because=t.because,
            )
            for t in assessment.terms
        ),
        questions=tuple(asked_part(q, assessment) for q in assessment.questions),
        changes=tuple(
            models.ChangePart(day=iso(c.day), obligations=c.obligations, subjects=c.subjects)
            for c in assessment.changes
        ),
        dependences=tuple(map(_dependence, assessment.dependences)),
        lapsed=tuple(
            models.LapsedPart(
                subject=assessment.evaluation.world.asset(x.subject),
                version=_version(x.subject, assessment),
                fact=x.fact,
                value=phrase.value(x.value),
                stated_on=iso_or_none(x.stated_on),
                why=x.why,
            )
            for x in assessment.lapsed
        ),
    )


def pack_parts(packs: Iterable[PackInUse]) -> tuple[models.PackPart, ...]:
    """Packs as data."""
    return tuple(
        models.PackPart(name=p.name, version=p.version, title=p.title, law_checked_to=iso_or_none(p.law_checked_to))
        for p in packs
    )


def refused_parts(refused: Iterable[RefusedPack]) -> tuple[models.RefusedPart, ...]:
    """Packs that could not be used, as data."""
    return tuple(models.RefusedPart(name=p.name, reason=p.reason) for p in refused)


def iso(moment: Moment) -> str:
    """A day or an instant as ISO 8601."""
    return moment.isoformat() if moment == day_of(moment) else moment.isoformat().replace("+00:00", "Z")


def iso_or_none(moment: Moment | None) -> str | None:
    """The same, where there is one."""
    return None if moment is None else iso(moment)


def _tally(tally: Tally) -> models.CountsPart:
    counts = tally.counts
    return models.CountsPart(
        pack=tally.pack.name,
        voluntary=tally.voluntary,
        by_status=dict(sorted(counts.by_status.items())),
        provisional=dict(sorted(counts.provisional.items())),
        met=counts.met,
        applicable=counts.applicable,
    )


def _obligation(o: Obligation, stated_at: Mapping[str, Span | None], assessment: Assessment) -> models.ObligationPart:
    return models.ObligationPart(
        id=o.id,
        rule=o.rule,
        title=o.title,
        pack=o.pack,
        citations=tuple(str(c) for c in o.citations),
        subject=o.subject,
        version=models.VersionPart(fingerprint=o.version.fingerprint, label=o.version.label) if o.version else None,
        bearer=o.bearer,
        role=o.role or None,
        ours=o.ours,
        prohibition=o.prohibition,
        force=o.force,
        text=o.text,
        status=o.status,
        provisional=o.provisional,
        reason=o.reason,
        since=iso_or_none(o.since),
        until=iso_or_none(o.until),
        by=o.by,
        due=iso_or_none(o.due),
        severity=o.severity,
        proofs=tuple(_proof(p, stated_at) for p in o.proofs),
        task=None
        if o.task is None
        else models.TaskPart(
            text=o.task.text,
            owner_role=o.task.owner_role,
            owners=o.task.owners,
            due=iso_or_none(o.task.due),
            severity=o.task.severity,
            planned=o.task.planned,
        ),
        open_questions=tuple(question_part(q, assessment) for q in o.open_questions),
        next_questions=tuple(question_part(q, assessment) for q in o.next_questions),
        not_assessed=o.not_assessed,
        conflicts=o.conflicts,
        penalty=None
        if o.penalty is None
        else models.PenaltyPart(
            name=o.penalty.name, text=o.penalty.text, ceiling=str(o.penalty.ceiling) if o.penalty.ceiling else None
        ),
        stayed=o.stayed,
        stayed_until=iso_or_none(o.stay.end if o.stay else None),
        waiver=o.waiver or None,
        interpretations=o.interpretations,
        place=place_part(o.span),
        rule_place=place_part(o.rule_span),
    )


def _dependence(dependence: Dependence) -> models.DependencePart:
    return models.DependencePart(
        sort=dependence.choice.sort,
        pack=dependence.choice.pack,
        name=dependence.choice.name,
        question=dependence.question,
        decided=models.DecisionPart(name=dependence.decided.name, text=dependence.decided.text),
        otherwise=models.DecisionPart(name=dependence.otherwise.name, text=dependence.otherwise.text),
        obligations=tuple(
            models.ObligationOtherwisePart(
                obligation=each.obligation.id, now=_outcome(each.obligation.outcome), otherwise=_outcome(each.outcome)
            )
            for each in dependence.obligations
        ),
        terms=tuple(
            models.TermOtherwisePart(
                term=each.term.term,
                pack=each.term.pack,
                subject=each.term.subject,
                now=_holds(each.term),
                otherwise=_holds(each.outcome),
            )
            for each in dependence.terms
        ),
    )


def _outcome(outcome: Outcome) -> models.OutcomePart:
    return models.OutcomePart(
        status=outcome.status,
        provisional=outcome.provisional,
        since=iso_or_none(outcome.since),
        until=iso_or_none(outcome.until),
        due=iso_or_none(outcome.due),
    )


def _holds(term: TermFinding) -> models.HoldsPart:
    return models.HoldsPart(holds=term.holds, provisionally=term.provisionally, state=term.state)


def _proof(proof: ProofState, stated_at: Mapping[str, Span | None]) -> models.ProofPart:
    state = {True: models.Proof.PROVEN, False: models.Proof.NOT_PROVEN, None: models.Proof.UNDETERMINED}[proof.proven]
    return models.ProofPart(
        requirement=proof.requirement,
        text=proof.text,
        state=state,
        items=proof.items,
        refusals=tuple(_refusal(r, stated_at.get(r.item)) for r in proof.refusals),
        expires=iso_or_none(proof.expires),
        late=proof.late,
    )


def _refusal(refusal: Refusal, span: Span | None) -> models.RefusalPart:
    return models.RefusalPart(
        reason=refusal.reason,
        item=refusal.item or None,
        kind=refusal.kind,
        detail=refusal.detail,
        place=place_part(span),
    )


def question_part(question: Question, inquiry: Inquiry) -> models.QuestionPart:
    """A question as data."""
    return models.QuestionPart(
        kind=question.kind,
        subject=inquiry.evaluation.world.asset(question.subject),
        version=_version(question.subject, inquiry),
        name=question.name,
    )


def _version(subject: str, inquiry: Inquiry) -> str | None:
    """The fingerprint of a version of which facts of its own are stated."""
    found = inquiry.evaluation.world.beside(subject)
    return found.subject.fingerprint if found else None


def asked_part(asked: Asked, inquiry: Inquiry) -> models.AskedPart:
    """A question in words as data."""
    lapsed = asked.lapsed
    return models.AskedPart(
        question=question_part(asked.question, inquiry),
        text=asked.text,
        explanation=asked.explanation,
        example=asked.example,
        choices=tuple(member.name for member in asked.members),
        members=tuple(models.MemberPart(name=member.name, text=member.text) for member in asked.members),
        was=phrase.value(lapsed.value) if lapsed else None,
        stated_on=iso_or_none(lapsed.stated_on if lapsed else None),
        may_know=tuple(p.id for p in may_know(asked.question, inquiry)),
        answer=answer_form(asked, inquiry),
        snippet=snippet(asked, inquiry),
        settles=asked.settles,
        open_in=asked.open_in,
    )


def place_part(span: Span | None) -> models.PlacePart | None:
    """Where something stands, if that is known."""
    return models.PlacePart.of(span) if span else None
