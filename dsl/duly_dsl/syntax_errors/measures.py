"""Faults of measure: dates, amounts of money and lengths of time in another form."""

import re
from collections.abc import Mapping

from duly_dsl.grammar import MONTHS
from duly_dsl.source import between
from duly_dsl.syntax_errors.fault import Change, Fault, Finding
from duly_dsl.syntax_errors.situation import Situation
from duly_dsl.syntax_errors.words import UNITS

_NUMERIC = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:of\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_CURRENCIES: Mapping[str, str] = {"\u20ac": "EUR", "$": "USD", "\u00a3": "GBP"}
_CURRENCY = r"[A-Z]{3}\b|[\u20ac$\u00a3]"
_MONEY = re.compile(
    rf"(?P<before>{_CURRENCY})?\s*(?P<number>\d[\d.,']*(?:[ ]\d{{3}}\b)*)"
    r"(?:\s*(?P<scale>(?i:thousand|million|billion|mio|mn|bn|k|m))\b\.?)?"
    rf"(?:\s*(?P<after>{_CURRENCY}))?"
)
_SCALES: Mapping[str, str] = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "mio": "million",
    "bn": "billion",
}
_UNIT_WORDS: Mapping[str, str] = {
    "h": "hours",
    "hr": "hours",
    "hrs": "hours",
    "d": "days",
    "w": "weeks",
    "m": "months",
    "mo": "months",
    "mos": "months",
    "mth": "months",
    "y": "years",
    "yr": "years",
    "yrs": "years",
    "minute": "hours",
    "minutes": "hours",
    "workdays": "working days",
    "workday": "working day",
}
_UNIT_NAMES = ("hours", "days", "weeks", "months", "years", "hour", "day", "week", "month", "year")


def _month(word: str) -> int | None:
    near = [i for i, name in enumerate(MONTHS, 1) if name.lower().startswith(word.lower()[:3])]
    whole = near and MONTHS[near[0] - 1].lower().startswith(word.lower())
    return near[0] if whole or (near and word.lower() == "sept") else None


def _written(day: int, month: int, year: int) -> str | None:
    return f"{day} {MONTHS[month - 1]} {year}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _takes_a_day(situation: Situation) -> bool:
    return bool({"LONG_DATE", "ISO_DATE"} & situation.accepts)


def _numeric_date(situation: Situation) -> Finding | None:
    token = situation.token
    found = _NUMERIC.fullmatch(token)
    if found is None or not _takes_a_day(situation) or token.start_pos is None:
        return None
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4:
        meant = [_written(third, second, first)]
    else:
        year = third if third > 99 else 2000 + third
        meant = list(dict.fromkeys((_written(first, second, year), _written(second, first, year))))
    readings = [reading for reading in meant if reading]
    changes = (Change(token.start_pos, token.start_pos + len(token), readings[0]),) if len(readings) == 1 else ()
    message = (
        f"`{token}` can be read as more than one day"
        if len(readings) > 1
        else f"`{token}` is not how a date is written"
    )
    told = " or ".join(f"`{reading}`" for reading in readings) or "`2 December 2027`"
    return Finding(message, f"write {told}", changes)


def _worded_date(situation: Situation) -> Finding | None:
    """`2 Dec 2027`, `December 2, 2027`, `2nd of December 2027`."""
    last = situation.last
    starts = [t.start_pos for t in (situation.token, last) if t is not None and t.start_pos is not None]
    for start in starts:
        for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
            found = pattern.match(situation.source.text, start)
            number = _month(found[month]) if found else None
            if found is None or number is None:
                continue
            right = _written(int(found[day]), number, int(found[3]))
            if right is None or right == found.group():
                continue
            return Finding(
                f"`{found.group()}` is not how a date is written",
                f"write `{right}`",
                (Change(found.start(), found.end(), right),),
                at=between(situation.source, found.start(), found.end()),
                guess=True,
            )
    return None


def _amount(situation: Situation) -> Finding | None:
    last = situation.last
    for token in (situation.token, last):
        if token is None or token.start_pos is None:
            continue
        found = _MONEY.match(situation.source.text, token.start_pos)
        currency = found and (found["before"] or found["after"])
        if found is None or not currency:
            continue
        right = _money(found["number"], found["scale"] or "", currency)
        if right == found.group():
            continue
        return Finding(
            f"`{found.group().strip()}` is not how an amount is written",
            f"write `{right}`",
            (Change(found.start(), found.end(), right),),
            at=between(situation.source, found.start(), found.end()),
            guess=True,
        )
    return None


def _money(number: str, scale: str, currency: str) -> str:
    digits = number.strip().replace(" ", "").replace("'", "")
    if re.search(r"[.,]\d{3}(?:[.,]|$)", digits):
        digits = re.sub(r"[.,](?=\d{3}(?:[.,]|$))", "", digits)
    digits = digits.replace(",", ".").rstrip(".")
    for zeros, word in ((9, "billion"), (6, "million")):
        if not scale and digits.endswith("0" * zeros) and len(digits) > zeros:
            digits, scale = digits[:-zeros], word
            break
    scaled = _SCALES.get(scale.lower(), scale.lower())
    return " ".join(part for part in (digits, scaled, _CURRENCIES.get(currency, currency.upper())) if part)


def _unit(situation: Situation) -> Finding | None:
    token = situation.token
    if situation.at_end or token.start_pos is None:
        return None
    glued = re.fullmatch(r"(\d+)[-_]?([A-Za-z]+)", token)
    if glued is not None:
        unit = _UNIT_WORDS.get(glued[2].lower(), glued[2].lower())
        if unit not in _UNIT_NAMES:
            return None
        right = f"{glued[1]} {unit}"
        return Finding(
            f"`{token}` is not how a length of time is written",
            f"write `{right}`",
            (Change(token.start_pos, token.start_pos + len(token), right),),
            guess=True,
        )
    if len(situation.accepts & UNITS) < 3:
        return None
    unit = _UNIT_WORDS.get(token.lower(), "")
    message = f"a unit of time is expected after the number, and `{token}` stands here"
    if not unit or token.lower().startswith("minute"):
        return Finding(message, "count in hours, days, working days, weeks, months or years")
    change = Change(token.start_pos, token.start_pos + len(token), unit)
    return Finding(message, f"write `{unit}`", (change,))


_RULE = 'rule R-1 "t" cites LAW art 1 for each thing as x '

MEASURES = (
    Fault(
        "E0120",
        "a date in figures, or in another order",
        lambda s: _numeric_date(s) or _worded_date(s),
        (
            'date d "t" is 02/12/2027 under LAW end date',
            'date d "t" is 02.12.2027 under LAW end date',
            'date d "t" is 31/12/2027 under LAW end date',
            'date d "t" is 2027-2-12 under LAW end date',
            'date d "t" is 2 Dec 2027 under LAW end date',
            'date d "t" is December 2, 2027 under LAW end date',
            _RULE + "when x's built_on is before 2nd December 2027 end rule",
        ),
    ),
    Fault(
        "E0121",
        "an amount in another form",
        _amount,
        (
            'amount a "t" is EUR 35 million under LAW end amount',
            'amount a "t" is 35,000,000 EUR under LAW end amount',
            'amount a "t" is \u20ac35 million under LAW end amount',
            'amount a "t" is 35m EUR under LAW end amount',
        ),
    ),
    Fault(
        "E0122",
        "a length of time in another form",
        _unit,
        (
            'period p "t" is 6m under LAW end period',
            'period p "t" is 6months under LAW end period',
            'period p "t" is 90 minutes under LAW end period',
            'period p "t" is 6 under LAW end period',
        ),
    ),
)
