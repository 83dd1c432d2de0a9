"""Explanations, examples and texts of members: shown to people, while manifests and rules keep the names."""

import json
from pathlib import Path

import jsonschema
import pytest

from runs import DATES, Run, duly

PACK = """pack school version 1.0.0
  title "School rules"
  engine language 1
  source ACT "School Act" published 1 March 2025 in force from 1 April 2025
  law checked to 23 November 2026
end pack

choice use "use in a school"
  is grading   "judging what pupils have learned",
     admission "deciding who is let in",
     timetable
end choice
choice town "town" open
  is north_end "the north end",
     south_end
end choice

kind ai_system "AI system"
  fact used_for: many of use per version
    ask "What is it used for?"
    explanation "A use counts if the output is read when the decision is taken."
    example "A tool that ranks essays is used for grading; a spelling checker is not."
  fact main_use: one of use
    ask "What is it mainly used for?"
  fact place: one of town
    ask "Where is it used?"
    restate every 6 months
  link parts: many ai_system
end kind

role keeper of ai_system "keeper"
role head within us "head of the school"

evidence kind report "report" end evidence kind

table strict_towns "towns with strict rules" of town
  lists north_end under ACT
end table

rule ACT-1 "Uses with consequences are reported"
  cites ACT art 1
  for each ai_system as system
  when any of:
    (a) system's used_for includes grading or system's main_use is one of { admission, timetable }
    (b) some ai_system as piece among system's parts satisfies piece's main_use is grading
    (c) system's place is one of strict_towns
  end
  then keeper must "report the use for {system's used_for} in {system's place}"
  if undetermined treat as applicable
  evidence told "a report"
    accept report
  end evidence
  task "Report it"
    owner role head
    due 14 days after detection
    severity low
  end task
end rule
"""
MANIFEST = """duly: 1
us: { name: School }
people:
  - { id: head, roles: { head: [] } }
subjects:
  essays:
    kind: ai_system
    version: "1"
    roles: [keeper]
    facts: { used_for: [grading, timetable], main_use: timetable, place: { value: north_end, since: 2026-10-01 } }
    links: { parts: { members: [helper], complete: yes } }
  helper:
    kind: ai_system
    version: "1"
    roles: [keeper]
    facts: { place: { value: north_end, since: 2026-01-01 } }
    links: { parts: none }
"""
GRADING, ADMISSION = "judging what pupils have learned", "deciding who is let in"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    (tmp_path / "school").mkdir()
    (tmp_path / "school" / "pack.duly").write_text(PACK, encoding="utf-8")
    (tmp_path / "duly.yaml").write_text(MANIFEST, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> Run:
    done = duly(*arguments, "--pack", "school", cwd=folder)
    assert done.err == ""
    return done


def test_the_pack_is_sound_and_laid_out(school: Path) -> None:
    checked = duly("pack", "check", "school", cwd=school)
    assert (checked.code, checked.err) == (0, "")
    assert duly("pack", "fmt", "--check", "school", cwd=school).code == 0


def test_ask_lists_members_with_their_texts_below_the_question(school: Path) -> None:
    out = run(school, "ask", *DATES).out
    assert (
        """helper: What is it used for?
    used_for; any of these; or none; settles 1 obligation
      grading    judging what pupils have learned
      admission  deciding who is let in
      timetable
    A use counts if the output is read when the decision is taken.
    Example: A tool that ranks essays is used for grading; a spelling checker is not.
    may know: head (head of the school)
"""
        in out
    )
    assert "used_for: unknown  # any of [grading, admission, timetable]; or none\n" in out
    assert 'place; one of these, or another word; or none; was "the north end", stated 1 January 2026;' in out
    assert '{ value: "north_end", confirmed: 2026-11-23 }' in out


def test_ask_as_json_has_fields_for_them(school: Path) -> None:
    asked = {q["question"]["name"]: q for q in json.loads(run(school, "ask", *DATES, "--format", "json").out)}
    uses = asked["used_for"]
    assert uses["explanation"] == "A use counts if the output is read when the decision is taken."
    assert uses["example"].startswith("A tool that ranks essays")
    assert uses["choices"] == ["grading", "admission", "timetable"]
    assert [(m["name"], m["text"]) for m in uses["members"]] == [
        ("grading", GRADING),
        ("admission", ADMISSION),
        ("timetable", ""),
    ]
    assert (asked["place"]["explanation"], asked["place"]["example"]) == ("", "")
    assert asked["place"]["was"] == "north_end"


def test_a_report_tells_values_by_their_texts(school: Path) -> None:
    out = run(school, "check", *DATES).out
    assert f'main_use; one of "{GRADING}", "{ADMISSION}", timetable; or none; bears on' in " ".join(out.split())
    assert 'helper\'s place was "the north end", stated 1 January 2026: to be restated by 2026-07-01' in out
    page = run(school, "check", *DATES, "--format", "html").out
    assert f'<li>{GRADING} <span class="soft">grading</span></li>' in page
    assert '<p class="soft">A use counts if the output is read when the decision is taken.</p>' in page
    assert '<p class="soft">Example: A tool that ranks essays' in page
    assert "place was &#34;the north end&#34;" in page


def test_explain_tells_conditions_and_values_by_their_texts(school: Path) -> None:
    out = " ".join(run(school, "explain", "ACT-1", "essays", *DATES).out.replace("│", " ").split())
    assert f"report the use for {GRADING}, timetable in the north end" in out
    both = f'system\'s used_for includes "{GRADING}" or system\'s main_use is one of {{ "{ADMISSION}", timetable }}'
    assert f"(a) {both}" in out
    assert f'essays\'s used_for is {{ "{GRADING}", timetable }} (duly.yaml' in out
    assert f'satisfies piece\'s main_use is "{GRADING}": unknown' in out
    assert 'essays\'s place is "the north end", since 1 October 2026' in out
    assert 'strict_towns lists "the north end" under ACT' in out
    lapsed = " ".join(run(school, "explain", "ACT-1", "helper", *DATES).out.replace("│", " ").split())
    assert 'helper\'s place was "the north end", to be restated by 2026-07-01: unknown again' in lapsed


def test_the_schema_shows_texts_and_takes_names(school: Path) -> None:
    schema = json.loads(run(school, "schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    def faults(**facts: object) -> int:
        subject = {"kind": "ai_system", "facts": facts}
        return len(list(validator.iter_errors({"duly": 1, "subjects": {"essays": subject}})))

    assert faults(main_use="grading", used_for=["grading", "timetable"], place="north_end") == 0
    assert faults(used_for={"at_least": ["admission"]}, place="elsewhere", main_use="none") == 0
    assert faults(main_use="cooking") == faults(used_for=["cooking"]) == faults(main_use=GRADING) == 1
    text = json.dumps(schema)
    assert '{"const": "grading", "title": "judging what pupils have learned"}, ' in text
    assert (
        "What is it used for? | A use counts if the output is read when the decision is taken. | "
        "Example: A tool that ranks essays is used for grading; a spelling checker is not. | pack school"
    ) in text


def test_a_first_manifest_carries_them_as_comments(school: Path) -> None:
    (school / "model.cdx.json").write_text(
        '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": '
        '[{"type": "machine-learning-model", "name": "ranker", "version": "1"}]}',
        encoding="utf-8",
    )
    (school / "school" / "pack.duly").write_text(
        PACK.replace("end pack\n", 'end pack\nkind model "model" end kind\nkind dataset "dataset" end kind\n'),
        encoding="utf-8",
    )
    duly("init", "--from", "model.cdx.json", "--output", "first.yaml", "--pack", "school", cwd=school)
    text = (school / "first.yaml").read_text(encoding="utf-8")
    assert (
        """    # unknown: used_for - "What is it used for?"
    #   "A use counts if the output is read when the decision is taken."
    #   example: "A tool that ranks essays is used for grading; a spelling checker is not."
"""
        in text
    )


def test_the_book_and_the_changelog_know_them(school: Path) -> None:
    book = duly("pack", "render", "school", cwd=school).out
    assert f"includes “{GRADING}” or the answer to" in book
    assert f"- “{GRADING}” (grading)\n- “{ADMISSION}” (admission)\n- “timetable”\n" in book
    assert "**Explanation.** A use counts" in book
    (school / "next").mkdir()
    changed = PACK.replace("let in", "let into the school").replace("is read when", "is seen when")
    (school / "next" / "pack.duly").write_text(changed.replace("1.0.0", "1.0.1"), encoding="utf-8")
    out = " ".join(duly("pack", "diff", "school", "next", cwd=school).out.split())
    assert f'admission: text is now "deciding who is let into the school" (was "{ADMISSION}")' in out
    assert "explanation is now" in out
    assert "ask for a patch version" in out
