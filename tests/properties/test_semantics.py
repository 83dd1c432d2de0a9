"""The theorems of docs/semantics.md over random packs and inventories."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from duly_dsl.ir import Forbids, Obliges
from duly_engine.assessment import assess
from duly_engine.dependences import dependences
from duly_engine.evaluate.assess import cases, conclusion, judge, obligation, questions_of
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.nodes import Instance
from duly_engine.evaluate.questions import answers_to
from duly_engine.evaluate.reads import Plane
from duly_engine.evaluate.structure import Structure
from duly_engine.evaluate.verdict import binds, verdict
from duly_engine.explain import explain
from duly_engine.facts.inventory import US, Inventory, LinkList, OurRoles, Settings, Statement, Subject
from duly_engine.findings import ChoiceSort, Question, QuestionKind, Status
from duly_engine.logic import MAYBE, Truth
from strategies import DAYS, FLAGS, PACK, SUBJECTS, WAYS, Sample, day, samples

T = TypeVar("T")
FREED = {Status.NOT_YET_APPLICABLE, Status.ENDED, Status.OBSERVED}
IDLE = {Status.NOT_APPLICABLE, Status.SET_ASIDE, Status.NOT_OURS}


def truths(ev: Evaluation, plane: Plane, on: date) -> dict[tuple[str, str], Truth]:
    """Every rule and term of every subject on a day."""
    things = ev.world.by_kind.get("thing", ())
    corpus = ev.world.corpus
    found = {(rule, s): ev.operates(rule, Instance(s), on, plane) for rule in corpus.rules for s in things}
    return found | {(name, s): ev.term(p, name, s, on, plane) for p, name in corpus.terms for s in things}


@st.composite
def completed(draw: st.DrawFn, inventory: Inventory) -> Inventory:
    """The inventory with some of what is unknown answered."""
    subjects: dict[str, Subject] = {}
    for name, subject in inventory.subjects.items():
        if subject.kind != "thing":
            subjects[name] = subject
            continue
        facts = dict(subject.facts)
        for flag in FLAGS:
            if flag not in facts and draw(st.booleans()):
                facts[flag] = (Statement(draw(st.booleans())),)
        if "on" not in facts and draw(st.booleans()):
            facts["on"] = (Statement(day(draw(st.integers(0, DAYS)))),)
        links = dict(subject.links)
        listed = links.get("parts", LinkList(()))
        if not listed.complete and draw(st.booleans()):
            links["parts"] = replace(listed, complete=True)
        roles = subject.our_roles
        if roles is None and draw(st.booleans()):
            roles = OurRoles(frozenset({"keeper"}) if draw(st.booleans()) else frozenset())
        fingerprint = subject.fingerprint or draw(st.sampled_from((None, "1", "2")))
        subjects[name] = replace(subject, facts=facts, links=links, our_roles=roles, fingerprint=fingerprint)
    return replace(inventory, subjects=subjects)


@given(samples, st.data())
def test_a_settled_truth_value_survives_every_further_answer(sample: Sample, data: st.DataObject) -> None:
    later = sample.evaluation(data.draw(completed(sample.inventory)))
    now = sample.evaluation()
    for on in (sample.as_of, day(DAYS)):
        after = truths(later, Plane.SETTLED, on)
        for key, value in truths(now, Plane.SETTLED, on).items():
            assert value in {MAYBE, after[key]}


@given(samples, st.data())
def test_a_settled_status_survives_every_further_answer(sample: Sample, data: st.DataObject) -> None:
    """Except among those that owe nothing (S2, roles), and that `due` may become met (S5)."""
    now, later = sample.evaluation(), sample.evaluation(data.draw(completed(sample.inventory)))
    for case in cases(now):
        before, after = verdict(now, case, Plane.SETTLED), verdict(later, case, Plane.SETTLED)
        if not before.is_settled or before.status is after.status:
            continue
        idle = before.status in IDLE and after.status in IDLE
        freed = before.status is Status.SET_ASIDE and after.status in FREED
        proven = (before.status, after.status) == (Status.DUE, Status.MET)
        assert idle or freed or proven, (case, before.status, after.status)


@given(samples)
def test_the_working_plane_never_contradicts_the_settled_one(sample: Sample) -> None:
    ev = sample.evaluation()
    for on in (sample.as_of, day(DAYS)):
        working = truths(ev, Plane.WORKING, on)
        for key, value in truths(ev, Plane.SETTLED, on).items():
            assert value in {MAYBE, working[key]}


@given(samples)
def test_looking_ahead_over_days_of_change_is_looking_ahead_over_every_day(sample: Sample) -> None:
    ev = sample.evaluation()
    for case in cases(ev):
        found = verdict(ev, case, Plane.SETTLED)
        if found.status not in {Status.NOT_YET_APPLICABLE, Status.NOT_APPLICABLE, Status.ENDED}:
            continue
        fresh = sample.evaluation()
        ahead = (sample.as_of + timedelta(days=n) for n in range(1, DAYS + 30))
        first = next(
            (d for d in ahead if binds(fresh.standing(case.rule, case.instance, d, Plane.SETTLED)) is not Truth.NO),
            None,
        )
        assert first == found.day


@given(samples, st.randoms(use_true_random=False))
def test_no_order_changes_the_answer(sample: Sample, rng: random.Random) -> None:
    def mixed(things: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(rng.sample(things, len(things)))

    pack = sample.corpus.packs[0]
    shuffled = replace(
        sample.corpus,
        packs=(
            replace(
                pack,
                rules=mixed(pack.rules),
                terms=mixed(pack.terms),
                kinds=tuple(replace(k, facts=mixed(k.facts)) for k in pack.kinds),
            ),
        ),
    )
    subjects = list(sample.inventory.subjects.items())
    rng.shuffle(subjects)
    inventory = replace(
        sample.inventory,
        subjects={k: replace(s, facts=dict(reversed(list(s.facts.items())))) for k, s in subjects},
        evidence=mixed(sample.inventory.evidence),
    )
    first = assess(Structure(sample.corpus), sample.inventory, as_of=sample.as_of, known_on=sample.known_on)
    second = assess(Structure(shuffled), inventory, as_of=sample.as_of, known_on=sample.known_on)
    assert first.obligations == second.obligations
    assert first.terms == second.terms
    assert first.questions == second.questions
    assert first.changes == second.changes


@given(samples)
def test_a_fact_that_the_explanation_does_not_name_does_not_matter(sample: Sample) -> None:
    ev = sample.evaluation()
    for case in cases(ev):
        judged = judge(ev, case)
        named = set(explain(ev, case).children[-1].notes)
        settling = questions_of(ev, judged)
        for name, subject in sample.inventory.subjects.items():
            for fact in subject.facts:
                if f"{name}'s {fact}" in named:
                    continue
                facts = {k: v for k, v in subject.facts.items() if k != fact}
                subjects = {**sample.inventory.subjects, name: replace(subject, facts=facts)}
                without = sample.evaluation(replace(sample.inventory, subjects=subjects))
                again = judge(without, case)
                assert (again.status, again.provisional) == (judged.status, judged.provisional)
                assert again.settled.day == judged.settled.day
                if settling.sets:
                    break


@given(samples)
def test_supposing_an_answer_is_stating_it(sample: Sample) -> None:
    ev = sample.evaluation()
    for name in SUBJECTS:
        subject = sample.inventory.subjects.get(name)
        for fact in FLAGS:
            if subject is None or fact in subject.facts:
                continue
            for answer in (True, False):
                facts = {**subject.facts, fact: (Statement(answer),)}
                subjects = {**sample.inventory.subjects, name: replace(subject, facts=facts)}
                stated = sample.evaluation(replace(sample.inventory, subjects=subjects))
                truths(ev, Plane.SETTLED, sample.as_of)
                supposed = ev.supposing({Question(name, fact, QuestionKind.FACT): answer})
                for case in cases(ev):
                    one, other = verdict(supposed, case, Plane.SETTLED), verdict(stated, case, Plane.SETTLED)
                    assert (one.status, one.day, one.reason) == (other.status, other.day, other.reason)


@given(samples)
def test_questions_are_minimal_and_settle(sample: Sample) -> None:
    """Each set found settles with some answers, and no part of it does."""
    ev = sample.evaluation()
    for case in cases(ev):
        judged = judge(ev, case)
        if judged.status is not Status.UNDETERMINED:
            continue
        for each in questions_of(ev, judged).sets:
            assert _settles(ev, case, each)
            assert not any(_settles(ev, case, tuple(q for q in each if q != out)) for out in each)


def _settles(ev: Evaluation, case: object, questions: tuple[Question, ...]) -> bool:
    if not questions:
        return verdict(ev, case, Plane.SETTLED).is_settled  # type: ignore[arg-type] # a case
    first, *rest = questions
    return any(_settles(ev.supposing({first: a}), case, tuple(rest)) for a in answers_to(ev, first))


@given(samples)
def test_bans_are_never_provisionally_breached_and_waivers_lift_gaps_only(sample: Sample) -> None:
    ev = sample.evaluation()
    for case in cases(ev):
        judged = judge(ev, case)
        assert judged.provisional is not Status.BREACH
        then = sample.corpus.rules[case.rule][0].then
        assert isinstance(then, Obliges | Forbids)
        if judged.status is Status.WAIVED:
            without = sample.evaluation(replace(sample.inventory, waivers=()))
            assert judge(without, case).status is Status.GAP
        if judged.status is Status.NOT_OURS:
            assert case.holder == US


@given(samples)
def test_what_is_not_listed_as_depending_on_a_choice_comes_out_the_same_however_it_is_decided(sample: Sample) -> None:
    ev = sample.evaluation()
    ours = [case for case in cases(ev) if case.holder == US]
    obligations = [obligation(ev, judge(ev, case)) for case in ours]
    terms = [conclusion(ev, PACK, name, s) for _, name in sample.corpus.terms for s in ev.world.by_kind["thing"]]
    found = {(d.choice.sort, d.otherwise.name): d for d in dependences(ev, obligations, terms)}
    settings = sample.inventory.settings
    decided: dict[tuple[ChoiceSort, str], Settings] = {
        (ChoiceSort.READING, way): replace(settings, readings={"way": way}) for way in WAYS
    }
    decided[ChoiceSort.PROPOSAL, "not chosen"] = replace(settings, proposals=frozenset())
    decided[ChoiceSort.PARAMETER, "10 days"] = replace(settings, parameters={})
    assert found.keys() <= decided.keys()
    for key, otherwise in decided.items():
        fresh = sample.evaluation(replace(sample.inventory, settings=otherwise))
        listed = found.get(key)
        changed = {o.obligation.id: o.outcome for o in listed.obligations} if listed else {}
        turned = {(t.term.term, t.term.subject): t.outcome for t in listed.terms} if listed else {}
        for case, each in zip(ours, obligations, strict=True):
            assert judge(fresh, case).outcome == changed.get(each.id, each.outcome)
        for term in terms:
            then, told = conclusion(fresh, PACK, term.term, term.subject), turned.get((term.term, term.subject), term)
            assert (then.holds, then.provisionally, then.state) == (told.holds, told.provisionally, told.state)
