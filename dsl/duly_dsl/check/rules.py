"""Terms and rules: everything that they name, and clauses that fit together."""

from collections.abc import Iterator, Mapping

from duly_dsl.check.declarations import instrument, length, named_instrument, reading_choice
from duly_dsl.check.expressions import Place, condition, date, operand, path, relation, variable
from duly_dsl.check.faults import unknown
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Fix, error, warning
from duly_dsl.ir import (
    BoundOf,
    ConcludesRole,
    ConcludesTerm,
    DatedAmount,
    Each,
    EachOf,
    EachPair,
    EvidenceKind,
    FixedSum,
    Forbids,
    GroupTarget,
    NamedSpan,
    Obliges,
    PackRules,
    Requirement,
    Rule,
    RuleTarget,
    SetsAside,
    ShareOf,
    Statement,
    Sum,
    Term,
)
from duly_dsl.placeholders import placeholders
from duly_dsl.source import Span

ORGANISATION = "organisation"
HOLDER = "holder"
US = "us"
ALWAYS: Mapping[str, str | None] = {US: ORGANISATION}


def terms(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Terms: their kinds and what they mean; one that nothing concludes is never true."""
    concluded = {r.then.term for p in corpus.packs for r in p.rules if isinstance(r.then, ConcludesTerm)}
    for term in pack.terms:
        if term.kind not in corpus.kinds:
            yield unknown("E0301", f"there is no kind `{term.kind}`", term.kind, term.span, corpus.kinds)
        if term.citation is not None:
            yield from instrument(term.citation, pack, corpus)
        if term.means is not None:
            yield from condition(Place(pack, corpus, {**ALWAYS, term.variable: term.kind}), term.means)
        elif term.name not in concluded:
            yield warning("W0301", f"no rule concludes the term `{term.name}`", term.span, fix=_conclude(term))


def _conclude(term: Term) -> Fix:
    return Fix(f"write a rule that ends `then {term.variable} is {term.name}`, or say what it `means`")


def rules(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Every rule of a pack."""
    for rule in pack.rules:
        yield from _head(rule, pack, corpus)
        place = Place(pack, corpus, {**ALWAYS, **_variables(rule)})
        yield from _clauses(rule, place)
        yield from _conclusion(rule, place)
        holder = place.bind(HOLDER, ORGANISATION)
        for requirement in rule.evidence:
            yield from _requirement(requirement, holder)
        yield from _advice(rule)
    for dated in pack.amounts:
        yield from _amount(dated, Place(pack, corpus, {**ALWAYS, HOLDER: ORGANISATION}))


def _head(rule: Rule, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    for citation in rule.citations:
        yield from instrument(citation, pack, corpus)
    for name in (rule.under, rule.replaced_by, rule.repealed_by):
        if name is not None:
            yield from named_instrument(name, rule.span, pack, corpus)
    if rule.reading is not None:
        yield from reading_choice(rule.reading, pack, corpus)
    for name in rule.groups:
        yield from _group(name, rule, pack, corpus)
    kinds = [rule.subject.kind]
    if isinstance(rule.subject, EachOf):
        kinds.append(rule.subject.of_kind)
    if isinstance(rule.subject, EachPair):
        kinds.append(rule.subject.party_kind)
    for name in kinds:
        if name not in corpus.kinds:
            yield unknown("E0301", f"there is no kind `{name}`", name, rule.subject.span, corpus.kinds)
    if isinstance(rule.subject, EachOf) and all(name in corpus.kinds for name in kinds):
        links = [x for x in corpus.kinds[kinds[0]].links.values() if x.target == kinds[1] and not x.many]
        if len(links) != 1:
            message = (
                f"`{kinds[0]} of {kinds[1]}` needs exactly one `one {kinds[1]}` link of {kinds[0]}; it has {len(links)}"
            )
            yield error("E0504", message, rule.subject.span)


def _group(name: str, rule: Rule, pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    if corpus.group(pack.name, name) is None:
        known = (n for s, n in corpus.groups if s in corpus.scopes[pack.name])
        yield unknown("E0310", f"there is no group `{name}`", name, rule.span, known)


def _variables(rule: Rule) -> dict[str, str | None]:
    match rule.subject:
        case Each(kind=kind, variable=name):
            return {name: kind}
        case EachOf(kind=kind, of_kind=of_kind, variable=name):
            return {kind: kind, name: of_kind}
        case EachPair(kind=kind, variable=name, party_kind=party_kind, party=party):
            return {name: kind, party: party_kind}


def _clauses(rule: Rule, place: Place) -> Iterator[Diagnostic]:
    for expression in (rule.starts, rule.ends, rule.judged_as_of):
        if expression is not None:
            yield from date(place, expression)
    for part in (rule.where, rule.when):
        if part is not None:
            yield from condition(place, part)
    if rule.due is not None:
        for deadline in (rule.due.deadline, *(c.deadline for c in rule.due.cases)):
            yield from date(place, deadline.moment)
        for case in rule.due.cases:
            yield from condition(place, case.where)
    if rule.task is not None:
        if rule.task.due is not None:
            yield from date(place, rule.task.due)
        if rule.task.owner is not None and rule.task.owner not in place.corpus.staff_roles:
            message = f"there is no role `{rule.task.owner}` within us"
            yield unknown("E0306", message, rule.task.owner, rule.task.span, place.corpus.staff_roles)
    scope = place.corpus.scopes[place.pack.name]
    if rule.penalty is not None and place.corpus.amount(place.pack.name, rule.penalty) is None:
        known = (n for s, n in place.corpus.amounts if s in scope)
        yield unknown("E0307", f"there is no amount `{rule.penalty}`", rule.penalty, rule.span, known)
    for name in rule.relies_on:
        if (place.pack.name, name) not in place.corpus.requirements:
            known = (n for s, n in place.corpus.requirements if s == place.pack.name)
            yield unknown("E0310", f"no rule of this pack asks for evidence `{name}`", name, rule.span, known)
    if rule.excuse is not None:
        holder = place.bind(HOLDER, ORGANISATION)
        kind = place.corpus.evidence_kinds.get(rule.excuse.kind)
        if kind is None:
            yield _no_evidence_kind(rule.excuse.kind, rule.excuse.span, place.corpus)
        else:
            for statement in rule.excuse.stating:
                yield from _statement(statement, [kind], holder)
        if rule.excuse.path is not None:
            yield from variable(holder, rule.excuse.path.variable, rule.excuse.path.span)


def _no_evidence_kind(name: str, span: Span, corpus: Corpus) -> Diagnostic:
    return unknown("E0313", f"there is no evidence kind `{name}`", name, span, corpus.evidence_kinds)


def _conclusion(rule: Rule, place: Place) -> Iterator[Diagnostic]:
    then, corpus = rule.then, place.corpus
    match then:
        case ConcludesTerm(variable=name, term=term):
            yield from variable(place, name, then.span)
            found = corpus.term(place.pack.name, term)
            if found is None:
                known = (n for s, n in corpus.terms if s in corpus.scopes[place.pack.name])
                yield unknown("E0304", f"there is no term `{term}`", term, then.span, known)
            elif found.means is not None:
                yield error("E0401", f"`{term}` has a meaning of its own; no rule can conclude it too", then.span)
        case ConcludesRole(variable=name, role=role):
            yield from variable(place, name, then.span)
            if role not in corpus.roles:
                yield unknown("E0306", f"there is no role `{role}`", role, then.span, corpus.roles)
        case Obliges(roles=roles) | Forbids(roles=roles):
            for role in roles:
                yield from _bearer(role, rule, place)
            for name in placeholders(then.text):
                yield from _placeholder(name, rule, place)
        case SetsAside():
            yield from _defeat(rule, then, place)
    for target in rule.notwithstanding:
        yield from _target(target, rule, place)


def _bearer(role: str, rule: Rule, place: Place) -> Iterator[Diagnostic]:
    declared = place.corpus.roles.get(role)
    kinds = {rule.subject.kind, getattr(rule.subject, "of_kind", "")}
    if declared is None:
        yield unknown("E0306", f"there is no role `{role}`", role, rule.then.span, place.corpus.roles)
    elif rule.subject.kind in place.corpus.kinds and not kinds & set(declared.kinds):
        message = f"`{role}` is a role towards {', '.join(declared.kinds)}; this rule is about {rule.subject.kind}"
        yield error("E0306", message, rule.then.span)


def _placeholder(name: str, rule: Rule, place: Place) -> Iterator[Diagnostic]:
    pack, corpus = place.pack.name, place.corpus
    found = (
        corpus.period(pack, name),
        corpus.date(pack, name),
        corpus.amount(pack, name),
        corpus.parameter(pack, name),
    )
    if all(value is None for value in found) and "'s " not in name:
        scope = corpus.scopes[pack]
        known = (n for s, n in (*corpus.periods, *corpus.dates, *corpus.amounts, *corpus.parameters) if s in scope)
        yield unknown("E0307", f"`{{{name}}}` names no value", name, rule.then.span, known)


def _defeat(rule: Rule, then: SetsAside, place: Place) -> Iterator[Diagnostic]:
    for target in then.targets:
        match target:
            case RuleTarget(rule=name):
                yield from _target(name, rule, place)
            case GroupTarget():
                for name in (target.group, *target.except_groups):
                    yield from _group(name, rule, place.pack, place.corpus)
                for name in target.except_rules:
                    if name not in place.corpus.rules:
                        yield unknown("E0310", f"there is no rule `{name}`", name, target.span, place.corpus.rules)
    for role in then.roles:
        if role not in place.corpus.roles:
            yield unknown("E0306", f"there is no role `{role}`", role, then.span, place.corpus.roles)


def _target(name: str, rule: Rule, place: Place) -> Iterator[Diagnostic]:
    versions = place.corpus.rules.get(name)
    if versions is None:
        yield unknown("E0310", f"there is no rule `{name}`", name, rule.span, place.corpus.rules)
        return
    kinds = {versions[0].subject.kind, getattr(versions[0].subject, "of_kind", "")}
    if rule.subject.kind not in kinds:
        message = f"`{name}` is about {versions[0].subject.kind}; a rule about {rule.subject.kind} cannot set it aside"
        yield error("E0402", message, rule.then.span)


def _requirement(requirement: Requirement, place: Place) -> Iterator[Diagnostic]:
    kinds: list[EvidenceKind] = []
    for alternative in requirement.alternatives:
        kind = place.corpus.evidence_kinds.get(alternative.kind)
        if kind is None:
            yield _no_evidence_kind(alternative.kind, alternative.span, place.corpus)
        else:
            kinds.append(kind)
        if alternative.only is not None:
            yield from condition(place, alternative.only)
    for statement in requirement.stating:
        yield from _statement(statement, kinds, place)
    if isinstance(requirement.fresh_for, NamedSpan):
        yield from length(requirement.fresh_for, place.pack, place.corpus)
    for fact in requirement.fresh_until_change_of:
        yield from path(place, fact)
    if requirement.bound_to is not None:
        yield from variable(place, requirement.bound_to.variable, requirement.bound_to.span)
    if requirement.collected_before is not None:
        yield from date(place, requirement.collected_before)
    role = requirement.accepted_by
    if role is not None and role not in place.corpus.staff_roles:
        message = f"there is no role `{role}` within us"
        yield unknown("E0306", message, role, requirement.span, place.corpus.staff_roles)


def _statement(statement: Statement, kinds: list[EvidenceKind], place: Place) -> Iterator[Diagnostic]:
    for kind in kinds:
        field = next((f for f in kind.fields if f.name == statement.field_name), None)
        if field is None:
            message = f"{kind.text} (`{kind.name}`) states no `{statement.field_name}`"
            yield unknown("E0314", message, statement.field_name, statement.span, (f.name for f in kind.fields))
            return
        yield from operand(place, statement.operand, field.type)
        yield from relation(field.type, field.name, statement.relation, statement.operand, statement.span)
        return


def _amount(dated: DatedAmount, place: Place) -> Iterator[Diagnostic]:
    for version in dated.versions:
        for each in (version.sum, *(case.sum for case in version.cases)):
            yield from _sum(each, place)
        for case in version.cases:
            yield from condition(place, case.where)


def _sum(wanted: Sum, place: Place) -> Iterator[Diagnostic]:
    match wanted:
        case ShareOf(path=share):
            yield from path(place, share)
        case BoundOf(first=first, second=second):
            yield from _sum(first, place)
            yield from _sum(second, place)
        case FixedSum():
            return


def _advice(rule: Rule) -> Iterator[Diagnostic]:
    """What a careful author would not leave out."""
    if isinstance(rule.then, Obliges):
        if not rule.evidence:
            yield warning("W0201", f"`{rule.id}` obliges and names no evidence: it can never be met", rule.span)
        if rule.task is None:
            yield warning("W0202", f"`{rule.id}` obliges and says nothing of what to do: it has no task", rule.span)
    if isinstance(rule.then, Obliges | SetsAside) and rule.presumption is None:
        fix = Fix("say `if undetermined treat as applicable` or `... as not applicable`")
        yield warning("W0203", f"`{rule.id}` does not say how ignorance counts", rule.span, fix=fix)
