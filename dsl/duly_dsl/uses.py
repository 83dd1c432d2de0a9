"""What the parts of a pack refer to: every use of a declared name, with the place where it stands.

One answer for all who ask: which declarations a rule's meaning rests on, what a renamed name touches, what a change of
a date reaches. Names are read as the checker reads them, so a pack that was refused may have uses that lead nowhere:
these are left out. Scenarios are no part of what rules mean: `scenario_uses` has theirs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, is_dataclass, replace
from enum import StrEnum

from duly_dsl.check.place import Place, type_of
from duly_dsl.corpus import Corpus
from duly_dsl.ir import (
    HOLDER,
    US,
    VERSION,
    Alternative,
    AmountVersion,
    Citation,
    Classification,
    Comparison,
    ConcludesRole,
    ConcludesTerm,
    Crosswalk,
    DatedTable,
    DateVersion,
    Each,
    EachOf,
    EachPair,
    EachVersion,
    Excuse,
    FactPath,
    FactType,
    Forbids,
    GroupOperates,
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
    Names,
    Obliges,
    Offset,
    Operates,
    PackRules,
    PeriodVersion,
    Prevails,
    Quantified,
    Reading,
    ReadingChoice,
    Requirement,
    Role,
    Rule,
    RuleTarget,
    SetsAside,
    Statement,
    Subject,
    TableRow,
    Task,
    Term,
    WillBe,
    WillPrevail,
    kind_of_whole,
)
from duly_dsl.nodes import parts
from duly_dsl.placeholders import fact_in, placeholders
from duly_dsl.source import NOWHERE, Span
from duly_dsl.words import word_behind


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
    CLASSIFICATION = "classification"
    REQUIREMENT = "evidence requirement"
    RULE = "rule"
    PACK = "pack"
    MEMBER = "member"
    FIELD = "field"
    READING_VALUE = "way to read"
    VARIABLE = "variable"
    SUBJECT = "subject"
    LABEL = "limb"
    REST_CLASS = "class of the rest"


PARTS = frozenset(
    {
        *(Sort.PACK, Sort.MEMBER, Sort.FIELD, Sort.READING_VALUE),
        *(Sort.VARIABLE, Sort.SUBJECT, Sort.LABEL, Sort.REST_CLASS),
    }
)
"""Names within a declaration, an item or a manifest: a meaning rests on the whole, not on them."""


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A declared name. `owner` is the kind of a fact or link, the pack of a name that is a pack's own, what a part is
    part of (a choice, an evidence kind, a reading with its pack, the place of a rule), else empty."""

    sort: Sort
    name: str
    owner: str = ""

    def __str__(self) -> str:
        return f"{self.sort} {self.name}"


@dataclass(frozen=True, slots=True)
class Use:
    """A reference and the node in which it stands; `behind` says where in it (as `word_behind` reads it), and is None
    where the name itself is not written."""

    of: Reference
    span: Span = NOWHERE
    behind: str | None = field(default="", compare=False)

    @property
    def word(self) -> Span | None:
        """Where exactly the word stands."""
        return None if self.behind is None else word_behind(self.span, self.of.name, self.behind)


def uses_of(node: object, pack: PackRules, corpus: Corpus) -> Iterator[Use]:
    """Every use of what is declared on its own, in one declaration, term or rule of a pack."""
    return (use for use in words_of(node, pack, corpus) if use.of.sort not in PARTS)


def words_of(node: object, pack: PackRules, corpus: Corpus) -> Iterator[Use]:
    """Every use in one declaration, term or rule of a pack, those of parts and variables among them."""
    span = getattr(node, "span", NOWHERE)
    uses = _uses(place_of(node, pack, corpus), node, span, home(span))
    if not isinstance(node, Rule) or not isinstance(node.subject, EachOf):
        return uses
    # In `for each incident of ai_system as system` the name of the kind is the variable.
    called = Reference(Sort.VARIABLE, node.subject.kind, home(span))
    meant = Reference(Sort.KIND, node.subject.kind)
    return (replace(use, of=meant) if use.of == called else use for use in uses)


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


def home(span: Span) -> str:
    """The owner of names that are known only within one item."""
    return str(span)


