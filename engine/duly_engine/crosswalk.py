"""Crosswalks of the loaded packs, told from either side: which provisions of other instruments a provision meets.

A mapping suggests where evidence may be shared and is never a pass. Nothing is inferred: two mappings that meet in one
provision say nothing of their far ends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duly_dsl.citations import lies_in
from duly_dsl.corpus import Corpus
from duly_dsl.ir import Citation, Crosswalk, Overlap
from duly_dsl.source import Span

REMARK = "A mapping suggests where evidence may be shared. It is never a pass, and nothing follows from two in a row."


@dataclass(frozen=True, slots=True)
class Mapping:
    """What one pack says of two provisions, seen from the first; `rules` and `other_rules` are those that stand for
    them."""

    provision: Citation
    overlap: Overlap
    other: Citation
    pack: str
    rules: tuple[str, ...]
    other_rules: tuple[str, ...]
    span: Span


def mappings(corpus: Corpus, wanted: str = "") -> tuple[Mapping, ...]:
    """Every mapping from a provision or what lies below it, all where none is wanted; in the order of provisions."""
    found = (m for pack in corpus.packs for each in pack.crosswalks for m in _both_sides(each, pack.name, corpus))
    chosen = [m for m in found if not wanted or is_part(str(m.provision), wanted)]
    return tuple(sorted(chosen, key=lambda m: (_order(m.provision), _order(m.other), m.pack)))


def _both_sides(each: Crosswalk, pack: str, corpus: Corpus) -> Iterator[Mapping]:
    rules, others = _rules(each.first, corpus), _rules(each.second, corpus)
    yield Mapping(each.first, each.overlap, each.second, pack, rules, others, each.span)
    yield Mapping(each.second, each.overlap.turned, each.first, pack, others, rules, each.span)


def _rules(citation: Citation, corpus: Corpus) -> tuple[str, ...]:
    """Rules that cite the provision or a part of it."""
    return tuple(
        sorted(
            rule_id
            for rule_id, versions in corpus.rules.items()
            if any(lies_in(cited, citation) for version in versions for cited in version.citations)
        )
    )


def is_part(provision: str, whole: str) -> bool:
    """Whether a provision is another or lies below it: `ISO42001 clause 6.1.3` in `ISO42001 clause 6.1`."""
    inner, outer = " ".join(provision.lower().split()), " ".join(whole.lower().split())
    return inner.startswith(outer) and inner[len(outer) : len(outer) + 1] in {"", " ", ".", "("}


def _order(citation: Citation) -> tuple[tuple[int, int, str], ...]:
    """Provisions as a reader counts: 6.2 before 6.10."""
    parts = re.findall(r"\d+|\D+", str(citation))
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)
