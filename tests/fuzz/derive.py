"""Texts derived from the grammar: whatever it allows, sensible or not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from duly_dsl.grammar import parser, terminal_texts

NAMES = (
    *("ai_system", "model", "organisation", "area", "employment", "credit", "provider", "officer", "duties"),
    *("high_impact", "areas", "placed_on", "logs_kept", "uses", "open_source", "log_export", "retention"),
    *("log_minimum", "high_risk", "log", "system", "x", "us", "holder", "acme", "odd_name_9"),
)
MONTHS = ("January", "February", "May", "December")
CITES = ("art 1", "art 6 par 3 point (a)", "annex III section 2", "GOVERN 1.6", "control A.6.2.8", "art  5  par  1")


def _number(random: Random) -> str:
    return random.choice(("0", "1", "2", "3", "7", "30", "99999999999999999999", str(random.randrange(400))))


def _day(random: Random) -> str:
    day, year = random.choice(("1", "02", "28", "31", "99", "0")), random.choice(("2024", "2026", "2030", "0000"))
    return f"{day} {random.choice(MONTHS)} {year}"


SAMPLES: Mapping[str, Callable[[Random], str]] = {
    "NAME": lambda r: r.choice(NAMES),
    "INSTRUMENT": lambda r: r.choice(("LAW", "LAW", "AMD", "X9")),
    "RULE_ID": lambda r: r.choice(("LAW-0", "LAW-1", "LAW-2", "A-6-3-b")),
    "VERSION_NUMBER": lambda r: f"{r.randrange(3)}.{r.randrange(30)}.0",
    "MOMENT": lambda r: f"{_day(r)} at {r.choice(('09', '23', '99'))}:{r.choice(('00', '59', '75'))} UTC",
    "LONG_DATE": _day,
    "ISO_DATE": lambda r: r.choice(("2026-03-01", "2024-02-29", "2026-02-30", "0000-00-00", "9999-12-31")),
    "MONEY": lambda r: r.choice(("5 EUR", "35 million EUR", "1.5 billion USD", "0 EUR", "007 thousand GBP")),
    "DECIMAL": lambda r: f"{_number(r)}.{_number(r)}",
    "POWER": lambda r: r.choice(("10^25", "2^10", "10^999", "0^0")),
    "INT": _number,
    "LABEL": lambda r: f"({r.choice(('a', 'b', 'ii', 'viii', 'x', '1'))})",
    "CITE": lambda r: r.choice(CITES),
    "GENITIVE": lambda r: r.choice(("'s", "'s", "\u2019s")),
    "STRING": lambda r: r.choice(('""', '"act"', '"keep {log_minimum}"', '"# no comment {"', '"\u00e9\u4e2d\u200b"')),
}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What one rule of the grammar can be: words and other rules, by their names."""

    parts: tuple[str, ...]
    rules: frozenset[int]
    """Which of the parts are rules."""

    def depth(self, depths: Mapping[str, int]) -> int:
        return 1 + max((depths.get(self.parts[n], 99) for n in self.rules), default=0)


@cache
def _phrases() -> Mapping[str, list[_Phrase]]:
    found: dict[str, list[_Phrase]] = {}
    texts = terminal_texts()
    for rule in parser().rules:
        parts = tuple(texts.get(s.name, s.name) if s.is_term else s.name for s in rule.expansion)
        rules = frozenset(n for n, s in enumerate(rule.expansion) if not s.is_term)
        found.setdefault(rule.origin.name, []).append(_Phrase(parts, rules))
    return found


@cache
def _depths() -> Mapping[str, int]:
    """How deep the smallest tree of each rule is."""
    depths: dict[str, int] = {}
    for _ in range(30):
        depths = {name: min(phrase.depth(depths) for phrase in phrases) for name, phrases in _phrases().items()}
    return depths


def derived(random: Random, rule: str, budget: int = 24) -> list[str]:
    """The words of something that the grammar calls by this name."""
    phrases = _phrases()[rule]
    if budget <= 0:
        least = min(phrase.depth(_depths()) for phrase in phrases)
        phrases = [phrase for phrase in phrases if phrase.depth(_depths()) == least]
    phrase = random.choice(phrases)
    words: list[str] = []
    for number, part in enumerate(phrase.parts):
        if number in phrase.rules:
            words += derived(random, part, budget - 1)
        else:
            words.append(SAMPLES[part](random) if part in SAMPLES else part)
    return words


def derived_text(random: Random) -> str:
    """A few items, more of them rules and scenarios than the grammar would have."""
    sorts = ["rule", "scenario", "term", "item", "item"]
    items = [" ".join(derived(random, random.choice(sorts))) for _ in range(random.randint(1, 4))]
    return "\n".join(items) + "\n"
