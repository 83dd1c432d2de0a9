"""Two conditions, limb by limb: added, removed, changed, or the same under another label."""

from collections.abc import Iterator, Mapping

from duly_dsl import phrase
from duly_dsl.diff.changes import Aspect, Change
from duly_dsl.diff.pairs import former, members, pairs, text, value
from duly_dsl.ir import Block, Condition, Limb, Not, Quantified


def conditions(old: Condition | None, new: Condition | None, where: str) -> Iterator[Change]:
    """What differs between two conditions; `where` is the clause with the labels that lead to them."""
    if old == new:
        return
    match old, new:
        case Block(), Block() if _is_labelled(old) and _is_labelled(new):
            yield from value(Aspect.COMBINATION, phrase.head(old), phrase.head(new), str, where)
            yield from _limbs(old, new, where)
        case Block(), Block() if phrase.head(old) == phrase.head(new) and not (_is_labelled(old) or _is_labelled(new)):
            yield from members(Aspect.LIMB, old.limbs, new.limbs, lambda limb: phrase.whole(limb.condition), where)
        case Not(), Not():
            yield from conditions(old.condition, new.condition, where)
        case Quantified(), Quantified() if _reach(old) == _reach(new):
            yield from conditions(old.body, new.body, where)
        case _:
            yield from value(Aspect.CONDITION, old, new, phrase.whole, where)


def labels(condition: Condition | None) -> frozenset[str]:
    """The paths of labels that lead to the limbs of a condition, `y/a`; those that they had count too."""
    match condition:
        case Block(limbs=limbs):
            return frozenset(path for limb in limbs for path in _paths(limb))
        case Not(condition=inner) | Quantified(body=inner):
            return labels(inner)
    return frozenset()


def _paths(limb: Limb) -> Iterator[str]:
    below = labels(limb.condition)
    if not limb.label:
        yield from below
    for label in (limb.label, *limb.formerly) if limb.label else ():
        yield label
        yield from (f"{label}/{path}" for path in below)


def _is_labelled(block: Block) -> bool:
    return any(limb.label for limb in block.limbs)


def _reach(found: Quantified) -> tuple[object, ...]:
    return found.quantifier, found.kind, found.variable, found.start, found.through


def _limbs(old: Block, new: Block, where: str) -> Iterator[Change]:
    olds, news = {limb.label: limb for limb in old.limbs}, {limb.label: limb for limb in new.limbs}
    called = dict(_relabelled(olds, news))
    for label, before in olds.items():
        after = news.get(called.get(label, ""))
        if after is None:
            yield Change(Aspect.LIMB, _below(where, label), phrase.whole(before.condition), None)
            continue
        place = _below(where, after.label)
        yield from text(Aspect.LABEL, f"({label})", f"({after.label})", place)
        yield from former(before.formerly, after.formerly, label, after.label, place)
        yield from conditions(before.condition, after.condition, place)
    for label, limb in news.items():
        if label not in called.values():
            yield Change(Aspect.LIMB, _below(where, label), None, phrase.whole(limb.condition))
    if [called[label] for label in olds if label in called] != [n for n in news if n in called.values()]:
        yield Change(Aspect.ORDER, where, ", ".join(olds), ", ".join(news))


def _relabelled(olds: Mapping[str, Limb], news: Mapping[str, Limb]) -> Iterator[tuple[str, str]]:
    """Which limb is which: by its label, by what it was called, else by what it says."""
    gone, come = sorted(olds.keys() - news.keys()), sorted(news.keys() - olds.keys())
    yield from ((label, label) for label in sorted(olds.keys() & news.keys()))
    said = [(o, n) for o in gone for n in come if o in news[n].formerly or n in olds[o].formerly]
    alike = [(o, n) for o in gone for n in come if olds[o].condition == news[n].condition]
    yield from pairs(said, alike)


def _below(where: str, label: str) -> str:
    """`when (b)(i)`."""
    return f"{where}{'' if where.endswith(')') else ' '}({label})"
