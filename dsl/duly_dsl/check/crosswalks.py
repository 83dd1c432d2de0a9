"""Crosswalks: how provisions relate is said once for each two, and of instruments that some pack declares.

A crosswalk leads to instruments of other packs, which need not be loaded: their absence is advice, never a refusal.
"""

from collections.abc import Iterator
from dataclasses import replace

from duly_dsl.check.faults import unknown
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Fix, Place, Severity, error
from duly_dsl.ir import Crosswalk, Overlap, PackRules


def crosswalks(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Each two provisions are related once."""
    first: dict[tuple[str, str], Crosswalk] = {}
    for each in pack.crosswalks:
        one, other = sorted((str(each.first), str(each.second)))
        said = first.setdefault((one, other), each)
        if one == other:
            yield error("E0421", f"`{one}` is compared with itself", each.span, fix=Fix("name another provision"))
        elif said is not each:
            yield _again(each, said)


def _again(each: Crosswalk, said: Crosswalk) -> Diagnostic:
    others = (Place(said.span, "stands here"),)
    before = said.overlap if said.first == each.first else said.overlap.turned
    if before is each.overlap.turned and before is not Overlap.INTERSECTS:
        message = f"each of `{each.first}` and `{each.second}` is said to contain the other"
        fix = Fix("keep the one that holds; where neither holds whole, write `intersects`")
        return error("E0421", message, each.span, role="contradicts", others=others, fix=fix)
    message = f"how `{each.first}` and `{each.second}` relate is said already"
    return error("E0311", message, each.span, role="second", others=others, fix=Fix("keep one of the two"))


def foreign_instruments(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Instruments that no loaded pack declares, each once: their pack may be absent, or their name misspelt."""
    known = {name for _, name in corpus.instruments}
    told: set[str] = set()
    for citation in (c for each in pack.crosswalks for c in (each.first, each.second)):
        name = citation.instrument
        if name not in known and name not in told:
            told.add(name)
            message = f"no loaded pack declares an instrument `{name}`, so this leads nowhere"
            yield replace(unknown("W0308", message, name, citation.span, known), severity=Severity.WARNING)
