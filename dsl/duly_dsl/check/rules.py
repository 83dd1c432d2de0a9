"""Terms, amounts and rules: everything that their clauses name."""

from collections.abc import Collection, Iterator

from duly_dsl.check.conclusions import conclusion
from duly_dsl.check.conditions import condition
from duly_dsl.check.dates import date, date_of_task
from duly_dsl.check.evidence import excuse, requirement
from duly_dsl.check.faults import unknown, word_in
from duly_dsl.check.place import Place, path, type_of
from duly_dsl.check.references import (
    group,
    instrument,
    named_instrument,
    reading_choice,
    seen,
    staff_role,
)
from duly_dsl.check.texts import text
from duly_dsl.check.words import meaning, type_text
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Fix, error
from duly_dsl.ir import (
    VERSION,
    BoundOf,
    DatedAmount,
    Due,
    Each,
    EachOf,
    EachPair,
    EachVersion,
    FactPath,
    FixedDate,
    FixedSum,
    PackRules,
    Rule,
    ShareOf,
    Sum,
    Task,
    TypeName,
)
from duly_dsl.source import Span

EARLIER_FIRST = Fix("write the earlier day after `from`, the later after `until`")
CLAUSES = (("under", r"(?:under|inserted by)"), ("replaced_by", "replaced by"), ("repealed_by", "repealed by"))


