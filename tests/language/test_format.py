"""The layout of rule files: what stands where, and what stays as it is."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly_dsl.format import format_text
from duly_dsl.load import NOBODY
from duly_dsl.parse import parse
from duly_dsl.source import Source
from fuzz.derive import derived_text
from fuzz.laws import judged
from fuzz.mutate import laid_out
from fuzz.samples import EXAMPLE

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(ROOT.glob("packs/*/duly_pack_*/**/*.duly"))
DOCUMENTS = sorted((ROOT / "tests").rglob("*.duly"))


def formatted(text: str) -> str:
    """The layout of a text that can be read."""
    result = format_text(Source("t.duly", text))
    assert result.diagnostics == ()
    return result.value


def stays(text: str) -> None:
    """The text is laid out already."""
    assert formatted(text) == text


LAYOUT = """\
pack p version 1.0.0
  title "P"
  engine language 1
  source    LAW   "the act" published 1 January 2024 in force from 1 February 2024
  amendment AMEND "amended" to LAW published 1 March 2024 in force from 1 April 2024
end pack

choice who "who" open
  is alpha, beta
end choice
choice why "why"
  is first  "the first reason, whoever gives it",
     second "another one",
     in_short
end choice

date d "d"
  is 2 August 2026   under LAW
  is 2 December 2027 under AMEND
end date

kind thing "thing"
  fact p: yes/no per version cites LAW art 1
    ask "P?"
    explanation "P is what stands here."
    example "A P is one."
    restate every 12 months
  fact amount_of_it: amount  cites LAW art 2
  link parts: many thing
end kind

rule R-1 "title"
  cites LAW art 1
  for each thing as x
  when all of:
    (a)    x's p is yes
    (viii) any of:
             (i)  x's p is no
             (ii) not x is t
           end
  end
  then keeper must "act"
  evidence e "proof"
    accept any of:
      (a) export
      (b) report only x's p is yes
    end
  end evidence
  task "act"
    owner role officer
  end task
end rule

scenario "s"
  as of 1 March 2026
  given a is a thing with p: yes  roles: { keeper, owner } end
  expect R-1 is a gap for a because missing
end scenario

kind empty "e" end kind
"""


def test_everything_on_one_line_is_laid_out() -> None:
    assert formatted(" ".join(LAYOUT.split())) == LAYOUT


def test_words_get_their_canonical_form() -> None:
    assert formatted('scenario "s" as of 2026-03-01 law as known on 01  March\n2026 end scenario') == (
        'scenario "s"\n  as of 1 March 2026\n  law as known on 1 March 2026\nend scenario\n'
    )
    assert formatted('term t of k as x "t" means x\u2019s  p is one of {a,b} end term') == (
        'term t of k as x "t"\n  means x\'s p is one of { a, b }\nend term\n'
    )
    assert formatted('leaves out LAW art.  5   par 1 because "b"') == 'leaves out LAW art. 5 par 1 because "b"\n'


def test_a_block_that_is_joined_to_something_stands_on_lines_of_its_own() -> None:
    stays(
        """\
rule R-1 "title"
  when x is t
    and not any of:
          (a) x is u
          (b) x is v
        end
    and some thing as y among x's parts satisfies all of:
          (i) y is t
        end
end rule
"""
    )


def test_long_lines_go_on_where_the_clause_can_be_broken() -> None:
    stays(
        """\
pack p version 1.0.0
  source LONG "a title that is long enough for the dates to need a line of their own, as titles of laws often are"
    published 1 January 2024 in force from 1 February 2024
end pack

calendar office "office"
  closed on 24 December 2026, 25 December 2026, 28 December 2026, 29 December 2026, 30 December 2026, 31 December 2026,
            1 January 2027

