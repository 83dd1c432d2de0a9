"""Text number N of a seed: always the same one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.load import NOBODY
from duly_dsl.read import decoded
from duly_dsl.source import Source
from fuzz.derive import derived_text
from fuzz.mutate import altered, damaged, laid_out
from fuzz.samples import EXAMPLE, sample_text

_LETTERS = "ruleand (){}\"',:=#\n\t-019aR%'^."
_NAME = "fuzz.duly"


@dataclass(frozen=True, slots=True)
class Text:
    """A text, how it was made, the packs it stands beside, and what was said when it was decoded."""

    source: Source
    beside: Corpus = NOBODY
    said: tuple[Diagnostic, ...] = ()
    sort: str = ""


def _bytes(random: Random) -> Text:
    if random.random() < 0.5:
        data = random.randbytes(random.randrange(300))
    else:
        changed = bytearray(sample_text(random)[0].encode()[: random.choice((200, 5000))])
        for _ in range(random.randint(1, 5)):
            changed[random.randrange(len(changed))] = random.randrange(256)
        data = bytes(changed)
    result = decoded(_NAME, data)
    return Text(result.value, said=result.diagnostics)


def _letters(random: Random) -> Text:
    letters = random.choice((_LETTERS, *[[chr(random.randrange(top)) for _ in range(40)] for top in (128, 0xD800)]))
    return Text(Source(_NAME, "".join(random.choices(letters, k=random.randrange(250)))))


def _sample(random: Random) -> tuple[str, Corpus]:
    return (EXAMPLE, NOBODY) if random.random() < 0.1 else sample_text(random)


def _damaged(random: Random) -> Text:
    text, beside = _sample(random)
    return Text(Source(_NAME, damaged(random, text)), beside)


def _altered(random: Random) -> Text:
    text, beside = _sample(random)
    return Text(Source(_NAME, altered(random, text)), beside)


def _laid_out(random: Random) -> Text:
    text, beside = _sample(random)
    return Text(Source(_NAME, laid_out(random, text)), beside)


def _derived(random: Random) -> Text:
    text = EXAMPLE + derived_text(random)
    change = random.choice((laid_out, damaged, None, None))
    return Text(Source(_NAME, change(random, text) if change else text))


SORTS: Mapping[str, tuple[int, Callable[[Random], Text]]] = {
    "random bytes": (10, _bytes),
    "random letters": (5, _letters),
    "damaged packs": (30, _damaged),
    "packs with slips": (20, _altered),
    "packs laid out anew": (15, _laid_out),
    "derived from the grammar": (20, _derived),
}
"""How texts are made, each with its share in a hundred."""


def text(seed: int, number: int) -> Text:
    """One text."""
    random = Random(f"{seed}/{number}")  # noqa: S311 - repeatable, and no secret
    sort = random.choices(list(SORTS), [share for share, _ in SORTS.values()])[0]
    made = SORTS[sort][1](random)
    return Text(made.source, made.beside, made.said, sort)