def _uses(place: Place, node: object, span: Span, owner: str) -> Iterator[Use]:
    """`owner` is the item, `span` the innermost node with a place."""
    if isinstance(node, tuple):
        for part in node:
            yield from _uses(place, part, span, owner)
        return
    if not is_dataclass(node) or isinstance(node, Span | type):
        return
    span = getattr(node, "span", span)
    for found, behind in _direct(place, node, owner):
        if found is not None:
            yield Use(found, span, behind)
    match node:
        case Quantified():
            yield from _uses(place, node.start, span, owner)
            yield from _uses(place.bind(node.variable, node.kind), node.body, span, owner)
            return
        case Comparison(path=path, operand=Name() | Names() as right):
            yield from _uses(place, path, span, owner)
            yield from named(right, type_of(place, path), place.pack.name, place.corpus)
            return
        case Requirement(alternatives=alternatives, stating=tests):
            yield from _stated([a.kind for a in alternatives], tests, place, owner)
        case Excuse(kind=kind, stating=tests):
            yield from _stated([kind], tests, place, owner)
        case Statement():
            return
        case Crosswalk(first=first, second=second):
            for citation in (first, second):
                instrument = instrument_anywhere(citation.instrument, place.pack.name, place.corpus)
                if instrument is not None:
                    yield Use(instrument, citation.span)
            return
        case DatedTable(choice=choice, rows=rows):
            for row in rows:
                yield from (Use(Reference(Sort.MEMBER, name, choice), row.span, "lists") for name in row.members)
    for _, part in parts(node):
        yield from _uses(place, part, span, owner)


def named(right: Name | Names, declared: FactType | None, pack: str, corpus: Corpus) -> Iterator[Use]:
    """What bare names are where a value of a type is wanted: members of its choice, or a legal value."""
    for name in right.names if isinstance(right, Names) else (right.name,):
        if declared is not None and declared.choice:
            yield Use(Reference(Sort.MEMBER, name, declared.choice), right.span)
        elif (found := _value(name, pack, corpus)) is not None:
            yield Use(found, right.span)


def _stated(kinds: Iterable[str], tests: Iterable[Statement], place: Place, owner: str) -> Iterator[Use]:
    for test in tests:
        declared = None
        for use, field_type in fields_named(test.field_name, kinds, place.corpus):
            declared = field_type
            yield Use(use, test.span)
        if isinstance(test.operand, Name | Names):
            yield from named(test.operand, declared, place.pack.name, place.corpus)
        else:
            yield from _uses(place, test.operand, test.span, owner)


def fields_named(name: str, kinds: Iterable[str], corpus: Corpus) -> Iterator[tuple[Reference, FactType]]:
    """The stated fields of a name, in the evidence kinds that have it, with their types."""
    for kind in kinds:
        for stated in corpus.evidence_kinds[kind].fields if kind in corpus.evidence_kinds else ():
            if stated.name == name:
                yield Reference(Sort.FIELD, name, kind), stated.type


Found = tuple[Reference | None, str | None]


def _direct(place: Place, node: object, owner: str) -> Iterator[Found]:
    """What a node itself refers to, without its parts, and behind which phrase the word stands."""
    yield from _in_conditions(place, node, owner)
    yield from _in_conclusions(place, node, owner)
    yield from _in_clauses(place, node)
    yield from _in_declarations(place, node)


def _in_conditions(place: Place, node: object, owner: str) -> Iterator[Found]:
    corpus, pack = place.corpus, place.pack.name
    match node:
        case FactPath():
            yield _variable(place, node.variable, owner), ""
            yield from steps(place.kinds.get(node.variable), node.steps, corpus)
        case HasTerm(variable=name, term=term) | WillBe(variable=name, term=term):
            yield _variable(place, name, owner), ""
            yield scoped(Sort.TERM, term, pack, corpus), "is not|is|will be"
        case HoldsRole(holder=name, role=role):
            yield _variable(place, name, owner), ""
            yield Reference(Sort.ROLE, role), "is not|is"
        case Prevails() | WillPrevail() | Operates():
            yield Reference(Sort.RULE, node.rule), ""
            yield _variable(place, node.variable, owner), "for"
        case GroupOperates(group=group, variable=name):
            yield scoped(Sort.GROUP, group, pack, corpus), "group"
            yield _variable(place, name, owner), "for"
        case Quantified(kind=kind, through=through):
            yield Reference(Sort.KIND, kind), "some|every|no"
            yield from ((link, "through") for link in _links(through or (), corpus))
        case NamedDate(name=name) | NamedSpan(name=name) | Name(name=name):
            yield _value(name, pack, corpus), ""
        case NamedTable(name=name):
            yield scoped(Sort.TABLE, name, pack, corpus), ""


