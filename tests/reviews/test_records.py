"""Records of reviews: written as TOML, read back as they were, refused where they are not what was written."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly_dsl.diagnostics import Diagnostic
from duly_dsl.load import load
from duly_dsl.meaning import OWN, Meanings
from duly_dsl.reviews import Level, Review, Reviewed, read_reviews, review, review_text

LODGE = Path(__file__).parents[1] / "render" / "lodge"
MEANINGS = Meanings(load({"lodge": LODGE}).corpus)
DAY = date(2026, 11, 23)

lines = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
parts = st.dictionaries(lines, st.builds(Reviewed, lines, st.lists(lines, max_size=3).map(tuple)), max_size=3)
records = st.builds(
    lambda level, reviewer, on, note, own, others: Review("R-1", level, reviewer, on, note, {**others, OWN: own}),
    st.sampled_from(Level),
    lines,
    st.dates(),
    lines,
    st.builds(Reviewed, lines, st.lists(lines, max_size=3).map(tuple)),
    parts,
)


def kept(folder: Path, text: str, name: str = "ACT-5") -> tuple[dict[str, Review], tuple[Diagnostic, ...]]:
    """What is read of a record with this text."""
    (folder / "reviews").mkdir(exist_ok=True)
    (folder / "reviews" / f"{name}.toml").write_text(text, encoding="utf-8", newline="")
    read = read_reviews(folder, "lodge")
    return dict(read.value), read.diagnostics


def made(rule_id: str = "ACT-5", level: Level = Level.SIGNED) -> Review:
    return review(rule_id, MEANINGS, level=level, reviewer="Elena Ferrari", on=DAY, note="for 2027")


@given(records)
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, record: Review) -> None:
    folder = tmp_path_factory.mktemp("pack")
    found, said = kept(folder, review_text(record), "R-1")
    assert said == ()
    assert found == {"R-1": record}
    assert review_text(found["R-1"]) == review_text(record)


def test_a_record_holds_the_parts_of_the_meaning_and_how_they_read() -> None:
    record = made("ACT-2-1")
    assert {name: part.digest for name, part in record.parts.items()} == MEANINGS.of("ACT-2-1").parts
    assert record.digest == MEANINGS.of("ACT-2-1").digest
    assert record.parts[OWN].prose[0] == "ACT-2-1 - The log is kept (ACT Art. 2(1), point (a))"
    assert all(part.prose for part in record.parts.values())
    assert list(record.parts) == sorted(record.parts)


def test_no_folder_of_reviews_is_no_fault(tmp_path: Path) -> None:
    read = read_reviews(tmp_path)
    assert (read.value, read.diagnostics) == ({}, ())


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("state =", "state", 3, "expected '='"),
        ('note = "for 2027"\n', "", 1, "there is no `note` in it"),
        ("note =", "noted =", 1, "there is no `note` in it"),
        ("\non =", '\nseen = "yes"\non =', 5, "it has no `seen` to say"),
        ('state = "signed"', 'state = "drafted"', 3, "`state` is one of reviewed, signed"),
        ("on = 2026-11-23", 'on = "2026-11-23"', 5, "`on` is a day, such as 2026-11-23"),
        ("on = 2026-11-23", "on = 2026-11-23T10:00:00Z", 5, "`on` is a day"),
        ('reviewer = "Elena Ferrari"', "reviewer = 7", 4, "`reviewer` is a text"),
        ('rule = "ACT-5"', 'rule = "ACT-6"', 2, "it is about `ACT-6` and lies in `ACT-5.toml`"),
        ('name = "the rule itself"', 'name = "the rule"', 1, "one part is `the rule itself`"),
        ("prose = [", "proses = [", 1, "each part has a name, a digest and its prose"),
    ],
)
def test_what_is_no_record_is_said_at_its_place(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    text = review_text(made())
    assert old in text
    found, (diagnostic,) = kept(tmp_path, text.replace(old, new, 1))
    assert found == {}
    assert diagnostic.code == "E0651"
    assert said in diagnostic.message
    assert diagnostic.span.source.name == "lodge/reviews/ACT-5.toml"
    assert diagnostic.span.line == line


def test_a_record_that_was_changed_by_hand_is_found(tmp_path: Path) -> None:
    record = made()
    text = review_text(record)
    for digest in {part.digest for part in record.parts.values()}:
        found, (diagnostic,) = kept(tmp_path, text.replace(digest, digest[:-1] + ("0" if digest[-1] != "0" else "1")))
        assert (found, diagnostic.code) == ({}, "E0652")
        assert diagnostic.span.line == 7


def test_one_wrong_record_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    kept(tmp_path, "wrong", "ACT-6")
    found, said = kept(tmp_path, review_text(made()))
    assert found.keys() == {"ACT-5"}
    assert [d.code for d in said] == ["E0651"]
