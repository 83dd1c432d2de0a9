"""Rules that can conclude a term or a role both ways, where neither sets the other aside.

By name alone: whether facts exist under which both operate is not asked here, so this is a warning. The analysis asks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from duly_dsl.check.blame import at_fault
from duly_dsl.check.versions import readings_apart
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Fix, Place, Severity
from duly_dsl.edges import targets
from duly_dsl.ir import ConcludesRole, ConcludesTerm, EachOf, EachPair, EachVersion, PackRules, Rule, Term


@dataclass(frozen=True, slots=True)
class Opposition:
    """A rule that concludes something and one that concludes the opposite; `term` is None where it is a role."""

    name: str
    term: Term | None
    holding: Rule
    denying: Rule

    def diagnostic(self, pack: PackRules, code: str, severity: Severity) -> Diagnostic:
        """What is said of it, of the pack that is at fault."""
        one, other = self.holding, self.denying
        own, far = (other, one) if other.pack == pack.name else (one, other)
        message = f"`{one.id}` and `{other.id}` can reach opposite conclusions about `{self.name}`, and neither yields"
        fix = Fix(f"if `{own.id}` only lifts `{far.id}`, write `then {far.id} is set aside` instead of a conclusion")
        said = {one.id: f"{one.id} concludes: {self.name}", other.id: f"{other.id} concludes: not {self.name}"}
        places = (Place(r.then.span, said[r.id], str(r.citations[0]) if r.citations else "") for r in (own, far))
        return Diagnostic(code, severity, message, tuple(places), fix)


def opposite_conclusions(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Pairs of rules that conclude a term or role and its opposite, neither yielding."""
    for each in oppositions(pack, corpus):
        if not yields(each, corpus):
            yield each.diagnostic(pack, "W0401", Severity.WARNING)


def oppositions(pack: PackRules, corpus: Corpus) -> Iterator[Opposition]:
    """Pairs of rules that conclude a term or role and its opposite, of which this pack is at fault."""
    seen: set[tuple[str, str]] = set()
    for (_, name), (holding, denying) in sorted(_concluding(corpus).items()):
        for one, other in product(holding, denying):
            pair = (one.id, other.id)
            if pair in seen or one.id == other.id or _apart(one, other):
                continue
            seen.add(pair)
            if at_fault([one.pack, other.pack], corpus) == pack.name:
                term = corpus.term(one.pack, name) if isinstance(one.then, ConcludesTerm) else None
                yield Opposition(name, term, one, other)


def _concluding(corpus: Corpus) -> dict[tuple[str, str], tuple[list[Rule], list[Rule]]]:
    """For each term and role, the rules that conclude it and those that deny it. Roles belong to no pack."""
    table: dict[tuple[str, str], tuple[list[Rule], list[Rule]]] = {}
    for rule_id in sorted(corpus.rules):
        for rule in corpus.rules[rule_id]:
            match rule.then:
                case ConcludesTerm(term=name):
                    term = corpus.term(rule.pack, name)
                    key = (term.pack, name) if term is not None else None
                case ConcludesRole(role=name):
                    key = ("", name)
                case _:
                    key = None
            if key is not None and isinstance(rule.then, ConcludesTerm | ConcludesRole):
                holding, denying = table.setdefault(key, ([], []))
                (holding if rule.then.holds else denying).append(rule)
    return table


def kind_concluded(rule: Rule) -> str:
    """The kind of thing about which a rule concludes something."""
    assert isinstance(rule.then, ConcludesTerm | ConcludesRole)
    if isinstance(rule.subject, EachOf | EachVersion) and rule.then.variable == rule.subject.variable:
        return rule.subject.of_kind
    return rule.subject.kind


def _apart(one: Rule, other: Rule) -> bool:
    """Whether the two hold under different ways to read the same provision, of things of different kinds, or of
    different holders of a role."""
    if kind_concluded(one) != kind_concluded(other):
        return True
    holders = {r.then.holder for r in (one, other) if isinstance(r.then, ConcludesRole) and not concludes_of_any(r)}
    return len(holders) > 1 or readings_apart(one.reading, other.reading)


def concludes_of_any(rule: Rule) -> bool:
    """Whether a role is concluded of whichever organisation a rule about pairs is about."""
    return (
        isinstance(rule.subject, EachPair)
        and isinstance(rule.then, ConcludesRole)
        and rule.then.holder == rule.subject.party
    )


def yields(opposition: Opposition, corpus: Corpus) -> bool:
    """Whether one of the two may set the other aside."""
    ones, others = (
        {t for version in corpus.rules[rule.id] for t in targets(version, corpus)}
        for rule in (opposition.holding, opposition.denying)
    )
    return opposition.denying.id in ones or opposition.holding.id in others
