"""What is said about a name under the pointer, in Markdown. No day is today here: all versions of a value are told."""

from collections.abc import Iterator

from duly_cli.language_server.hover_rules import about_classification, about_rule, about_term
from duly_cli.language_server.reading import Reading
from duly_cli.language_server.told import all_cited, cited, ids, instrument, listed, plain, quoted, titled, written
from duly_dsl import ir
from duly_dsl.check.words import a_kind, type_text
from duly_dsl.corpus import Corpus
from duly_dsl.ir import (
    Calendar,
    Choice,
    Classification,
    ConcludesRole,
    DatedAmount,
    DatedDate,
    DatedPeriod,
    DatedTable,
    EvidenceKind,
    Fact,
    Group,
    Instrument,
    Limb,
    Link,
    Parameter,
    Requirement,
    Role,
    Rule,
    StaffRole,
    Term,
)
from duly_dsl.meaning import declared
from duly_dsl.nodes import walk
from duly_dsl.phrase import day, length, many, value
from duly_dsl.uses import Reference, Sort, home
from duly_engine.coverage.limbs import limbs_of_rule, limbs_of_term


def about(reference: Reference, reading: Reading) -> str:
    """A name: what it is declared as, its text, its law and what follows from it; empty where it is not declared."""
    corpus = reading.corpus
    match reference.sort:
        case Sort.RULE:
            rules = corpus.rules.get(reference.name, ())
            lines = about_rule(rules, corpus) if rules else iter(())
        case Sort.KIND:
            lines = _kind(reference.name, corpus)
        case Sort.PACK:
            lines = _pack(reference.name, corpus)
        case Sort.MEMBER | Sort.FIELD | Sort.READING_VALUE | Sort.REST_CLASS:
            lines = _part(reference, corpus)
        case Sort.VARIABLE | Sort.SUBJECT | Sort.LABEL:
            lines = _local(reference, reading)
        case _:
            nodes = declared(reference, corpus)
            lines = _declared(nodes[0], reference, corpus) if nodes else iter(())
    return "\n\n".join(line for line in lines if line)


def _declared(node: object, reference: Reference, corpus: Corpus) -> Iterator[str]:
    match node:
        case Term():
            yield from about_term(node, corpus)
        case Classification():
            yield from about_classification(node, corpus)
        case Fact():
            yield from _fact(node, a_kind(reference.owner, corpus))
        case Link(name=name, target=kind, many=is_many):
            yield titled(name, f"link of {a_kind(reference.owner, corpus)} to {'many' if is_many else 'one'} `{kind}`")
        case DatedTable():
            yield titled(node.name, f"table of `{node.choice}`", node.text)
            yield all_cited(node.citations)
            yield listed(f"`{written(row.span)}`: {instrument(row.under, node.pack, corpus)}" for row in node.rows)
        case DatedDate() | DatedPeriod() | DatedAmount():
            yield from _dated(node, reference.sort, corpus)
        case Choice():
            yield from _choice(node)
        case Role(name=name, text=text, kinds=kinds, citation=citation):
            yield titled(name, f"role towards {', '.join(a_kind(k, corpus) for k in kinds)}", text)
            yield cited(citation)
            yield ids("Concluded by:", _assigning(name, corpus))
        case StaffRole(name=name, text=text):
            yield titled(name, "role within us", text)
        case EvidenceKind(name=name, text=text, fields=fields):
            yield titled(name, "evidence kind", text)
            yield listed(f"`{field.name}`: {field.type}" for field in fields)
        case Requirement(name=name, text=text):
            yield titled(name, "evidence requirement", text)
            yield quoted(node.span)
        case Instrument():
            yield from _instrument(node)
        case ir.Reading(name=name, text=text, values=values, default=default):
            yield titled(name, "reading", text)
            yield listed(f"`{v.name}`{' (default)' if v.name == default else ''}: {plain(v.text)}" for v in values)
        case Group(name=name, text=text):
            yield titled(name, "group", text)
            yield ids("Rules:", _members(node, corpus))
        case Calendar(name=name, text=text, closed=closed):
            yield titled(name, "calendar", text)
            yield f"Monday to Friday, without {many(len(closed), 'closed day')}" if closed else "Monday to Friday"
        case Parameter(name=name, text=text, value=set_to):
            yield titled(name, "parameter", text)
            yield f"`{value(set_to)}` where the manifest says nothing else"


def _choice(choice: Choice) -> Iterator[str]:
    yield titled(choice.name, "open choice" if choice.is_open else "choice", choice.text)
    if not choice.texts:
        yield ", ".join(f"`{member}`" for member in choice.members)
        return
    texts = ((member, choice.text_of(member)) for member in choice.members)
    yield listed(f"`{member}`: {plain(text)}" if text else f"`{member}`" for member, text in texts)


