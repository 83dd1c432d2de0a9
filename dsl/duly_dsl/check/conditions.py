"""Conditions: every variable, term, role, rule and link that they name."""

from collections.abc import Iterator

from duly_dsl.check.comparisons import comparison
from duly_dsl.check.faults import unknown, word_in
from duly_dsl.check.place import Place, link_at, path, variable
from duly_dsl.check.references import group, rule_id, seen
from duly_dsl.check.roles import holds_role
from duly_dsl.check.words import a_kind, kind_text, meaning
from duly_dsl.diagnostics import Diagnostic, Edit, Fix, error
from duly_dsl.edges import members
from duly_dsl.ir import (
    Block,
    Comparison,
    Condition,
    GroupOperates,
    GroupTarget,
    HasTerm,
    HoldsRole,
    Not,
    Operates,
    Prevails,
    Quantified,
    TypeName,
    WillBe,
    WillPrevail,
)
from duly_dsl.source import Span


def condition(place: Place, wanted: Condition) -> Iterator[Diagnostic]:
    """Everything wrong in a condition."""
    match wanted:
        case Comparison():
            yield from comparison(place, wanted)
        case HasTerm():
            yield from _has_term(place, wanted)
        case WillBe(variable=name, term=term):
            yield from variable(place, name, wanted.span)
            yield from term_of(place, name, term, wanted.span)
        case HoldsRole():
            yield from holds_role(place, wanted)
        case Prevails() | WillPrevail() | Operates():
            yield from variable(place, wanted.variable, wanted.span)
            yield from rule_id(wanted.rule, wanted.span, place.corpus)
            yield from _rule_of_kind(place, wanted.rule, wanted.variable, wanted.span)
        case GroupOperates():
            yield from _group_operates(place, wanted)
        case Quantified():
            yield from _quantified(place, wanted)
        case Not(condition=inner):
            yield from condition(place, inner)
        case Block(limbs=limbs):
            for limb in limbs:
                yield from condition(place, limb.condition)


def _has_term(place: Place, wanted: HasTerm) -> Iterator[Diagnostic]:
    view = place.view(place.kinds.get(wanted.variable))
    yield from variable(place, wanted.variable, wanted.span)
    is_term = place.corpus.term(place.pack.name, wanted.term) is not None
    is_optional = place.corpus.is_optional_term(place.pack.name, wanted.term)
    if view is not None and wanted.term in view.facts and not is_term and not is_optional:
        yield _fact_as_term(wanted, view.facts[wanted.term].type.name, view.text)
    else:
        yield from term_of(place, wanted.variable, wanted.term, wanted.span)


def _fact_as_term(wanted: HasTerm, declared: TypeName, kind: str) -> Diagnostic:
    """`system is high_impact`: a fact has a value that is asked for."""
    fact, at = f"{wanted.variable}'s {wanted.term}", word_in(wanted.span, wanted.term)
    message = f"`{wanted.term}` is a fact of {kind}, not a term"
    if declared is not TypeName.YES_NO:
        return error("E0304", message, at, fix=Fix(f"compare `{fact}`"))
    edits = (Edit(word_in(wanted.span, wanted.variable), fact), Edit(at, "yes"))
    return error("E0304", message, at, fix=Fix(f"write `{fact} is yes`", edits))


def term_of(place: Place, name: str, term: str, span: Span) -> Iterator[Diagnostic]:
    """A term that things of the variable's kind can come under."""
    corpus, pack = place.corpus, place.pack.name
    found, kind = corpus.term(pack, term), place.kinds.get(name)
    if found is not None:
        if kind is not None and kind != found.kind:
            message = f"`{term}` is a term of {a_kind(found.kind, corpus)}; `{name}` is {a_kind(kind, corpus)}"
            yield error("E0304", message, word_in(span, term))
    elif not corpus.is_optional_term(pack, term):
        known = seen(corpus.terms, place.pack, corpus)
        yield unknown("E0304", f"there is no term `{term}`", term, span, known, meaning=meaning(term, pack, corpus))


