"""The classes of subjects as JSON."""

from collections.abc import Mapping

from duly_dsl.ir import Citation
from duly_engine.classes import Classes, SubjectClasses
from duly_engine.explain import Explanation
from duly_engine.findings import ClassFinding
from duly_engine.reports import class_models as models
from duly_engine.reports.explanation import node
from duly_engine.reports.json_report import (
    asked_part,
    iso,
    iso_or_none,
    pack_parts,
    place_part,
    question_part,
    refused_parts,
)
from duly_engine.reports.words import name_of

Explanations = Mapping[str, Explanation]


def json_classes(found: Classes, explanations: Explanations, engine: str) -> str:
    """The report as text; `explanations` are by the ids of classes, `engine` is the version that made it."""
    return report(found, explanations, engine).model_dump_json(indent=2) + "\n"


def report(found: Classes, explanations: Explanations, engine: str) -> models.ClassesReport:
    """The report as typed values."""
    return models.ClassesReport(
        format=models.FORMAT,
        engine=engine,
        as_of=iso(found.as_of),
        known_on=iso(found.known_on),
        packs=pack_parts(found.packs),
        refused=refused_parts(found.refused),
        subjects=tuple(_subject(each, found, explanations) for each in found.found),
        questions=tuple(asked_part(asked, found) for asked in found.questions),
    )


def _subject(of: SubjectClasses, found: Classes, explanations: Explanations) -> models.SubjectClassesPart:
    return models.SubjectClassesPart(
        subject=of.subject,
        name=name_of(of.subject, found),
        kind=of.by.kind,
        classification=of.by.name,
        pack=of.by.pack,
        text=of.by.text,
        citation=_cited(of.by.citation),
        classes=tuple(_class(each, found, explanations) for each in of.classes),
    )


def _class(of: ClassFinding, found: Classes, explanations: Explanations) -> models.ClassPart:
    return models.ClassPart(
        id=of.id,
        name=of.name,
        text=of.text,
        rest=of.is_rest,
        citation=_cited(of.citation),
        state=of.state,
        since=iso_or_none(of.since),
        until=iso_or_none(of.until),
        provisionally=of.provisionally,
        provisionally_since=iso_or_none(of.provisionally_since),
        conclusion=of.conclusion,
        routes=tuple(
            models.RoutePart(
                rule=route.rule,
                title=route.title,
                pack=route.pack,
                citations=tuple(map(str, route.citations)),
                place=place_part(route.span),
            )
            for route in of.routes
        ),
        open_questions=tuple(question_part(q, found) for q in of.open_questions),
        next_questions=tuple(question_part(q, found) for q in of.next_questions),
        not_assessed=of.not_assessed,
        conflicts=of.conflicts,
        tree=node(explanations[of.id]) if of.id in explanations else None,
    )


def _cited(citation: Citation | None) -> str | None:
    return str(citation) if citation is not None else None
