"""Packs together: which are used, which are refused and why, and that no order decides it."""

import subprocess
import sys
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from duly_dsl.diagnostics import Diagnostic, Severity
from duly_dsl.load import check_text, load
from duly_dsl.loaded import Loaded
from duly_dsl.source import Source

ROOT = Path(__file__).parents[2]
ACT = """pack act version 1.4.0
  engine language 1
  source LAW "the act" published 1 January 2024 in force from 1 February 2024
end pack
kind thing "thing" fact odd: yes/no end kind
role maker of thing "maker"
term risky of thing "risky" default no end term
rule LAW-1 "odd things are risky"
  cites LAW art 1
  for each thing as x
  when x's odd is yes
  then x is risky
end rule
rule LAW-2 "makers stop"
  cites LAW art 2
  for each thing as x
  when x is risky
  then maker must not "go on"
end rule
"""
HOUSE = """pack {name} version 1.0.0
  engine language 1
  {requires}
  source HOUSE "house rules" published 1 January 2024 in force from 1 February 2024
end pack
"""
REQUIRES = "requires act version 1.0.0 to before 2.0.0"
RULE = """rule HOUSE-1 "house rule"
  cites HOUSE art 1
  for each thing as x
  when {when}
  then {then}
  if undetermined treat as not applicable
end rule
"""

