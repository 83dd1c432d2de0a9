"""Parts of conditions: limbs by their labels, a condition without one of them, a condition on one line."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from duly_dsl import phrase
from duly_dsl.ir import Block, Combination, Condition, Limb, Not
from duly_dsl.source import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Part:
    """A limb where it stands: the numbers that lead to it, its labels, and the limbs that hold wherever it is read."""

    path: tuple[int, ...]
    labels: tuple[str, ...]
    limb: Limb
    beside: tuple["Part", ...] = ()

    @classmethod
    def whole(cls, condition: Condition) -> "Part":
        """A condition as the only part of itself."""
        return cls((), (), Limb("", condition, span=condition.span))

    @property
    def condition(self) -> Condition:
        """What the limb says."""
        return self.limb.condition

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.limb.span if self.limb.span != NOWHERE else self.limb.condition.span

    @property
    def name(self) -> str:
        """How a message speaks of it: by its labels, else by what it says."""
        if self.labels and all(self.labels):
            return "".join(f"({label})" for label in self.labels)
        return self.quoted

    @property
    def quoted(self) -> str:
        """What it says."""
        return f"`{one_line(self.condition)}`"


def named(parts: Sequence[Part]) -> str:
    """Several parts in a sentence."""
    *others, last = (part.name for part in parts)
    return f"{', '.join(others)} and {last}" if others else last


def needed(parts: Sequence[Part], suffices: Callable[[tuple[Condition, ...]], bool]) -> tuple[Part, ...]:
    """The parts without which the rest would not suffice for what all of them suffice for."""
    left = list(parts)
    for part in reversed(parts):
        fewer = [p for p in left if p is not part]
        if suffices(tuple(p.condition for p in fewer)):
            left = fewer
    return tuple(left)


def conjuncts(condition: Condition) -> tuple[Part, ...]:
    """The parts that all have to hold; the condition itself where it is no block of that sort."""
    return tuple(_conjuncts(Part.whole(condition)))


def _conjuncts(part: Part) -> Iterator[Part]:
    inner = part.condition
    if isinstance(inner, Block) and inner.combination is Combination.ALL:
        for each in limbs(part, inner):
            yield from _conjuncts(each)
    else:
        yield part


def limbs(part: Part, block: Block) -> tuple[Part, ...]:
    """The limbs of a block that stands at a part."""
    here = tuple(
        Part((*part.path, number), (*part.labels, limb.label), limb) for number, limb in enumerate(block.limbs)
    )
    if block.combination is not Combination.ALL:
        return tuple(replace(each, beside=part.beside) for each in here)
    return tuple(replace(each, beside=(*part.beside, *(o for o in here if o is not each))) for each in here)


def limb_at(condition: Condition, path: tuple[int, ...]) -> Condition:
    """What the limb to which the numbers lead says, without a `not` before it."""
    while isinstance(condition, Not):
        condition = condition.condition
    if not path:
        return condition
    assert isinstance(condition, Block)
    return limb_at(condition.limbs[path[0]].condition, path[1:])


def without(condition: Condition, path: tuple[int, ...]) -> Condition:
    """The condition with one limb left out; of `at least n of`, still n of the others."""
    match condition:
        case Not(condition=inner):
            return replace(condition, condition=without(inner, path))
        case Block(limbs=limbs_here):
            first, *rest = path
            if not rest:
                return replace(condition, limbs=(*limbs_here[:first], *limbs_here[first + 1 :]))
            limb = limbs_here[first]
            changed = replace(limb, condition=without(limb.condition, tuple(rest)))
            return replace(condition, limbs=(*limbs_here[:first], changed, *limbs_here[first + 1 :]))
        case _:
            raise TypeError(condition)


def one_line(condition: Condition) -> str:
    """A condition in the words of the language, blocks with all their limbs; of a block of one limb, the limb."""
    return phrase.whole(_unwrapped(condition))


def _unwrapped(condition: Condition) -> Condition:
    match condition:
        case Not(condition=inner):
            return replace(condition, condition=_unwrapped(inner))
        case Block(limbs=(limb,), combination=Combination.ALL | Combination.ANY):
            return _unwrapped(limb.condition)
        case Block(limbs=several) if any(limb.label for limb in several):
            return replace(condition, limbs=tuple(replace(x, condition=_unwrapped(x.condition)) for x in several))
        case _:
            return condition
