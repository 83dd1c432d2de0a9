"""What the reports are made of: words, the order of findings, answers, inert text."""

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from duly_dsl.phrase import many
from duly_dsl.source import Source
from duly_engine import Assessment, Duly, manifest_from_text
from duly_engine.findings import QuestionKind, Status
from duly_engine.reports.answers import may_know, snippet
from duly_engine.reports.inert import inert
from duly_engine.reports.outline import binding_findings, days_ahead, statuses_met, tallies, voluntary_findings
from duly_engine.reports.words import in_days, listed, sentence
from duly_engine.summary import Headline, is_voluntary

from .conftest import CASES, DAY, AssessCase

NAMES = ("hostile", "house", "nothing")


def test_numbers_in_words() -> None:
    assert [many(0, "gap"), many(1, "gap"), many(2, "breach", "breaches")] == ["0 gaps", "1 gap", "2 breaches"]
    assert [listed(()), listed(("a",)), listed(("a", "b")), listed(("a", "b", "c"))] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    days = (date(2026, 11, 22), DAY, date(2026, 11, 24), date(2026, 12, 2))
    assert [in_days(day, DAY) for day in days] == ["1 day ago", "today", "in 1 day", "in 9 days"]


def test_the_sentence_without_anything_ahead() -> None:
    head = Headline(assets=1, breaches=0, conflicts=2, gaps=0, undetermined=3, next_change=None)
    said = "1 asset; 0 breaches, 2 conflicts, 0 gaps, 3 undetermined. No legal date ahead is known."
    assert sentence(head, DAY) == said


@pytest.mark.parametrize("case", NAMES)
def test_each_failing_obligation_is_told_once_and_the_worst_first(case: str, assessed: AssessCase) -> None:
    assessment = assessed(case)
    wrong = {Status.BREACH, Status.CONFLICT, Status.GAP}
    for found, voluntary in ((binding_findings(assessment), False), (voluntary_findings(assessment), True)):
        told = [o for each in found for o in each.obligations]
        wanted = [o for o in assessment.ours() if o.effective in wrong and is_voluntary(o) is voluntary]
        assert sorted(o.id for o in told) == sorted(o.id for o in wanted)
        ranks = [min(tuple(Status).index(o.effective) for o in each.obligations) for each in found]
        breaches = [rank for rank in ranks if rank == 0]
        assert ranks[: len(breaches)] == breaches


@pytest.mark.parametrize("case", NAMES)
def test_what_turns_on_a_day_is_all_there(case: str, assessed: AssessCase) -> None:
    assessment = assessed(case)
    by_id = {o.id: o for o in assessment.obligations}
    for change, day in zip(assessment.changes, days_ahead(assessment), strict=True):
        turned = {(t.rule, subject) for t in day.turnings for subject in t.subjects}
        assert turned == {(by_id[key].rule, by_id[key].about) for key in change.obligations}


@pytest.mark.parametrize("case", NAMES)
def test_the_tallies_count_each_obligation_of_ours_once(case: str, assessed: AssessCase) -> None:
    found = tallies(assessed(case))
    assert sum(n for t in found for n in t.counts.by_status.values()) == len(assessed(case).ours())
    assert set(statuses_met(found)) == {o.status for o in assessed(case).ours()}


def test_those_who_cover_a_subject_by_name_are_asked_first(assessed: AssessCase) -> None:
    assessment = assessed("house")
    asked = {q.question.subject: [p.id for p in may_know(q.question, assessment)] for q in assessment.questions}
    assert asked == {"helper": ["ben"], "screener": ["ada"], "translator@sha256:6666": ["ben"]}


def _merged(whole: object, part: object) -> object:
    if isinstance(whole, dict) and isinstance(part, dict):
        return {**whole, **{key: _merged(whole.get(key), value) for key, value in part.items()}}
    if isinstance(whole, list) and isinstance(part, list):
        changed = {item["fingerprint"]: item for item in part}
        return [_merged(item, changed.get(item["fingerprint"], item)) for item in whole]
    return part


def _statuses(assessment: Assessment) -> dict[str, Status]:
    return {o.id: o.status for o in assessment.obligations}


@pytest.mark.parametrize("case", ["house", "hostile"])
def test_snippets_can_be_pasted_as_they_are_and_claim_nothing(case: str, assessed: AssessCase) -> None:
    assessment = assessed(case)
    duly = Duly.with_packs(CASES / case)
    whole = _as_text((CASES / case / "duly.yaml").read_text(encoding="utf-8"))
    assert assessment.questions
    for asked in assessment.questions:
        assert asked.question.kind in {QuestionKind.FACT, QuestionKind.ROLE, QuestionKind.LINKS}
        pasted = _merged(whole, _as_text(snippet(asked, assessment)))
        text = _yaml(pasted)
        result = manifest_from_text(Source("pasted.yaml", text), None, duly.corpus)
        assert result.value is not None, (text, result.diagnostics)
        assert _statuses(duly.assess(result.value, as_of=DAY, known_on=DAY)) == _statuses(assessment)


def _as_text(text: str) -> object:
    """YAML with every scalar as it is written."""
    return yaml.BaseLoader(text).get_single_data()


def _yaml(value: object) -> str:
    """Flow style with plain scalars where they are plain words, so that `yes` and days stay what they are."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_yaml(k)}: {_yaml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    text = str(value)
    return text if text.replace(" ", "").replace("-", "").isalnum() else _quoted(text)


def _quoted(text: str) -> str:
    inner = "".join(c if c.isascii() else f"\\U{ord(c):08X}" for c in json.dumps(text, ensure_ascii=False)[1:-1])
    return f'"{inner}"'


@given(st.text())
def test_inert_text_stays_on_its_line_and_is_seen(text: str) -> None:
    made = inert(text)
    assert len(made.splitlines()) <= 1
    assert not [c for c in made if unicodedata.category(c) in {"Cc", "Cs"}]
    assert not set(made) & set("\u200b\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    assert inert(made) == made


@pytest.mark.parametrize(
    "text", ["plain", "Ünïcödé 漢字", "\U0001f600", "\u06a9\u200c\u0647", "\U0001f469\u200d\U0001f4bb"]
)
def test_what_can_be_read_is_left_alone(text: str) -> None:
    assert inert(text) == text


def test_this_folder_has_an_expectation_for_nothing_that_is_gone() -> None:
    known = {"txt", "narrow.txt", "ask.txt", "json", "html"}
    for path in Path(CASES).glob("*/expected.*"):
        name = path.name.removeprefix("expected.")
        assert name in known or name.startswith(("HOUSE-", "GUIDE-"))
