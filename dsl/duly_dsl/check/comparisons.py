"""Comparisons: whether values of a type stand in a relation, and with what."""

from collections.abc import Iterator

from duly_dsl.check.dates import DATES, date
from duly_dsl.check.faults import unknown, word_in
from duly_dsl.check.place import Place, link_at, path, type_of
from duly_dsl.check.references import length, named_date, table
from duly_dsl.check.words import meaning, type_text
from duly_dsl.diagnostics import Diagnostic, Edit, Fix, error
from duly_dsl.ir import (
    NONE,
    Comparison,
    FactPath,
    FactType,
    Link,
    Literal,
    Name,
    NamedSpan,
    NamedTable,
    Names,
    Operand,
    Relation,
    TypeName,
    Value,
)
from duly_dsl.source import Span

CHOICES = frozenset({TypeName.ONE_OF, TypeName.MANY_OF})
ORDERED = frozenset({TypeName.NUMBER, TypeName.AMOUNT, TypeName.DURATION})
ON_DAYS = frozenset({Relation.BEFORE, Relation.ON_OR_BEFORE, Relation.AFTER, Relation.ON_OR_AFTER})
BY_SIZE = frozenset({Relation.AT_LEAST, Relation.AT_MOST, Relation.MORE_THAN, Relation.LESS_THAN})
EQUALITY = frozenset({Relation.IS, Relation.IS_NOT})


def comparison(place: Place, wanted: Comparison) -> Iterator[Diagnostic]:
    """The left side, the right side, and whether they can be compared so."""
    misplaced = _term_as_fact(place, wanted)
    if misplaced is not None:
        yield misplaced
        return
    found = list(path(place, wanted.path))
    yield from found
    link = None if found else link_at(place, wanted.path)
    declared = None if found else type_of(place, wanted.path)
    if link is not None:
        yield from _of_a_link(wanted, link)
        return
    yield from operand(place, wanted.operand, declared)
    if declared is not None:
        yield from relation(place, declared, wanted.path.steps[-1], wanted.relation, wanted.operand, wanted.span)


def _term_as_fact(place: Place, wanted: Comparison) -> Diagnostic | None:
    """`system's high_risk is yes`: a term is said of the thing itself."""
    name, *others = wanted.path.steps
    kind = place.kinds.get(wanted.path.variable)
    view, term = place.view(kind), place.corpus.term(place.pack.name, name)
    if view is None or term is None or term.kind != kind or others or name in {*view.facts, *view.links}:
        return None
    is_yes_no = wanted.relation in EQUALITY and isinstance(wanted.operand, Literal)
    value = wanted.operand.value if isinstance(wanted.operand, Literal) else None
    verb = "is" if (wanted.relation is Relation.IS) is (value is True) else "is not"
    meant = f"{wanted.path.variable} {verb} {name}"
    edits = (Edit(wanted.span, meant),) if is_yes_no and isinstance(value, bool) else ()
    message = f"{view.text} has no fact or link `{name}`: `{name}` is a term of {view.text}"
    return error("E0305", message, word_in(wanted.path.span, name), fix=Fix(f"write `{meant}`", edits))


def _of_a_link(wanted: Comparison, link: Link) -> Iterator[Diagnostic]:
    """Of a link it can be asked whether it leads anywhere, and nothing else."""
    is_none = isinstance(wanted.operand, Literal) and wanted.operand.value is NONE
    if is_none and wanted.relation in EQUALITY:
        return
    asked = f"`some {link.target} as each_one among {wanted.path} satisfies each_one's ...`"
    one = f"`{wanted.path}'s ...`, a fact of the {link.target}"
    message = f"`{wanted.path.steps[-1]}` is a link and has no value to compare"
    fix = Fix(f"write {asked if link.many else one}, or `is none`")
    yield error("E0507", message, word_in(wanted.path.span, wanted.path.steps[-1]), fix=fix)


def relation(
    place: Place, declared: FactType, name: str, how: Relation, right: Operand, span: Span
) -> Iterator[Diagnostic]:
    """Whether values of a type stand in a relation, and with such a value."""
    what = type_text(declared)
    if how in ON_DAYS and declared.name not in DATES:
        yield error("E0501", f"`{name}` is {what}; only a date can be {how.removeprefix('is ')} another", span)
    elif how in BY_SIZE and declared.name not in ORDERED:
        fix = Fix(f"write `{how}` for numbers, amounts and lengths of time only")
        message = f"`{name}` is {what}, which is neither larger nor smaller than another"
        yield error("E0501", message, span, fix=fix)
    elif how is Relation.INCLUDES and declared.name is not TypeName.MANY_OF:
        yield error("E0501", f"`{name}` is {what}; only `many of` a choice can include something", span)
    elif how is Relation.ONE_OF and declared.name is not TypeName.ONE_OF:
        yield from _one_of(declared, name, span)
    elif how in EQUALITY and declared.name is TypeName.MANY_OF and isinstance(right, Name):
        yield _is_instead_of_includes(name, how, right, span)
    elif isinstance(right, NamedTable):
        yield from _of_choice(place, declared, name, right)
    elif isinstance(right, Literal):
        yield from _literal(place, declared, name, how, right)
    elif isinstance(right, FactPath):
        yield from _path(place, declared, name, how, right)


def _one_of(declared: FactType, name: str, span: Span) -> Iterator[Diagnostic]:
    message = f"`{name}` is {type_text(declared)}; `is one of` takes a fact that is `one of` a choice"
    fix = Fix("ask for each member on its own: `... includes a or ... includes b`")
    yield error("E0501", message, span, fix=fix if declared.name is TypeName.MANY_OF else None)


