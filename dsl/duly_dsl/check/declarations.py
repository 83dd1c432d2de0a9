"""Declarations: each type, kind, instrument, reading and optional term that they mention is declared."""

from collections.abc import Iterator
from itertools import combinations

from duly_dsl.check.faults import twice, unknown, word_in
from duly_dsl.check.lengths import lasting
from duly_dsl.check.references import instrument, length, named_instrument, reading_choice
from duly_dsl.check.words import meaning
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Fix, error
from duly_dsl.ir import (
    AmountVersion,
    DatedAmount,
    DatedDate,
    DatedPeriod,
    DatedTable,
    DateVersion,
    FactType,
    Kind,
    LegalValue,
    NamedSpan,
    PackRules,
    PeriodVersion,
    ReadingChoice,
    TableRow,
    TypeName,
)
from duly_dsl.source import Span


def header(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """What amendments amend, and the terms of other packs, where those are loaded."""
    for each in pack.header.instruments:
        if each.amends:
            yield from named_instrument(each.amends, each.span, pack, corpus, after="to")
    for optional in pack.header.optional_terms:
        names = {name for owner, name in corpus.terms if owner == optional.pack}
        if optional.pack in corpus.by_name and optional.term not in names:
            message = f"pack `{optional.pack}` has no term `{optional.term}`"
            yield unknown("E0304", message, optional.term, optional.span, names)


def vocabulary(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Kinds, roles and evidence kinds."""
    for kind in pack.kinds:
        yield from _kind(kind, pack, corpus)
    for role in pack.roles:
        for name in role.kinds:
            if name not in corpus.kinds:
                yield unknown("E0301", f"there is no kind `{name}`", name, role.span, corpus.kinds, after="of")
        if role.citation is not None:
            yield from instrument(role.citation, pack, corpus)
    for evidence in pack.evidence_kinds:
        for field in evidence.fields:
            yield from _type(field.type, field.span, pack, corpus)


def _kind(kind: Kind, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    if kind.extends and kind.name not in corpus.kinds:
        yield unknown("E0301", f"there is no kind `{kind.name}` to extend", kind.name, kind.span, corpus.kinds)
    for fact in kind.facts:
        yield from _type(fact.type, fact.span, pack, corpus)
        if fact.citation is not None:
            yield from instrument(fact.citation, pack, corpus)
        if isinstance(fact.restate, NamedSpan):
            yield from length(fact.restate, pack, corpus)
        if fact.restate is not None:
            yield from lasting(fact.restate, fact.span, pack.name, corpus, after="restate every")
    for link in kind.links:
        if link.target not in corpus.kinds:
            message = f"`{link.name}` leads to `{link.target}`, which is no kind"
            yield unknown("E0301", message, link.target, link.span, corpus.kinds, after="(?:one|many)")


def _type(declared: FactType, span: Span, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    if declared.name in {TypeName.ONE_OF, TypeName.MANY_OF}:
        yield from _choice(declared.choice, span, pack, corpus)


def _choice(name: str, span: Span, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    if name not in corpus.choices:
        what = meaning(name, pack.name, corpus)
        message = f"there is no choice `{name}`"
        yield unknown("E0302", message, name, span, corpus.choices, meaning=what, after="of")


def law(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Dated values, tables, what is left out."""
    dated: tuple[DatedDate | DatedPeriod | DatedAmount, ...] = (*pack.dates, *pack.periods, *pack.amounts)
    for each in dated:
        yield from _versions(each, pack, corpus)
    for table in pack.tables:
        yield from _table(table, pack, corpus)
    values: tuple[LegalValue, ...] = (*dated, *pack.tables)
    for citation in (citation for value in values for citation in value.citations):
        yield from instrument(citation, pack, corpus)
    for left_out in pack.left_out:
        yield from instrument(left_out.citation, pack, corpus)


def _versions(dated: DatedDate | DatedPeriod | DatedAmount, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Each instrument says once, for each way to read it, what the value is."""
    first: dict[tuple[str, ReadingChoice | None], Span] = {}
    for version in dated.versions:
        yield from named_instrument(version.under, version.span, pack, corpus, after="under")
        choice = _reading(version)
        if choice is not None:
            yield from reading_choice(choice, pack, corpus)
        key = (version.under, choice)
        if key in first:
            message = f"`{version.under}` says twice what `{dated.name}` is"
            yield twice("E0311", message, version.under, first[key], version.span)
        first.setdefault(key, version.span)


def _reading(version: DateVersion | PeriodVersion | AmountVersion) -> ReadingChoice | None:
    return None if isinstance(version, AmountVersion) else version.reading


def _table(table: DatedTable, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """The rows of a table: their instruments, and members of its choice, each listed once at a time."""
    yield from _choice(table.choice, table.span, pack, corpus)
    choice = corpus.choices.get(table.choice)
    members = choice.members if choice is not None else ()
    for row in table.rows:
        yield from named_instrument(row.under, row.span, pack, corpus, after="under")
        if row.repealed_by is not None:
            yield from named_instrument(row.repealed_by, row.span, pack, corpus, after="repealed by")
        if row.reading is not None:
            yield from reading_choice(row.reading, pack, corpus)
        for name in row.members:
            if choice is not None and name not in members:
                yield unknown("E0302", f"`{name}` is no {choice.text}", name, row.span, members)
        yield from _never(row, pack, corpus)
    for first, second in combinations(table.rows, 2):
        for name in sorted({*first.members} & {*second.members}) if _together(first, second) else ():
            yield twice("E0311", f"`{second.under}` lists `{name}` already", name, first.span, second.span)


def _never(row: TableRow, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """A row that has ended before its instrument enters into force lists nothing on any day."""
    instrument = corpus.instrument(pack.name, row.under)
    if instrument is not None and instrument.in_force and row.ends and row.ends < instrument.in_force:
        message = f"`{row.under}` enters into force after this row has ended, so it lists nothing"
        fix = Fix("write a later day after `until`, or the instrument that listed them then")
        yield error("E0509", message, word_in(row.span, "until"), fix=fix)


def _together(first: TableRow, second: TableRow) -> bool:
    """Whether two rows of one instrument, read alike, list something on the same days."""
    apart = (first.ends and second.starts and first.ends < second.starts) or (
        second.ends and first.starts and second.ends < first.starts
    )
    return (first.under, first.reading) == (second.under, second.reading) and not apart
