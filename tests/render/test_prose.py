"""The prose of a rule says all that the rule means, in sentences."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from duly_dsl.corpus import Corpus
from duly_dsl.invariants import OF_A_NODE
from duly_dsl.ir import (
    Comparison,
    FactType,
    Kind,
    Relation,
    TypeName,
)
from duly_dsl.meaning import Meanings
from duly_dsl.nodes import walk
from duly_dsl.read import read_text
from duly_dsl.render.names import provision
from duly_dsl.render.words import prose
from duly_dsl.source import Source, Span
from duly_dsl.uses import Reference, Sort

from .books import LODGE, corpus_of

VECTORS = Path(__file__).parents[1] / "semantics" / "vectors"
# Names by which a pack speaks of its own parts, for which prose has other words; and what explains a question, which
# the book tells beside what is meant.
UNSAID = {"name", "variable", "party", "span", "pack", "id", "explanation", "example"}


def variants(value: object) -> Iterator[object]:
    """The value with one thing in it changed, in every way that is easily thought of."""
    match value:
        case bool():
            yield not value
        case Enum():
            yield from (other for other in type(value) if other is not value)
        case datetime():
            yield value + timedelta(hours=1)
        case date():
            yield value + timedelta(days=1)
        case Decimal() | int():
            yield value + 1
        case str():
            yield f"{value}zz"
        case tuple():
            yield from (value[:n] + value[n + 1 :] for n in range(len(value)))
            for n, part in enumerate(value):
                yield from ((*value[:n], other, *value[n + 1 :]) for other in variants(part))
        case _ if is_dataclass(value) and not isinstance(value, Span | type):
            for each in fields(value):
                if each.compare and each.name not in UNSAID:
                    for other in variants(getattr(value, each.name)):
                        yield replace(value, **{each.name: other})


def is_sound(node: object) -> bool:
    """Whether a text could say it: the form holds, and a comparison fits its right side."""
    nodes = list(walk(node))
    if any(True for each in nodes for truth in OF_A_NODE for _ in truth(each)):
        return False
    for each in nodes:
        if isinstance(each, FactType) and bool(each.choice) is not (each.name in {TypeName.ONE_OF, TypeName.MANY_OF}):
            return False
        if isinstance(each, Comparison) and each.relation is Relation.ONE_OF and not hasattr(each.operand, "names"):
            return False
        if getattr(each, "late_allowed", False) and getattr(each, "collected_before", None) is None:
            return False
        if getattr(each, "relation", None) is Relation.ONE_OF and not hasattr(getattr(each, "operand", None), "names"):
            return False
    return True


def swapped(node: Any, old: object, new: object) -> Any:
    """A node with one part of it exchanged."""
    if node is old:
        return new
    if isinstance(node, tuple):
        return tuple(swapped(part, old, new) for part in node)
    if isinstance(node, Kind):
        return replace(node, facts=swapped(node.facts, old, new), links=swapped(node.links, old, new))
    return node


def _same_after(node: Any, other: Any, table: str, reference: Reference, corpus: Corpus) -> bool:
    """Whether a pack in which a node became another reads as before."""
    (pack,) = corpus.packs
    changed: dict[str, Any] = {table: swapped(getattr(pack, table), node, other)}
    before = prose(reference, Meanings(corpus))
    assert before
    return prose(reference, Meanings(Corpus((replace(pack, **changed),)))) == before


@pytest.mark.parametrize("folder", [VECTORS / "probes", LODGE], ids=lambda f: f.name)
def test_whatever_changes_in_a_rule_changes_its_prose(folder: Path) -> None:
    corpus = corpus_of(folder)
    tried = 0
    for rule in corpus.packs[0].rules:
        for other in filter(is_sound, variants(rule)):
            tried += 1
            assert not _same_after(rule, other, "rules", Reference(Sort.RULE, rule.id), corpus), other
    assert tried > 300


DECLARED = {
    "choices": Sort.CHOICE,
    "roles": Sort.ROLE,
    "staff_roles": Sort.STAFF_ROLE,
    "evidence_kinds": Sort.EVIDENCE_KIND,
    "calendars": Sort.CALENDAR,
    "parameters": Sort.PARAMETER,
    "groups": Sort.GROUP,
    "dates": Sort.DATE,
    "periods": Sort.PERIOD,
    "amounts": Sort.AMOUNT,
    "readings": Sort.READING,
    "terms": Sort.TERM,
}
SHARED = {Sort.CHOICE, Sort.ROLE, Sort.STAFF_ROLE, Sort.EVIDENCE_KIND}


@pytest.mark.parametrize("table", DECLARED)
def test_whatever_changes_in_a_declaration_changes_its_prose(table: str) -> None:
    corpus = corpus_of(LODGE)
    tried = 0
    for node in getattr(corpus.packs[0], table):
        sort = DECLARED[table]
        reference = Reference(sort, node.name, "" if sort in SHARED else "lodge")
        for other in filter(is_sound, variants(node)):
            tried += 1
            assert not _same_after(node, other, table, reference, corpus), other
    assert tried


def test_whatever_changes_in_a_fact_or_link_changes_its_prose() -> None:
    corpus = corpus_of(LODGE)
    for kind in corpus.packs[0].kinds:
        for sort, nodes in ((Sort.FACT, kind.facts), (Sort.LINK, kind.links)):
            for node in nodes:
                for other in filter(is_sound, variants(node)):
                    reference = Reference(sort, node.name, kind.name)
                    assert not _same_after(node, other, "kinds", reference, corpus), other


HEAD = """pack p version 0.1.0
  source LAW "the law" published 1 January 2024 in force from 1 February 2024
