"""Versions of one rule, and values of one name: on each day, under each reading, one of them stands.

Whoever names a rule (to set it aside, to ask whether it prevails, to expect something of it) means all its versions; so
they are about things of one kind.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from duly_dsl.check.faults import word_in
from duly_dsl.check.words import a_kind
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Fix, Place, error
from duly_dsl.ir import DatedDate, DatedPeriod, DateVersion, PackRules, PeriodVersion, ReadingChoice, Rule
from duly_dsl.source import Span


def versions(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Versions of a rule that stand at once, or that are about different kinds."""
    for rule_id in dict.fromkeys(rule.id for rule in pack.rules):
        beside = [rule for rule in pack.rules if rule.id == rule_id]
        for first, second in combinations(beside, 2):
            if first.subject.kind != second.subject.kind:
                yield _of_two_kinds(first, second, corpus)
            elif _stand_at_once(first, second, corpus):
                message = f"two versions of `{rule_id}` stand from the same day, and nothing says which of them counts"
                advice = "say `replaced by` an amendment, or under which reading each holds: `only under reading ...`"
                yield _at_once(message, rule_id, first.span, second.span, Fix(advice))


def values(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Values of a date or period that are set from the same day."""
    dated: tuple[DatedDate | DatedPeriod, ...] = (*pack.dates, *pack.periods)
    for each in dated:
        versions: tuple[DateVersion | PeriodVersion, ...] = each.versions
        for first, second in combinations(versions, 2):
            if (first.under, first.reading) == (second.under, second.reading):
                continue
            start = _start(pack.name, first.under, corpus)
            at_once = start is not None and start == _start(pack.name, second.under, corpus)
            if at_once and not readings_apart(first.reading, second.reading):
                message = f"`{each.name}` has two values from the same day, and nothing says which of them counts"
                fix = Fix("say under which reading each holds: `when reading ... is ...`, or leave one out")
                yield _at_once(message, second.under, first.span, second.span, fix)


def _at_once(message: str, word: str, first: Span, second: Span, fix: Fix) -> Diagnostic:
    others = (Place(word_in(first, word), "the one"),)
    return error("E0404", message, word_in(second, word), fix=fix, role="the other", others=others)


def _of_two_kinds(first: Rule, second: Rule, corpus: Corpus) -> Diagnostic:
    kinds = [a_kind(rule.subject.kind, corpus) for rule in (first, second)]
    message = f"`{first.id}` is about {kinds[0]} in one version and about {kinds[1]} in another"
    others = (Place(word_in(first.subject.span, first.subject.kind), kinds[0]),)
    fix = Fix("give one of them an id of its own")
    return error(
        "E0405", message, word_in(second.subject.span, second.subject.kind), fix=fix, role=kinds[1], others=others
    )


def _stand_at_once(first: Rule, second: Rule, corpus: Corpus) -> bool:
    """Two versions that the check for repetitions does not see: one names its instrument, the other only cites it, or
    two instruments enter into force on one day."""
    if (first.under, first.reading, first.replaced_by) == (second.under, second.reading, second.replaced_by):
        return False
    start = _start(first.pack, first.set_by, corpus)
    if start is None or start != _start(second.pack, second.set_by, corpus):
        return False
    if readings_apart(first.reading, second.reading):
        return False
    return not any(_is_gone(rule, start, corpus) for rule in (first, second))


def _is_gone(rule: Rule, day: date, corpus: Corpus) -> bool:
    ends = [_start(rule.pack, name, corpus) for name in (rule.replaced_by, rule.repealed_by) if name]
    return any(end is not None and end <= day for end in ends)


def _start(pack: str, name: str, corpus: Corpus) -> date | None:
    found = corpus.instrument(pack, name)
    return found.governs_from if found is not None else None


def readings_apart(one: ReadingChoice | None, other: ReadingChoice | None) -> bool:
    """Whether no choice of readings has both."""
    return one is not None and other is not None and one.reading == other.reading and one.value != other.value
