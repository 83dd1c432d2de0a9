"""Rules that can conclude a term both ways, where neither sets the other aside.

By name alone: whether facts exist under which both operate is not asked here, so this is a warning.
"""

from collections.abc import Iterator
from itertools import product

from duly_dsl.check.blame import at_fault
from duly_dsl.check.targets import targets
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Fix, Place, Severity
from duly_dsl.ir import ConcludesTerm, PackRules, Rule


def opposite_conclusions(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Pairs of rules that conclude a term and its opposite, neither yielding."""
    seen: set[tuple[str, str]] = set()
    for (_, term), (holding, denying) in sorted(_concluding(corpus).items()):
        for one, other in product(holding, denying):
            pair = (one.id, other.id)
            if pair in seen or one.id == other.id or _apart(one, other) or _yields(one, other, corpus):
                continue
            seen.add(pair)
            if at_fault([one.pack, other.pack], corpus) == pack.name:
                yield _opposite(term, one, other, pack)


def _concluding(corpus: Corpus) -> dict[tuple[str, str], tuple[list[Rule], list[Rule]]]:
    """For each term, the rules that conclude it and those that deny it."""
    table: dict[tuple[str, str], tuple[list[Rule], list[Rule]]] = {}
    for rule_id in sorted(corpus.rules):
        for rule in corpus.rules[rule_id]:
            if not isinstance(rule.then, ConcludesTerm):
                continue
            term = corpus.term(rule.pack, rule.then.term)
            if term is not None:
                holding, denying = table.setdefault((term.pack, term.name), ([], []))
                (holding if rule.then.holds else denying).append(rule)
    return table


def _apart(one: Rule, other: Rule) -> bool:
    """Whether the two hold under different ways to read the same provision."""
    if one.reading is None or other.reading is None:
        return False
    return one.reading.reading == other.reading.reading and one.reading.value != other.reading.value


def _yields(one: Rule, other: Rule, corpus: Corpus) -> bool:
    ones = {t for version in corpus.rules[one.id] for t in targets(version, corpus)}
    others = {t for version in corpus.rules[other.id] for t in targets(version, corpus)}
    return other.id in ones or one.id in others


def _opposite(term: str, one: Rule, other: Rule, pack: PackRules) -> Diagnostic:
    own, far = (other, one) if other.pack == pack.name else (one, other)
    message = f"`{one.id}` and `{other.id}` can reach opposite conclusions about `{term}`, and neither yields"
    fix = Fix(f"if `{own.id}` only lifts `{far.id}`, write `then {far.id} is set aside` instead of a conclusion")
    said = {one.id: f"{one.id} concludes: {term}", other.id: f"{other.id} concludes: not {term}"}
    places = (Place(r.then.span, said[r.id], str(r.citations[0]) if r.citations else "") for r in (own, far))
    return Diagnostic("W0401", Severity.WARNING, message, tuple(places), fix)
