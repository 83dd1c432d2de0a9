"""An assessment as one self-contained HTML file: readable without JavaScript, on paper, wide or narrow."""

from functools import cache

from jinja2 import Environment

from duly_dsl import phrase
from duly_engine.assessment import Assessment
from duly_engine.choices import stated
from duly_engine.dates import day_of
from duly_engine.findings import Status
from duly_engine.reports import answers, outline, words
from duly_engine.reports.environment import environment
from duly_engine.summary import headline

QUESTIONS_FIRST = 12


@cache
def _templates() -> Environment:
    templates = environment()
    templates.filters.update(day=phrase.day, lines=_lines)
    templates.globals.update(
        Status=Status,
        NOT_EVALUATED=words.NOT_EVALUATED,
        REMARK=words.REMARK,
        has_texts=answers.has_texts,
        holds_of=words.holds_of,
        listed=words.listed,
        reason_of=words.reason_of,
        stated=stated,
        status_of=words.status_of,
        stay_of=words.stay_of,
    )
    return templates


def _lines(text: str) -> list[str]:
    return text.splitlines()


def html_report(assessment: Assessment, engine: str) -> str:
    """The report as text; `engine` is the version that made it."""
    template = _templates().get_template("assessment.html.j2")
    findings = outline.binding_findings(assessment), outline.voluntary_findings(assessment)
    told = [o for found in findings for each in found for o in each.obligations]
    told += outline.running(assessment)
    tallies = outline.tallies(assessment)
    return template.render(
        assessment=assessment,
        engine=engine,
        sentence=words.sentence(headline(assessment), assessment.as_of),
        apart=words.apart(assessment),
        binding=findings[0],
        voluntary=findings[1],
        running=outline.running(assessment),
        anchors={o.id: f"finding-{number}" for number, o in enumerate(told, 1)},
        explanations={o.id: words.explanation_of(assessment, o) for o in told},
        questions={q.question: q for q in assessment.questions},
        first=assessment.questions[:QUESTIONS_FIRST],
        further=assessment.questions[QUESTIONS_FIRST:],
        days=outline.days_ahead(assessment),
        dependences=[(each, outline.otherwise(each)) for each in assessment.dependences],
        tallies=tallies,
        statuses=outline.statuses_met(tallies),
        classified=outline.classified(assessment),
        by_pack={p.name: [o for o in assessment.obligations if o.pack == p.name] for p in assessment.packs},
        **_lookups(assessment),
    )


def _lookups(assessment: Assessment) -> dict[str, object]:
    """What the template asks about one finding, question or day, with the assessment filled in."""
    today = day_of(assessment.as_of)
    return {
        "called": lambda subject: words.called(subject, assessment),
        "name_of": lambda subject: words.name_of(subject, assessment),
        "place_of": lambda obligation: words.place_of(obligation, assessment),
        "deadline_of": lambda obligation: words.deadline_of(obligation, assessment),
        "owner_of": lambda task: words.owner_of(task, assessment),
        "ahead": lambda day: words.in_days(day, today),
        "was_of": lambda lapsed: words.was_of(lapsed, assessment),
        "answer_listed": lambda asked: answers.answer_listed(asked, assessment),
        "snippet": lambda asked: answers.snippet(asked, assessment),
        "people": lambda asked: [
            answers.person_text(p, assessment) for p in answers.may_know(asked.question, assessment)
        ],
    }
