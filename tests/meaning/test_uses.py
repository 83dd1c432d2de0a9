"""Every declared name that stands in the rules of a pack is found as a use, within its span."""

import re
from collections.abc import Iterator

import pytest

from duly_dsl.corpus import Corpus
from duly_dsl.ir import Each, EachOf, EachPair, EachVersion, PackRules, Rule, Term
from duly_dsl.load import check_text
from duly_dsl.read import read_text
from duly_dsl.reserved import RESERVED
from duly_dsl.source import Source, Span
from duly_dsl.uses import PARTS, Reference, Sort, uses_of
from duly_engine import Duly
from runs import ROOT

CORPUS = Duly.with_packs("eu_ai_act", "gdpr", "iso_42001", "nist_ai_rmf", ROOT / "docs" / "reference").corpus
WORD = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Za-z0-9]+)*|[a-z][a-z0-9_]*")
QUOTED = re.compile(r'"[^"\n]*"|#[^\n]*')
# A stated field is no declared name, and may be called as a fact is.
FIELDS = re.compile(r"\bstating\s+[a-z_]+(?:\s+(?:is|includes)[a-z ]*\s\w+\s+and\s+[a-z_]+)*")


def _declared(corpus: Corpus) -> set[str]:
    """Names that are declared somewhere; members of choices and fields of evidence are no names of their own."""
    tables = (corpus.kinds, corpus.roles, corpus.staff_roles, corpus.evidence_kinds, corpus.rules, corpus.choices)
    scoped = (
        *(
            corpus.dates,
            corpus.periods,
            corpus.amounts,
            corpus.tables,
            corpus.parameters,
            corpus.readings,
            corpus.groups,
        ),
        *(corpus.groups, corpus.calendars, corpus.instruments, corpus.terms, corpus.requirements),
    )
    of_kinds = {name for kind in corpus.kinds.values() for name in (*kind.facts, *kind.links)}
    return {*of_kinds, *(n for table in tables for n in table), *(n for table in scoped for _, n in table)}


def _variables(node: object) -> set[str]:
    bound = set(re.findall(r"\bas ([a-z_]+)", _text(node.span)))  # type: ignore[attr-defined]
    match getattr(node, "subject", None):
        case Each(variable=name):
            return {*bound, name}
        case EachOf(kind=kind, variable=name):
            return {*bound, kind, name}
        case EachVersion(variable=name):
            return {*bound, name}
        case EachPair(variable=name, party=party):
            return {*bound, name, party}
    return bound


