"""What rules say: terms and roles concluded, duties and bans with their bearers, rules set aside."""

from collections.abc import Iterator

from duly_dsl.check.conditions import term_of
from duly_dsl.check.faults import unknown, word_in
from duly_dsl.check.place import Place, variable
from duly_dsl.check.references import group, rule_id, seen
from duly_dsl.check.roles import bearer, concludes_role, role_named
from duly_dsl.check.texts import text
from duly_dsl.check.words import a_kind, listed, meaning
from duly_dsl.diagnostics import Diagnostic, Fix, error
from duly_dsl.edges import reaches, targets
from duly_dsl.ir import (
    ConcludesRole,
    ConcludesTerm,
    Forbids,
    GroupTarget,
    Obliges,
    Rule,
    RuleTarget,
    SetsAside,
)
from duly_dsl.source import Span


def conclusion(rule: Rule, place: Place) -> Iterator[Diagnostic]:
    """What stands after `then`, and what the rule holds `notwithstanding`."""
    then = rule.then
    match then:
        case ConcludesTerm():
            yield from _concludes_term(then, place)
        case ConcludesRole():
            yield from concludes_role(place, then)
        case Obliges(roles=roles) | Forbids(roles=roles):
            for role in roles:
                yield from bearer(role, rule, place)
            yield from text(then.text, then.span, place)
        case SetsAside():
            yield from _defeat(rule, then, place)
    for target in rule.notwithstanding:
        yield from _target(target, rule, rule.span, place, after="notwithstanding")


def _concludes_term(then: ConcludesTerm, place: Place) -> Iterator[Diagnostic]:
    corpus, pack = place.corpus, place.pack
    yield from variable(place, then.variable, then.span)
    found = corpus.term(pack.name, then.term)
    if found is None:
        what = meaning(then.term, pack.name, corpus)
        known = seen(corpus.terms, pack, corpus)
        yield unknown("E0304", f"there is no term `{then.term}`", then.term, then.span, known, meaning=what)
        return
    yield from term_of(place, then.variable, then.term, then.span)
    if found.means is not None:
        yield error("E0401", f"`{then.term}` has a meaning of its own; no rule can conclude it too", then.span)


def _defeat(rule: Rule, then: SetsAside, place: Place) -> Iterator[Diagnostic]:
    found: list[Diagnostic] = []
    for target in then.targets:
        match target:
            case RuleTarget(rule=name):
                found += _target(name, rule, target.span, place)
            case GroupTarget():
                found += _names_in(target, place)
    for role in then.roles:
        found += role_named(place, role, then.span)
    yield from found
    if not found:
        yield from _reaches(rule, then, place)


def _names_in(target: GroupTarget, place: Place) -> Iterator[Diagnostic]:
    yield from group(target.group, target.span, place.pack, place.corpus)
    for name in target.except_groups:
        yield from group(name, target.span, place.pack, place.corpus, after="except")
    for name in target.except_rules:
        yield from rule_id(name, target.span, place.corpus, after="except")


def _target(name: str, rule: Rule, span: Span, place: Place, *, after: str = "") -> Iterator[Diagnostic]:
    versions = place.corpus.rules.get(name)
    if versions is None:
        yield from rule_id(name, span, place.corpus, after=after)
    elif not any(reaches(rule, version) for version in versions):
        about = a_kind(versions[0].subject.kind, place.corpus)
        own = a_kind(rule.subject.kind, place.corpus)
        message = f"`{name}` is about {about}; a rule about {own} cannot set it aside"
        yield error("E0402", message, word_in(span, name, after))


def _reaches(rule: Rule, then: SetsAside, place: Place) -> Iterator[Diagnostic]:
    """A defeat that sets nothing aside is a slip: of the group, of the kind, or of the role."""
    ids = list(targets(rule, place.corpus))
    met = [v for name in ids for v in place.corpus.rules[name] if reaches(rule, v)]
    named = [t for t in then.targets if isinstance(t, GroupTarget)]
    if not met and named:
        own = a_kind(rule.subject.kind, place.corpus)
        groups = listed(f"`{t.group}`" for t in named)
        message = f"no duty or ban about {own} is in the group {groups}, so nothing is set aside"
        yield error("E0411", message, then.span, fix=_groups_about(rule, place))
        return
    for role in then.roles:
        borne = {r for v in met if isinstance(v.then, Obliges | Forbids) for r in v.then.roles}
        if role not in borne:
            message = f"`{role}` bears none of the duties that are set aside here"
            fix = Fix(f"they are borne by {listed(sorted(borne))}") if borne else None
            yield error("E0411", message, _after_for(then.span, role), fix=fix)


def _groups_about(rule: Rule, place: Place) -> Fix | None:
    """The groups whose duties the rule could set aside."""
    duties = (v for versions in place.corpus.rules.values() for v in versions if isinstance(v.then, Obliges | Forbids))
    found = sorted({g for v in duties if reaches(rule, v) for g in v.groups})
    return Fix(f"groups with such duties: {listed(found)}") if found else None


def _after_for(span: Span, role: str) -> Span:
    return word_in(span, role, "for")
