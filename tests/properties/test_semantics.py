"""The theorems of docs/semantics.md over random packs and inventories."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from duly_dsl.corpus import Corpus
from duly_dsl.ir import US, Classification, Forbids, Obliges, RestClass
from duly_engine.assessment import assess
from duly_engine.dependences import dependences
from duly_engine.evaluate.assess import cases, conclusion, judge, obligation, questions_of
from duly_engine.evaluate.classes import Sought, classed, holding
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.nodes import Instance
from duly_engine.evaluate.questions import answers_to
from duly_engine.evaluate.reads import Plane
from duly_engine.evaluate.structure import Structure
from duly_engine.evaluate.verdict import binds, verdict
from duly_engine.explain import explain
from duly_engine.facts.inventory import Inventory, LinkList, OurRoles, Settings, Statement, Subject
from duly_engine.findings import ChoiceSort, Question, QuestionKind, Status
from duly_engine.logic import MAYBE, Truth, negate
from strategies import DAYS, FLAGS, OF_VERSION, PACK, SUBJECTS, WAYS, ZONES, Sample, day, samples

T = TypeVar("T")
FREED = {Status.NOT_YET_APPLICABLE, Status.ENDED, Status.OBSERVED}
IDLE = {Status.NOT_APPLICABLE, Status.SET_ASIDE, Status.NOT_OURS}


def truths(ev: Evaluation, plane: Plane, on: date) -> dict[tuple[str, str], Truth]:
    """Every rule and term of every subject on a day; what is said of the present version is told of the subject."""
    corpus, by_kind = ev.world.corpus, ev.world.by_kind
    found = {
        (rule, _named(ev, s)): ev.operates(rule, Instance(s), on, plane)
        for rule, (first, *_) in corpus.rules.items()
        for s in by_kind.get(first.subject.kind, ())
    }
    found |= {
        (f"{rule} operates", s): ev.occurs(rule, s, on, plane)
        for rule, (first, *_) in corpus.rules.items()
        for s in (by_kind["thing"] if first.subject.kind == "thing" else ())
    }
    return found | {(name, s): ev.term(p, name, s, on, plane) for p, name in corpus.terms for s in by_kind["thing"]}


def _named(ev: Evaluation, subject: str) -> str:
    """A name that stays when somebody says which version the present one is."""
    version = ev.world.versions.get(subject)
    return version.subject.id if version else subject


@st.composite
def completed(draw: st.DrawFn, inventory: Inventory) -> Inventory:
    """The inventory with some of what is unknown answered."""
    subjects: dict[str, Subject] = {}
    for name, subject in inventory.subjects.items():
        if subject.kind != "thing":
            subjects[name] = subject
            continue
        facts = dict(subject.facts)
        for flag in (*FLAGS, OF_VERSION):
            if flag not in facts and draw(st.booleans()):
                facts[flag] = (Statement(draw(st.booleans())),)
        versions = tuple(
            replace(v, facts={OF_VERSION: (Statement(draw(st.booleans())),)})
            if not v.facts and draw(st.booleans())
            else v
            for v in subject.versions
        )
        if "on" not in facts and draw(st.booleans()):
            facts["on"] = (Statement(day(draw(st.integers(0, DAYS)))),)
        if "zone" not in facts and draw(st.booleans()):
            facts["zone"] = (Statement(draw(st.sampled_from(ZONES))),)
        links = dict(subject.links)
        listed = links.get("parts", LinkList(()))
        if not listed.complete and draw(st.booleans()):
            links["parts"] = replace(listed, complete=True)
        roles = subject.our_roles
        if roles is None and draw(st.booleans()):
            roles = OurRoles(frozenset({"keeper"}) if draw(st.booleans()) else frozenset())
        fingerprint = subject.fingerprint or draw(st.sampled_from((None, "1", "4")))
        subjects[name] = replace(
            subject, facts=facts, links=links, our_roles=roles, fingerprint=fingerprint, versions=versions
        )
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
        subjects={
            k: replace(s, facts=dict(reversed(list(s.facts.items()))), versions=mixed(s.versions)) for k, s in subjects
        },
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
        for subject in sample.inventory.subjects.values():
            for said, changed in _without_each_fact(ev, subject):
                if said in named:
                    continue
                subjects = {**sample.inventory.subjects, subject.id: changed}
                without = sample.evaluation(replace(sample.inventory, subjects=subjects))
                again = judge(without, case)
                assert (again.status, again.provisional) == (judged.status, judged.provisional)
                assert again.settled.day == judged.settled.day
                if settling.sets:
                    break


def _without_each_fact(ev: Evaluation, subject: Subject) -> Iterator[tuple[str, Subject]]:
    """Each fact of a subject and of its versions as it is named, and the subject without it."""
    for fact in subject.facts:
        yield f"{subject.id}'s {fact}", replace(subject, facts={k: v for k, v in subject.facts.items() if k != fact})
    for version in subject.versions:
        if version.facts:
            versions = tuple(replace(v, facts={}) if v is version else v for v in subject.versions)
            called = ev.world.called(f"{subject.id}@{version.fingerprint}")
            yield f"{called}'s {OF_VERSION}", replace(subject, versions=versions)


@given(samples)
def test_supposing_an_answer_is_stating_it(sample: Sample) -> None:
    ev = sample.evaluation()
    for subject in sample.inventory.subjects.values():
        for answer in (True, False):
            for question, changed in _answered(subject, answer=answer):
                subjects = {**sample.inventory.subjects, subject.id: changed}
                stated = sample.evaluation(replace(sample.inventory, subjects=subjects))
                truths(ev, Plane.SETTLED, sample.as_of)
                supposed = ev.supposing({question: answer})
                for case in cases(ev):
                    one, other = verdict(supposed, case, Plane.SETTLED), verdict(stated, case, Plane.SETTLED)
                    assert (one.status, one.day, one.reason) == (other.status, other.day, other.reason)


def _answered(subject: Subject, *, answer: bool) -> Iterator[tuple[Question, Subject]]:
    """Each unknown fact of a thing and of its versions, and the thing with the answer."""
    said = (Statement(answer),)
    for fact in (*FLAGS, OF_VERSION) if subject.kind == "thing" else ():
        if fact not in subject.facts:
            changed = replace(subject, facts={**subject.facts, fact: said})
            yield Question(subject.id, fact, QuestionKind.FACT), changed
    for version in subject.versions:
        if not version.facts:
            versions = tuple(replace(v, facts={OF_VERSION: said}) if v is version else v for v in subject.versions)
            question = Question(f"{subject.id}@{version.fingerprint}", OF_VERSION, QuestionKind.FACT)
            yield question, replace(subject, versions=versions)


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


def classified(corpus: Corpus) -> Iterator[Sought]:
    """Every class of a classification over all terms of a pack, for every thing."""
    names = tuple(name for _, name in corpus.terms)
    of = Classification("sort", "thing", "sort of thing", names, RestClass("rest", "none of these"), pack=PACK)
    yield from (Sought(of, name, subject) for subject in SUBJECTS for name in (*names, "rest"))


@given(samples)
def test_a_class_holds_from_the_first_day_and_until_the_last_on_which_its_term_does(sample: Sample) -> None:
    ev, fresh = sample.evaluation(), sample.evaluation()
    ahead = [sample.as_of + timedelta(days=n) for n in range(DAYS + 30)]
    for sought in classified(sample.corpus):
        if sought.subject not in sample.inventory.subjects:
            continue
        for plane in Plane:
            found = holding(ev, sought, plane)
            values = {on: sought.value(fresh, on, plane) for on in ahead}
            first = next((on for on in ahead if values[on] is not Truth.NO), None)
            assert (found.value, found.day) == (values[first or sample.as_of], first or sample.as_of)
            ends = next((on for on in ahead if on > found.day and values[on] is not Truth.YES), None)
            is_over = found.value is Truth.YES and ends is not None and values[ends] is Truth.NO
            assert found.until == (ends - timedelta(days=1) if is_over and ends is not None else None)


@given(samples, st.data())
def test_a_class_that_is_settled_survives_every_further_answer(sample: Sample, data: st.DataObject) -> None:
    later = sample.evaluation(data.draw(completed(sample.inventory)))
    now = sample.evaluation()
    for sought in classified(sample.corpus):
        before = holding(now, sought, Plane.SETTLED)
        if sought.subject in sample.inventory.subjects and before.value is not MAYBE:
            after = holding(later, sought, Plane.SETTLED)
            assert (after.value, after.day) == (before.value, before.day)


@given(samples)
def test_the_rest_holds_where_every_class_is_known_not_to(sample: Sample) -> None:
    ev = sample.evaluation()
    for sought in classified(sample.corpus):
        if sought.is_rest and sought.subject in sample.inventory.subjects:
            each = [ev.term(PACK, name, sought.subject, sample.as_of, Plane.SETTLED) for name in sought.of.classes]
            assert sought.value(ev, sample.as_of, Plane.SETTLED) is negate(max(each))


@given(samples)
def test_questions_of_a_class_settle_it(sample: Sample) -> None:
    ev = sample.evaluation()
    for sought in classified(sample.corpus):
        if sought.subject in sample.inventory.subjects and not sought.is_rest:
            for each in classed(ev, sought).settling.sets:
                assert _settles_class(ev, sought, each)


def _settles_class(ev: Evaluation, sought: Sought, questions: tuple[Question, ...]) -> bool:
    if not questions:
        return holding(ev, sought, Plane.SETTLED).value is not MAYBE
    first, *rest = questions
    return any(_settles_class(ev.supposing({first: a}), sought, tuple(rest)) for a in answers_to(ev, first))
