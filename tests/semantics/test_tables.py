"""Tables beyond their vectors: what explains them, what rests on them, and which packs see them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from duly_dsl.corpus import Corpus
from duly_dsl.ir import DatedTable, PackRules
from duly_dsl.meaning import Meanings
from duly_dsl.read import read_pack, read_text
from duly_dsl.source import Source
from duly_engine.evaluate.structure import Structure
from duly_engine.explain import Explanation, explain_rule
from duly_engine.scenarios import run
from duly_engine.scenarios.setting import evaluation

FOLDER = Path(__file__).parent / "vectors" / "tables"
FIRST = "FIRST (the first list, published 1 March 2020, in force from 1 April 2020"
ABOVE = """pack above version 0.1.0
  requires tables version 0.1.0 to before 0.2.0
  source OWN "own act" published 1 January 2020 in force from 1 February 2020
end pack
rule A-1 "sees the table of the pack below"
  cites OWN art 1
  for each transfer as t
  when t's via is one of adequate
  then exporter must "tell us"
end rule
scenario "through a listed country"
  as of 1 November 2025
  given x is a transfer with roles: { exporter } via: gamma end
  expect A-1 is a gap for x
end scenario
scenario "through another"
  as of 1 January 2026
  given x is a transfer with roles: { exporter } via: gamma end
  expect A-1 is not applicable for x
end scenario
"""


@pytest.fixture(scope="module")
def pack() -> PackRules:
    found = read_pack(FOLDER).value
    assert found is not None
    return found


def notes(tree: Explanation) -> list[str]:
    return [*tree.notes, *(note for child in tree.children for note in notes(child))]


@pytest.mark.parametrize(
    ("title", "subject", "note"),
    [
        (
            "the last day of a row is included",
            "x",
            f"adequate lists gamma under {FIRST}, until 31 December 2025)",
        ),
        (
            "the day after it is listed no more",
            "x",
            f"adequate does not list gamma under {FIRST}, until 31 December 2025)",
        ),
        ("a member is listed", "in_eta", "adequate does not list eta"),
        (
            "a proposal lists nothing",
            "x",
            "adequate does not list zeta under PLAN (the plan, published 1 March 2025)",
        ),
    ],
)
def test_an_explanation_names_the_instrument_that_lists_a_member(
    pack: PackRules, title: str, subject: str, note: str
) -> None:
    scenario = next(s for s in pack.scenarios if s.title.startswith(title))
    tree = explain_rule(evaluation(scenario, Structure(Corpus((pack,)))), "T-1", subject)
    assert note in notes(tree)


def test_a_table_that_nobody_knows_yet_is_explained_as_such(pack: PackRules) -> None:
    tree = explain_rule(evaluation(pack.scenarios[0], Structure(Corpus((pack,)))), "T-3", "in_alpha")
    assert "no instrument that lists anything in later_list is known yet" in notes(tree)


def test_a_rule_rests_on_the_tables_that_it_names(pack: PackRules) -> None:
    def changed(table: DatedTable) -> DatedTable:
        ended = (replace(row, ends=date(2025, 6, 30)) for row in table.rows)
        return replace(table, rows=tuple(ended)) if table.name == "adequate" else table

    before = Meanings(Corpus((pack,))).of("T-1")
    after = Meanings(Corpus((replace(pack, tables=tuple(map(changed, pack.tables))),))).of("T-1")
    assert {"table adequate", "choice country", "reading grace", "instrument RULING"} <= set(before.parts)
    assert {part for part in before.parts if before.parts[part] != after.parts[part]} == {"table adequate"}
    assert "table adequate" not in Meanings(Corpus((pack,))).of("T-3").parts


def test_a_table_is_seen_by_packs_that_require_its_own(pack: PackRules) -> None:
    above = read_text(Source("above", ABOVE)).value
    assert above is not None
    structure = Structure(Corpus((above, pack)))
    assert [run(structure, scenario).failures for scenario in above.scenarios] == [(), ()]
