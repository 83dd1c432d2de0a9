"""After an error reading goes on: several errors in one run, and what is sound is kept."""

from duly_dsl.diagnostics import apply_edits
from duly_dsl.parse import parse
from duly_dsl.source import Source

RULE = """rule {id} "t"
  cites LAW art 1
  for each thing as x
  {clause}
  then keeper must "act"
end rule
"""


def _rule(number: int, clause: str = "") -> str:
    return RULE.format(id=f"R-{number}", clause=clause)


def _ids(text: str) -> list[str]:
    return [str(t.children[0]) for t in parse(Source("t", text)).value if t.data == "rule"]


def test_the_rules_around_a_wrong_one_are_kept() -> None:
    text = _rule(1) + _rule(2, "wen x's p is yes") + _rule(3) + _rule(4, "when x p is yes") + _rule(5)
    read = parse(Source("t", text))
    assert _ids(text) == ["R-1", "R-3", "R-5"]
    assert [(d.code, d.span.line, d.span.column) for d in read.diagnostics] == [
        ("E0113", 10, 3),
        ("E0127", 22, 8),
    ]


def test_a_rule_that_is_not_closed_does_not_take_the_next_with_it() -> None:
    text = _rule(1).replace("end rule\n", "") + _rule(2)
    read = parse(Source("t", text))
    assert _ids(text) == ["R-2"]
    assert [d.code for d in read.diagnostics] == ["E0135"]


def test_an_error_between_two_items_costs_neither() -> None:
    text = _rule(1) + "nonsense\n" + _rule(2)
    read = parse(Source("t", text))
    assert _ids(text) == ["R-1", "R-2"]
    assert [(d.code, d.span.line) for d in read.diagnostics] == [("E0142", 7)]


def test_items_on_one_line_are_told_apart() -> None:
    one = 'rule R-1 "t" cites LAW art 1 for each thing as x then x is y end rule '
    text = one + one.replace("R-1", "R-2").replace("then", "thn") + one.replace("R-1", "R-3")
    read = parse(Source("t", text))
    assert _ids(text) == ["R-1", "R-3"]
    assert len(read.diagnostics) == 1


def test_a_quoted_text_that_is_not_closed_costs_one_item() -> None:
    text = 'scenario "s\n  as of 1 March 2026\nend scenario\n' + _rule(2)
    assert _ids(text) == ["R-2"]
    assert len(parse(Source("t", text)).diagnostics) == 1


def test_an_unreadable_text_gives_a_bounded_number_of_errors() -> None:
    text = "".join(_rule(n, "wen") for n in range(200))
    assert len(parse(Source("t", text)).diagnostics) == 50


def test_the_place_at_the_end_of_a_text_is_after_its_last_word() -> None:
    text = 'kind thing "thing"\n  fact p: yes/no   # and then?\n\n'
    (found,) = parse(Source("t", text)).diagnostics
    assert (found.code, found.span.line, found.span.column) == ("E0135", 2, 17)
    assert found.fix is not None
    assert parse(Source("t", apply_edits(text, found.fix.edits))).diagnostics == ()


def test_nesting_is_refused_before_it_becomes_dangerous() -> None:
    deep = "when " + "not " * 5000 + "x is y"
    (found,) = parse(Source("t", _rule(1, deep))).diagnostics
    assert found.code == "E0130"