def _of_choice(place: Place, declared: FactType, name: str, right: NamedTable) -> Iterator[Diagnostic]:
    """A table lists members of one choice; where it is not found, that is told already."""
    found = place.corpus.table(place.pack.name, right.name)
    if found is not None and found.choice != declared.choice:
        message = f"`{name}` is {type_text(declared)}, and `{right.name}` lists members of `{found.choice}`"
        yield error("E0502", message, word_in(right.span, right.name, "one of"))


def _is_instead_of_includes(name: str, how: Relation, right: Name, span: Span) -> Diagnostic:
    meant = "includes" if how is Relation.IS else "does not include"
    message = f"`{name}` holds many members, so it never is the one member `{right.name}`"
    if how is Relation.IS_NOT:
        return error("E0501", message, span, fix=Fix(f"write `not ... includes {right.name}`"))
    place = word_in(span, "is", after=name)
    return error("E0501", message, span, fix=Fix(f"write `{meant} {right.name}`", (Edit(place, meant),)))


def _literal(place: Place, declared: FactType, name: str, how: Relation, right: Literal) -> Iterator[Diagnostic]:
    value = right.value
    if value is NONE:
        if how not in EQUALITY:
            yield error("E0501", "only `is none` and `is not none` ask whether there is a value", right.span)
    elif declared.name is TypeName.ONE_OF and isinstance(value, str):
        choice = place.corpus.choices.get(declared.choice)
        known = choice is not None and value in choice.members
        edits = (Edit(right.span, value),) if known else ()
        message = f"`{name}` is {type_text(declared)}; members of a choice stand without quotes"
        yield error("E0502", message, right.span, fix=Fix(f"write `{value}`", edits) if known else None)
    elif not fits(value, declared) or how is Relation.INCLUDES:
        yield error("E0502", f"`{name}` is {type_text(declared)}; this value is of another type", right.span)


def fits(value: Value, declared: FactType) -> bool:
    """Whether a value written out is of a type."""
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
    return type(value).__name__ in by_type[declared.name]


def _path(place: Place, declared: FactType, name: str, how: Relation, right: FactPath) -> Iterator[Diagnostic]:
    """Two facts are compared with each other when they are of one type."""
    if link_at(place, right) is not None:
        message = f"`{right.steps[-1]}` is a link and has no value to compare"
        yield error("E0507", message, word_in(right.span, right.steps[-1]))
        return
    other = type_of(place, right)
    wanted = FactType(TypeName.ONE_OF, declared.choice) if how is Relation.INCLUDES else declared
    if other is None or other == wanted or (other.name in DATES and wanted.name in DATES):
        return
    message = f"`{name}` is {type_text(declared)} and `{right.steps[-1]}` is {type_text(other)}: they do not compare"
    yield error("E0502", message, right.span)


def operand(place: Place, right: Operand, declared: FactType | None) -> Iterator[Diagnostic]:
    """What the right side of a comparison names."""
    match right:
        case Name(name=name):
            yield from _named(place, name, declared, right.span)
        case Names(names=names):
            for name in names:
                yield from _member(place, name, declared, right.span)
        case NamedTable(name=name):
            yield from _table(place, name, declared, right.span)
        case FactPath():
            yield from path(place, right)
        case Literal():
            return
        case _:
            yield from date(place, right)


def _table(place: Place, name: str, declared: FactType | None, span: Span) -> Iterator[Diagnostic]:
    choice = place.corpus.choices.get(declared.choice) if declared else None
    at = word_in(span, name, "one of")
    if choice is not None and name in choice.members and place.corpus.table(place.pack.name, name) is None:
        fix = Fix(f"write `{{ {name} }}`", (Edit(at, f"{{ {name} }}"),))
        yield error("E0307", f"`{name}` is a member of `{choice.name}`; what is listed stands in braces", at, fix=fix)
    else:
        yield from table(name, span, place.pack, place.corpus)


def _named(place: Place, name: str, declared: FactType | None, span: Span) -> Iterator[Diagnostic]:
    """What a bare name can be follows from the type on the left."""
    if declared is None:
        return
    if declared.name in CHOICES:
        yield from _member(place, name, declared, span)
    elif declared.name in DATES:
        yield from named_date(name, span, place.pack, place.corpus)
    elif declared.name is TypeName.DURATION:
        yield from length(NamedSpan(name, span), place.pack, place.corpus)
    else:
        parameter = place.corpus.parameter(place.pack.name, name)
        if parameter is None or not fits(parameter.value, declared):
            what = meaning(name, place.pack.name, place.corpus)
            said = f"`{name}` is no such value" + (f" but {what}" if what else "")
            yield error("E0502", f"this is {type_text(declared)}, and {said}", word_in(span, name))


def _member(place: Place, name: str, declared: FactType | None, span: Span) -> Iterator[Diagnostic]:
    """Rules name members that are declared, of open choices too: what a rule turns on is no further member."""
    choice = place.corpus.choices.get(declared.choice) if declared else None
    if choice is None or name in choice.members:
        return
    found = place.corpus.table(place.pack.name, name)
    if found is not None and found.choice == choice.name:
        message = f"`{name}` is a table of `{choice.name}`, and no member of it"
        yield error("E0302", message, word_in(span, name), fix=Fix(f"write `is one of {name}`"))
    else:
        listed = f"no declared member of the open choice `{choice.name}`" if choice.is_open else f"no {choice.text}"
        yield unknown("E0302", f"`{name}` is {listed}", name, span, choice.members)
