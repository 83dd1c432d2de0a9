"""Conditions, dates and operands: every variable, fact, term and value that they name, and types that fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from duly_dsl.check.declarations import length
from duly_dsl.check.faults import unknown, word_in
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Fix, error
from duly_dsl.ir import (
    NONE,
    AnchorDate,
    Block,
    Comparison,
    Condition,
    DateExpression,
    FactDate,
    FactPath,
    FactType,
    FixedDate,
    HasTerm,
    HoldsRole,
    Literal,
    Name,
    NamedDate,
    NamedSpan,
    Names,
    Not,
    Offset,
    Operand,
    PackRules,
    PickDate,
    Prevails,
    Quantified,
    Relation,
    TypeName,
    WillBe,
    WillPrevail,
)
from duly_dsl.source import Span

DATES = frozenset({TypeName.DATE, TypeName.INSTANT})
CHOICES = frozenset({TypeName.ONE_OF, TypeName.MANY_OF})
ORDERED = frozenset({TypeName.NUMBER, TypeName.AMOUNT, TypeName.DURATION})
ON_DAYS = frozenset({Relation.BEFORE, Relation.ON_OR_BEFORE, Relation.AFTER, Relation.ON_OR_AFTER})
BY_SIZE = frozenset({Relation.AT_LEAST, Relation.AT_MOST, Relation.MORE_THAN, Relation.LESS_THAN})
US = "us"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: the pack, and the kinds of its variables (None: of several kinds, or not known)."""

    pack: PackRules
    corpus: Corpus
    kinds: Mapping[str, str | None]

    def bind(self, variable: str, kind: str) -> "Place":
        """The same place with one more variable."""
        return Place(self.pack, self.corpus, {**self.kinds, variable: kind})


def condition(place: Place, wanted: Condition) -> Iterator[Diagnostic]:
    """Everything wrong in a condition."""
    match wanted:
        case Comparison():
            yield from comparison(place, wanted)
        case HasTerm(variable=name, term=term) | WillBe(variable=name, term=term):
            yield from variable(place, name, wanted.span)
            yield from _term(place, name, term, wanted.span)
        case HoldsRole():
            if wanted.role not in place.corpus.roles:
                message = f"there is no role `{wanted.role}`"
                yield unknown("E0306", message, wanted.role, wanted.span, place.corpus.roles)
            yield from variable(place, wanted.path.variable, wanted.path.span)
        case Prevails(rule=rule, variable=name) | WillPrevail(rule=rule, variable=name):
            yield from variable(place, name, wanted.span)
            if rule not in place.corpus.rules:
                yield unknown("E0310", f"there is no rule `{rule}`", rule, wanted.span, place.corpus.rules)
        case Quantified():
            yield from _quantified(place, wanted)
        case Not(condition=inner):
            yield from condition(place, inner)
        case Block(limbs=limbs):
            for limb in limbs:
                yield from condition(place, limb.condition)


def variable(place: Place, name: str, span: Span) -> Iterator[Diagnostic]:
    """A variable of the rule."""
    if name not in place.kinds:
        yield unknown("E0303", f"`{name}` is no variable of this rule", name, span, place.kinds)


def _term(place: Place, name: str, term: str, span: Span) -> Iterator[Diagnostic]:
    found = place.corpus.term(place.pack.name, term)
    if found is None and not place.corpus.is_optional_term(place.pack.name, term):
        kind = place.corpus.kinds.get(place.kinds.get(name) or "")
        if kind is not None and term in kind.facts:
            fix = Fix(f"write `{name}'s {term} is yes`")
            yield error("E0304", f"`{term}` is a fact of {kind.text}, not a term", word_in(span, term), fix=fix)
            return
        known = (n for s, n in place.corpus.terms if s in place.corpus.scopes[place.pack.name])
        yield unknown("E0304", f"there is no term `{term}`", term, span, known)
    elif found is not None and place.kinds.get(name) not in {found.kind, None}:
        message = f"`{term}` is a term of `{found.kind}`; `{name}` is of kind `{place.kinds[name]}`"
        yield error("E0304", message, word_in(span, term))


def _quantified(place: Place, wanted: Quantified) -> Iterator[Diagnostic]:
    corpus = place.corpus
    yield from path(place, wanted.start)
    if wanted.kind not in corpus.kinds:
        yield unknown("E0301", f"there is no kind `{wanted.kind}`", wanted.kind, wanted.span, corpus.kinds)
        return
    all_links = {name for kind in corpus.kinds.values() for name in kind.links}
    for name in wanted.through or ():
        if name not in all_links:
            yield unknown("E0305", f"there is no link `{name}`", name, wanted.span, all_links)
    yield from condition(place.bind(wanted.variable, wanted.kind), wanted.body)


def kind_at(place: Place, wanted: FactPath) -> str | None:
    """The kind of the subject that the last step of a path is about; None where it is not known."""
    kind = place.kinds.get(wanted.variable)
    for step in wanted.steps[:-1]:
        view = place.corpus.kinds.get(kind or "")
        link = view.links.get(step) if view else None
        kind = link.target if link else None
    return kind


def type_of(place: Place, wanted: FactPath) -> FactType | None:
    """The type of the fact at the end of a path; None for links and what is not known."""
    view = place.corpus.kinds.get(kind_at(place, wanted) or "")
    fact = view.facts.get(wanted.steps[-1]) if view and wanted.steps else None
    return fact.type if fact else None


