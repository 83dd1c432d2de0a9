"""Laws of three-valued logic, of counting days, and of reading back what was written."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from duly_dsl.ir import NONE, US, Duration, Unit
from duly_dsl.source import Source
from duly_engine import Duly
from duly_engine.dates import add, compare_durations, day_of, is_over
from duly_engine.facts import manifest_from_text
from duly_engine.facts.inventory import Inventory, LinkList, Origin, OurRoles, Statement, Subject, Version
from duly_engine.facts.write import render_manifest
from duly_engine.logic import MAYBE, NO, YES, Truth, at_least, conjunction, disjunction, negate

truth_values = st.sampled_from(Truth)
many = st.lists(truth_values, max_size=5)
some_days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
CORPUS = Duly.with_installed_packs().corpus


@given(many)
def test_and_is_the_least_or_is_the_greatest(values: list[Truth]) -> None:
    assert conjunction(values) is min([YES, *values])
    assert disjunction(values) is max([NO, *values])
    assert negate(conjunction(values)) is disjunction(negate(v) for v in values)


@given(many, st.integers(0, 5))
def test_at_least_agrees_with_every_completion(values: list[Truth], count: int) -> None:
    yes, unknown = values.count(YES), values.count(MAYBE)
    found = at_least(count, values)
    outcomes = {n >= count for n in range(yes, yes + unknown + 1)}
    assert (found is MAYBE) == (len(outcomes) == 2)
    assert found is not YES or outcomes == {True}


@given(some_days, st.integers(0, 400))
def test_the_day_of_the_event_is_not_counted_and_the_last_day_is_included(start: date, count: int) -> None:
    end = add(start, Duration(count, Unit.DAYS))
    assert end == start + timedelta(days=count)
    assert not is_over(start + timedelta(days=count), start + timedelta(days=count))
    assert is_over(start + timedelta(days=count), start + timedelta(days=count + 1))


@given(some_days, st.integers(0, 60))
def test_months_keep_the_day_or_clamp_to_the_end_of_the_month(start: date, months: int) -> None:
    end = add(start, Duration(months, Unit.MONTHS))
    assert end is not None
    assert day_of(end).day <= start.day
    assert (day_of(end).day == start.day) or (day_of(end) + timedelta(days=1)).day == 1
    assert add(start, Duration(12, Unit.MONTHS)) == add(start, Duration(1, Unit.YEARS))


def test_subtraction_is_no_inverse_of_addition() -> None:
    month = Duration(1, Unit.MONTHS)
    there = add(date(2026, 1, 31), month)
    assert there == date(2026, 2, 28)
    assert add(there, month, -1) == date(2026, 1, 28)


@given(st.integers(0, 100), st.integers(0, 100))
def test_months_and_days_do_not_compare(first: int, second: int) -> None:
    assert compare_durations(Duration(first, Unit.MONTHS), Duration(second, Unit.DAYS)) is None
    assert compare_durations(Duration(12 * first, Unit.MONTHS), Duration(first, Unit.YEARS)) == 0
    assert compare_durations(Duration(7 * first, Unit.DAYS), Duration(first, Unit.WEEKS)) == 0


texts = st.text(st.characters(codec="utf-8"), max_size=30)
origins = st.builds(Origin, texts.filter(bool), texts, texts, texts)
statements = st.one_of(
    st.builds(Statement, st.one_of(texts, st.just(NONE)), st.one_of(st.none(), some_days), origin=st.none()),
    st.builds(Statement, texts, st.none(), origin=origins),
)


@st.composite
def drafts(draw: st.DrawFn) -> Inventory:
    names = draw(st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), unique=True, max_size=3))
    subjects = {US: Subject(US, "organisation", draw(texts))}
    for name in names:
        if name == US:
            continue
        facts = {fact: (draw(statements),) for fact in draw(st.sets(st.sampled_from(("description", "supplier"))))}
        links = {}
        if draw(st.booleans()):
            links["uses"] = LinkList((), complete=True)
        roles = draw(st.sampled_from((None, OurRoles(frozenset({"deployer"})), OurRoles(frozenset(), complete=False))))
        links = (
            {"derived_from": LinkList((), complete=True, origin=draw(st.one_of(st.none(), origins)))} if links else {}
        )
        kind = "dataset" if links else "model"
        stated = {"certified": (Statement(value=True, since=draw(some_days)),)} if links else {}
        identified = draw(st.lists(texts.filter(bool), unique=True, max_size=3))
        present = identified.pop() if identified else None
        versions = tuple(Version(f, draw(texts), draw(st.one_of(st.none(), some_days)), stated) for f in identified)
        subjects[name] = Subject(
            name,
            kind,
            draw(texts),
            present,
            facts=facts,
            links=links,
            our_roles=None if roles else roles,
            versions=versions,
        )
    return Inventory(subjects)


@given(drafts())
def test_a_manifest_that_was_written_reads_back_the_same(inventory: Inventory) -> None:
    text = render_manifest(inventory, CORPUS)
    result = manifest_from_text(Source("duly.yaml", text), None, CORPUS)
    assert result.diagnostics == ()
    assert result.value == inventory
