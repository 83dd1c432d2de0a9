"""The engine: facts and rules in, assessments out; the record; reports.

Knows subjects, evidence, statuses, the record and the formats of the world. Compiles packs only through
`duly_dsl.load`; evaluation reads the checked rules alone. Must not know a terminal, a command line or a web framework.
Evaluation is a function of its arguments: no clock, no environment, no files.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duly_dsl.loaded import RefusedPack
    from duly_engine.assessment import Assessment, Change, PackInUse
    from duly_engine.classes import Classes, SubjectClasses
    from duly_engine.dependences import Dependence
    from duly_engine.duly import Duly
    from duly_engine.explain import Explanation
    from duly_engine.facts import manifest_from_text, read_manifest
    from duly_engine.facts.inventory import Evidence, Inventory, LinkList, Origin, Statement, Subject
    from duly_engine.findings import (
        Choice,
        ClassFinding,
        ClassState,
        GapReason,
        Obligation,
        Question,
        Status,
        TermFinding,
    )

__all__ = [
    "Assessment",
    "Change",
    "Choice",
    "ClassFinding",
    "ClassState",
    "Classes",
    "Dependence",
    "Duly",
    "Evidence",
    "Explanation",
    "GapReason",
    "Inventory",
    "LinkList",
    "Obligation",
    "Origin",
    "PackInUse",
    "Question",
    "RefusedPack",
    "Statement",
    "Status",
    "Subject",
    "SubjectClasses",
    "TermFinding",
    "manifest_from_text",
    "read_manifest",
]


# A command that only reads packs need not wait for the evaluator: names are looked up when they are asked for.
_PLACES = {
    "Assessment": "duly_engine.assessment",
    "Change": "duly_engine.assessment",
    "Choice": "duly_engine.findings",
    "ClassFinding": "duly_engine.findings",
    "ClassState": "duly_engine.findings",
    "Classes": "duly_engine.classes",
    "Dependence": "duly_engine.dependences",
    "Duly": "duly_engine.duly",
    "Evidence": "duly_engine.facts.inventory",
    "Explanation": "duly_engine.explain",
    "GapReason": "duly_engine.findings",
    "Inventory": "duly_engine.facts.inventory",
    "LinkList": "duly_engine.facts.inventory",
    "Obligation": "duly_engine.findings",
    "Origin": "duly_engine.facts.inventory",
    "PackInUse": "duly_engine.assessment",
    "Question": "duly_engine.findings",
    "RefusedPack": "duly_dsl.loaded",
    "Statement": "duly_engine.facts.inventory",
    "Status": "duly_engine.findings",
    "Subject": "duly_engine.facts.inventory",
    "SubjectClasses": "duly_engine.classes",
    "TermFinding": "duly_engine.findings",
    "manifest_from_text": "duly_engine.facts",
    "read_manifest": "duly_engine.facts",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(importlib.import_module(_PLACES[name]), name)