end pack
choice colour "colour" is red, dark_blue end choice
kind organisation "organisation" fact small: yes/no end kind
kind thing "thing"
  fact big: yes/no ask "Is it big?"
  fact old_and_worn: yes/no
  fact made_on: date ask "When was it made?"
  fact colours: many of colour
  fact hue: one of colour
  link parts: many thing
end kind
role owner_of_it of thing "owner"
term fine of thing "is a fine thing" default no end term
rule R-1 "a rule" cites LAW art 1 for each thing as x then x is fine end rule
"""


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("x's big is yes", "“Is it big?” is answered yes"),
        ("not x's big is yes", "“Is it big?” is not answered yes"),
        ("x's big is not no", "“Is it big?” is not answered no"),
        ("not x's big is not no", "“Is it big?” is answered no"),
        ("x's big is none", "the answer to “Is it big?” is none"),
        ("x's old_and_worn is no", "“old and worn” of the thing is no"),
        ("x's made_on is on or after 1 May 2025", "the answer to “When was it made?” is on or after 1 May 2025"),
        ("not x's made_on is before 1 May 2025", "the answer to “When was it made?” is not before 1 May 2025"),
        (
            "x's made_on is before 2 months before assessment day",
            "the answer to “When was it made?” is before 2 months before the day of the assessment",
        ),
        ("x's colours includes dark_blue", "“colours” of the thing includes “dark blue”"),
        ("not x's colours includes red", "“colours” of the thing does not include “red”"),
        ("x's hue is one of { red, dark_blue }", "“hue” of the thing is “red” or “dark blue”"),
        ("x's parts is none", "“parts” of the thing is none"),
        ("x is fine", "“is a fine thing” holds for the thing"),
        ("not x is fine", "“is a fine thing” does not hold for the thing"),
        ("x will be fine", "“is a fine thing” holds for the thing today or on a later day"),
        ("not x will be fine", "“is a fine thing” does not hold for the thing today and on no later day"),
        ("us is owner_of_it of x", "our organisation is owner of the thing"),
        ("us is not owner_of_it of x", "our organisation is not owner of the thing"),
        ("us's small is yes", "“small” of our organisation is yes"),
        ("R-1 prevails for x", "R-1 - a rule prevails for the thing"),
        ("not R-1 will prevail for x", "R-1 - a rule prevails neither today nor later for the thing"),
        ("x is fine and x's big is no", "“is a fine thing” holds for the thing and “Is it big?” is answered no"),
        (
            "x is fine or x's big is no or x's hue is red",
            "“is a fine thing” holds for the thing, “Is it big?” is answered no or “hue” of the thing is “red”",
        ),
        (
            "some thing as y among x's parts satisfies y's big is yes",
            "for at least one thing “y” among “parts” of the thing “x”, “Is it big?” is answered yes for the thing “y”",
        ),
        (
            "not every thing as y reached from x's parts through parts satisfies y is fine",
            (
                "not for every thing “y” reached, in any number of steps, from “parts” of the thing “x” "
                "through “parts”, “is a fine thing” holds for the thing “y”"
            ),
        ),
        ("all of: (a) x is fine (b) x's big is no end", "all of the following hold:"),
        ("not all of: (a) x is fine (b) x's big is no end", "not all of the following hold:"),
        ("not any of: (a) x is fine (b) x's big is no end", "not one of the following holds:"),
        ("not none of: (a) x is fine (b) x's big is no end", "it is not so that none of the following holds:"),
        ("not at least 1 of: (a) x is fine (b) x's big is no end", "fewer than 1 of the following hold:"),
        (
            "some thing as y among x's parts satisfies y is fine and x's big is no",
            "all of the following hold:",
        ),
    ],
)
def test_a_condition_in_words(condition: str, said: str) -> None:
    read = read_text(Source("p", f'{HEAD}term t of thing as x "t" means {condition} end term'))
    assert read.value is not None
    assert read.diagnostics == ()
    found = prose(Reference(Sort.TERM, "t", "p"), Meanings(Corpus((read.value,))))
    assert found[0] == "t"
    assert found[1].removeprefix("Said of each thing. It holds where ").rstrip(".") == said


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        ("art 26 par 6", "Art. 26(6)"),
        ("art 5 par 1a point (ba)", "Art. 5(1a), point (ba)"),
        ("art 6 par 3 subpara 3", "Art. 6(3), subpara. 3"),
        ("art. 111 par 2 sentence 1", "Art. 111(2), sentence 1"),
        ("section 6-1-1703", "section 6-1-1703"),
        ("control A.6.2.8", "control A.6.2.8"),
        ("GOVERN 1.6", "GOVERN 1.6"),
        ("annex III point 4", "annex III, point (4)"),
    ],
)
def test_a_provision_as_lawyers_write_it(cited: str, said: str) -> None:
    assert provision(cited) == said
