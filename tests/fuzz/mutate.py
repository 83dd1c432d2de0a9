"""What can be done to a text: damage of every sort, slips of the pen, other layouts of the same words."""

import re
from collections.abc import Callable, Sequence
from random import Random

from duly_dsl.format import format_text
from duly_dsl.format.words import tokens, whole_tree
from duly_dsl.grammar import MONTHS, keyword_names
from duly_dsl.source import Source
from fuzz.derive import SAMPLES, derived

_WORDS = re.compile(r'"[^"\n]*"|#[^\n]*|[\w-]+|\s+|[^\w\s]')
_SIGNS = (
    *("=", '"', "(", ")", "{", "}", ",", ":", "'s", "3.", "%", "#", ";", "<=", "(a)", "\u2019s", "`", "\\"),
    *("yes/no", "R-1", "''"),
)
_ODD = (
    *("\u2028", "\x00", "\x0b", "\x0c", "\x85", "\r", "\r\n", "\t", "\u00a0", "\u200b", "\u202e", "\ufeff", "\u00e9"),
    *("\u0130", "\u00df", "\ud7ff", "\U0001f600", "\u0661", "\u00b2", "\u201c", "\u2014", "e\u0301", "\U000e0041"),
)
_HUGE = (
    *("9" * 30, "9" * 5000, "1" + "0" * 400, "10^999", "9^9999", "0" * 50 + "7", "9" * 400 + ".5", "1e9"),
    *("99999999 years", "400000 days", "5000000 working days", "9" * 25 + " billion EUR", "\u0663 months"),
    *("31 February 2026", "0 May 0000", "1 January 9999", "2026-13-45", "29 February 2100", "31 December 9999"),
    *("1 March 2026 at 24:60 UTC", "9" * 4400 + " months", "100 %", "9" * 4400 + " %"),
)
_RULES = ("condition", "when_date", "rule_clause", "ev_clause", "sc_clause", "literal", "item", "path", "then")


def _word(random: Random) -> str:
    """A word that may or may not fit."""
    sort = random.randrange(5)
    if sort == 0:
        return random.choice(_SIGNS)
    if sort == 1:
        return SAMPLES[random.choice(sorted(SAMPLES))](random)
    return random.choice(sorted(keyword_names()))


def _leave_out(random: Random, words: list[str], at: int) -> None:
    del words[at : at + random.choice((1, 1, 1, 2, 5, 30))]


def _put_in(random: Random, words: list[str], at: int) -> None:
    words.insert(at, f" {_word(random)} ")


def _replace(random: Random, words: list[str], at: int) -> None:
    words[at] = _word(random)


def _move_here(random: Random, words: list[str], at: int) -> None:
    words[at] = random.choice(words)


def _swap(random: Random, words: list[str], at: int) -> None:
    other = random.randrange(len(words))
    words[at], words[other] = words[other], words[at]


def _repeat(random: Random, words: list[str], at: int) -> None:
    part = words[at : at + random.choice((1, 3, 12, 60))]
    words[at:at] = part * random.choice((1, 1, 2, 8))


def _odd(random: Random, words: list[str], at: int) -> None:
    word, odd = words[at], random.choice(_ODD)
    place = random.randint(0, len(word))
    words[at] = word[:place] + odd + word[place:]


def _huge(random: Random, words: list[str], at: int) -> None:
    numbers = [n for n, word in enumerate(words) if word[:1].isdigit()]
    words[random.choice(numbers or [at])] = random.choice(_HUGE)


def _unbalance(random: Random, words: list[str], at: int) -> None:
    ends = [n for n, word in enumerate(words) if word == "end"]
    if ends and random.random() < 0.6:
        del words[random.choice(ends)]
    else:
        words.insert(at, random.choice((" end ", " end rule ", " end evidence ", " all of: (a) ", " } ", " ( ")))


def _nest(random: Random, words: list[str], at: int) -> None:
    opening, closing = random.choice(
        (("not ", ""), ("all of: (a) ", " end"), ("later of (", ", detection)"), ("the lower of (", ", 1 EUR)"))
    )
    depth = random.choice((2, 8, 20, 33, 120, 900))
    words[at] = f" {opening * depth}{words[at]}{closing * random.choice((depth, depth, depth - 1))} "


def _phrase(random: Random, words: list[str], at: int) -> None:
    words.insert(at, f" {' '.join(derived(random, random.choice(_RULES), 6))} ")


def _break_off(random: Random, words: list[str], at: int) -> None:
    del words[at:]
    if words and random.random() < 0.5:
        words[-1] = words[-1][: random.randint(0, len(words[-1]))]