def _fact(fact: Fact, of_kind: str) -> Iterator[str]:
    yield titled(fact.name, f"fact of {of_kind}, {type_text(fact.type)}", fact.question)
    yield plain(fact.explanation)
    yield f"Example: {plain(fact.example)}" if fact.example else ""
    yield cited(fact.citation)
    yield "Stated per version: a new fingerprint makes it unknown again." if fact.per_version else ""
    yield f"Restated every `{length(fact.restate)}`." if fact.restate is not None else ""


def _dated(node: DatedDate | DatedPeriod | DatedAmount, sort: Sort, corpus: Corpus) -> Iterator[str]:
    yield titled(node.name, sort, node.text)
    yield all_cited(node.citations)
    yield listed(f"`{written(v.span)}`: {instrument(v.under, node.pack, corpus)}" for v in node.versions)


def _instrument(node: Instrument) -> Iterator[str]:
    amends = f" to {node.amends}" if node.amends else ""
    yield titled(node.name, f"{node.role}{amends}", node.text)
    in_force = f", in force from {day(node.in_force)}" if node.in_force else ""
    yield f"Published {day(node.published)}{in_force}."
    yield f"Text: <{node.url}>" if node.url else ""


def _kind(name: str, corpus: Corpus) -> Iterator[str]:
    view = corpus.kinds.get(name)
    if view is not None:
        yield titled(name, "kind", view.text)
        yield f"{many(len(view.facts), 'fact')}, {many(len(view.links), 'link')}"


def _pack(name: str, corpus: Corpus) -> Iterator[str]:
    pack = corpus.by_name.get(name)
    if pack is None:
        yield titled(name, "a pack that is not loaded")
        return
    yield titled(name, f"pack, version {pack.header.version}", pack.header.title)
    checked = pack.header.law_checked_to
    yield f"Law checked to {day(checked)}." if checked is not None else ""


def _part(reference: Reference, corpus: Corpus) -> Iterator[str]:
    name, owner = reference.name, reference.owner
    match reference.sort:
        case Sort.MEMBER:
            choice = corpus.choices.get(owner)
            own = choice.text_of(name) if choice else ""
            yield titled(name, f"member of `{owner}`", own or (choice.text if choice else ""))
        case Sort.FIELD:
            kind = corpus.evidence_kinds.get(owner)
            types = {field.name: type_text(field.type) for field in kind.fields} if kind else {}
            yield titled(name, f"field of `{owner}`, {types.get(name, 'text')}")
        case Sort.REST_CLASS:
            pack, _, of = owner.partition(" ")
            found = corpus.classifications.get((pack, of))
            yield titled(name, f"what is left of `{of}`", found.rest.text if found else "")
        case Sort.READING_VALUE:
            pack, _, reading_name = owner.partition(" ")
            reading = corpus.readings.get((pack, reading_name))
            texts = {v.name: v.text for v in reading.values} if reading else {}
            yield titled(name, f"a way to read `{reading_name}`", texts.get(name, ""))


def _local(reference: Reference, reading: Reading) -> Iterator[str]:
    """A variable, the subject of a scenario, a limb: where it comes from."""
    if reference.sort is Sort.LABEL:
        yield titled(f"({reference.name})", "limb", _public_id(reference.owner, reading.corpus))
        return
    yield titled(reference.name, str(reference.sort))
    for found in reading.declared.get(reference, ())[:1]:
        line = found.span.source.line(found.span.line).strip()
        yield f"```duly\n{line}\n```"


def _public_id(wanted: str, corpus: Corpus) -> str:
    """The public id of the limb that stands at a place; empty where it has none, as in what evidence has to state."""
    for pack in corpus.packs:
        items: tuple[Rule | Term, ...] = (*pack.rules, *pack.terms)
        for item in items:
            limb = next((node for node in walk(item) if isinstance(node, Limb) and home(node.span) == wanted), None)
            if limb is not None:
                named = limbs_of_rule(item) if isinstance(item, Rule) else limbs_of_term(item)
                return next((name for name, condition in named if condition is limb.condition), "")
    return ""


def _assigning(role: str, corpus: Corpus) -> list[str]:
    return sorted(
        rule_id
        for rule_id, versions in corpus.rules.items()
        if any(isinstance(rule.then, ConcludesRole) and rule.then.role == role for rule in versions)
    )


def _members(group: Group, corpus: Corpus) -> list[str]:
    return sorted(
        rule_id
        for rule_id, versions in corpus.rules.items()
        if any(corpus.group(rule.pack, name) is group for rule in versions for name in rule.groups)
    )