def _text(span: Span) -> str:
    lines = span.source.text.splitlines()[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def _names_in(node: Rule | Term, declared: set[str]) -> Iterator[str]:
    """Words of the text that are declared names and can be nothing else."""
    text = FIELDS.sub(" ", _text(node.span))
    shown = {word for quoted in re.findall(r"\{[^{}]*\}", text) for word in WORD.findall(quoted)}
    plain = set(WORD.findall(QUOTED.sub(" ", text)))
    own = {getattr(node, "id", ""), getattr(node, "name", ""), *(r.name for r in getattr(node, "evidence", ()))}
    former = set(getattr(node, "formerly", ()))
    members = {m for c in CORPUS.choices.values() for m in c.members}
    yield from ((plain | shown) & declared) - RESERVED - _variables(node) - own - former - members


def _nodes(corpus: Corpus) -> list[tuple[PackRules, Rule | Term]]:
    found: list[tuple[PackRules, Rule | Term]] = []
    for pack in corpus.packs:
        found += [(pack, rule) for rule in pack.rules]
        found += [(pack, term) for term in pack.terms]
    return found


@pytest.mark.parametrize(("pack", "node"), _nodes(CORPUS), ids=lambda n: getattr(n, "id", getattr(n, "name", "")))
def test_every_name_in_a_rule_or_term_is_found(pack: PackRules, node: Rule | Term) -> None:
    found = {use.of.name for use in uses_of(node, pack, CORPUS)}
    assert set(_names_in(node, _declared(CORPUS))) - found == set()


def test_the_word_stands_within_the_span_of_its_use() -> None:
    """But for groups of a file, which stand in the line by which it belongs to its pack, and choices behind values."""
    seen: set[Sort] = set()
    for pack in CORPUS.packs:
        dated = (*pack.dates, *pack.periods, *pack.amounts, *pack.tables)
        declared = (*pack.header.instruments, *pack.kinds, *pack.roles, *pack.evidence_kinds, *dated)
        nodes = (*declared, *pack.left_out, *pack.crosswalks, *pack.terms, *pack.classifications, *pack.rules)
        for use in (use for node in nodes for use in uses_of(node, pack, CORPUS)):
            if use.of.sort is Sort.CHOICE and use.behind is None:
                continue
            if use.of.sort is not Sort.GROUP:
                seen.add(use.of.sort)
                assert use.word is not None, use
                assert _text(use.word) == use.of.name, use
    assert seen == set(Sort) - PARTS - {Sort.GROUP, Sort.CLASSIFICATION}


TEXT = """pack p version 0.1.0
  source LAW "l" published 1 January 2024 in force from 1 February 2024
  amendment AMD "a" to LAW published 1 January 2025 in force from 1 February 2025
end pack
kind thing "thing" fact kept: duration fact flag: yes/no link parts: many thing end kind
role keeper of thing "keeper"
choice way "way" is one_way, other_way end choice
evidence kind proof "proof" with fields flag: yes/no end evidence kind
period floor "floor" is 6 months under LAW end period
rule R-1 "t" cites LAW art 1 for each thing as x
  when some thing as y reached from x's parts through parts satisfies y's flag is yes
  then keeper must "keep for {floor}, now {x's kept}"
  if undetermined treat as applicable
  relies on evidence shown
end rule
rule R-2 "t" cites LAW art 1 for each thing as x then keeper must "act" if undetermined treat as applicable
  evidence shown "s" accept proof fresh until change of x's kept stating flag is yes end evidence
  task "act" due 10 days after detection end task
end rule
"""


def _small() -> PackRules:
    read = read_text(Source("p.duly", TEXT))
    assert read.value is not None
    return read.value


def test_what_a_duty_shows_and_where_it_leads_are_uses() -> None:
    pack = _small()
    rule = pack.rules[0]
    found = {use.of for use in uses_of(rule, pack, Corpus((pack,)))}
    assert found == {
        Reference(Sort.INSTRUMENT, "LAW", "p"),
        Reference(Sort.KIND, "thing"),
        Reference(Sort.LINK, "parts", "thing"),
        Reference(Sort.FACT, "flag", "thing"),
        Reference(Sort.FACT, "kept", "thing"),
        Reference(Sort.PERIOD, "floor", "p"),
        Reference(Sort.ROLE, "keeper"),
        Reference(Sort.REQUIREMENT, "shown", "p"),
    }


def test_the_facts_of_a_requirement_are_those_of_the_rule_that_states_it() -> None:
    pack = _small()
    found = {use.of for use in uses_of(pack.rules[1].evidence[0], pack, Corpus((pack,)))}
    assert found == {Reference(Sort.EVIDENCE_KIND, "proof"), Reference(Sort.FACT, "kept", "thing")}


def test_an_amendment_uses_what_it_amends() -> None:
    pack = _small()
    (use,) = uses_of(pack.header.instruments[1], pack, Corpus((pack,)))
    assert use.of == Reference(Sort.INSTRUMENT, "LAW", "p")
    assert "to LAW" in _text(use.span)


def test_a_fact_that_only_the_text_of_a_duty_shows_is_used() -> None:
    unused = [d.message for d in check_text(Source("p.duly", TEXT)) if d.code == "W0303"]
    assert not [message for message in unused if "kept" in message]
    assert [message for message in unused if "way" in message]