def _join(random: Random, words: list[str], at: int) -> None:
    blanks = [n for n, word in enumerate(words) if word.isspace()]
    words[random.choice(blanks or [at])] = random.choice(("", "", "\n", "\n\n\n", " # aside\n", "\n# own\n"))


_DAMAGES: Sequence[Callable[[Random, list[str], int], None]] = (
    *(_leave_out, _put_in, _replace, _move_here, _swap, _repeat, _odd, _huge, _unbalance, _nest, _phrase),
    *(_break_off, _join),
)


def damaged(random: Random, text: str) -> str:
    """The text with some damage done."""
    words = _WORDS.findall(text)
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        if not words:
            break
        random.choice(_DAMAGES)(random, words, random.randrange(len(words)))
    return "".join(words)


_ALIKE = (
    *(("yes", "no", "none", "unknown"), ("all", "any", "none"), ("must", "should"), ("some", "every", "no")),
    *(("before", "after"), ("days", "months", "years", "hours", "weeks"), ("least", "most"), ("to", "from")),
    *(("yes/no", "text", "date", "instant", "number", "amount", "duration"), ("one", "many"), ("version", "asset")),
)


_NAME_OR_NUMBER = re.compile(r"\"[^\"\n]*\"|(\w[\w/-]*)")


def _other_word(random: Random, lines: list[str]) -> None:
    """A name, a number or a word of the language in the place of another of its sort."""
    words = [word for line in lines for word in _NAME_OR_NUMBER.findall(line) if word]
    alike = {word: group for group in _ALIKE for word in group}
    free = [word for word in words if word not in keyword_names()]
    word = random.choice([*free, *(word for word in words if word in alike)])
    if word[0].isdigit():
        others = ["0", "1", "2", "400", random.choice(_HUGE)]
    else:
        others = [*alike.get(word, [w for w in free if w[0].isupper() == word[0].isupper() and not w[0].isdigit()])]
    place = random.choice([n for n, line in enumerate(lines) if word in line])
    lines[place] = re.sub(rf"(?<![\w-]){re.escape(word)}(?![\w-])", random.choice(others), lines[place], count=1)


def _less_or_more(random: Random, lines: list[str]) -> None:
    """A line left out, written twice, or moved."""
    clauses = [n for n, line in enumerate(lines) if line.startswith("  ") and not line.strip().startswith("end")]
    if clauses:
        line = lines.pop(random.choice(clauses))
        for _ in range(random.choice((0, 1, 2))):
            lines.insert(random.choice(clauses), line)


def altered(random: Random, text: str) -> str:
    """The text with slips that the grammar may not see."""
    lines = text.split("\n")
    for _ in range(random.choice((1, 1, 2, 4))):
        if len(lines) > 2:
            random.choice((_other_word, _other_word, _less_or_more))(random, lines)
    return "\n".join(lines)


_GAPS = (" ", " ", "\n", "\n\n", "\t", "   ", "\n\n\n", " \n \n", "\r\n")
_REMARKS = (
    *(" # aside\n", "\n# own\n", "\n\n  # after a blank\n\n", "#\n", " # one\n# two\n\n\n# three\n"),
    *('# "end rule\t\n', "\n\t#\u00e9\r\n"),
)


def laid_out(random: Random, text: str) -> str:
    """The same words with other spaces, line ends and comments between them; a text that cannot be read stays."""
    source = Source("fuzz.duly", text)
    if format_text(source).diagnostics:
        return text
    tree = whole_tree(source)
    assert tree is not None
    found = list(tokens(tree))
    remarks = random.choice((0.0, 0.02, 0.2))
    gaps = random.choice((_GAPS, _GAPS[:2], ("\n",), (*_GAPS, *[" "] * 30)))
    parts = [random.choice(("", "\n\n", "# first\n", "\n\n# first\n\n"))]
    for number, token in enumerate(found):
        if number:
            gap = random.choice(gaps)
            if random.random() < remarks:
                gap = random.choice(_REMARKS)
            elif random.random() < 0.3 and {str(token), str(found[number - 1])} & set(",{}:()%"):
                gap = ""
            parts.append(gap)
        parts.append(_other_form(random, token.type, str(token)))
    return "".join([*parts, random.choice(("", "\n", " # last", "\n# last\n", "\n\n\n", "\n\n# one\n\n\n# two"))])


def _other_form(random: Random, kind: str, word: str) -> str:
    """The same word as it may also be written."""
    if kind == "GENITIVE":
        return random.choice(("'s", "\u2019s"))
    if kind in ("LONG_DATE", "MOMENT"):
        day, month, year, *time = word.split()
        if kind == "LONG_DATE" and month in MONTHS and random.random() < 0.3:
            return f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"
        return random.choice((" ", "\n", "  ")).join([f"{int(day):02}" if len(day) == 1 else day, month, year, *time])
    return word
