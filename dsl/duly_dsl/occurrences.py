"""Every declared name in a file: where it is declared and where it is used, word by word.

What an editor asks: what stands here, where does it come from, where else is it named.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from duly_dsl.corpus import Corpus
from duly_dsl.ir import (
    Calendar,
    Choice,
    Classification,
    Crosswalk,
    DatedAmount,
    DatedDate,
    DatedPeriod,
    DatedTable,
    Each,
    EachOf,
    EachPair,
    EachVersion,
    EvidenceKind,
    Group,
    Header,
    Kind,
    LeftOut,
    Limb,
    PackRules,
    Parameter,
    Quantified,
    Reading,
    Role,
    Rule,
    Scenario,
    StaffRole,
    Term,
)
from duly_dsl.lower.content import FileContent, Item
from duly_dsl.nodes import walk
from duly_dsl.scenario_uses import uses_in_scenario
from duly_dsl.source import Span
from duly_dsl.uses import Reference, Sort, Use, home, scoped, words_of


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A word that is a declared name; `declares` tells its declaration from its uses."""

    of: Reference
    span: Span
    declares: bool


def occurrences(content: FileContent, pack: PackRules, corpus: Corpus) -> tuple[Occurrence, ...]:
    """Every declared name in a file of a pack, in the order of the text."""
    found = (
        *(_located(use, declares=True) for use in declarations(content)),
        *(_located(use, declares=False) for use in _uses(content, pack, corpus)),
    )
    unique = dict.fromkeys(o for o in found if o is not None)
    return tuple(sorted(unique, key=lambda o: (o.span.line, o.span.column, not o.declares, o.of)))


def _located(use: Use, *, declares: bool) -> Occurrence | None:
    word = use.word
    return None if word is None else Occurrence(use.of, word, declares)


def declarations(content: FileContent) -> Iterator[Use]:
    """Every name that a file declares."""
    if content.header is not None:
        yield from declared_in_header(content.header)
    for item in content.items:
        yield from declared_in(item, content.pack)


def declared_in_header(header: Header) -> Iterator[Use]:
    """The pack and its instruments."""
    yield Use(Reference(Sort.PACK, header.name), header.span, "pack")
    for instrument in header.instruments:
        yield Use(Reference(Sort.INSTRUMENT, instrument.name, header.name), instrument.span)


def _uses(content: FileContent, pack: PackRules, corpus: Corpus) -> Iterator[Use]:
    if content.header is not None:
        yield from _named_in_header(content.header, corpus)
    if content.part is not None:
        yield Use(Reference(Sort.PACK, content.part.pack), content.part.span, "of pack")
        for name in content.part.groups:
            found = scoped(Sort.GROUP, name, pack.name, corpus)
            if found is not None:
                yield Use(found, content.part.span, "in group")
    for item in content.items:
        yield from uses_in_scenario(item, corpus) if isinstance(item, Scenario) else words_of(item, pack, corpus)


def _named_in_header(header: Header, corpus: Corpus) -> Iterator[Use]:
    for required in header.requires:
        yield Use(Reference(Sort.PACK, required.pack), required.span, "requires")
    for optional in header.optional_terms:
        yield Use(Reference(Sort.PACK, optional.pack), optional.span, "from pack")
        yield Use(Reference(Sort.TERM, optional.term, optional.pack), optional.span, "optional term")
    for instrument in header.instruments:
        amended = scoped(Sort.INSTRUMENT, instrument.amends, header.name, corpus) if instrument.amends else None
        if amended is not None:
            yield Use(amended, instrument.span, "to")


def _itself(item: Item, pack: str) -> Reference | None:
    """What an item declares by its own name."""
    match item:
        case Calendar(name=name):
            return Reference(Sort.CALENDAR, name, pack)
        case Parameter(name=name):
            return Reference(Sort.PARAMETER, name, pack)
        case Group(name=name):
            return Reference(Sort.GROUP, name, pack)
        case DatedDate(name=name):
            return Reference(Sort.DATE, name, pack)
        case DatedPeriod(name=name):
            return Reference(Sort.PERIOD, name, pack)
        case DatedAmount(name=name):
            return Reference(Sort.AMOUNT, name, pack)
        case DatedTable(name=name):
            return Reference(Sort.TABLE, name, pack)
        case Reading(name=name):
            return Reference(Sort.READING, name, pack)
        case Term(name=name):
            return Reference(Sort.TERM, name, pack)
        case Classification(name=name):
            return Reference(Sort.CLASSIFICATION, name, pack)
        case Choice(name=name):
            return Reference(Sort.CHOICE, name)
        case Role(name=name):
            return Reference(Sort.ROLE, name)
        case StaffRole(name=name):
            return Reference(Sort.STAFF_ROLE, name)
        case EvidenceKind(name=name):
            return Reference(Sort.EVIDENCE_KIND, name)
        case Rule(id=name):
            return Reference(Sort.RULE, name)
        case Kind(name=name, extends=False):
            return Reference(Sort.KIND, name)
        case Kind() | Scenario() | LeftOut() | Crosswalk():
            return None


def declared_in(item: Item, pack: str) -> Iterator[Use]:
    """What an item declares: itself first, where it has a name, then its parts and what is known only within it."""
    own = _itself(item, pack)
    if own is not None:
        yield Use(own, item.span)
    match item:
        case Kind():
            yield from (Use(Reference(Sort.FACT, f.name, item.name), f.span, "fact") for f in item.facts)
            yield from (Use(Reference(Sort.LINK, x.name, item.name), x.span, "link") for x in item.links)
        case Choice():
            yield from (Use(Reference(Sort.MEMBER, name, item.name), item.span, "is") for name in item.members)
        case Classification(rest=rest):
            yield Use(Reference(Sort.REST_CLASS, rest.name, f"{pack} {item.name}"), rest.span)
        case EvidenceKind():
            yield from (Use(Reference(Sort.FIELD, f.name, item.name), f.span) for f in item.fields)
        case Reading():
            owner = f"{pack} {item.name}"
            yield from (Use(Reference(Sort.READING_VALUE, v.name, owner), v.span) for v in item.values)
        case Rule():
            for requirement in item.evidence:
                yield Use(Reference(Sort.REQUIREMENT, requirement.name, pack), requirement.span, "evidence")
        case Scenario():
            for given in item.subjects:
                yield Use(Reference(Sort.SUBJECT, given.name, home(item.span)), given.span, "given")
    if isinstance(item, Rule | Term | DatedAmount):
        yield from _within(item, home(item.span))


def _within(item: Rule | Term | DatedAmount, owner: str) -> Iterator[Use]:
    """Variables, and the labels of limbs."""
    if isinstance(item, Term) and item.variable:
        yield Use(Reference(Sort.VARIABLE, item.variable, owner), item.span, "as")
    for node in walk(item):
        match node:
            case Each(variable=name) | EachOf(variable=name) | EachVersion(variable=name):
                yield Use(Reference(Sort.VARIABLE, name, owner), node.span, "as")
            case EachPair():
                yield Use(Reference(Sort.VARIABLE, node.variable, owner), node.span, "as")
                yield Use(Reference(Sort.VARIABLE, node.party, owner), node.span, f"and {node.party_kind} as")
            case Quantified(variable=name):
                yield Use(Reference(Sort.VARIABLE, name, owner), node.span, "as")
            case Limb(label=label) if label:
                yield Use(Reference(Sort.LABEL, label, home(node.span)), node.span)
