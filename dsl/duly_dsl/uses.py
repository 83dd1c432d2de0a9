"""What the parts of a pack refer to: every use of a declared name, with the place where it stands.

One answer for all who ask: which declarations a rule's meaning rests on, what a renamed name touches, what a change of
a date reaches. Names are read as the checker reads them, so a pack that was refused may have uses that lead nowhere:
these are left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum

from duly_dsl.check.place import Place, kind_at, type_of
from duly_dsl.corpus import Corpus
from duly_dsl.ir import (
    Alternative,
    Citation,
    ConcludesRole,
    ConcludesTerm,
    Excuse,
    FactPath,
    FactType,
    Forbids,
    GroupTarget,
    HasTerm,
    HoldsRole,
    Kind,
    Link,
    Name,
    NamedDate,
    NamedSpan,
    Obliges,
    Offset,
    PackRules,
    Prevails,
    Quantified,
    ReadingChoice,
    Requirement,
    Role,
    Rule,
    RuleTarget,
    SetsAside,
    Task,
    Term,
    WillBe,
    WillPrevail,
    versions_of,
)
from duly_dsl.placeholders import placeholders
from duly_dsl.source import NOWHERE, Span


class Sort(StrEnum):
    """What a name can be declared as."""

    KIND = "kind"
    FACT = "fact"
    LINK = "link"
    CHOICE = "choice"
    ROLE = "role"
    STAFF_ROLE = "role within us"
    EVIDENCE_KIND = "evidence kind"
    CALENDAR = "calendar"
    PARAMETER = "parameter"
    GROUP = "group"
    DATE = "date"
    PERIOD = "period"
    AMOUNT = "amount"
    READING = "reading"
    INSTRUMENT = "instrument"
    TERM = "term"
    REQUIREMENT = "evidence requirement"
    RULE = "rule"


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A declared name. `owner` is the kind of a fact or link, the pack of a name that is a pack's own, else empty."""

    sort: Sort
    name: str
    owner: str = ""

    def __str__(self) -> str:
        return f"{self.sort} {self.name}"


@dataclass(frozen=True, slots=True)
class Use:
    """A reference and the node in which it stands; the word itself is within the span."""

    of: Reference
    span: Span = NOWHERE


def uses_in_pack(pack: PackRules, corpus: Corpus) -> Iterator[Use]:
    """Every use in the declarations and rules of a pack; scenarios are no part of what rules mean."""
    for kind in pack.kinds:
        yield from uses_of(kind, pack, corpus)
    for declared in (*pack.roles, *pack.evidence_kinds, *pack.dates, *pack.periods, *pack.amounts, *pack.left_out):
        yield from uses_of(declared, pack, corpus)
    for node in (*pack.crosswalks, *pack.terms, *pack.rules):
        yield from uses_of(node, pack, corpus)


def uses_of(node: object, pack: PackRules, corpus: Corpus) -> Iterator[Use]:
    """Every use in one declaration, term or rule of a pack."""
    match node:
        case Rule():
            place = Place.of_rule(node, pack, corpus).with_holder()
        case Term(variable=variable, kind=kind):
            place = Place.of_term(variable, kind, pack, corpus)
        case _:
            place = Place.of_amount(pack, corpus)
    return _uses(place, node)


def _uses(place: Place, node: object, span: Span = NOWHERE) -> Iterator[Use]:
    if isinstance(node, tuple):
        for part in node:
            yield from _uses(place, part, span)
        return
    if not is_dataclass(node) or isinstance(node, Span | type):
        return
    span = getattr(node, "span", span)
    yield from (Use(found, span) for found in _direct(place, node) if found is not None)
    if isinstance(node, Quantified):
        yield from _uses(place, node.start, span)
        yield from _uses(place.bind(node.variable, node.kind), node.body, span)
        return
    for each in fields(node):
        yield from _uses(place, getattr(node, each.name), span)