def _in_conclusions(place: Place, node: object, owner: str) -> Iterator[Found]:
    corpus, pack = place.corpus, place.pack.name
    if isinstance(node, Obliges | Forbids | Task):
        for shown in placeholders(node.text):
            yield from _placeholder(place, shown, owner)
    match node:
        case ConcludesTerm(variable=name, term=term):
            yield _variable(place, name, owner), ""
            yield scoped(Sort.TERM, term, pack, corpus), "is not|is"
        case ConcludesRole(holder=name, role=role, variable=about):
            yield _variable(place, name, owner), ""
            yield Reference(Sort.ROLE, role), "is not|is"
            yield _variable(place, about, owner), "of"
        case RuleTarget(rule=rule):
            yield Reference(Sort.RULE, rule), ""
        case Obliges(roles=roles) | Forbids(roles=roles):
            yield from ((Reference(Sort.ROLE, name), "") for name in roles)
        case SetsAside(roles=roles):
            yield from ((Reference(Sort.ROLE, name), "for") for name in roles)
        case GroupTarget(group=name, except_rules=rules, except_groups=groups):
            yield scoped(Sort.GROUP, name, pack, corpus), "group"
            yield from ((scoped(Sort.GROUP, each, pack, corpus), "except") for each in groups)
            yield from ((Reference(Sort.RULE, each), "except") for each in rules)


def _in_clauses(place: Place, node: object) -> Iterator[Found]:
    corpus, pack = place.corpus, place.pack.name
    match node:
        case Citation(instrument=name):
            yield scoped(Sort.INSTRUMENT, name, pack, corpus), ""
        case ReadingChoice():
            yield from reading_choice(node, pack, corpus)
        case Offset(calendar=name) if name:
            yield scoped(Sort.CALENDAR, name, pack, corpus), "calendar"
        case Alternative(kind=kind):
            yield Reference(Sort.EVIDENCE_KIND, kind), ""
        case Excuse(kind=kind):
            yield Reference(Sort.EVIDENCE_KIND, kind), "evidence"
        case Requirement(accepted_by=role) | Task(owner=role) if role:
            yield Reference(Sort.STAFF_ROLE, role), "role"
        case Each(kind=kind) | EachOf(kind=kind) | EachPair(kind=kind):
            yield Reference(Sort.KIND, kind), ""
            yield from _second_kind(node)
        case EachVersion():
            yield from _second_kind(node)
        case Rule():
            yield from _of_rule(node, pack, corpus)


def _in_declarations(place: Place, node: object) -> Iterator[Found]:
    pack = place.pack.name
    match node:
        case Instrument(amends=name) if name:
            yield scoped(Sort.INSTRUMENT, name, pack, place.corpus), "to"
        case FactType(choice=name) if name:
            yield Reference(Sort.CHOICE, name), "one of|many of"
        case DatedTable(choice=name):
            yield Reference(Sort.CHOICE, name), "of"
        case TableRow(under=name, repealed_by=repealer):
            yield scoped(Sort.INSTRUMENT, name, pack, place.corpus), "under"
            if repealer:
                yield scoped(Sort.INSTRUMENT, repealer, pack, place.corpus), "repealed by"
        case Link(target=kind):
            yield Reference(Sort.KIND, kind), "one|many"
        case Kind(name=kind, extends=True):
            yield Reference(Sort.KIND, kind), "kind"
        case Term(kind=kind):
            yield Reference(Sort.KIND, kind), "of"
        case Classification(kind=kind, classes=classes):
            yield Reference(Sort.KIND, kind), "of"
            yield from ((scoped(Sort.TERM, name, pack, place.corpus), "is") for name in classes)
        case Role(kinds=kinds):
            yield from ((Reference(Sort.KIND, kind), "of") for kind in kinds)
        case Reading(default=name):
            yield Reference(Sort.READING_VALUE, name, f"{pack} {node.name}"), "default"
        case DateVersion(under=name) | PeriodVersion(under=name) | AmountVersion(under=name):
            yield scoped(Sort.INSTRUMENT, name, pack, place.corpus), "under"


