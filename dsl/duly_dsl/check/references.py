"""Names of what the law brings: instruments, readings, groups, rules, dates, lengths of time, calendars."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from duly_dsl.check.faults import unknown, word_in
from duly_dsl.check.words import meaning
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Edit, Fix, error
from duly_dsl.ir import Citation, Duration, NamedSpan, PackRules, ReadingChoice
from duly_dsl.source import Span


def seen(table: Mapping[tuple[str, str], object], pack: PackRules, corpus: Corpus) -> Iterator[str]:
    """The names of a table that a pack sees."""
    return (name for owner, name in table if owner in corpus.scopes[pack.name])


def instrument(citation: Citation, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """The instrument of a citation has to be declared."""
    yield from named_instrument(citation.instrument, citation.span, pack, corpus)


def named_instrument(
    name: str, span: Span, pack: PackRules, corpus: Corpus, *, after: str = ""
) -> Iterator[Diagnostic]:
    """An instrument by name."""
    if corpus.instrument(pack.name, name) is None:
        known = seen(corpus.instruments, pack, corpus)
        yield unknown("E0308", f"no pack declares an instrument `{name}`", name, span, known, after=after)


def reading_choice(choice: ReadingChoice, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """A reading and one of its values."""
    reading = corpus.reading(pack.name, choice.reading)
    if reading is None:
        known = seen(corpus.readings, pack, corpus)
        yield unknown("E0309", f"there is no reading `{choice.reading}`", choice.reading, choice.span, known)
    elif choice.value not in {v.name for v in reading.values}:
        message = f"`{choice.value}` is no way to read `{choice.reading}`"
        names = (v.name for v in reading.values)
        yield unknown("E0309", message, choice.value, choice.span, names, after=choice.reading)


def rule_id(name: str, span: Span, corpus: Corpus, *, after: str = "") -> Iterator[Diagnostic]:
    """A rule by its id."""
    if name not in corpus.rules:
        yield no_such_rule("E0310", name, span, corpus, after=after)


def no_such_rule(code: str, name: str, span: Span, corpus: Corpus, *, after: str = "") -> Diagnostic:
    """A rule that is not there; one that was renamed is called by its new id."""
    now = corpus.rule_id(name)
    if now == name:
        return unknown(code, f"there is no rule `{name}`", name, span, corpus.rules, after=after)
    at = word_in(span, name, after)
    return error(code, f"the rule `{name}` is called `{now}` now", at, fix=Fix(f"write `{now}`", (Edit(at, now),)))


def group(name: str, span: Span, pack: PackRules, corpus: Corpus, *, after: str = "group") -> Iterator[Diagnostic]:
    """A group by name."""
    if corpus.group(pack.name, name) is None:
        what = meaning(name, pack.name, corpus)
        known = seen(corpus.groups, pack, corpus)
        yield unknown("E0310", f"there is no group `{name}`", name, span, known, meaning=what, after=after)


def staff_role(name: str, span: Span, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """A role of a person within us."""
    if name not in corpus.staff_roles:
        what = meaning(name, pack.name, corpus)
        message = f"there is no role `{name}` within us"
        yield unknown("E0306", message, name, span, corpus.staff_roles, meaning=what, after="role")


def length(named: NamedSpan, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """A length of time by name: a period, or a parameter that is one."""
    parameter = corpus.parameter(pack.name, named.name)
    if corpus.period(pack.name, named.name) is not None:
        return
    if parameter is None:
        known = (*seen(corpus.periods, pack, corpus), *_parameters(Duration, pack, corpus))
        what = meaning(named.name, pack.name, corpus)
        message = f"there is no period or parameter `{named.name}`"
        yield unknown("E0307", message, named.name, named.span, known, meaning=what)
    elif not isinstance(parameter.value, Duration):
        message = f"the parameter `{named.name}` is no length of time"
        yield error("E0502", message, word_in(named.span, named.name))


def named_date(name: str, span: Span, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """A date by name: a dated one, or a parameter that is one."""
    parameter = corpus.parameter(pack.name, name)
    if corpus.date(pack.name, name) is not None:
        return
    if parameter is None:
        known = (*seen(corpus.dates, pack, corpus), *_parameters(date, pack, corpus))
        what = meaning(name, pack.name, corpus)
        yield unknown("E0307", f"there is no date `{name}`", name, span, known, meaning=what)
    elif not isinstance(parameter.value, date):
        yield error("E0502", f"the parameter `{name}` is no date", word_in(span, name))


def table(name: str, span: Span, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """A table by name."""
    if corpus.table(pack.name, name) is None:
        known = seen(corpus.tables, pack, corpus)
        what = meaning(name, pack.name, corpus)
        yield unknown("E0307", f"there is no table `{name}`", name, span, known, meaning=what, after="one of")


def calendar(name: str, span: Span, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """A calendar by name."""
    if corpus.calendar(pack.name, name) is None:
        known = seen(corpus.calendars, pack, corpus)
        what = meaning(name, pack.name, corpus)
        message = f"there is no calendar `{name}`"
        yield unknown("E0307", message, name, span, known, meaning=what, after="calendar")


def _parameters(sort: type, pack: PackRules, corpus: Corpus) -> Iterable[str]:
    visible = seen(corpus.parameters, pack, corpus)
    return [name for name in visible if isinstance(getattr(corpus.parameter(pack.name, name), "value", None), sort)]
