"""What is told of single changes, in the words that a reader sees, and what each asks of the version."""

import pytest

from duly_dsl.diff import PackDiff, diff
from duly_dsl.diff.versions import Bump, bump_asked
from duly_engine.reports.diff_outline import sections

from .states import TEXT, after, state_of

Edit = tuple[str, str]


def lines(found: PackDiff) -> list[str]:
    """All that is said, headings of sections left out."""
    return [line for section in sections(found) for told in section.things for line in (told.head, *told.lines)]


RULES = [
    (
        ("x's watched is yes\n", "x's watched is no\n"),
        "when: condition is now x's watched is no (was x's watched is yes)",
    ),
    (
        ("(i) x's logs_kept is no", "(i) x's watched is no"),
        "when (b)(i): condition is now x's watched is no (was x's logs_kept is no)",
    ),
    (("      (ii) x's used_in includes work\n", ""), "when (b)(ii): limb is gone: x's used_in includes work"),
    (("(a) x is watchful", "(a) x is watchful (c) x's watched is yes"), "when (c): new limb: x's watched is yes"),
    (("(ii) x's", "(iii) formerly (ii) x's"), "when (b)(iii): is now called (iii) (was (ii))"),
    (("(b) any of:", "(b) none of:"), "when (b): now asks for none of (was any of)"),
    (
        ("  applies from start\n", "  applies from 1 May 2026 until 2 May 2027\n"),
        "now applies from 1 May 2026 (was start)",
    ),
    (("  applies from start\n", "  applies from start until 2 May 2027\n"), "now applies until 2 May 2027"),
    (("  applies from start\n", ""), "no longer applies from start"),
    (("then keeper must", "then keeper and maker must"), "now binds keeper and maker (was keeper)"),
    (("then keeper must", "then keeper should"), "now says should (was must)"),
    (
        ("keep the logs for {log_minimum}", "keep the logs"),
        'duty is now "keep the logs" (was "keep the logs for {log_minimum}")',
    ),
    (
        ("treat as applicable", "treat as not applicable"),
        "now counts, if undetermined, as not applicable (was applicable)",
    ),
    (("then HOUSE-2 is set aside", "then x is watchful"), "conclusion is now x is watchful (was HOUSE-2 is set aside)"),
    (("      (b) attestation\n", ""), "logs (b): no longer accepts attestation"),
    (("accept any of", "accept all of"), "logs: now asks for all of them (was any of them)"),
    (("fresh for 90 days", "fresh for 30 days"), "logs: is now fresh for 30 days (was 90 days)"),
    (("    accepted by role officer\n", ""), "logs: is no longer to be accepted by role officer"),
    (
        ("    fresh for", "    stating retention is at least log_minimum fresh for"),
        "logs: now has to state retention is at least log_minimum",
    ),
    (
        ("due 30 days after detection", "due 9 days after detection"),
        "now has its task due 9 days after detection (was 30 days after detection)",
    ),
    (("severity high", "severity low"), "now has a gap of severity low (was high)"),
    (("  interpretation", "  due 3 days after detection\n  interpretation"), "is now due 3 days after detection"),
    (("HOUSE section 3", "HOUSE section 4"), "now cites HOUSE section 4 (was HOUSE section 3)"),
]


@pytest.mark.parametrize(("edit", "said"), RULES, ids=[said for _, said in RULES])
def test_what_is_told_of_a_rule(edit: Edit, said: str) -> None:
    found = after(edit)
    assert said in lines(found)
    assert bump_asked(found) >= Bump.MINOR
    assert not found.declarations


