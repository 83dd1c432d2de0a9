"""Exceptions that lift nothing: they never operate where what they set aside would."""

from collections.abc import Iterator, Sequence

from duly_dsl.analysis import nodes
from duly_dsl.analysis.found import Found, not_decided
from duly_dsl.analysis.kleene import FALSE, all_of, any_of
from duly_dsl.analysis.solver import Answer
from duly_dsl.analysis.study import RuleStudy, roles_of
from duly_dsl.analysis.survey import Survey
from duly_dsl.diagnostics import Fix, Place, warning
from duly_dsl.edges import members, reaches
from duly_dsl.ir import EachVersion, GroupTarget, Rule, RuleTarget, SetsAside
from duly_dsl.source import Span


def dead_exceptions(rule: Rule, survey: Survey, never: Sequence[Rule]) -> Iterator[Found]:
    """Each target of a rule that it never meets; a group is met if any of its rules is. Of those that never operate
    that is said already."""
    for what, ids, span in _targets(rule, survey):
        versions = [t for rule_id in ids for t in survey.corpus.rules[rule_id]]
        targets = [t for t in versions if reaches(rule, t) and not any(t is each for each in never)]
        answers: list[Answer] = []
        for target in targets:
            answers.append(_meets(rule, target, survey))
            if answers[-1] is Answer.CAN:
                break
        if Answer.NOT_DECIDED in answers and Answer.CAN not in answers:
            yield from not_decided(f"whether `{rule.id}` ever lifts {what}", span)
        elif answers and Answer.CAN not in answers:
            message = f"`{rule.id}` lifts nothing: it never operates where {what} does"
            others = (Place(t.span, f"{t.id}, which it never meets") for t in targets[:1])
            fix = Fix("leave the target out, or mend what one of the two asks")
            yield Found(warning("W0414", message, span, fix=fix, role=f"{rule.id} sets aside", others=others))


def _targets(rule: Rule, survey: Survey) -> Iterator[tuple[str, tuple[str, ...], Span]]:
    for rule_id in rule.notwithstanding:
        yield f"`{rule_id}`", (rule_id,), rule.span
    if isinstance(rule.then, SetsAside):
        for target in rule.then.targets:
            match target:
                case RuleTarget(rule=rule_id):
                    yield f"`{rule_id}`", (rule_id,), target.span
                case GroupTarget(group=group):
                    ids = tuple(dict.fromkeys(members(target, rule.pack, survey.corpus)))
                    yield f"a duty of the group `{group}`", ids, target.span


def _meets(rule: Rule, target: Rule, survey: Survey) -> Answer:
    """Whether a rule can operate where a version of another would."""
    limited = rule.then.roles if isinstance(rule.then, SetsAside) else ()
    roles = [role for role in roles_of(target) if not limited or role in limited]
    if not roles:
        return Answer.CANNOT
    if isinstance(target.subject, EachVersion):
        return Answer.NOT_DECIDED
    of = RuleStudy.of(target, survey, roles[0])
    enc = of.study.enc
    here = next((here for here, version in enc.law.versions(rule.id, enc.day) if version is rule), FALSE)
    return of.study.can(
        here,
        any_of(
            all_of((place.here, place.bites, nodes.defeat(enc, rule, target, place.reading.frame, place.instance).yes))
            for place in of.places
        ),
    )
