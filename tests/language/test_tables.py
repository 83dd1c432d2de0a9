"""Scenarios for each row of a table: what a row reads as, where its words stand, which files may be named."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly_dsl.diagnostics import Result
from duly_dsl.ir import ExpectStatus, GivenUnknown, GivenValue, PackRules, Scenario
from duly_dsl.read import read_pack, read_text
from duly_dsl.rows import read_table
from duly_dsl.source import Source
from duly_dsl.tables import PackFiles

BASE = (Path(__file__).parent / "example_pack.duly").read_text(encoding="utf-8")
BODY = """
  as of <day>
  law as known on 1 May 2026
  given <name> is an ai_system version "<version>" since 1 January 2026 with # <not a column>
    roles: <roles>  high_impact: <high> since <day>  placed_on: <placed>
  end
  given evidence log_export for <name> collected on <day> stating retention: <kept>
  given waiver of LAW-1 for <name> until <day> because "<why>"
  expect LAW-1 is <status> for <name>
  expect task for LAW-1 due <day>
end scenario
"""
COLUMNS = {
    "day": st.sampled_from(["1 June 2026", "2026-06-02", "30 November 2027"]),
    "name": st.sampled_from(["a", "cv_ranker", "due", "row"]),
    "version": st.sampled_from(["3.2.0", "2", "with space", "a, b"]),
    "roles": st.sampled_from(["{ provider }", "at least { }", "{ }"]),
    "high": st.sampled_from(["yes", "no", ""]),
    "placed": st.sampled_from(["2 March 2025", "2025-03-02", "none", ""]),
    "kept": st.sampled_from(["6 months", "0 days", ""]),
    "why": st.sampled_from(["we know", "it's < 5 > 4", "the #1 reason"]),
    "status": st.sampled_from(
        ["a gap", "not applicable", "set aside by LAW-0", "due by 3 May 2026", "provisionally met"]
    ),
}
ROWS = st.lists(st.fixed_dictionaries(COLUMNS), min_size=1, max_size=4)


def table(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def read(text: str, **files: bytes) -> Result[PackRules | None]:
    named = {f"{name}.csv": data for name, data in files.items()}
    return read_text(Source("rules.duly", BASE + text), PackFiles(named))


def scenarios(text: str, **files: bytes) -> tuple[Scenario, ...]:
    result = read(text, **files)
    assert result.value is not None
    assert result.diagnostics == ()
    return result.value.scenarios


def written_out(row: dict[str, str]) -> str:
    body = BODY
    for column, cell in row.items():
        body = body.replace(f"<{column}>", cell or "unknown")
    return f'scenario "cases"{body}'


@given(ROWS)
def test_a_row_reads_as_the_scenario_with_its_cells_written_in(rows: list[dict[str, str]]) -> None:
    from_table = scenarios(f'scenario "cases" for each row of "cases.csv"{BODY}', cases=table(rows))
    by_hand = scenarios("".join(map(written_out, rows)))
    assert [replace(s, title="cases", row=None) for s in from_table] == [*by_hand]


CASES = b"day,high,status\n1 June 2026,yes,a gap\n2 June 2026,,undetermined\n"
SHORT = """scenario "cases" for each row of "cases.csv"
  as of <day>
  given a is an ai_system with high_impact: <high> end
  expect LAW-1 is <status> for a
end scenario
"""


def test_a_row_is_named_in_the_title_and_kept() -> None:
    first, second = scenarios(SHORT, cases=CASES)
    assert first.title == "cases (row 1: 1 June 2026, yes, a gap)"
    assert second.title == "cases (row 2: 2 June 2026, unknown, undetermined)"
    assert second.row is not None
    assert (str(second.row), second.row.of, second.row.span.line) == ("row 2 of cases.csv", 2, 3)


def test_a_long_row_is_cut_in_the_title() -> None:
    wide = CASES.replace(b"a gap", b"a" + b" " * 80 + b"gap")
    assert scenarios(SHORT, cases=wide)[0].title.endswith("...)")


def test_words_of_a_cell_stand_where_its_column_stands() -> None:
    placed = [line.index("<status>") + 1 for line in SHORT.splitlines() if "<status>" in line]
    for scenario in scenarios(SHORT, cases=CASES):
        (expected,) = scenario.expectations
        assert isinstance(expected, ExpectStatus)
        (assignment,) = scenario.subjects[0].assignments
        value = assignment.value
        assert isinstance(value, GivenValue | GivenUnknown)
        stretch = value.span.source.line(value.span.line)[value.span.column - 1 : value.span.end_column - 1]
        assert stretch == "<high>"
        assert expected.span.column < placed[0] < expected.span.end_column


def test_scenarios_around_a_table_are_read_as_they_stand() -> None:
    plain = 'scenario "plain" as of 1 June 2026 given a is an ai_system expect LAW-1 is met for a end scenario\n'
    found = scenarios(f"{plain}{SHORT}{plain}{SHORT}", cases=CASES)
    assert [s.title.split(" (")[0] for s in found] == ["plain", "cases", "cases", "plain", "cases", "cases"]
    assert [s.row is None for s in found] == [True, False, False, True, False, False]
    alone = scenarios(plain)[0]
    assert found[0] == found[3] == alone


def test_what_is_quoted_or_a_comment_is_no_table() -> None:
    text = '# scenario "x" for each row of "no.csv"\n' + SHORT.replace('"cases" for', '"cases" # <nothing>\n for')
    assert len(scenarios(text, cases=CASES)) == 2
    assert scenarios('group odd "scenario for each row of" group other "t"') == ()


def test_an_error_in_one_row_does_not_hide_the_others() -> None:
    result = read(SHORT, cases=CASES.replace(b"a gap", b"gap") + b"3 June 2026,yes,gap\n4 June 2026,no,met\n")
    assert result.value is not None
    assert [d.message.split(":")[0] for d in result.diagnostics] == ["row 1 of cases.csv", "row 3 of cases.csv"]
    assert [s.row.number for s in result.value.scenarios if s.row] == [2, 4]


@pytest.mark.parametrize("path", ["cases.csv", "../tables/cases.csv", "./cases.csv"])
def test_a_path_leads_from_the_folder_of_the_rule_file(tmp_path: Path, path: str) -> None:
    (tmp_path / "pack.duly").write_text(BASE)
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "cases.csv").write_bytes(b"\xef\xbb\xbf" + CASES.replace(b"\n", b"\r\n"))
    (folder / "tried.duly").write_text("part of pack example\n" + SHORT.replace("cases.csv", path))
    result = read_pack(tmp_path, "example")
    assert result.value is not None
    assert result.diagnostics == ()
    assert [s.row.span.source.name for s in result.value.scenarios if s.row] == ["example/tables/cases.csv"] * 2


def test_a_link_that_leads_out_of_the_pack_is_no_table_of_it(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (tmp_path / "secret.csv").write_bytes(CASES)
    (pack / "cases.csv").symlink_to(tmp_path / "secret.csv")
    (pack / "pack.duly").write_text(BASE + SHORT)
    assert [d.code for d in read_pack(pack, "example").diagnostics] == ["E0801"]


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8), min_size=2, max_size=2)
    )
)
def test_cells_are_read_as_the_standard_library_writes_them(rows: list[list[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([["a", "b"], *rows])
    found = read_table(Source("t.csv", text.getvalue()))
    read_back = [[cell.text for cell in row.cells.values()] for row in found.value.rows] if found.value else []
    assert read_back == [[cell.strip() for cell in row] for row in rows]
    assert {d.code for d in found.diagnostics} <= {"E0803"}
