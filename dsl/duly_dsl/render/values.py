"""Subjects, facts, days, lengths of time and amounts in words. A dated value is told with what it was before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from duly_dsl import phrase
from duly_dsl.check.place import Place, kind_at, type_of
from duly_dsl.check.words import kind_text
from duly_dsl.corpus import ASSET
from duly_dsl.ir import (
    HOLDER,
    US,
    AmountVersion,
    Anchor,
    AnchorDate,
    BoundOf,
    DatedVersion,
    DateExpression,
    DateVersion,
    Direction,
    Fact,
    FactDate,
    FactPath,
    FixedDate,
    FixedSum,
    InstrumentRole,
    Length,
    NamedDate,
    NamedSpan,
    Offset,
    PeriodVersion,
    PickDate,
    ReadingChoice,
    ShareOf,
    Sum,
    TypeName,
    kind_of_whole,
    reading_under,
)
from duly_dsl.render.document import Line, Link, joined, listed
from duly_dsl.render.names import instrument, named_in_quotes, quoted, shown
from duly_dsl.uses import Reference, Sort

V = TypeVar("V", bound=DatedVersion)


def the(place: Place, variable: str) -> str:
    """A variable as a lawyer would call it: by its kind, and by its own name where two are of one kind."""
    if variable == US:
        return "our organisation"
    if variable == HOLDER:
        return "whoever is bound"
    kind = place.kinds.get(variable)
    if kind is None:
        return quoted(shown(variable))
    return f"the {kind_text(kind, place.corpus)}{apart(place, variable)}"


def apart(place: Place, variable: str) -> str:
    """The own name of a variable in quotes, where another one is of its kind."""
    alike = [name for name in _variables(place) if place.kinds[name] == place.kinds[variable]]
    return f" {quoted(shown(variable))}" if len(alike) > 1 else ""


def _variables(place: Place) -> list[str]:
    return [name for name in place.kinds if name not in {US, HOLDER}]


def thing(place: Place, path: FactPath) -> Line:
    """What a path of links leads to: `“system” of the incident`."""
    if not path.steps:
        return joined(the(place, path.variable))
    kind = kind_at(place, path) or ""
    if kind in place.corpus.version_kinds and path.steps[-1] == ASSET:
        return joined(f"the {kind_text(kind_of_whole(kind), place.corpus)}")
    before = FactPath(path.variable, path.steps[:-1])
    return joined(_link(place, path), " of ", thing(place, before))


def _link(place: Place, path: FactPath) -> Link:
    sort = Sort.FACT if type_of(place, path) is not None else Sort.LINK
    return Link(quoted(shown(path.steps[-1])), Reference(sort, path.steps[-1], _owner(place, path)))


def _owner(place: Place, path: FactPath) -> str:
    """The kind that declares the last step of a path."""
    return kind_of_whole(kind_at(place, path) or "")


def fact(place: Place, path: FactPath) -> Line:
    """What a fact holds: the answer to its question; without one, the fact by name."""
    question = asked(place, path)
    if question is None:
        return thing(place, path)
    return joined("the answer to ", question, whose(place, path))


def asked(place: Place, path: FactPath) -> Link | None:
    """The question of a fact."""
    declared = fact_at(place, path)
    if declared is None or not declared.question:
        return None
    return Link(quoted(declared.question), Reference(Sort.FACT, declared.name, _owner(place, path)))


def fact_at(place: Place, path: FactPath) -> Fact | None:
    """The declaration of the fact at the end of a path."""
    view = place.view(kind_at(place, path))
    return view.facts.get(path.steps[-1]) if view and path.steps else None


def whose(place: Place, path: FactPath) -> Line:
    """Of whom a question is asked, where that is not plain."""
    if len(path.steps) == 1 and _variables(place) == [path.variable]:
        return ()
    return joined(" for ", thing(place, FactPath(path.variable, path.steps[:-1])))


def moment(place: Place, wanted: DateExpression) -> Line:
    """A day or an instant, within a sentence."""
    match wanted:
        case FixedDate(value=value):
            return joined(phrase.day(value))
        case NamedDate(name=name):
            return legal_value(place, name)
        case FactDate(path=path):
            question = asked(place, path)
            declared = type_of(place, path)
            when = "moment" if declared is not None and declared.name is TypeName.INSTANT else "day"
            return joined(f"the {when} that answers ", question, whose(place, path)) if question else thing(place, path)
        case AnchorDate(anchor=anchor):
            return ("the day of the assessment" if anchor is Anchor.ASSESSMENT_DAY else "the gap is found",)
        case Offset(length=how_long, direction=direction, anchor=start, calendar=calendar):
            days = joined(" of ", named_in_quotes(place, Sort.CALENDAR, calendar)) if calendar else ()
            way = " after " if direction is Direction.AFTER else " before "
            return joined(length(place, how_long), days, way, moment(place, start))
        case PickDate(pick=pick, first=first, second=second):
            return joined(f"the {pick.value} of ", listed([moment(place, first), moment(place, second)]))


def length(place: Place, wanted: Length) -> Line:
    """A length of time; of a named one, its value."""
    return legal_value(place, wanted.name) if isinstance(wanted, NamedSpan) else joined(str(wanted))


def legal_value(place: Place, name: str) -> Line:
    """A legal value by name, with what it was before and under other readings; a parameter says that it is ours."""
    corpus, pack = place.corpus, place.pack.name
    if (found := corpus.date(pack, name) or corpus.period(pack, name)) is not None:
        sort = Sort.PERIOD if corpus.date(pack, name) is None else Sort.DATE
        return told(in_pack(place, found.pack), found.versions, Reference(sort, name, found.pack))
    if (amount := corpus.amount(pack, name)) is not None:
        value = told(in_pack(place, amount.pack), amount.versions, None)
        return joined(named_in_quotes(place, Sort.AMOUNT, name), ": ", value)
    if (parameter := corpus.parameter(pack, name)) is not None:
        reference = Reference(Sort.PARAMETER, name, parameter.pack)
        return joined(Link(phrase.value(parameter.value), reference), " (or as the organisation sets it)")
    return (quoted(shown(name)),)


def in_pack(place: Place, pack: str) -> Place:
    """The same place in the pack that declares a value: its instruments and readings are that pack's."""
    return replace(place, pack=place.corpus.by_name[pack])


