"""The engine: facts and rules in, assessments out; the record; reports.

Knows subjects, evidence, statuses, the record and the formats of the world. Compiles packs only through
`duly_dsl.load`; evaluation reads the checked rules alone. Must not know a terminal, a command line or a web framework.
Evaluation is a function of its arguments: no clock, no environment, no files.
"""

from duly_engine.assessment import Assessment, Change, PackInUse, RefusedPack
from duly_engine.dependences import Dependence
from duly_engine.duly import Duly
from duly_engine.explain import Explanation
from duly_engine.facts import manifest_from_text, read_manifest
from duly_engine.facts.inventory import Evidence, Inventory, LinkList, Origin, Statement, Subject
from duly_engine.findings import Choice, GapReason, Obligation, Question, Status, TermFinding

__all__ = [
    "Assessment",
    "Change",
    "Choice",
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
    "TermFinding",
    "manifest_from_text",
    "read_manifest",
]
