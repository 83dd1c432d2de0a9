"""Statuses and numbers in words, the same on every screen and in every document."""

from datetime import date

from duly_dsl import phrase
from duly_engine.dates import Moment, day_of
from duly_engine.findings import Obligation, Status
from duly_engine.summary import Headline


def many(count: int, one: str, more: str = "") -> str:
    """`1 gap`, `3 gaps`."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def in_days(day: date, today: date) -> str:
    """`in 9 days`, `today`."""
    left = (day - today).days
    return "today" if left == 0 else f"in {many(left, 'day')}"


def sentence(head: Headline, as_of: Moment) -> str:
    """What is said first."""
    parts = [many(head.breaches, "breach", "breaches"), many(head.gaps, "gap"), f"{head.undetermined} undetermined"]
    if head.conflicts:
        parts.insert(1, many(head.conflicts, "conflict"))
    said = f"{many(head.assets, 'asset')}; {', '.join(parts)}."
    change = head.next_change
    if change is None:
        return f"{said} No legal date ahead is known."
    touches = many(len(change.subjects), "subject")
    return f"{said} Next legal date: {phrase.day(change.day)}, {in_days(change.day, day_of(as_of))}, touches {touches}."


def status_of(obligation: Obligation) -> str:
    """The status as it is shown: a provisional gap says so."""
    if obligation.provisional is Status.GAP:
        return "gap (provisional)"
    if obligation.provisional is not None:
        return f"{obligation.status}, provisionally {obligation.provisional}"
    return str(obligation.status)


def reason_of(obligation: Obligation) -> str:
    """Why there is a gap, in a line."""
    if obligation.status is Status.BREACH:
        return f"forbidden: {obligation.text}"
    if obligation.reason is None:
        return ""
    told = next((r for r in obligation.reasons if r.reason is obligation.reason), None)
    about = [told.item or told.kind.replace("_", " ")] if told and (told.item or told.kind) else []
    about += [told.detail] if told and told.detail else []
    return f"{obligation.reason}: {', '.join(about)}" if about else str(obligation.reason)