def _direct(place: Place, node: object) -> Iterator[Reference | None]:
    """What a node itself refers to, without its parts."""
    corpus, pack = place.corpus, place.pack.name
    match node:
        case FactPath():
            yield from _steps(place, node)
        case Citation(instrument=name):
            yield scoped(Sort.INSTRUMENT, name, pack, corpus)
        case HasTerm(term=name) | WillBe(term=name) | ConcludesTerm(term=name):
            yield scoped(Sort.TERM, name, pack, corpus)
        case HoldsRole(role=name) | ConcludesRole(role=name):
            yield Reference(Sort.ROLE, name)
        case Prevails(rule=name) | WillPrevail(rule=name) | RuleTarget(rule=name):
            yield Reference(Sort.RULE, name)
        case Obliges(roles=roles, text=text) | Forbids(roles=roles, text=text):
            yield from (Reference(Sort.ROLE, name) for name in roles)
            yield from (_value(name, pack, corpus) for name in placeholders(text))
        case SetsAside(roles=roles):
            yield from (Reference(Sort.ROLE, name) for name in roles)
        case GroupTarget(group=name, except_rules=rules, except_groups=groups):
            yield from (scoped(Sort.GROUP, each, pack, corpus) for each in (name, *groups))
            yield from (Reference(Sort.RULE, each) for each in rules)
        case Quantified(kind=kind, through=through):
            yield Reference(Sort.KIND, kind)
            yield from _links(through or (), corpus)
        case NamedDate(name=name) | NamedSpan(name=name) | Name(name=name):
            yield _value(name, pack, corpus)
        case ReadingChoice(reading=name):
            yield scoped(Sort.READING, name, pack, corpus)
        case Offset(calendar=name) if name:
            yield scoped(Sort.CALENDAR, name, pack, corpus)
        case Alternative(kind=kind) | Excuse(kind=kind):
            yield Reference(Sort.EVIDENCE_KIND, kind)
        case Requirement(accepted_by=role) | Task(owner=role) if role:
            yield Reference(Sort.STAFF_ROLE, role)
        case FactType(choice=name) if name:
            yield Reference(Sort.CHOICE, name)
        case Link(target=kind):
            yield Reference(Sort.KIND, kind)
        case Kind(name=kind, extends=True) | Term(kind=kind):
            yield Reference(Sort.KIND, kind)
        case Role(kinds=kinds):
            yield from (Reference(Sort.KIND, kind) for kind in kinds)
        case Rule():
            yield from _of_rule(node, pack, corpus)
        case _:
            under = getattr(node, "under", None)
            if under:
                yield scoped(Sort.INSTRUMENT, under, pack, corpus)


def _of_rule(rule: Rule, pack: str, corpus: Corpus) -> Iterator[Reference | None]:
    kinds = (getattr(rule.subject, name, "") for name in ("kind", "of_kind", "party_kind"))
    yield from (Reference(Sort.KIND, kind) for kind in kinds if kind in corpus.kinds)
    for name in (rule.under, rule.replaced_by, rule.repealed_by):
        if name:
            yield scoped(Sort.INSTRUMENT, name, pack, corpus)
    yield from (scoped(Sort.GROUP, name, pack, corpus) for name in rule.groups)
    yield from (Reference(Sort.RULE, name) for name in rule.notwithstanding)
    yield from (Reference(Sort.REQUIREMENT, name, pack) for name in rule.relies_on)
    if rule.penalty:
        yield scoped(Sort.AMOUNT, rule.penalty, pack, corpus)


def _steps(place: Place, path: FactPath) -> Iterator[Reference]:
    for number in range(1, len(path.steps) + 1):
        part = FactPath(path.variable, path.steps[:number])
        view = place.view(kind_at(place, part))
        if view is None:
            return
        name = path.steps[number - 1]
        if name in view.facts:
            yield Reference(Sort.FACT, name, view.name.removeprefix(versions_of("")))
            declared = type_of(place, part)
            if declared is not None and declared.choice:
                yield Reference(Sort.CHOICE, declared.choice)
        elif name in view.links and view.name in place.corpus.kinds:
            yield Reference(Sort.LINK, name, view.name)


def _links(names: Iterable[str], corpus: Corpus) -> Iterator[Reference]:
    for name in names:
        yield from (Reference(Sort.LINK, name, kind.name) for kind in corpus.kinds.values() if name in kind.links)


def _value(name: str, pack: str, corpus: Corpus) -> Reference | None:
    """The legal value under a bare name; none where it is a member of a choice or a variable."""
    sorts = (Sort.DATE, Sort.PERIOD, Sort.PARAMETER, Sort.AMOUNT)
    return next((found for sort in sorts if (found := scoped(sort, name, pack, corpus))), None)


def scoped(sort: Sort, name: str, pack: str, corpus: Corpus) -> Reference | None:
    """The reference to a name that is a pack's own, as a pack sees it."""
    finders = {
        Sort.TERM: corpus.term,
        Sort.DATE: corpus.date,
        Sort.PERIOD: corpus.period,
        Sort.AMOUNT: corpus.amount,
        Sort.PARAMETER: corpus.parameter,
        Sort.READING: corpus.reading,
        Sort.GROUP: corpus.group,
        Sort.CALENDAR: corpus.calendar,
        Sort.INSTRUMENT: corpus.instrument,
    }
    found = finders[sort](pack, name)
    return Reference(sort, name, found.pack) if found is not None else None
