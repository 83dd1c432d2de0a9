"""Which classes the subjects of an inventory come under, by the classifications that packs declare."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from duly_dsl.ir import Classification
from duly_dsl.loaded import RefusedPack
from duly_engine.assessment import PackInUse, fewest, packs_in_use
from duly_engine.dates import Moment
from duly_engine.evaluate.classes import Sought, classed, finding
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.structure import Structure
from duly_engine.evaluate.world import World
from duly_engine.explain import Explanation, explain_class
from duly_engine.facts.inventory import Inventory
from duly_engine.findings import ClassFinding, ClassState
from duly_engine.law import Law
from duly_engine.questions import Asked, asked


@dataclass(frozen=True, slots=True)
class SubjectClasses:
    """One classification of one subject: every class in the order of the pack, and the rest at the end."""

    subject: str
    by: Classification
    classes: tuple[ClassFinding, ...]

    def in_state(self, state: ClassState) -> tuple[ClassFinding, ...]:
        """The classes in a state, in their order."""
        return tuple(each for each in self.classes if each.state is state)


@dataclass(frozen=True)
class Classes:
    """Everything found. `evaluation` answers further questions (explanations) and is no part of the answer."""

    as_of: Moment
    known_on: date
    packs: tuple[PackInUse, ...]
    refused: tuple[RefusedPack, ...]
    inventory: Inventory
    found: tuple[SubjectClasses, ...]
    questions: tuple[Asked, ...]
    evaluation: Evaluation = field(compare=False, repr=False)

    def explain(self, wanted: ClassFinding) -> Explanation:
        """The tree behind a class, on the day on which it holds or is open."""
        by = next(each.by for each in self.found if wanted in each.classes)
        return explain_class(self.evaluation, Sought(by, wanted.name, wanted.subject), wanted.since)


def classify(
    structure: Structure,
    inventory: Inventory,
    *,
    as_of: Moment,
    known_on: date,
    subjects: Collection[str] | None = None,
    refused: Sequence[RefusedPack] = (),
) -> Classes:
    """The classes of subjects, of all that some pack classifies where none is named. Nothing but the arguments is
    read."""
    ev = Evaluation(World(inventory, Law(structure.corpus, known_on, inventory.settings), as_of), structure)
    looked_at = [
        (of, [classed(ev, Sought(of, name, subject)) for name in (*of.classes, of.rest.name)])
        for subject in sorted(inventory.subjects)
        if subjects is None or subject in subjects
        for of in _classifications(ev)
        if inventory.subjects[subject].kind == of.kind
    ]
    wanted = Counter(question for _, each in looked_at for one in each for question in one.settling.open)
    found = tuple(
        SubjectClasses(
            each[0].sought.subject, by, tuple(finding(ev, one, fewest(one.settling.sets, wanted)) for one in each)
        )
        for by, each in looked_at
    )
    return Classes(
        as_of=as_of,
        known_on=known_on,
        packs=packs_in_use(structure.corpus),
        refused=tuple(refused),
        inventory=inventory,
        found=found,
        questions=asked(ev.world, [one for each in found for one in each.classes]),
        evaluation=ev,
    )


def _classifications(ev: Evaluation) -> Iterator[Classification]:
    """Sorted by pack, within each as it declares them."""
    for pack in sorted(ev.world.corpus.packs, key=lambda p: p.name):
        yield from pack.classifications
