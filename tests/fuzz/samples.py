"""Small sound texts cut from packs: a header and some items with everything that they name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from duly_dsl.corpus import Corpus
from duly_dsl.load import load
from duly_dsl.parse import parse
from duly_dsl.source import Source

ROOT = Path(__file__).parents[2]
SHIPPED = {path.parent.parent.name: path.parent for path in sorted(ROOT.glob("packs/*/*/pack.duly"))}
ALONE = {name: ROOT / "tests" / "semantics" / "vectors" / name for name in ("late", "settled", "probes")}
EXAMPLE = (ROOT / "tests" / "language" / "example_pack.duly").read_text(encoding="utf-8")

_MOST_CHARACTERS = 5000
_DECLARES = re.compile(
    r"(?:extend kind|evidence kind|date|period|amount|table|reading|term|kind|choice|role|calendar|group|parameter"
    r"|rule) ([\w-]+)"
)
_NAMES = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Item:
    """The text of an item, what it declares, and the words in it."""

    text: str
    declares: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sample:
    """A pack taken apart, and the packs it may stand beside."""

    header: str
    items: tuple[Item, ...]
    beside: Corpus


def _items(folder: Path) -> list[Item]:
    found = []
    for path in sorted(folder.glob("*.duly")):
        text = path.read_text(encoding="utf-8")
        for tree in parse(Source(path.name, text)).value:
            part = text[tree.meta.start_pos : tree.meta.end_pos]
            declares = _DECLARES.match(part)
            found.append(Item(part, declares[1] if declares else "", frozenset(_NAMES.findall(part))))
    return found


@cache
def samples() -> Sequence[Sample]:
    """All packs."""
    shipped = load(SHIPPED).corpus
    made = []
    for name, folder in {**SHIPPED, **ALONE}.items():
        items = _items(folder)
        header = next(item.text for item in items if item.text.startswith("pack "))
        rest = tuple(item for item in items if not item.text.startswith(("pack ", "part ")))
        beside = Corpus(tuple(p for p in shipped.packs if name in SHIPPED and p.name != name))
        made.append(Sample(header, rest, beside))
    return made


def sample_text(random: Random) -> tuple[str, Corpus]:
    """A few items of one pack with what they name, in the order of the pack."""
    sample = random.choice(samples())
    chosen = set(random.sample(range(len(sample.items)), min(len(sample.items), random.randint(1, 3))))
    left = list(chosen)
    size = 0
    while left and size < _MOST_CHARACTERS:
        item = sample.items[left.pop()]
        size += len(item.text)
        needed = [n for n, other in enumerate(sample.items) if other.declares in item.words and n not in chosen]
        chosen.update(needed)
        left += needed
    texts = [sample.header, *(sample.items[number].text for number in sorted(chosen))]
    return "\n\n".join(texts) + "\n", sample.beside
