"""What a pack declares besides rules, each under the reference that leads to it."""

from collections.abc import Iterator

from duly_dsl.ir import Fact, Link, PackRules
from duly_dsl.meaning import Declared
from duly_dsl.uses import Reference, Sort


def declarations(pack: PackRules) -> dict[Reference, Declared]:
    """What a pack declares besides rules. Facts and links stand by themselves, whichever block they are in."""
    return dict(_declared(pack))


def _declared(pack: PackRules) -> Iterator[tuple[Reference, Declared]]:
    for kind in pack.kinds:
        if not kind.extends:
            yield Reference(Sort.KIND, kind.name), kind
        yield from ((Reference(Sort.FACT, fact.name, kind.name), fact) for fact in kind.facts)
        yield from ((Reference(Sort.LINK, link.name, kind.name), link) for link in kind.links)
    yield from ((Reference(Sort.CHOICE, each.name), each) for each in pack.choices)
    yield from ((Reference(Sort.ROLE, each.name), each) for each in pack.roles)
    yield from ((Reference(Sort.STAFF_ROLE, each.name), each) for each in pack.staff_roles)
    yield from ((Reference(Sort.EVIDENCE_KIND, each.name), each) for each in pack.evidence_kinds)
    yield from ((Reference(Sort.CALENDAR, each.name, pack.name), each) for each in pack.calendars)
    yield from ((Reference(Sort.PARAMETER, each.name, pack.name), each) for each in pack.parameters)
    yield from ((Reference(Sort.GROUP, each.name, pack.name), each) for each in pack.groups)
    yield from ((Reference(Sort.DATE, each.name, pack.name), each) for each in pack.dates)
    yield from ((Reference(Sort.PERIOD, each.name, pack.name), each) for each in pack.periods)
    yield from ((Reference(Sort.AMOUNT, each.name, pack.name), each) for each in pack.amounts)
    yield from ((Reference(Sort.TABLE, each.name, pack.name), each) for each in pack.tables)
    yield from ((Reference(Sort.READING, each.name, pack.name), each) for each in pack.readings)
    yield from ((Reference(Sort.TERM, each.name, pack.name), each) for each in pack.terms)
    yield from ((Reference(Sort.CLASSIFICATION, each.name, pack.name), each) for each in pack.classifications)
    yield from ((Reference(Sort.INSTRUMENT, each.name, pack.name), each) for each in pack.header.instruments)


def described(declared: Declared) -> str:
    """What a declaration is called in words; of a fact, its question."""
    match declared:
        case Fact(question=question):
            return question
        case Link():
            return ""
    return declared.text