def _rule_of_kind(place: Place, rule: str, name: str, span: Span) -> Iterator[Diagnostic]:
    kinds = {version.subject.kind for version in place.corpus.rules.get(rule, ())}
    kind = place.kinds.get(name)
    if kinds and kind is not None and kind not in kinds:
        about = " and ".join(sorted(a_kind(k, place.corpus) for k in kinds))
        message = f"`{rule}` is about {about}; `{name}` is {a_kind(kind, place.corpus)}"
        yield error("E0413", message, span)


def _group_operates(place: Place, wanted: GroupOperates) -> Iterator[Diagnostic]:
    """A group, and among its duties and bans some that are about the variable's kind."""
    corpus, pack = place.corpus, place.pack
    found = list(variable(place, wanted.variable, wanted.span))
    found += group(wanted.group, wanted.span, pack, corpus)
    yield from found
    kind = place.kinds.get(wanted.variable)
    ids = members(GroupTarget(wanted.group), pack.name, corpus)
    kinds = {version.subject.kind for name in ids for version in corpus.rules[name]}
    if not found and kind not in kinds:
        about = f"they are about {' and '.join(sorted(a_kind(k, corpus) for k in kinds))}" if kinds else "it has none"
        message = f"no duty or ban of the group `{wanted.group}` is about {a_kind(kind or '', corpus)}: {about}"
        yield error("E0413", message, word_in(wanted.span, wanted.group, after="group"))


def _quantified(place: Place, wanted: Quantified) -> Iterator[Diagnostic]:
    corpus = place.corpus
    if wanted.kind not in corpus.kinds:
        yield unknown("E0301", f"there is no kind `{wanted.kind}`", wanted.kind, wanted.span, corpus.kinds)
        return
    if wanted.variable in place.kinds:
        message = f"`{wanted.variable}` stands for something else in this rule already"
        yield error("E0312", message, word_in(wanted.span, wanted.variable, after="as"), fix=Fix("choose another name"))
    yield from _reach(place, wanted)
    yield from condition(place.bind(wanted.variable, wanted.kind), wanted.body)


def _reach(place: Place, wanted: Quantified) -> Iterator[Diagnostic]:
    """The list begins at a link, each link named leads on from something reached, and so the kind is found."""
    found = list(path(place, wanted.start))
    yield from found
    if found:
        return
    link = link_at(place, wanted.start)
    if link is None:
        message = f"`{wanted.start}` is no list of things"
        advice = "name a link, such as " + ", ".join(f"`{wanted.start.variable}'s {n}`" for n in _links(place, wanted))
        yield error("E0507", message, wanted.start.span, fix=Fix(advice) if _links(place, wanted) else None)
        return
    reached, lost = _closure(place, link.target, wanted.through or ())
    known = {name for kind in place.corpus.kinds.values() for name in kind.links}
    for name in lost:
        if name not in known:
            message = f"there is no link `{name}`"
            yield unknown("E0305", message, name, wanted.span, known, after="through")
        else:
            texts = " nor ".join(sorted(kind_text(k, place.corpus) for k in reached))
            message = f"no {texts} has a link `{name}`, and nothing else is reached from `{wanted.start}`"
            yield error("E0506", message, word_in(wanted.span, name, after="through"))
    if not lost and wanted.kind not in reached:
        texts = " or ".join(sorted(a_kind(k, place.corpus) for k in reached))
        message = f"from `{wanted.start}` only {texts} is reached, never {a_kind(wanted.kind, place.corpus)}"
        fix = Fix(f"write `{link.target}`, or name the links that lead on") if len(reached) == 1 else None
        yield error("E0506", message, word_in(wanted.span, wanted.kind), fix=fix)


def _links(place: Place, wanted: Quantified) -> list[str]:
    view = place.view(place.kinds.get(wanted.start.variable))
    return sorted(view.links) if view else []


def _closure(place: Place, start: str, through: tuple[str, ...]) -> tuple[set[str], list[str]]:
    """The kinds reached, and the links that none of them has."""
    reached, queue, used = {start}, [start], set[str]()
    while queue:
        view = place.view(queue.pop())
        for name in through:
            if view is not None and name in view.links:
                used.add(name)
                target = view.links[name].target
                if target not in reached:
                    reached.add(target)
                    queue.append(target)
    return reached, [name for name in through if name not in used]
