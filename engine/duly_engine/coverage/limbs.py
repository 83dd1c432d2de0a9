"""The limbs of conditions with their public ids, such as `AIA-6-3/y/a`.

A label is a step of the id. A clause that is no block of labelled limbs counts as one limb with the clause's name:
`AIA-6-3/when`. Labels within `where` stand under it: `AIA-6-3/where/a`; the cases of a deadline are numbered:
`AIA-73-2/due/1`.
"""

from collections import Counter
from collections.abc import Iterator

from duly_dsl.ir import Block, Condition, Not, Quantified, Rule, Term

Named = tuple[str, Condition]


def limbs_of_rule(rule: Rule) -> Iterator[Named]:
    """The limbs of scope, conditions and cases of the deadline of one version of a rule."""
    yield from _unique(_of_rule(rule))


def limbs_of_term(term: Term) -> Iterator[Named]:
    """The limbs of what a term means."""
    if term.means is not None:
        yield from _unique(_clause(term.name, "means", term.name, term.means))


def _of_rule(rule: Rule) -> Iterator[Named]:
    if rule.where is not None:
        yield from _clause(rule.id, "where", f"{rule.id}/where", rule.where)
    if rule.when is not None:
        yield from _clause(rule.id, "when", rule.id, rule.when)
    for number, case in enumerate(rule.due.cases if rule.due else (), 1):
        yield from _clause(rule.id, f"due/{number}", f"{rule.id}/due/{number}", case.where)


def _clause(owner: str, name: str, path: str, condition: Condition) -> Iterator[Named]:
    if not _has_labels(condition):
        yield f"{owner}/{name}", condition
    yield from _within(path, condition)


def _has_labels(condition: Condition) -> bool:
    """Whether the clause is a block of labelled limbs, or its mirror."""
    while isinstance(condition, Not):
        condition = condition.condition
    return isinstance(condition, Block) and all(limb.label for limb in condition.limbs)


def _within(path: str, condition: Condition) -> Iterator[Named]:
    match condition:
        case Block(limbs=limbs):
            for limb in limbs:
                here = f"{path}/{limb.label}" if limb.label else path
                if limb.label:
                    yield here, limb.condition
                yield from _within(here, limb.condition)
        case Not(condition=inner) | Quantified(body=inner):
            yield from _within(path, inner)
        case _:
            return


def _unique(limbs: Iterator[Named]) -> Iterator[Named]:
    """Two blocks side by side may use the same labels: the second is told apart by a number."""
    seen: Counter[str] = Counter()
    for name, condition in limbs:
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name}~{seen[name]}"), condition