def terms(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Terms: their kinds, their defaults and what they mean."""
    for term in pack.terms:
        if term.kind not in corpus.kinds:
            yield unknown("E0301", f"there is no kind `{term.kind}`", term.kind, term.span, corpus.kinds, after="of")
        if term.citation is not None:
            yield from instrument(term.citation, pack, corpus)
        if term.default is not None and not isinstance(term.default, bool):
            message = f"the term `{term.name}` holds or does not: its default is `yes` or `no`"
            yield error("E0502", message, word_in(term.span, "default"))
        if term.means is not None:
            yield from condition(Place.of_term(term.variable, term.kind, pack, corpus), term.means)


def amounts(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Amounts: the shares and cases of each version."""
    for dated in pack.amounts:
        yield from _amount(dated, Place.of_amount(pack, corpus))


def rules(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Every rule of a pack."""
    for rule in pack.rules:
        place = Place.of_rule(rule, pack, corpus)
        yield from _head(rule, pack, corpus)
        yield from _kinds(rule, corpus)
        yield from _time(rule, place)
        for part in (rule.where, rule.when):
            if part is not None:
                yield from condition(place, part)
        yield from conclusion(rule, place)
        yield from _clauses(rule, place)
        for wanted in rule.evidence:
            yield from requirement(wanted, place.with_holder())
        if rule.excuse is not None:
            yield from excuse(rule.excuse, place.with_holder())


def _head(rule: Rule, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    for citation in rule.citations:
        yield from instrument(citation, pack, corpus)
    for field, clause in CLAUSES:
        name = getattr(rule, field)
        if name is not None:
            yield from named_instrument(name, rule.span, pack, corpus, after=clause)
    if rule.reading is not None:
        yield from reading_choice(rule.reading, pack, corpus)
    for name in rule.groups:
        if corpus.group(pack.name, name) is None:
            yield from group(name, _where_grouped(name, rule), pack, corpus, after="in group")


def _where_grouped(name: str, rule: Rule) -> Span:
    """A rule joins a group by a clause of its own, or by the first line of its file."""
    if word_in(rule.span, name) != rule.span:
        return rule.span
    return Span(rule.span.source, 1, 1, rule.span.line, rule.span.column)


def _kinds(rule: Rule, corpus: Corpus) -> Iterator[Diagnostic]:
    match rule.subject:
        case Each(kind=kind):
            yield from _kind(kind, rule, corpus.kinds)
        case EachOf(kind=kind, of_kind=of_kind):
            found = [*_kind(kind, rule, (*corpus.kinds, VERSION)), *_kind(of_kind, rule, corpus.kinds)]
            yield from found or _one_link(kind, of_kind, rule, corpus)
        case EachVersion(of_kind=of_kind):
            yield from _kind(of_kind, rule, corpus.kinds)
        case EachPair(kind=kind, party_kind=party_kind):
            yield from _kind(kind, rule, corpus.kinds)
            yield from _kind(party_kind, rule, corpus.kinds)


def _kind(name: str, rule: Rule, known: Collection[str]) -> Iterator[Diagnostic]:
    if name == VERSION:
        fix = Fix("say whose: `for each version of ai_system as system`")
        message = "a version is a version of something, and it is not said of what"
        yield error("E0301", message, word_in(rule.subject.span, name), fix=fix)
    elif name not in known:
        yield unknown("E0301", f"there is no kind `{name}`", name, rule.subject.span, known)


def _one_link(kind: str, of_kind: str, rule: Rule, corpus: Corpus) -> Iterator[Diagnostic]:
    links = [x for x in corpus.kinds[kind].links.values() if x.target == of_kind and not x.many]
    if len(links) != 1:
        message = f"`{kind} of {of_kind}` needs exactly one `one {of_kind}` link of {kind}; it has {len(links)}"
        yield error("E0504", message, rule.subject.span)


def _time(rule: Rule, place: Place) -> Iterator[Diagnostic]:
    for expression in (rule.starts, rule.ends, rule.judged_as_of):
        if expression is not None:
            yield from date(place, expression)
    first, last = rule.starts, rule.ends
    if isinstance(first, FixedDate) and isinstance(last, FixedDate) and _is_before(last, first):
        yield error("E0509", f"`{rule.id}` ends before it starts, so it never applies", last.span, fix=EARLIER_FIRST)
    if rule.due is not None:
        yield from _due(rule.due, place)
    if rule.task is not None:
        yield from _task(rule.task, place)


def _is_before(one: FixedDate, other: FixedDate) -> bool:
    return (one.value.year, one.value.month, one.value.day) < (other.value.year, other.value.month, other.value.day)


def _due(due: Due, place: Place) -> Iterator[Diagnostic]:
    for deadline in (due.deadline, *(c.deadline for c in due.cases)):
        yield from date(place, deadline.moment)
    for case in due.cases:
        yield from condition(place, case.where)


def _task(task: Task, place: Place) -> Iterator[Diagnostic]:
    if task.due is not None:
        yield from date_of_task(place, task.due)
    if task.owner is not None:
        yield from staff_role(task.owner, task.span, place.pack, place.corpus)
    yield from text(task.text, task.span, place)


def _clauses(rule: Rule, place: Place) -> Iterator[Diagnostic]:
    pack, corpus = place.pack, place.corpus
    if rule.penalty is not None and corpus.amount(pack.name, rule.penalty) is None:
        known = seen(corpus.amounts, pack, corpus)
        what = meaning(rule.penalty, pack.name, corpus)
        message = f"there is no amount `{rule.penalty}`"
        yield unknown("E0307", message, rule.penalty, rule.span, known, meaning=what, after="penalty up to")
    for name in rule.relies_on:
        if (pack.name, name) not in corpus.requirements:
            known = (n for s, n in corpus.requirements if s == pack.name)
            what = meaning(name, pack.name, corpus)
            message = f"no rule of this pack asks for evidence `{name}`"
            yield unknown("E0310", message, name, rule.span, known, meaning=what, after="relies on evidence")


def _amount(dated: DatedAmount, place: Place) -> Iterator[Diagnostic]:
    for version in dated.versions:
        for each in (version.sum, *(case.sum for case in version.cases)):
            yield from _sum(each, place)
        for case in version.cases:
            yield from condition(place, case.where)


def _sum(wanted: Sum, place: Place) -> Iterator[Diagnostic]:
    match wanted:
        case ShareOf(path=share):
            yield from _share(share, place)
        case BoundOf(first=first, second=second):
            yield from _sum(first, place)
            yield from _sum(second, place)
        case FixedSum():
            return


def _share(share: FactPath, place: Place) -> Iterator[Diagnostic]:
    found = list(path(place, share))
    yield from found
    declared = None if found else type_of(place, share)
    if not found and (declared is None or declared.name is not TypeName.AMOUNT):
        what = type_text(declared) if declared else "no fact"
        yield error("E0502", f"`{share}` is {what}; an amount of money is needed here", share.span)
