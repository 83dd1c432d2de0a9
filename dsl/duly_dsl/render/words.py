"""The words that rules use, each with what it means: terms, legal values, facts, roles, evidence, instruments."""

from collections.abc import Iterable, Iterator

from duly_dsl import ir, phrase
from duly_dsl.check.place import Place
from duly_dsl.corpus import Corpus
from duly_dsl.ir import (
    Choice,
    Citation,
    Classification,
    DatedAmount,
    DatedDate,
    DatedPeriod,
    DatedTable,
    Fact,
    FactType,
    Instrument,
    InstrumentRole,
    LegalValue,
    Term,
    TypeName,
    reading_under,
)
from duly_dsl.meaning import Declaration, Meanings, declared
from duly_dsl.members import in_words
from duly_dsl.render.conditions import condition
from duly_dsl.render.document import (
    Address,
    Limb,
    Line,
    Link,
    Part,
    Passage,
    Section,
    after,
    joined,
    listed,
    plain,
    said,
    text_of,
)
from duly_dsl.render.evidence import requirement
from duly_dsl.render.law import answers
from duly_dsl.render.names import citation, instrument, instrument_dates, named, quoted, shown, text_of_name, title
from duly_dsl.render.rules import cites, sections
from duly_dsl.render.values import length, reading_is, total, version_value
from duly_dsl.uses import Reference, Sort, place_of


def meaning_told(reference: Reference, meanings: Meanings) -> tuple[Section, ...]:
    """What a declared name means, in prose; nothing where it is not loaded."""
    if reference.sort is Sort.RULE:
        return sections(reference.name, meanings) if reference.name in meanings.corpus.rules else ()
    found = declared(reference, meanings.corpus)
    passages = tuple(p for node in found for p in _told(node, reference, _place(reference, node, meanings.corpus)))
    return (Section(text_of_name(reference, meanings.corpus), (Part("", passages),)),) if passages else ()


def prose(reference: Reference, meanings: Meanings) -> tuple[str, ...]:
    """What a declared name means, as plain lines under its title: what a signature is put under."""
    told = text_of(meaning_told(reference, meanings))
    versions = meanings.corpus.rules.get(reference.name, ()) if reference.sort is Sort.RULE else ()
    if not versions:
        return told
    cited = "; ".join(plain(line) for line in cites(versions, meanings.corpus))
    return (f"{reference.name} - {title(versions, meanings.corpus)} ({cited})", *told)


def _place(reference: Reference, node: Declaration, corpus: Corpus) -> Place:
    return place_of(node, corpus.by_name[getattr(node, "pack", reference.owner)], corpus)


def _told(node: Declaration, reference: Reference, place: Place) -> Iterable[Passage]:
    match node:
        case ir.Rule():
            return ()
        case ir.Term():
            return (_term(node, place),)
        case ir.Classification():
            return (_classification(node, place),)
        case ir.DatedDate() | ir.DatedPeriod():
            return (*_provisions(node, place), *_versions(node, place))
        case ir.DatedAmount():
            return (*_provisions(node, place), *_amount(node, place))
        case ir.DatedTable():
            return (*_provisions(node, place), *_table(node, place))
        case ir.Fact():
            return (_fact(node, reference.owner, place),)
        case ir.Instrument():
            return (_instrument(node, place),)
        case ir.Requirement():
            return requirement(place, node)
        case ir.Reading(name=name):
            return (said(answers(place, name)),)
        case ir.Parameter(value=value):
            return (said(f"{phrase.value(value)}, unless the organisation sets another value."),)
        case ir.Link(target=target, many=many):
            how_many = "any number of: " if many else "one: "
            of_kind = joined("Of each ", named(place, Sort.KIND, reference.owner), ": leads to ")
            return (said(of_kind, how_many, named(place, Sort.KIND, target), "."),)
        case ir.Role(kinds=kinds, citation=cited):
            held = listed([joined(named(place, Sort.KIND, kind)) for kind in kinds], "or")
            return (said("Held by an organisation", _cited(place, cited), ", for each ", held, "."),)
        case ir.StaffRole():
            return (said("Held by people within our organisation."),)
        case ir.EvidenceKind(fields=fields):
            stated = listed([joined(quoted(shown(f.name)), _in_brackets(place, f.type)) for f in fields])
            return (said("A record that states ", stated, ".") if fields else said("A record."),)
        case ir.Choice():
            return (_choice(node),)
        case ir.Calendar(closed=closed):
            days = joined(", but for ", listed([(phrase.day(day),) for day in closed])) if closed else ()
            return (said("Monday to Friday", days, "."),)
        case ir.Group():
            return (said("Rules that are spoken of together."),)
        case ir.Kind():
            return (said("A sort of thing that rules are about."),)


def _choice(found: Choice) -> Passage:
    more = "others may be added" if found.is_open else ""
    if not found.texts:
        names = listed([(quoted(shown(member)),) for member in found.members], "or")
        return said(names, f"; {more}" if more else "", ".")
    return Passage(
        (f"Members; {more}:" if more else "Members:",),
        tuple(Limb("", said(_member(found, member))) for member in found.members),
    )