def path(place: Place, wanted: FactPath) -> Iterator[Diagnostic]:
    """Each step of a path: a link that leads on, and at the end a fact or a link."""
    found = list(variable(place, wanted.variable, wanted.span))
    yield from found
    kind = place.kinds.get(wanted.variable)
    for number, step in enumerate(() if found else wanted.steps, 1):
        view = place.corpus.kinds.get(kind or "")
        if view is None:
            return
        if step not in view.links and (number < len(wanted.steps) or step not in view.facts):
            message = f"{view.text} has no fact or link `{step}`"
            yield unknown("E0305", message, step, wanted.span, {*view.facts, *view.links})
            return
        kind = view.links[step].target if step in view.links else None


def comparison(place: Place, wanted: Comparison) -> Iterator[Diagnostic]:
    """The left side, the right side, and whether they can be compared so."""
    found = list(path(place, wanted.path))
    yield from found
    declared = None if found else type_of(place, wanted.path)
    yield from operand(place, wanted.operand, declared)
    if declared is not None:
        yield from relation(declared, wanted.path.steps[-1], wanted.relation, wanted.operand, wanted.span)


def relation(declared: FactType, name: str, how: Relation, right: Operand, span: Span) -> Iterator[Diagnostic]:
    """Whether values of a type stand in a relation, and with such a value."""
    if how in ON_DAYS and declared.name not in DATES:
        yield error("E0501", f"`{name}` is {_a(declared)}; only a date can be {how.removeprefix('is ')} another", span)
    elif how in BY_SIZE and declared.name not in ORDERED:
        fix = Fix(f"write `is {how.removeprefix('is ')}` for numbers, amounts and lengths of time only")
        yield error(
            "E0501", f"`{name}` is {_a(declared)}, which is neither larger nor smaller than another", span, fix=fix
        )
    elif how is Relation.INCLUDES and declared.name is not TypeName.MANY_OF:
        yield error("E0501", f"`{name}` is {_a(declared)}; only `many of` a choice can include something", span)
    elif how is Relation.ONE_OF and declared.name not in CHOICES:
        yield error("E0501", f"`{name}` is {_a(declared)}; `is one of` takes a choice", span)
    elif isinstance(right, Literal) and right.value is not NONE and not _fits(right.value, declared, how):
        yield error("E0502", f"`{name}` is {_a(declared)}; this value is of another type", right.span)


def _a(declared: FactType) -> str:
    return {TypeName.YES_NO: "yes or no", TypeName.TEXT: "text"}.get(declared.name, f"of type `{declared}`")


def _fits(value: object, declared: FactType, how: Relation) -> bool:
    by_type = {
        TypeName.YES_NO: {"bool"},
        TypeName.TEXT: {"str"},
        TypeName.DATE: {"date", "datetime"},
        TypeName.INSTANT: {"date", "datetime"},
        TypeName.NUMBER: {"Decimal"},
        TypeName.AMOUNT: {"Money"},
        TypeName.DURATION: {"Duration"},
        TypeName.ONE_OF: {"str"},
        TypeName.MANY_OF: {"frozenset"},
    }
    return type(value).__name__ in by_type[declared.name] and how is not Relation.INCLUDES


def operand(place: Place, right: Operand, declared: FactType | None) -> Iterator[Diagnostic]:
    """What the right side of a comparison names."""
    match right:
        case Name(name=name):
            yield from _named(place, name, declared, right.span)
        case Names(names=names):
            for name in names:
                yield from _member(place, name, declared, right.span)
        case FactPath():
            yield from path(place, right)
        case Literal():
            return
        case _:
            yield from date(place, right)


def _named(place: Place, name: str, declared: FactType | None, span: Span) -> Iterator[Diagnostic]:
    if declared is not None and declared.name in CHOICES:
        yield from _member(place, name, declared, span)
    elif declared is not None and declared.name in DATES:
        yield from date(place, NamedDate(name, span))
    elif declared is not None and declared.name is TypeName.DURATION:
        yield from length(NamedSpan(name, span), place.pack, place.corpus)
    elif declared is not None and place.corpus.parameter(place.pack.name, name) is None:
        yield error("E0502", f"this is {_a(declared)}, and `{name}` is no such value", word_in(span, name))


def _member(place: Place, name: str, declared: FactType | None, span: Span) -> Iterator[Diagnostic]:
    choice = place.corpus.choices.get(declared.choice) if declared else None
    if choice is not None and not choice.is_open and name not in choice.members:
        yield unknown("E0302", f"`{name}` is no {choice.text}", name, span, choice.members)


def date(place: Place, wanted: DateExpression) -> Iterator[Diagnostic]:
    """Every name in an expression that gives a date."""
    match wanted:
        case NamedDate(name=name):
            scope = place.corpus.scopes[place.pack.name]
            if (
                place.corpus.date(place.pack.name, name) is None
                and place.corpus.parameter(place.pack.name, name) is None
            ):
                known = (n for s, n in place.corpus.dates if s in scope)
                yield unknown("E0307", f"there is no date `{name}`", name, wanted.span, known)
        case FactDate(path=fact):
            found = list(path(place, fact))
            yield from found
            declared = None if found else type_of(place, fact)
            if declared is not None and declared.name not in DATES:
                yield error("E0503", f"`{fact.steps[-1]}` is {_a(declared)}; a date is needed here", fact.span)
        case Offset(length=span_wanted, anchor=anchor, calendar=calendar):
            if isinstance(span_wanted, NamedSpan):
                yield from length(span_wanted, place.pack, place.corpus)
            if calendar is not None and place.corpus.calendar(place.pack.name, calendar) is None:
                known = (n for s, n in place.corpus.calendars if s in place.corpus.scopes[place.pack.name])
                yield unknown("E0307", f"there is no calendar `{calendar}`", calendar, wanted.span, known)
            yield from date(place, anchor)
        case PickDate(first=first, second=second):
            yield from date(place, first)
            yield from date(place, second)
        case FixedDate() | AnchorDate():
            return