def _second_kind(about: Subject) -> Iterator[Found]:
    match about:
        case EachOf(of_kind=kind) | EachVersion(of_kind=kind):
            yield Reference(Sort.KIND, kind), "of"
        case EachPair(party_kind=kind):
            yield Reference(Sort.KIND, kind), "and"


def _of_rule(rule: Rule, pack: str, corpus: Corpus) -> Iterator[Found]:
    clauses = ((rule.under, "under|inserted by"), (rule.replaced_by, "replaced by"), (rule.repealed_by, "repealed by"))
    for name, behind in clauses:
        if name:
            yield scoped(Sort.INSTRUMENT, name, pack, corpus), behind
    yield from ((scoped(Sort.GROUP, name, pack, corpus), "in group") for name in rule.groups)
    yield from ((Reference(Sort.RULE, name), "notwithstanding") for name in rule.notwithstanding)
    yield from ((Reference(Sort.REQUIREMENT, name, pack), "relies on evidence") for name in rule.relies_on)
    if rule.penalty:
        yield scoped(Sort.AMOUNT, rule.penalty, pack, corpus), "penalty up to"


def _variable(place: Place, name: str, owner: str) -> Reference | None:
    """A variable of the item."""
    return None if name in {US, HOLDER, VERSION} or name not in place.kinds else Reference(Sort.VARIABLE, name, owner)


def _placeholder(place: Place, name: str, owner: str) -> Iterator[Found]:
    fact = fact_in(name)
    if fact is None:
        yield _value(name, place.pack.name, place.corpus), "{"
        return
    yield _variable(place, fact.variable, owner), "{"
    for found, behind in steps(place.kinds.get(fact.variable), fact.steps, place.corpus):
        yield found, behind and "{" + behind


def steps(kind: str | None, names: tuple[str, ...], corpus: Corpus) -> Iterator[Found]:
    """The facts and links of a path that begins at a thing of a kind, and the choices of which facts are members."""
    for number, name in enumerate(names, 1):
        view = corpus.kind(kind or "")
        if view is None:
            return
        if name in view.facts:
            yield Reference(Sort.FACT, name, kind_of_whole(view.name)), f"{number}'s"
            choice = view.facts[name].type.choice
            if choice:
                yield Reference(Sort.CHOICE, choice), None
        elif name in view.links and view.name in corpus.kinds:
            yield Reference(Sort.LINK, name, view.name), f"{number}'s"
        kind = view.links[name].target if name in view.links else None


def reading_choice(choice: ReadingChoice, pack: str, corpus: Corpus) -> Iterator[Found]:
    """A reading and the way to read it."""
    reading = scoped(Sort.READING, choice.reading, pack, corpus)
    if reading is not None:
        yield reading, "reading"
        yield Reference(Sort.READING_VALUE, choice.value, f"{reading.owner} {reading.name}"), "is"


def _links(names: Iterable[str], corpus: Corpus) -> Iterator[Reference]:
    for name in names:
        yield from (Reference(Sort.LINK, name, kind.name) for kind in corpus.kinds.values() if name in kind.links)


def _value(name: str, pack: str, corpus: Corpus) -> Reference | None:
    """The legal value under a bare name; none where it is a member of a choice or a variable."""
    sorts = (Sort.DATE, Sort.PERIOD, Sort.PARAMETER, Sort.AMOUNT)
    return next((found for sort in sorts if (found := scoped(sort, name, pack, corpus))), None)


def instrument_anywhere(name: str, pack: str, corpus: Corpus) -> Reference | None:
    """An instrument in a crosswalk: it may be one of a pack that this one does not see, or that is not loaded."""
    owners = (owner for owner, declared in corpus.instruments if declared == name)
    foreign = next((Reference(Sort.INSTRUMENT, name, owner) for owner in owners), None)
    return scoped(Sort.INSTRUMENT, name, pack, corpus) or foreign


def scoped(sort: Sort, name: str, pack: str, corpus: Corpus) -> Reference | None:
    """The reference to a name that is a pack's own, as a pack sees it."""
    finders = {
        Sort.TERM: corpus.term,
        Sort.CLASSIFICATION: corpus.classification,
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