@pytest.mark.parametrize(
    ("edits", "bump"),
    [
        # wording
        ([("Keepers keep logs", "Keepers keep all logs")], Bump.PATCH),
        ([('"a note"', '"another note"')], Bump.PATCH),
        ([('logs "logs"', 'logs "the logs"')], Bump.PATCH),
        ([('task "Keep them"', 'task "Keep them all"')], Bump.PATCH),
        ([('choice area "area"', 'choice area "area of use"')], Bump.PATCH),
        ([("law checked to 1 July", "law checked to 2 July")], Bump.PATCH),
        ([("fact watched: yes/no", 'fact watched: yes/no ask "Is it watched?"')], Bump.PATCH),
        (
            [("fact watched: yes/no", 'fact watched: yes/no explanation "By us." example "By a guard."')],
            Bump.PATCH,
        ),
        ([("is work, school end", 'is work "the place of work", school end')], Bump.PATCH),
        ([("is work, school end", 'is work, school, home "home" end')], Bump.MINOR),
        ([('title "House rules"', 'title "Rules of the house"')], Bump.PATCH),
        ([("is undetermined for s", "is undetermined for s expect no question")], Bump.PATCH),
        # what changes answers
        ([("Are logs kept?", "Are all logs kept?")], Bump.MINOR),
        ([("is work, school end", "is work, school, home end")], Bump.MINOR),
        ([("choice area", 'group every_rule "all"\nchoice area')], Bump.MINOR),
        ([("is 2 August 2026 under HOUSE", "is 2 August 2026 under HOUSE is 2 May 2027 under SECOND")], Bump.MINOR),
        ([("in force from 1 July", "in force from 2 July")], Bump.MINOR),
        ([("watched: yes/no", "watched: yes/no per version")], Bump.MINOR),
        (
            [('term watchful of system "watchful" default no', 'term watchful of system "watchful" default yes')],
            Bump.MINOR,
        ),
        ([("rule HOUSE-3", "rule HOUSE-33"), ("section 3\n", "section 3 formerly HOUSE-3\n")], Bump.MINOR),
        ([("(ii) x's", "(iii) formerly (ii) x's")], Bump.MINOR),
        ([("with fields retention: duration", "with fields retention: duration, place")], Bump.MINOR),
        ([("role maker of system", "role maker of system, organisation")], Bump.MINOR),
        # what breaks others
        ([("rule HOUSE-3", "rule HOUSE-33")], Bump.MAJOR),
        ([("(ii) x's", "(iii) x's")], Bump.MAJOR),
        ([("      (i) x's logs_kept is no\n", "")], Bump.MAJOR),
        ([("  fact watched: yes/no\n", ""), ("x's watched is yes", "x's logs_kept is yes")], Bump.MAJOR),
        ([("watched: yes/no", "watched: text")], Bump.MAJOR),
        ([("is work, school end", "is work, schools end"), ("includes school", "includes schools")], Bump.MAJOR),
        ([('choice area "area" is', 'choice area "area" open is')], Bump.MINOR),
        ([("evidence kind attestation", "evidence kind assertion"), ("(b) attestation", "(b) assertion")], Bump.MAJOR),
        ([("with fields retention: duration", "with fields kept: duration")], Bump.MAJOR),
        ([('role maker of system "maker"\n', "")], Bump.MAJOR),
        ([("role maker of system", "role maker of organisation")], Bump.MAJOR),
    ],
    ids=str,
)
def test_what_each_change_asks_of_the_version(edits: list[Edit], bump: Bump) -> None:
    assert bump_asked(after(*edits)) is bump


def test_nothing_is_told_of_layout_comments_and_order() -> None:
    found = after(("  applies from start\n", "  # from the start\n  applies   from\n start\n"))
    assert found.is_empty
    assert found.scenarios.all == 0
    assert lines(found) == []


def test_a_moved_date_is_told_of_the_rules_that_start_with_it() -> None:
    found = after(("is 2 August 2026 under HOUSE", "is 2 August 2026 under HOUSE is 2 December 2027 under SECOND"))
    assert "HOUSE-1 now applies from 2 December 2027 (was 2 August 2026)" in lines(found)
    (date,) = found.declarations
    assert date.touches == ("HOUSE-1",)
    assert "under SECOND: is now 2 December 2027" in lines(found)


def test_a_citation_of_a_value_is_told_as_that_of_a_term() -> None:
    found = after(("is 2 August 2026 under HOUSE", "cites HOUSE section 9 is 2 August 2026 under HOUSE"))
    assert "now cites HOUSE section 9" in lines(found)
    (date,) = found.declarations
    assert date.touches == ("HOUSE-1",)
    assert bump_asked(found) is Bump.MINOR


def test_a_changed_word_names_every_rule_that_rests_on_it() -> None:
    found = after(("is work, school end", "is work, school, home end"))
    (choice,) = found.declarations
    assert choice.touches == ("HOUSE-2", "HOUSE-3")


def test_a_changed_exception_touches_the_rule_it_sets_aside() -> None:
    found = after(("when x's used_in includes school", "when x's used_in includes work"))
    (rule,) = found.rules
    assert (rule.id, rule.touches) == ("HOUSE-3", ("HOUSE-2",))


