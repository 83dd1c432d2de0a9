"""Lint rules: each fires on its own bad example and is silent on its good one; fixes make the finding vanish."""

import re
from pathlib import Path

import pytest

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, apply_edits
from duly_dsl.ir import PackRules
from duly_dsl.lint import Category, Configuration, LintRule, lint, lint_rules
from duly_dsl.lint.configuration import configuration_from_text
from duly_dsl.load import check_text
from duly_dsl.read import read_text
from duly_dsl.source import Source

RULES = lint_rules()
BASE = (Path(__file__).parent / "example_pack.duly").read_text(encoding="utf-8")
ALL = Configuration()


def example(rule: LintRule, heading: str) -> str:
    return rule.page.split(f"\n{heading}:\n\n```duly\n")[1].split("\n```")[0]


def source_of(snippet: str) -> Source:
    base = "" if snippet.startswith("pack ") else BASE
    return Source("example.duly", f"{base}{snippet}\n")


def pack_of(source: Source) -> PackRules:
    read = read_text(source)
    assert read.value is not None
    assert read.errors == ()
    return read.value


def found(rule: LintRule, source: Source) -> list[Diagnostic]:
    """What the rule says of the example itself, not of the base before it."""
    pack = pack_of(source)
    begins = 0 if source.text.startswith("pack bare") else BASE.count("\n")
    return [d for d in lint(pack, Corpus((pack,)), ALL) if d.code == rule.code and d.span.line > begins]


def test_there_are_at_least_25_in_every_category() -> None:
    assert len(RULES) >= 25
    assert {rule.category for rule in RULES} == set(Category)
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_the_code_is_of_its_category(rule: LintRule) -> None:
    assert re.fullmatch(r"L\d{3}", rule.code)
    assert int(rule.code[1]) - 1 == list(Category).index(rule.category)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_it_fires_on_its_bad_example(rule: LintRule) -> None:
    assert found(rule, source_of(example(rule, "Bad")))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_it_is_silent_on_its_good_example(rule: LintRule) -> None:
    assert found(rule, source_of(example(rule, "Good"))) == []


@pytest.mark.parametrize("heading", ["Bad", "Good"])
@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_examples_are_packs_that_the_checker_takes(rule: LintRule, heading: str) -> None:
    assert [d for d in check_text(source_of(example(rule, heading))) if d.code.startswith("E")] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_a_fix_that_can_be_applied_makes_its_finding_vanish(rule: LintRule) -> None:
    source = source_of(example(rule, "Bad"))
    edits = [edit for d in found(rule, source) if d.fix for edit in d.fix.edits]
    if edits:
        assert found(rule, Source(source.name, apply_edits(source.text, edits))) == []


def test_what_explains_a_question_and_texts_of_members_are_read_too() -> None:
    snippet = """choice habit "habit" is tidy "well organized", loud end choice
extend kind ai_system
  fact habit: one of habit ask "Which habit?" explanation "How it behaves: its behavior." example "It is recognized."
end kind"""
    source = source_of(snippet)
    (spelling,) = (rule for rule in RULES if rule.code == "L406")
    said = found(spelling, source)
    edits = [edit for diagnostic in said if diagnostic.fix for edit in diagnostic.fix.edits]
    assert sorted(edit.text for edit in edits) == sorted(
        ("How it behaves: its behaviour.", "It is recognised.", "well organised")
    )
    assert found(spelling, Source("example.duly", apply_edits(source.text, edits))) == []


def test_rules_can_be_off_and_things_exempt() -> None:
    rule = next(r for r in RULES if r.name == "title-ends-with-stop")
    pack = pack_of(source_of(example(rule, "Bad")))
    settings = {
        "": 1,
        'off = ["title-ends-with-stop"]': 0,
        f'off = ["{rule.code}"]': 0,
        f'[[except]]\ncode = "{rule.code}"\nnames = ["LAW-9"]\nbecause = "quoted so"': 0,
        f'[[except]]\ncode = "{rule.code}"\nnames = ["LAW-8"]\nbecause = "quoted so"': 1,
    }
    for text, count in settings.items():
        read = configuration_from_text(Source("lint.toml", text))
        assert read.diagnostics == ()
        assert len([d for d in lint(pack, Corpus((pack,)), read.value) if d.code == rule.code]) == count


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("off = [", "1:1", "no TOML"),
        ('of = ["L101"]', "1:1", "did you mean `off`?"),
        ('\noff = ["double-negativ"]', "2:9", "did you mean `double-negative`?"),
        ('[[except]]\ncode = "L101"\nnames = ["A-1"]', "1:3", "because"),
        ('off = "L101"', "1:1", "a list"),
        ('off = [["L101"]]', "1:1", "`off` is a list of lint rules"),
        ('[[except]]\ncode = ["L101"]\nnames = ["A-1"]\nbecause = "so"', "2:1", "`code` is a lint rule"),
        ('[[except]]\ncode = "L101"\nnames = [["A-1"]]\nbecause = "so"', "3:1", "`names` a list of names"),
        ("off = []\n[[except]]\ncode =\n", "3:7", "no TOML: invalid value"),
    ],
)
def test_a_wrong_configuration_is_said_with_its_place(text: str, place: str, words: str) -> None:
    read = configuration_from_text(Source("lint.toml", text))
    said = [(str(d.span), f"{d.message} {d.fix.advice if d.fix else ''}") for d in read.diagnostics]
    assert any(where == f"lint.toml {place}" and words in what for where, what in said), said


def test_a_configuration_that_is_no_toml_says_its_place_once() -> None:
    (said,) = configuration_from_text(Source("lint.toml", "[[except]]\ncode =\n")).diagnostics
    assert said.message == "`lint.toml` is no TOML: invalid value"


def test_unknown_settings_come_in_order() -> None:
    read = configuration_from_text(Source("lint.toml", "".join(f"k{n} = 1\n" for n in reversed(range(9)))))
    assert [d.message for d in read.diagnostics] == [f"there is no setting `k{n}`" for n in range(9)]


def test_an_exemption_without_a_code_is_said_once() -> None:
    read = configuration_from_text(Source("lint.toml", '[[except]]\nnames = ["A-1"]\nbecause = "so"'))
    assert [d.message for d in read.diagnostics] == ["an exemption names a lint rule, what is exempt, and why"]