def _member(found: Choice, member: str) -> str:
    """A member by its text, with the name under which manifests know it."""
    text = found.text_of(member)
    return f"{quoted(text)} ({member})" if text else quoted(shown(member))


def _cited(place: Place, cited: Citation | None) -> Line:
    return joined(" (", citation(place, cited), ")") if cited is not None else ()


def _term(term: Term, place: Place) -> Passage:
    about = joined("Said of each ", named(place, Sort.KIND, term.kind), _cited(place, term.citation))
    if term.means is not None:
        return after(joined(about, ". It holds where "), condition(place, term.means), ".")
    default = f"; where none does, it is {phrase.value(term.default)}" if term.default is not None else ""
    return said(about, f". It holds where a rule concludes it{default}.")


def _classification(found: Classification, place: Place) -> Passage:
    """The classes in their order, each with the provision that its term stands for."""
    about = joined("Each ", named(place, Sort.KIND, found.kind), _cited(place, found.citation), " may be:")
    terms = ((name, place.corpus.term(place.pack.name, name)) for name in found.classes)
    classes = [joined(named(place, Sort.TERM, n), _cited(place, t.citation if t else None)) for n, t in terms]
    rest = joined(found.rest.text, ", where none of these holds")
    return Passage(about, tuple(Limb("", Passage(line)) for line in (*classes, rest)))


def _provisions(found: LegalValue, place: Place) -> Iterator[Passage]:
    if found.citations:
        yield said("Set by ", listed([joined(citation(place, cited)) for cited in found.citations]), ".")


def _versions(found: DatedDate | DatedPeriod, place: Place) -> Iterator[Passage]:
    for version in found.versions:
        choice = reading_under(version)
        reading = joined(", where ", reading_is(place, choice)) if choice is not None else ()
        yield said(version_value(place, version), " under ", _set_by(place, version.under), reading, ".")


def _amount(found: DatedAmount, place: Place) -> Iterator[Passage]:
    for version in found.versions:
        yield said("Under ", _set_by(place, version.under), ": up to ", version_value(place, version), ".")
        for case in version.cases:
            yield after(joined("But up to ", total(place, case.sum), " where "), condition(place, case.where), ".")


def _table(found: DatedTable, place: Place) -> Iterator[Passage]:
    for row in found.rows:
        members = listed([(quoted(in_words(member, found.choice, place.corpus)),) for member in row.members])
        starts = f", from {phrase.day(row.starts)}" if row.starts else ""
        ends = f", through {phrase.day(row.ends)}" if row.ends else ""
        repealed = joined(", until repealed by ", _set_by(place, row.repealed_by)) if row.repealed_by else ()
        reading = joined(", where ", reading_is(place, row.reading)) if row.reading is not None else ()
        yield said(members, " under ", _set_by(place, row.under), starts, ends, repealed, reading, ".")


def _set_by(place: Place, name: str) -> Line:
    return joined(instrument(place, name), instrument_dates(place, name))


def _fact(found: Fact, kind: str, place: Place) -> Passage:
    again = joined("; asked again every ", length(place, found.restate)) if found.restate is not None else ()
    version = "; asked anew for each version" if found.per_version else ""
    of_kind = joined("Of each ", named(place, Sort.KIND, kind), ": ", _type(place, found.type))
    return said(of_kind, _cited(place, found.citation), version, again, ".")


def _in_brackets(place: Place, wanted: FactType) -> Line:
    """The type of a stated field; text goes without saying."""
    return () if wanted.name is TypeName.TEXT else joined(" (", _type(place, wanted), ")")


def _type(place: Place, wanted: FactType) -> Line:
    of_choice = joined(": ", named(place, Sort.CHOICE, wanted.choice)) if wanted.choice else ()
    return joined(_TYPES.get(wanted.name, wanted.name.value), of_choice)


_TYPES = {
    TypeName.YES_NO: "yes or no",
    TypeName.INSTANT: "a day and hour",
    TypeName.DATE: "a day",
    TypeName.NUMBER: "a number",
    TypeName.AMOUNT: "an amount of money",
    TypeName.DURATION: "a length of time",
    TypeName.ONE_OF: "one of a choice",
    TypeName.MANY_OF: "any of a choice",
}


def _instrument(found: Instrument, place: Place) -> Passage:
    amends = joined(", ", _AMENDS[found.role], instrument(place, found.amends)) if found.amends else ()
    force = f"in force from {phrase.day(found.in_force)}" if found.in_force else "not law yet"
    read = Link("official text", Address(found.url)) if found.url else ""
    text = joined("; ", read) if read else ()
    return said(f"Cited as {found.name}: published {phrase.day(found.published)}, {force}", amends, text, ".")


_AMENDS = {InstrumentRole.AMENDMENT: "amends ", InstrumentRole.PROPOSAL: "would amend ", InstrumentRole.SOURCE: ""}
