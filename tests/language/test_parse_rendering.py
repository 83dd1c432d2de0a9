"""The house form of a diagnostic, as plain text."""

from duly_dsl.diagnostics import Diagnostic, Fix, Place, Severity, error
from duly_dsl.diagnostics_text import render_text
from duly_dsl.source import NOWHERE, Source, Span

ART06 = Source("eu_ai_act/art06.duly", "\n" * 40 + "  then system is not annex_iii_high_risk\n")


def test_all_seven_parts_in_their_order() -> None:
    conflict = Diagnostic(
        "E0412",
        Severity.ERROR,
        "AIA-6-2 and AIA-6-3 can reach opposite conclusions about annex_iii_high_risk, and neither yields",
        (
            Place(Span(ART06, 41, 3, 41, 41), "AIA-6-3  concludes: not annex_iii_high_risk", "AIA art 6(3)"),
            Place(Span(ART06, 12, 3, 12, 9), "AIA-6-2  concludes: annex_iii_high_risk", "AIA art 6(2)"),
        ),
        Fix("if AIA-6-3 only lifts AIA-6-2, write `then AIA-6-2 is set aside` instead of a conclusion"),
        "annex_iii_areas = { employment }, significant_risk_of_harm = no, narrow_procedural_task = yes",
        "`duly pack check --write-scenario` saves the example as a test",
    )
    assert (
        render_text(conflict)
        == """\
error E0412: AIA-6-2 and AIA-6-3 can reach opposite conclusions about annex_iii_high_risk, and neither yields
  --> eu_ai_act/art06.duly 12:3  AIA-6-2  concludes: annex_iii_high_risk       [AIA art 6(2)]
  --> eu_ai_act/art06.duly 41:3  AIA-6-3  concludes: not annex_iii_high_risk   [AIA art 6(3)]
   41 |   then system is not annex_iii_high_risk
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  example: annex_iii_areas = { employment }, significant_risk_of_harm = no, narrow_procedural_task = yes
  help: if AIA-6-3 only lifts AIA-6-2, write `then AIA-6-2 is set aside` instead of a conclusion
  try: `duly pack check --write-scenario` saves the example as a test
  more: `duly explain E0412`"""
    )


def test_parts_that_are_not_there_are_left_out() -> None:
    assert render_text(error("E0999", "something is wrong", NOWHERE)) == (
        "error E0999: something is wrong\n  --> (no file) 1:1\n  more: `duly explain E0999`"
    )


def test_a_stretch_over_several_lines_is_underlined_to_the_end_of_the_first() -> None:
    source = Source("f", "rule R-1\n  cites\nend rule\n")
    shown = render_text(error("E0999", "something is wrong", Span(source, 1, 6, 3, 9))).split("\n")
    assert shown[2:4] == ["    1 | rule R-1", "      |      ^^^"]


def test_an_empty_stretch_is_one_mark() -> None:
    source = Source("f", "rule\n")
    shown = render_text(error("E0999", "something is wrong", Span(source, 1, 5, 1, 5))).split("\n")
    assert shown[2:4] == ["    1 | rule", "      |     ^"]


def test_tabs_and_unseen_characters_do_not_move_the_marks() -> None:
    source = Source("f", "\tgroup \u202eact\n")
    shown = render_text(error("E0999", "something is wrong", Span(source, 1, 8, 1, 12))).split("\n")
    assert shown[2:4] == ["    1 |  group \ufffdact", "      |        ^^^^"]