def test_renamed_rules_lead_on_where_they_say_formerly() -> None:
    said = after(("rule HOUSE-3", "rule HOUSE-33"), ("section 3\n", "section 3 formerly HOUSE-3\n"))
    (rule,) = said.rules
    assert (rule.old, rule.new, rule.lost, rule.changes) == ("HOUSE-3", "HOUSE-33", (), ())
    assert any(line.startswith("HOUSE-33, which was HOUSE-3,") for line in lines(said))
    silent = after(("rule HOUSE-3", "rule HOUSE-33"))
    assert [(r.old, r.new) for r in silent.rules] == [("HOUSE-3", None), (None, "HOUSE-33")]
    assert "`HOUSE-3` leads nowhere any more; `formerly` would keep it" in lines(silent)


def test_rules_that_became_one_are_lost_only_where_nothing_says_so() -> None:
    third = TEXT[TEXT.index("rule HOUSE-3") : TEXT.index("scenario")]
    merged = ((third, ""), ("section 2\n", "section 2 formerly HOUSE-3\n"))
    found = after(*merged)
    assert [(r.old, r.new, r.lost) for r in found.rules] == [("HOUSE-2", "HOUSE-2", ()), ("HOUSE-3", None, ())]
    assert bump_asked(found) is Bump.MINOR
    assert bump_asked(after(merged[0])) is Bump.MAJOR


def test_a_second_wording_under_an_amendment_is_a_version_of_the_rule() -> None:
    first = TEXT[TEXT.index("rule HOUSE-3") : TEXT.index("scenario")]
    second = first.replace("section 3\n", "section 3\n  inserted by SECOND\n").replace("school", "work")
    found = after((first, first.replace("section 3\n", "section 3\n  replaced by SECOND\n") + second))
    assert "as first worded: is now replaced by SECOND" in lines(found)
    assert "under SECOND: new wording: HOUSE-2 is set aside" in lines(found)
    (rule,) = found.rules
    assert rule.touches == ("HOUSE-2",)


def test_ranges_that_share_no_version_break() -> None:
    requires = TEXT.replace("  source HOUSE", "  requires base version 2.0.0 to before 3.0.0\n  source HOUSE")
    wider = after(("2.0.0 to before 3.0.0", "2.1.0 to before 4.0.0"), before=requires)
    apart = after(("2.0.0 to before 3.0.0", "3.0.0 to before 4.0.0"), before=requires)
    assert (bump_asked(wider), bump_asked(apart)) == (Bump.MINOR, Bump.MAJOR)
    assert "no longer requires base version 2.0.0 to before 3.0.0" in lines(apart)


CLASSED = TEXT.replace(
    "rule HOUSE-1",
    """term logged of system as s "logged" means s's logs_kept is yes end term
classification house_class of system "class in the house" cites HOUSE section 1
  is watchful, logged
  otherwise plain "no class"
end classification
rule HOUSE-1""",
    1,
)


@pytest.mark.parametrize(
    ("edit", "said", "bump"),
    [
        (("is watchful, logged", "is watchful"), "class is gone: logged", Bump.MINOR),
        (("is watchful, logged", "is logged, watchful"), "class: order is now logged, watchful", Bump.PATCH),
        (
            ('plain "no class"', 'other "no class"'),
            "now calls the rest other (was plain)",
            Bump.MINOR,
        ),
        (('plain "no class"', 'plain "nothing"'), 'plain: text is now "nothing"', Bump.PATCH),
        (
            ('"class in the house" cites HOUSE section 1', '"class in the house"'),
            "no longer cites HOUSE section 1",
            Bump.MINOR,
        ),
    ],
)
def test_what_is_told_of_a_classification(edit: Edit, said: str, bump: Bump) -> None:
    found = after(edit, before=CLASSED)
    assert any(line.startswith(said) for line in lines(found)), lines(found)
    assert bump_asked(found) is bump
    (changed,) = found.declarations
    assert str(changed.of) == "classification house_class"


def test_a_new_classification_is_told_and_one_that_is_gone_breaks_readers() -> None:
    new = diff("house", state_of(TEXT), state_of(CLASSED))
    gone = diff("house", state_of(CLASSED), state_of(TEXT))
    assert "classification house_class" in {str(each.of) for each in new.declarations}
    assert (bump_asked(new), bump_asked(gone)) == (Bump.MINOR, Bump.MAJOR)