Write = Callable[..., dict[str, Path]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def folders(**texts: str) -> dict[str, Path]:
        for name, text in texts.items():
            (tmp_path / name).mkdir()
            (tmp_path / name / "pack.duly").write_text(text, encoding="utf-8")
        return {name: tmp_path / name for name in texts}

    return folders


def house(body: str = "", requires: str = REQUIRES, name: str = "house") -> str:
    return HOUSE.format(name=name, requires=requires) + body


def used(loaded: Loaded) -> list[str]:
    return [pack.name for pack in loaded.corpus.packs]


def errors(loaded: Loaded) -> list[Diagnostic]:
    return [d for d in loaded.diagnostics if d.severity is Severity.ERROR]


def test_packs_load_together(write: Write) -> None:
    loaded = load(write(act=ACT, house=house(RULE.format(when="x's odd is no", then="LAW-2 is set aside"))))
    assert used(loaded) == ["act", "house"]
    assert errors(loaded) == []
    assert loaded.refused == ()


def test_a_pack_with_errors_is_left_out_and_the_others_load(write: Write) -> None:
    loaded = load(write(act=ACT, house=house(RULE.format(when="x's odd is no", then="LAW-22 is set aside"))))
    assert used(loaded) == ["act"]
    assert [(d.code, d.span.source.name) for d in errors(loaded)] == [("E0310", "house/pack.duly")]
    assert [(r.name, r.reason) for r in loaded.refused] == [("house", "it has 1 error")]


@pytest.mark.parametrize(
    ("requires", "said"),
    [
        ("requires acts version 1.0.0 to before 2.0.0", "`house` requires `acts`, which is not loaded"),
        ("requires act version 1.5.0 to before 2.0.0", "version 1.5.0 to before 2.0.0; loaded is 1.4.0"),
        ("requires act version 1.0.0 to before 1.4.0", "version 1.0.0 to before 1.4.0; loaded is 1.4.0"),
    ],
)
def test_a_pack_that_lacks_what_it_requires_is_one_diagnostic(write: Write, requires: str, said: str) -> None:
    loaded = load(write(act=ACT, house=house(requires=requires)))
    assert used(loaded) == ["act"]
    (found,) = errors(loaded)
    assert found.code == "E0601"
    assert said in found.message
    assert found.span.line == 3


@pytest.mark.parametrize(
    "wanted",
    ["1.4.0 to before 1.4.1", "0.9.9 to before 1.10.0", "1.3.99 to before 2.0.0", "1.0.0 to before 10.0.0"],
)
def test_versions_are_numbers_at_least_the_first_and_before_the_last(write: Write, wanted: str) -> None:
    loaded = load(write(act=ACT, house=house(requires=f"requires act version {wanted}")))
    assert (used(loaded), errors(loaded)) == (["act", "house"], [])


def test_every_range_counts_where_a_pack_requires_another_twice(write: Write) -> None:
    ranges = "requires act version 1.0.0 to before 2.0.0\n  requires act version 1.0.0 to before 1.4.0"
    loaded = load(write(act=ACT, house=house(requires=ranges)))
    assert used(loaded) == ["act"]
    assert [d.message for d in errors(loaded)] == [
        "`house` requires `act` version 1.0.0 to before 1.4.0; loaded is 1.4.0"
    ]


NEWS = """pack news version 1.0.0
  source OTHER "another act" published 1 June 2026 in force from 1 July 2026
  amendment FIRST "first amendment" to LAW published 1 January 2026 in force from 1 February 2026
  amendment SECOND "amendment of the amendment" to FIRST published 1 June 2026 in force from 1 July 2026
  proposal THIRD "a proposal" to LAW published 2 March 2026
  {requires}
end pack
"""


def test_law_is_newer_than_checked_where_another_pack_knows_an_amendment(write: Write) -> None:
    act = ACT.replace("end pack", "  law checked to 1 March 2026\nend pack", 1)
    loaded = load(write(act=act, news=NEWS.format(requires=REQUIRES)))
    said = [(str(d.span), d.message) for d in loaded.diagnostics if d.code == "W0501"]
    assert said == [
        (
            "act/pack.duly 4:3",
            "`SECOND`, published after the day to which the law was checked, amends `FIRST`, as pack `news` knows",
        ),
        (
            "act/pack.duly 4:3",
            "`THIRD`, published after the day to which the law was checked, amends `LAW`, as pack `news` knows",
        ),
    ]


def test_what_requires_a_refused_pack_is_refused_with_it(write: Write) -> None:
    floor = house(requires="requires house version 1.0.0 to before 2.0.0", name="floor")
    loaded = load(write(act=ACT, house=house("extend kind thing fact bad: one of nothing end kind\n"), floor=floor))
    assert used(loaded) == ["act"]
    assert [(r.name, r.reason) for r in loaded.refused] == [
        ("floor", "`floor` requires `house`, which cannot be used"),
        ("house", "it has 1 error"),
    ]


def test_an_optional_term_of_an_absent_pack_is_fine(write: Write) -> None:
    body = 'kind thing "thing" end kind\nterm own of thing as x "own" means x is risky end term\n'
    text = house(body, requires="optional term risky from pack act")
    assert errors(load(write(house=text))) == []


def test_an_optional_term_that_a_loaded_pack_lacks_is_not(write: Write) -> None:
    body = 'term own of thing as x "own" means x is risk end term\n'
    loaded = load(write(act=ACT, house=house(body, requires=f"optional term risk from pack act\n  {REQUIRES}")))
    (found,) = errors(loaded)
    assert (found.code, found.fix and found.fix.advice) == ("E0304", "did you mean `risky`?")


def test_of_two_packs_of_one_name_one_is_used(write: Write) -> None:
    loaded = load(write(one=ACT, other=ACT))
    assert used(loaded) == ["act"]
    (found,) = errors(loaded)
    assert found.code == "E0603"
    assert [str(place.span) for place in found.places] == ["other/pack.duly 1:6", "one/pack.duly 1:6"]
    assert [r.name for r in loaded.refused] == ["act"]


BETWEEN = {
    "a circle": RULE.format(when="x is risky", then="LAW-1 is set aside"),
    "a fact": "extend kind thing fact odd: yes/no end kind\n",
    "a rule": RULE.format(when="x's odd is no", then="LAW-2 is set aside").replace("HOUSE-1", "LAW-2"),
    "a role": 'role maker of thing "maker"\n',
}


@pytest.mark.parametrize("body", BETWEEN.values(), ids=BETWEEN.keys())
@pytest.mark.parametrize("name", ["aaa_house", "house"])
def test_a_house_rule_cannot_take_the_law_down_with_it(write: Write, body: str, name: str) -> None:
    loaded = load(write(act=ACT, **{name: house(body, name=name)}))
    assert used(loaded) == ["act"]
    assert [r.name for r in loaded.refused] == [name]
    assert {d.span.source.name for d in errors(loaded)} == {f"{name}/pack.duly"}


def test_the_order_of_folders_decides_nothing(write: Write) -> None:
    folders = write(
        act=ACT,
        house=house(BETWEEN["a circle"]),
        floor=house(requires="requires house version 1.0.0 to before 2.0.0", name="floor"),
        twin=ACT,
        broken="pack broken version 1.0.0\nend pak\n",
    )
    results = {repr(load({name: folders[name] for name in order})) for order in permutations(folders)}
    assert len(results) == 1


def test_a_folder_without_a_pack_is_one_diagnostic(tmp_path: Path) -> None:
    loaded = load({"empty": tmp_path})
    assert [d.code for d in loaded.diagnostics] == ["E0208"]
    assert [r.name for r in loaded.refused] == ["empty"]


def test_a_text_is_checked_beside_packs(write: Write) -> None:
    beside = load(write(act=ACT)).corpus
    text = house(RULE.format(when="x's odd is no", then="LAW-2 is set aside"))
    assert check_text(Source("house.duly", text), beside) == ()
    assert {d.code for d in check_text(Source("house.duly", text))} == {"E0301", "E0310"}


@pytest.mark.parametrize("module", ["duly_dsl", "duly_dsl.ir", "duly_dsl.corpus", "duly_dsl.invariants"])
def test_reading_rules_needs_no_parser(module: str) -> None:
    code = f"import sys, {module}; sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
