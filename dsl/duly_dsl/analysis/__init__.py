"""What a solver finds in rules: conflicts with an example, limbs that change nothing, rules and exceptions that never
operate, conditions that stay unknown although every answer comes to the same.

Conditions, terms, defeats, dates and versions become formulas over everything that may be said of a thing. What is said
to be impossible is proved for every law known, every reading and every day; an example is run by the evaluator, which
the caller brings along, before it is shown; what cannot be decided is said. Assumed: a fact that is yes or no is one of
the two (unless something asks whether it is `none`), and parameters have the values of their packs.
"""

from collections.abc import Iterator

from duly_dsl.analysis.cases import amount_cases, deadline_cases
from duly_dsl.analysis.conflicts import conflicts
from duly_dsl.analysis.exceptions import dead_exceptions
from duly_dsl.analysis.found import Found, Tried, not_decided
from duly_dsl.analysis.kleene import TRUE, all_of
from duly_dsl.analysis.limbs import limbs
from duly_dsl.analysis.operation import always_set_aside, never_holds, never_operates
from duly_dsl.analysis.pruning import Clause
from duly_dsl.analysis.records import records
from duly_dsl.analysis.study import RuleStudy, TermStudy, roles_of
from duly_dsl.analysis.survey import Survey
from duly_dsl.corpus import Corpus
from duly_dsl.ir import Condition, EachVersion, PackRules, Rule


def analyse(pack: PackRules, corpus: Corpus, tried: Tried) -> Iterator[Found]:
    """Everything found in the rules of a pack beside others; `tried` runs a scenario and says whether it comes out."""
    survey = Survey(corpus)
    yield from conflicts(pack, survey, tried)
    for term in pack.terms:
        if term.means is not None:
            yield from _term(TermStudy.of(term, survey), term.means, tried)
    never: list[Rule] = []
    of_versions = [rule for rule in pack.rules if isinstance(rule.subject, EachVersion)]
    for rule in of_versions:
        yield from not_decided(f"what `{rule.id}` comes to: rules over versions are not analysed", rule.span)
    of_things = [rule for rule in pack.rules if not isinstance(rule.subject, EachVersion)]
    for rule in of_things:
        of = RuleStudy.of(rule, survey, roles_of(rule)[0])
        found = list(never_operates(of))
        yield from found or _rule(of, survey, tried)
        never += [rule] if found else []
    for rule in of_things:
        if not any(rule is each for each in never):
            yield from dead_exceptions(rule, survey, never)
    for dated in pack.amounts:
        yield from amount_cases(dated, survey)


def _rule(of: RuleStudy, survey: Survey, tried: Tried) -> Iterator[Found]:
    for role in of.roles:
        yield from always_set_aside(of if role == of.role else RuleStudy.of(of.rule, survey, role))
    for clause in _clauses(of):
        yield from limbs(of.study, clause, tried)
    yield from deadline_cases(of)
    yield from records(of)


def _clauses(of: RuleStudy) -> Iterator[Clause]:
    """The scope of a rule, and its condition within the scope."""
    rule = of.rule
    open_now, expected, owner = of.undetermined, of.expected, f"`{rule.id}`"
    places = [(place.reading.frame, all_of((place.here, place.reading.in_force.yes))) for place in of.places]
    if rule.where is not None:
        yield Clause(f"the scope of {owner}", rule.where, tuple(places), open_now, expected)
        scope = [of.holds(place, rule.where).yes for place in of.places]
        places = [(frame, all_of((here, yes))) for (frame, here), yes in zip(places, scope, strict=True)]
    if rule.when is not None:
        yield Clause(owner, rule.when, tuple(places), open_now, expected)


def _term(of: TermStudy, means: Condition, tried: Tried) -> Iterator[Found]:
    found = list(never_holds(of, means))
    yield from found
    if not found:
        clause = Clause(f"the term `{of.term.name}`", means, ((of.frame, TRUE),), of.holds(means).maybe, of.expected)
        yield from limbs(of.study, clause, tried)


__all__ = ["Found", "Tried", "analyse"]
