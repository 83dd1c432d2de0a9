"""An assessment: the complete answer for an inventory at (as of, law known on), the same bytes for the same inputs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from duly_dsl.corpus import Corpus
from duly_dsl.ir import US
from duly_dsl.loaded import RefusedPack
from duly_engine.dates import Moment
from duly_engine.dependences import Dependence, dependences
from duly_engine.evaluate.assess import cases, judge, lapsed_facts, obligation, questions_of, term_findings
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.structure import Structure
from duly_engine.evaluate.verdict import Case
from duly_engine.evaluate.world import World
from duly_engine.explain import Explanation, explain
from duly_engine.facts.inventory import Inventory
from duly_engine.findings import Lapsed, Obligation, Question, Status, TermFinding
from duly_engine.law import Law
from duly_engine.questions import Asked, asked

ASSETS = frozenset({"ai_system", "model", "agent", "tool", "dataset"})


@dataclass(frozen=True, slots=True)
class PackInUse:
    """A pack that the assessment used."""

    name: str
    version: str
    title: str
    law_checked_to: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """A later day on which obligations of ours start, resume, or are set aside."""

    day: date
    obligations: tuple[str, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class Assessment:
    """Everything found. `evaluation` answers further questions (explanations) and is no part of the answer."""

    as_of: Moment
    known_on: date
    packs: tuple[PackInUse, ...]
    refused: tuple[RefusedPack, ...]
    inventory: Inventory
    obligations: tuple[Obligation, ...]
    terms: tuple[TermFinding, ...]
    lapsed: tuple[Lapsed, ...]
    questions: tuple[Asked, ...]
    changes: tuple[Change, ...]
    evaluation: Evaluation = field(compare=False, repr=False)

    def ours(self, *statuses: Status) -> tuple[Obligation, ...]:
        """Our obligations of some statuses, all where none is named."""
        return tuple(o for o in self.obligations if o.ours and (not statuses or o.status in statuses))

    @property
    def breaches(self) -> tuple[Obligation, ...]:
        """What is forbidden and known to be so."""
        return self.ours(Status.BREACH)

    @property
    def gaps(self) -> tuple[Obligation, ...]:
        """Duties in force whose evidence does not suffice, the provisional ones among them."""
        return tuple(o for o in self.ours() if o.effective is Status.GAP)

    def obligation(self, rule: str, subject: str) -> Obligation | None:
        """The obligation of a rule (also by a former id) on a subject, or on a version of one by its id: ours, one that
        binds, of the present version first."""
        rule = self.evaluation.world.corpus.rule_id(rule)
        found = [o for o in self.obligations if o.rule == rule and subject in {o.subject, o.about}]
        present = self.evaluation.world.version(subject, None)
        return min(
            found,
            key=lambda o: (not o.ours, o.status is Status.NOT_OURS, o.about not in {subject, present}, o.id),
            default=None,
        )

    def explain(self, rule: str, subject: str) -> Explanation | None:
        """The tree behind the obligation of a rule on a subject; None where there is none."""
        found = self.obligation(rule, subject)
        return explain(self.evaluation, Case.of(found)) if found else None

    @cached_property
    def dependences(self) -> tuple[Dependence, ...]:
        """What would come out otherwise for us under another reading of the law, without a proposal that was chosen,
        or with the default of a parameter that was set."""
        return dependences(self.evaluation, self.ours(), self.terms)

    @property
    def assets(self) -> tuple[str, ...]:
        """Ids of the subjects that are governed technology."""
        return tuple(sorted(s.id for s in self.inventory.subjects.values() if s.kind in ASSETS))


def assess(
    structure: Structure,
    inventory: Inventory,
    *,
    as_of: Moment,
    known_on: date,
    refused: Sequence[RefusedPack] = (),
) -> Assessment:
    """Evaluate every rule for every subject. Nothing but the arguments is read: no clock, no files."""
    law = Law(structure.corpus, known_on, inventory.settings)
    ev = Evaluation(World(inventory, law, as_of), structure)
    judged = [(each, questions_of(ev, each)) for each in (judge(ev, case) for case in cases(ev))]
    wanted = Counter(q for each, settling in judged if each.case.holder == US for q in settling.open)
    obligations = tuple(obligation(ev, each, settling.open, fewest(settling.sets, wanted)) for each, settling in judged)
    return Assessment(
        as_of=as_of,
        known_on=known_on,
        packs=packs_in_use(structure.corpus),
        refused=tuple(refused),
        inventory=inventory,
        obligations=tuple(sorted(obligations, key=lambda o: (o.pack, o.rule, o.subject, o.id))),
        terms=tuple(term_findings(ev)),
        lapsed=tuple(lapsed_facts(ev)),
        questions=asked(ev.world, [o for o in obligations if o.ours]),
        changes=_changes(o for o in obligations if o.ours),
        evaluation=ev,
    )


def packs_in_use(corpus: Corpus) -> tuple[PackInUse, ...]:
    """The packs of a corpus, sorted by name."""
    return tuple(
        PackInUse(p.name, p.header.version, p.header.title, p.header.law_checked_to)
        for p in sorted(corpus.packs, key=lambda p: p.name)
    )


def fewest(sets: Sequence[tuple[Question, ...]], wanted: Counter[Question]) -> tuple[Question, ...]:
    """A smallest settling set; of several, the one whose questions are wanted most, then the first
    met."""
    return min(sets, key=lambda each: (len(each), -sum(wanted[q] for q in each)), default=())


def _changes(obligations: Iterable[Obligation]) -> tuple[Change, ...]:
    days: dict[date, list[Obligation]] = {}
    for each in obligations:
        day = each.until if each.status is Status.SET_ASIDE and each.until else each.since
        if day is not None and each.status in {Status.NOT_YET_APPLICABLE, Status.SET_ASIDE, Status.UNDETERMINED}:
            days.setdefault(day, []).append(each)
    return tuple(
        Change(day, tuple(sorted(o.id for o in found)), tuple(sorted({o.subject for o in found})))
        for day, found in sorted(days.items())
    )
