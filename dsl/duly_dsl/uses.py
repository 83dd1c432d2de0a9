"""What the parts of a pack refer to: every use of a declared name, with the place where it stands.

One answer for all who ask: which declarations a rule's meaning rests on, what a renamed name touches, what a change of
a date reaches. Names are read as the checker reads them, so a pack that was refused may have uses that lead nowhere:
these are left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum

from duly_dsl.check.place import Place, kind_at
from duly_dsl.corpus import Corpus
from duly_dsl.ir import (
    Alternative,
    Citation,
    ConcludesRole,
    ConcludesTerm,
    DatedTable,
    Excuse,
    FactPath,
    FactType,
    Forbids,
    GroupTarget,
    HasTerm,
    HoldsRole,
    Instrument,
    Kind,
    Link,
    Name,
    NamedDate,
    NamedSpan,
    NamedTable,
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
    TableRow,
    Task,
    Term,
    WillBe,
    WillPrevail,
)
from duly_dsl.placeholders import fact_in, placeholders
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
    TABLE = "table"
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
    for instrument in pack.header.instruments:
        yield from uses_of(instrument, pack, corpus)
    for kind in pack.kinds:
        yield from uses_of(kind, pack, corpus)
    for declared in (*pack.roles, *pack.evidence_kinds, *pack.dates, *pack.periods, *pack.amounts, *pack.tables):
        yield from uses_of(declared, pack, corpus)
    for node in (*pack.left_out, *pack.crosswalks, *pack.terms, *pack.rules):
        yield from uses_of(node, pack, corpus)


def uses_of(node: object, pack: PackRules, corpus: Corpus) -> Iterator[Use]:
    """Every use in one declaration, term or rule of a pack."""
    return _uses(place_of(node, pack, corpus), node)


def place_of(node: object, pack: PackRules, corpus: Corpus) -> Place:
    """The variables of a declaration; a requirement has those of the rule that states it."""
    match node:
        case Rule():
            return Place.of_rule(node, pack, corpus).with_holder()
        case Requirement(name=name):
            stated = corpus.requirements.get((pack.name, name))
            return place_of(stated[0] if stated else None, pack, corpus)
        case Term(variable=variable, kind=kind):
            return Place.of_term(variable, kind, pack, corpus)
        case _:
            return Place.of_amount(pack, corpus)


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
    if isinstance(node, Obliges | Forbids | Task):
        yield from _in_text(place, node.text)
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
        case Obliges(roles=roles) | Forbids(roles=roles) | SetsAside(roles=roles):
            yield from (Reference(Sort.ROLE, name) for name in roles)
        case GroupTarget(group=name, except_rules=rules, except_groups=groups):
            yield from (scoped(Sort.GROUP, each, pack, corpus) for each in (name, *groups))
            yield from (Reference(Sort.RULE, each) for each in rules)
        case Quantified(kind=kind, through=through):
            yield Reference(Sort.KIND, kind)
            yield from _links(through or (), corpus)
        case NamedDate(name=name) | NamedSpan(name=name) | Name(name=name):
            yield _value(name, pack, corpus)
        case NamedTable(name=name):
            yield scoped(Sort.TABLE, name, pack, corpus)
        case TableRow():
            yield from _instruments((node.under, node.repealed_by), pack, corpus)
        case ReadingChoice(reading=name):
            yield scoped(Sort.READING, name, pack, corpus)
        case Offset(calendar=name) if name:
            yield scoped(Sort.CALENDAR, name, pack, corpus)
        case Alternative(kind=kind) | Excuse(kind=kind):
            yield Reference(Sort.EVIDENCE_KIND, kind)
        case Requirement(accepted_by=role) | Task(owner=role) if role:
            yield Reference(Sort.STAFF_ROLE, role)
        case Instrument(amends=name) if name:
            yield scoped(Sort.INSTRUMENT, name, pack, corpus)
        case FactType(choice=name) | DatedTable(choice=name) if name:
            yield Reference(Sort.CHOICE, name)
        case Kind(name=kind, extends=True) | Term(kind=kind) | Link(target=kind):
            yield Reference(Sort.KIND, kind)
        case Role(kinds=kinds):
            yield from (Reference(Sort.KIND, kind) for kind in kinds)
        case Rule():
            yield from _of_rule(node, pack, corpus)
        case _:
            yield from _instruments((getattr(node, "under", None),), pack, corpus)


def _instruments(names: Iterable[str | None], pack: str, corpus: Corpus) -> Iterator[Reference | None]:
    yield from (scoped(Sort.INSTRUMENT, name, pack, corpus) for name in names if name)


def _of_rule(rule: Rule, pack: str, corpus: Corpus) -> Iterator[Reference | None]:
    kinds = (getattr(rule.subject, name, "") for name in ("kind", "of_kind", "party_kind"))
    yield from (Reference(Sort.KIND, kind) for kind in kinds if kind)
    yield from _instruments((rule.under, rule.replaced_by, rule.repealed_by), pack, corpus)
    yield from (scoped(Sort.GROUP, name, pack, corpus) for name in rule.groups)
    yield from (Reference(Sort.RULE, name) for name in rule.notwithstanding)
    yield from (Reference(Sort.REQUIREMENT, name, pack) for name in rule.relies_on)
    if rule.penalty:
        yield scoped(Sort.AMOUNT, rule.penalty, pack, corpus)


def _in_text(place: Place, text: str) -> Iterator[Reference | None]:
    for name in placeholders(text):
        fact = fact_in(name)
        yield from _steps(place, fact) if fact is not None else (_value(name, place.pack.name, place.corpus),)


def _steps(place: Place, path: FactPath) -> Iterator[Reference]:
    for number in range(1, len(path.steps) + 1):
        part = FactPath(path.variable, path.steps[:number])
        view = place.view(kind_at(place, part))
        if view is None:
            return
        name = path.steps[number - 1]
        if name in view.facts:
            yield Reference(Sort.FACT, name, view.name)
        elif name in view.links:
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
        Sort.TABLE: corpus.table,
        Sort.PARAMETER: corpus.parameter,
        Sort.READING: corpus.reading,
        Sort.GROUP: corpus.group,
        Sort.CALENDAR: corpus.calendar,
        Sort.INSTRUMENT: corpus.instrument,
    }
    found = finders[sort](pack, name)
    return Reference(sort, name, found.pack) if found is not None else None