def told(place: Place, versions: Sequence[DatedVersion], entry: Reference | None) -> Line:
    """The value that stands, and in brackets what else it was, is under other readings, or may become."""
    head = standing(place, versions)
    first = version_value(place, head)
    if entry is not None:
        first = tuple(Link(each, entry) if isinstance(each, str) else each for each in first)
    others = [_other(place, v, _ours(place, versions)) for v in versions if v is not head]
    return joined(first, " (", _between(others), ")") if others else first


def standing(place: Place, versions: Sequence[V]) -> V:
    """The version of the last instrument that is law, as the pack's authors read it."""
    law = _in_order(place, versions)
    return (_ours(place, versions) or law or list(versions))[-1]


def _in_order(place: Place, versions: Sequence[V]) -> list[V]:
    return sorted((v for v in versions if not _is_proposed(place, v)), key=lambda v: _since(place, v))


def _ours(place: Place, versions: Sequence[V]) -> list[V]:
    return [v for v in _in_order(place, versions) if _is_ours(place, v)]


def _is_ours(place: Place, version: DatedVersion) -> bool:
    return place.corpus.is_default(place.pack.name, reading_under(version))


def _between(pieces: list[Line]) -> Line:
    return joined(*(joined("; " if number else "", piece) for number, piece in enumerate(pieces)))


def _other(place: Place, version: DatedVersion, ours: Sequence[DatedVersion]) -> Line:
    value = version_value(place, version)
    if _is_proposed(place, version):
        return joined(value, " if ", instrument(place, version.under), " becomes law")
    choice = reading_under(version)
    if choice is not None and not _is_ours(place, version):
        return joined(value, " if ", reading_is(place, choice))
    later = [v for v in ours if _since(place, v) > _since(place, version)]
    return joined(value, " before ", instrument(place, later[0].under) if later else "that")


def _is_proposed(place: Place, version: DatedVersion) -> bool:
    found = place.corpus.instrument(place.pack.name, version.under)
    return found is not None and found.role is InstrumentRole.PROPOSAL


def _since(place: Place, version: DatedVersion) -> date:
    found = place.corpus.instrument(place.pack.name, version.under)
    return found.governs_from if found is not None else date.min


def reading_is(place: Place, choice: ReadingChoice) -> Line:
    """A question of reading with one answer."""
    reading = place.corpus.reading(place.pack.name, choice.reading)
    answer = next((v.text for v in reading.values if v.name == choice.value), "") if reading else ""
    question = named_in_quotes(place, Sort.READING, choice.reading)
    return joined(question, f" is read as {quoted(answer or shown(choice.value))}")


def version_value(place: Place, version: DatedVersion) -> Line:
    """What one version says."""
    match version:
        case DateVersion(value=value):
            return joined(phrase.day(value))
        case PeriodVersion(value=period):
            return joined(str(period))
        case AmountVersion(sum=amount):
            return total(place, amount)


def total(place: Place, wanted: Sum) -> Line:
    """An amount of money as it is computed."""
    match wanted:
        case FixedSum(money=money):
            return joined(str(money))
        case ShareOf(percent=percent, path=path):
            holder = Place.of_amount(place.pack, place.corpus)
            return joined(f"{percent:f} % of ", fact(holder, path))
        case BoundOf(bound=bound, first=first, second=second):
            return joined(f"the {bound.value} of ", listed([total(place, first), total(place, second)]))
