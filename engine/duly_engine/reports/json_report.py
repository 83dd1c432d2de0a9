"""An assessment as JSON."""

from collections.abc import Iterator

from duly_dsl import phrase
from duly_dsl.source import Span
from duly_engine.assessment import ASSETS, Assessment
from duly_engine.dates import Moment, day_of
from duly_engine.findings import Obligation, ProofState, Question, Refusal
from duly_engine.questions import Asked
from duly_engine.reports import models
from duly_engine.summary import count, headline, is_voluntary


def json_report(assessment: Assessment, engine: str) -> str:
    """The report as text; `engine` is the version that made it."""
    return report(assessment, engine).model_dump_json(indent=2) + "\n"


def report(assessment: Assessment, engine: str) -> models.Report:
    """The report as typed values."""
    head = headline(assessment)
    return models.Report(
        format=models.FORMAT,
        engine=engine,
        as_of=iso(assessment.as_of),
        known_on=iso(assessment.known_on),
        packs=[
            models.PackPart(name=p.name, version=p.version, title=p.title, law_checked_to=iso_or_none(p.law_checked_to))
            for p in assessment.packs
        ],
        refused=[models.RefusedPart(name=p.name, reason=p.reason) for p in assessment.refused],
        summary=models.SummaryPart(
            assets=head.assets,
            breaches=head.breaches,
            conflicts=head.conflicts,
            gaps=head.gaps,
            undetermined=head.undetermined,
            next_date=iso_or_none(head.next_change.day if head.next_change else None),
            next_date_subjects=list(head.next_change.subjects) if head.next_change else [],
        ),
        counts=list(_counts(assessment)),
        subjects=[
            models.SubjectPart(
                id=s.id, kind=s.kind, name=s.name, asset=s.kind in ASSETS, fingerprint=s.fingerprint, label=s.label
            )
            for s in sorted(assessment.inventory.subjects.values(), key=lambda s: s.id)
        ],
        obligations=[_obligation(o) for o in assessment.obligations],
        terms=[
            models.TermPart(
                term=t.term,
                text=t.text,
                pack=t.pack,
                subject=t.subject,
                holds=t.holds,
                provisionally=t.provisionally,
                state=t.state,
                because=list(t.because),
            )
            for t in assessment.terms
        ],
        questions=[_asked(q) for q in assessment.questions],
        changes=[
            models.ChangePart(day=iso(c.day), obligations=list(c.obligations), subjects=list(c.subjects))
            for c in assessment.changes
        ],
        lapsed=[
            models.LapsedPart(
                subject=x.subject,
                fact=x.fact,
                value=phrase.value(x.value),
                stated_on=iso_or_none(x.stated_on),
                why=x.why,
            )
            for x in assessment.lapsed
        ],
    )


def iso(moment: Moment) -> str:
    """A day or an instant as ISO 8601."""
    return moment.isoformat() if moment == day_of(moment) else moment.isoformat().replace("+00:00", "Z")


def iso_or_none(moment: Moment | None) -> str | None:
    """The same, where there is one."""
    return None if moment is None else iso(moment)


def _counts(assessment: Assessment) -> Iterator[models.CountsPart]:
    for pack in assessment.packs:
        for voluntary in (False, True):
            ours = [o for o in assessment.ours() if o.pack == pack.name and is_voluntary(o) is voluntary]
            if ours:
                counts = count(ours)
                yield models.CountsPart(
                    pack=pack.name,
                    voluntary=voluntary,
                    by_status={str(s): n for s, n in sorted(counts.by_status.items())},
                    provisional={str(s): n for s, n in sorted(counts.provisional.items())},
                    met=counts.met,
                    applicable=counts.applicable,
                )


def _obligation(o: Obligation) -> models.ObligationPart:
    return models.ObligationPart(
        id=o.id,
        rule=o.rule,
        title=o.title,
        pack=o.pack,
        citations=[str(c) for c in o.citations],
        subject=o.subject,
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
        by=list(o.by),
        due=iso_or_none(o.due),
        severity=o.severity,
        proofs=[_proof(p) for p in o.proofs],
        task=None
        if o.task is None
        else models.TaskPart(
            text=o.task.text,
            owner_role=o.task.owner_role,
            owners=list(o.task.owners),
            due=iso_or_none(o.task.due),
            severity=o.task.severity,
            planned=o.task.planned,
        ),
        open_questions=[_question(q) for q in o.open_questions],
        next_questions=[_question(q) for q in o.next_questions],
        not_assessed=list(o.not_assessed),
        conflicts=list(o.conflicts),
        penalty=None
        if o.penalty is None
        else models.PenaltyPart(
            name=o.penalty.name, text=o.penalty.text, ceiling=str(o.penalty.ceiling) if o.penalty.ceiling else None
        ),
        stayed=o.stayed,
        waiver=o.waiver or None,
        interpretations=list(o.interpretations),
        place=_place(o.span),
        rule_place=_place(o.rule_span),
    )


def _proof(proof: ProofState) -> models.ProofPart:
    state = {True: "proven", False: "not proven", None: "undetermined"}[proof.proven]
    return models.ProofPart(
        requirement=proof.requirement,
        text=proof.text,
        state=state,
        items=list(proof.items),
        refusals=[_refusal(r) for r in proof.refusals],
        expires=iso_or_none(proof.expires),
        late=proof.late,
    )


def _refusal(refusal: Refusal) -> models.RefusalPart:
    return models.RefusalPart(
        reason=refusal.reason, item=refusal.item or None, kind=refusal.kind, detail=refusal.detail
    )


def _question(question: Question) -> models.QuestionPart:
    return models.QuestionPart(kind=question.kind, subject=question.subject, name=question.name)


def _asked(asked: Asked) -> models.AskedPart:
    lapsed = asked.lapsed
    return models.AskedPart(
        question=_question(asked.question),
        text=asked.text,
        choices=list(asked.choices),
        was=phrase.value(lapsed.value) if lapsed else None,
        stated_on=iso_or_none(lapsed.stated_on if lapsed else None),
        settles=list(asked.settles),
        open_in=list(asked.open_in),
    )


def _place(span: Span | None) -> models.PlacePart | None:
    return models.PlacePart(file=span.source.name, line=span.line, column=span.column) if span else None


def schema() -> dict[str, object]:
    """The JSON Schema of the report (draft 2020-12)."""
    made = models.Report.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
