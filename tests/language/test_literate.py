"""Rules within Markdown: which blocks load, and that every place is the place in the file."""

from pathlib import Path

import pytest

from duly_dsl.diagnostics import apply_edits
from duly_dsl.literate import rules_in
from duly_dsl.load import check_text
from duly_dsl.read import read_pack, read_text
from duly_dsl.source import Source
from runs import duly

HEAD = """# House rules

Why we have them, and what they say.

```duly
pack house version 0.1.0
  engine language 1
  source HOUSE "house rules" published 1 March 2026 in force from 1 April 2026
end pack
kind organisation "organisation" end kind
kind system "system" fact scored: yes/no ask "Does it score people?" end kind
term watched of system "watched" default no end term
```
"""
RULE = """
## Section 1

Systems that score people are watched. What is *not* meant: rule X-1 "x" of another house.

```duly
rule HOUSE-1 "Scoring is watched"
  cites HOUSE section 1
  for each system as system
  when system's scored is yes
  then system is watched
end rule
```

A reader may try:

```duly example
rule HOUSE-1 "not loaded" oh no
```
"""
SCENARIO = """part of pack house

scenario "scored"
  as of 1 May 2026
  given a is a system with scored: yes end
  expect a is watched because HOUSE-1
end scenario
"""


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def test_a_pack_wholly_in_markdown_is_read_checked_and_tested(tmp_path: Path) -> None:
    folder = write(tmp_path, pack=HEAD + RULE, tests=f"# Tests\n\n```duly\n{SCENARIO}```\n", NOTES="# Notes\n\nNone.\n")
    found = read_pack(folder, "house")
    assert found.diagnostics == ()
    assert found.value is not None
    assert [str(rule.span) for rule in found.value.rules] == ["house/pack.md 20:1"]
    run = duly("pack", "test", folder)
    assert (run.code, run.out) == (0, "house: 1 of 1 scenarios pass, 1 expectations\n")
    assert duly("pack", "check", folder).out.startswith("house 0.1.0: sound, 1 rule, 0 warnings\n")


def test_an_error_in_the_second_block_is_told_at_its_place_in_the_file() -> None:
    text = (HEAD + RULE).replace("when system's", "whem system's")
    (found,) = check_text(Source("pack.md", text))
    assert (found.code, found.span.line, found.span.column) == ("E0113", 23, 3)
    assert found.span.source.line(23) == "  whem system's scored is yes"
    assert found.fix is not None
    assert check_text(Source("pack.md", apply_edits(text, found.fix.edits))) == ()


def test_an_indented_block_keeps_its_columns() -> None:
    text = HEAD + "".join(f"   {line}\n" for line in RULE.splitlines()).replace("scored is", "scoerd is")
    (found,) = check_text(Source("pack.md", text))
    assert (found.code, found.span.line, found.span.column) == ("E0305", 23, 20)


def test_a_file_that_does_not_say_where_it_belongs_is_to_say_so_in_its_first_block(tmp_path: Path) -> None:
    write(tmp_path, pack=HEAD, more=RULE)
    (found,) = read_pack(tmp_path, "house").diagnostics
    assert (found.code, str(found.span)) == ("E0204", "house/more.md 7:1")
    assert found.fix is not None
    text = apply_edits(RULE, found.fix.edits)
    assert text.splitlines()[5:8] == ["```duly", "part of pack house", 'rule HOUSE-1 "Scoring is watched"']
    write(tmp_path, more=text)
    assert read_pack(tmp_path, "house").diagnostics == ()


def test_prose_that_is_no_utf8_does_no_harm_and_rules_that_are_none_are_told(tmp_path: Path) -> None:
    prose = (HEAD + "Schr\u00f6dinger\n").encode("latin-1")
    (tmp_path / "pack.md").write_bytes(prose)
    assert read_pack(tmp_path, "house").diagnostics == ()
    (tmp_path / "pack.md").write_bytes(HEAD.replace('"system"', '"syst\u00f6m"').encode("latin-1"))
    assert [(d.code, d.span.line, d.span.column) for d in read_pack(tmp_path, "house").diagnostics] == [
        ("E0209", 11, 18)
    ]


def test_a_folder_of_prose_holds_no_rules(tmp_path: Path) -> None:
    write(tmp_path, README="# Nothing\n\n```duly example\ngroup g\n```\n")
    assert [d.code for d in read_pack(tmp_path, "house").diagnostics] == ["E0208"]


def test_a_rule_may_go_on_in_the_next_block() -> None:
    text = (HEAD + RULE).replace("  when system's", "```\n\nIt holds where:\n\n```duly\n  when system's")
    assert check_text(Source("pack.md", text)) == ()
    assert read_text(Source("pack.md", text)).value is not None


@pytest.mark.parametrize(
    ("markdown", "rules"),
    [
        ("```duly\na\n```\nb\n", "a"),
        ("~~~ duly\na\n```\n~~~\nb", "a ```"),
        ("````duly\na\n```\nb\n````\nc", "a ``` b"),
        ("```duly\na\n````\nb", "a"),
        ("```duly example\na\n```\n", ""),
        ("```yaml\na: 1\n```\n```duly\nb\n```", "b"),
        ("````markdown\n```duly\na\n```\n````\n", ""),
        ("<!--\n```duly\na\n```\n-->\n```duly\nb\n```", "b"),
        ("<!-- one line -->\n```duly\nb\n```", "b"),
        ("1. first\n\n   ```duly\n   a\n   ```\n", "a"),
        ("```duly\na", "a"),
        ("``` duly `x` ```\na\n", ""),
        ("> ```duly\n> a\n", ""),
    ],
)
def test_which_blocks_load(markdown: str, rules: str) -> None:
    found = rules_in("x.md", markdown)
    assert " ".join(found.split()) == rules
    assert [len(line) for line in found.split("\n")] == [len(line) for line in markdown.split("\n")]


def test_the_notes_of_shipped_packs_hold_no_rules() -> None:
    root = Path(__file__).parents[2] / "packs"
    pages = [*root.glob("*/duly_pack_*/**/*.md"), *root.glob("*/*.md")]
    assert len(pages) >= 15
    assert [str(page) for page in pages if rules_in("x.md", page.read_text(encoding="utf-8")).strip()] == []