amount fine "fine"
  is the higher of (35 million EUR, 7 % of holder's worldwide_turnover),
     but the lower of (35 million EUR, 7 % of holder's worldwide_turnover) where holder's is_small_enterprise is yes
     under LONG
end amount

rule R-1 "title"
  when all of:
    (a) some dataset as data reached from activity's performed_by
          through uses, fine_tuned_from, trained_on, retrieves_from, derived_from
          satisfies any of:
          (i) data's special_category_data is yes
        end
    (b) some dataset as data reached from activity's inputs through derived_from, performed_by
          satisfies data's special_category_data is yes
    (c) activity's first_long_name_of_a_fact is yes
          and activity's second_long_name_of_a_fact is yes
          and activity's third_long_name is yes
  end
  due 15 days after incident's aware_on,
      but 2 days after incident's aware_on where incident's widespread_or_critical_infrastructure is yes,
      but 10 days after incident's aware_on where incident's caused_death is yes
end rule

scenario "s"
  given a is a thing with
    roles: { provider, deployer }  makes_realistic_people: yes  intended_for_intimate_imagery: no  and_so_on: yes
    last: no
  end
  given evidence human_review_procedure for a collected on 1 November 2026 version "1.0"
    complete but for how_to_contest stating retention: 12 months accepted by role data_protection_officer
    accepted by role legal_counsel
  expect question a's first_long_name_of_a_fact, a's second_long_name_of_a_fact, a's third_long_name_of_a_fact,
    a's fourth_long_name_of_a_fact
end scenario
"""
    )


def test_comments_stay_beside_what_they_belong_to() -> None:
    stays(
        """\
# A licence.

# What the pack is about.
pack p version 1.0.0  # first
  # no title yet

  # language
  engine language 1
  # nothing more
end pack

# ---- section ----

# about the rule
rule R-1 "title"
  # whose law
  cites LAW art 1  # article
  when all of:
    # first limb
    (a) x's p is yes  # why
    (b) x's p is no
    # no third
  end  # of the block

  # what follows
  then keeper must "act # not a comment"
  evidence e "proof"
    accept export
    # nothing on how fresh
  end evidence
end rule
# about the rule above

calendar office "office"
  closed on 24 December 2026,  # Christmas Eve
            25 December 2026,
            # the last one
            26 December 2026  # Boxing Day

# the end

# really
"""
    )


def test_a_comment_within_a_clause_ends_its_line_and_no_word_is_lost() -> None:
    assert formatted('group # which\n  act # short\n # own\n\n "the act"') == (
        'group  # which\n  act  # short\n  # own\n\n  "the act"\n'
    )
    aligned = "part of pack p in group a,  # first\n                        b\n"
    assert formatted("part of pack p in group a # first\n , b") == aligned


def test_groups_of_items_and_clauses_stay_as_their_author_made_them() -> None:
    text = 'group a "a"\ngroup b "b"\n\ngroup c "c"\ngroup d "d"\n'
    stays(text)
    assert formatted(text.replace("\n\n", "\n \n\t\n\n")) == text
    rule = 'rule R-1 "r"\n  then x is t\nend rule\n'
    assert formatted(f'\n\n{rule}{rule}group a "a"') == f'{rule}\n{rule}\ngroup a "a"\n'
    stays('rule R-1 "r"\n  cites LAW art 1\n\n  then x is t\nend rule\n')
    assert formatted('rule R-1 "r"\n\n  then x is t\n\nend rule\n\n') == 'rule R-1 "r"\n  then x is t\nend rule\n'


def test_facts_stated_stand_in_the_lines_of_their_author() -> None:
    stated = "    p: yes\n    q: no  r: { x, y } since 1 May 2026\n"
    stays(f'scenario "s"\n  given a is a thing with\n{stated}  end\nend scenario\n')
    one = 'scenario "s"\n  given a is a thing with p: yes  q: no end\nend scenario\n'
    stays(one)
    assert formatted(one.replace("p: yes  q", "p: yes q").replace("with ", "\n with ")) == one


def test_numbers_and_quoted_texts_stay_as_they_are_written() -> None:
    stays('parameter p "  two  spaces  " is 007.50\nparameter q "q" is 10^25\nparameter r "r" is 1.5 million EUR\n')
    stays('date d "d"\n  is 31 February 2026 under LAW\nend date\n')


@pytest.mark.parametrize("text", ["", "\n\n", "  \n\t"])
def test_nothing_stays_nothing(text: str) -> None:
    assert formatted(text) == ""


def test_comments_alone_stay() -> None:
    assert formatted("\n\n # one\n\n\n#two  \n") == "# one\n\n#two\n"


def test_a_text_that_cannot_be_read_stays_with_what_is_wrong() -> None:
    source = Source("t.duly", 'group a   "a"\nrule x\n')
    result = format_text(source)
    assert result.value == source.text
    assert result.diagnostics == parse(source).diagnostics != ()


@pytest.mark.parametrize("path", [*SHIPPED, *DOCUMENTS], ids=lambda p: f"{p.parent.name}/{p.name}")
def test_all_laws_hold_for_all_documents(path: Path) -> None:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    assert judged(source, NOBODY).broken == ()


@settings(max_examples=40)
@given(st.integers(0))
def test_all_laws_hold_for_texts_derived_from_the_grammar(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - repeatable, and no secret
    text = EXAMPLE + derived_text(random)
    assert judged(Source("t.duly", laid_out(random, text)), NOBODY).broken == ()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_shipped_packs_are_laid_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text) == text


ROWS = """\
scenario "clocks" for each row of "clocks.csv"
  as of <day>
  given i is an incident with aware_on: "<aware>"  other: <n> end
  expect H-1 is due by <day> for i
  expect H-1 is <status> for i
  expect <rule> is <status> for <thing>
  expect <rule> as keeper is met for i
  expect <thing> is not <term> because <rule>
  expect <rule> is <end> for i
end scenario
"""


def test_a_scenario_for_rows_is_laid_out_without_its_table() -> None:
    stays(ROWS)
    said = "  expect <rule> is <status>  # the end of it\n    for i\n  expect <thing> is <term>  # not for ever"
    stays(ROWS.replace("\nend scenario", f"\n{said}\nend scenario"))
    assert formatted(" ".join(ROWS.replace("as of", "as   of").split("\n"))).startswith(
        ROWS.splitlines()[0] + "\n  as of <day>\n"
    )


@pytest.mark.parametrize(
    ("text", "code"), [(ROWS.replace("as of", "as"), "E0101"), ('scenario "x" as of <day> end scenario\n', "E0114")]
)
def test_what_is_wrong_with_columns_is_said_and_nothing_of_the_table(text: str, code: str) -> None:
    result = format_text(Source("t.duly", text))
    assert (result.value, [d.code for d in result.diagnostics]) == (text, [code])


def test_what_sets_a_value_stands_below_its_head() -> None:
    assert formatted('date d "d" cites LAW  art 1 # first\ncites LAW art 2 is 2026-05-01 under LAW end date') == (
        'date d "d"\n  cites LAW art 1  # first\n  cites LAW art 2\n  is 1 May 2026 under LAW\nend date\n'
    )
    stays('table t "t" of c\n  cites LAW annex I\n\n  lists a under LAW\nend table\n')


def test_texts_of_members_stand_in_a_column_where_they_fit() -> None:
    long = "x" * 105
    stays(f'choice c "c"\n  is a "{long}",\n     bee\nend choice\n')
    stays(f'choice c "c"\n  is a "{long}",\n     a_longer_name "text"\nend choice\n')
    stays('choice c "c"\n  is a             "text",  # one\n     # another\n     a_longer_name "text"\nend choice\n')
    assert formatted('choice c "c" is a # of a\n"text" # of the text\n, b end choice') == (
        'choice c "c"\n  is a  # of a\n       "text",  # of the text\n     b\nend choice\n'
    )
