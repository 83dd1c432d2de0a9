"""Rules that conclude opposite things of one thing at one time, and neither yields: with the facts under which they do.

A pair that the solver proves never to meet is not mentioned; one that it leaves open stays a warning by name.
"""

from collections.abc import Iterator

from duly_dsl.analysis import nodes
from duly_dsl.analysis.encoding import Encoding
from duly_dsl.analysis.examples import in_words, scenario
from duly_dsl.analysis.found import Found, Tried, not_decided, shown_by
from duly_dsl.analysis.kleene import all_of
from duly_dsl.analysis.plainest import plainest
from duly_dsl.analysis.solver import Answer, Solver
from duly_dsl.analysis.study import Study
from duly_dsl.analysis.survey import Survey
from duly_dsl.analysis.world import Thing
from duly_dsl.check.conflicts import Opposition, concludes_of_any, kind_concluded, oppositions, yields
from duly_dsl.diagnostics import Severity
from duly_dsl.ir import (
    IN_CONFLICT,
    US,
    ConcludesRole,
    ConcludesTerm,
    Each,
    Expectation,
    ExpectOperates,
    ExpectWhether,
    PackRules,
)


def conflicts(pack: PackRules, survey: Survey, tried: Tried) -> Iterator[Found]:
    """Every pair of which this pack is at fault."""
    for each in oppositions(pack, survey.corpus):
        met = [_meet(each, holder, pack, survey, tried) for holder in _holders(each, survey)]
        found = next((m for m in met if isinstance(m, Found)), None)
        if found is not None:
            yield found
        elif Answer.NOT_DECIDED in met and yields(each, survey.corpus):
            one, other = each.holding, each.denying
            yield from not_decided(f"whether `{one.id}` and `{other.id}` always yield to each other", other.then.span)
        elif Answer.NOT_DECIDED in met:
            yield Found(each.diagnostic(pack, "W0401", Severity.WARNING))


def _holders(opposition: Opposition, survey: Survey) -> list[str]:
    """Of whom a role may be concluded both ways: whom a rule names, else us or somebody else; a term, of nobody."""
    if opposition.term is not None:
        return [""]
    rules = (opposition.holding, opposition.denying)
    named = {r.then.holder for r in rules if isinstance(r.then, ConcludesRole) and not concludes_of_any(r)}
    return sorted(named) or [US, *survey.parties[:1]]


def _meet(opposition: Opposition, holder: str, pack: PackRules, survey: Survey, tried: Tried) -> Found | Answer:
    """Whether the two operate at once: with an example, if so."""
    enc = Encoding.of(survey)
    then = opposition.holding.then
    assert isinstance(then, ConcludesTerm | ConcludesRole)
    root = Thing(then.variable, kind_concluded(opposition.holding))
    study = Study(opposition.name, pack.name, enc, Solver(enc), (root,))
    who = enc.world.us if holder == US else enc.world.others.get(holder)
    holds = nodes.conclusion(enc, opposition.holding.id, root, enc.day, who, side=True)
    fails = nodes.conclusion(enc, opposition.denying.id, root, enc.day, who, side=False)
    wanted = all_of((holds.yes, fails.yes))
    answer = study.can(wanted)
    if answer is not Answer.CAN:
        return answer
    setting = plainest(enc, study.solver, study.roots, wanted)
    if setting is None:
        return Answer.NOT_DECIDED
    title = f"{opposition.holding.id} and {opposition.denying.id} conflict about {opposition.name}"
    shown = scenario(setting, pack.name, title, _expected(opposition, holder, root))
    if not tried(shown):
        return Answer.NOT_DECIDED
    return shown_by(opposition.diagnostic(pack, "E0412", Severity.ERROR), in_words(setting, study), shown)


def _expected(opposition: Opposition, holder: str, root: Thing) -> Iterator[Expectation]:
    for rule in (opposition.holding, opposition.denying):
        if isinstance(rule.subject, Each):
            yield ExpectOperates(rule.id, root.name, operates=True)
    if opposition.term is not None:
        yield ExpectWhether(root.name, opposition.name, IN_CONFLICT)
    else:
        yield ExpectWhether(holder, opposition.name, IN_CONFLICT, root.name)
