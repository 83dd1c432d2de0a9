"""Records that can never count for a duty, and what no record can state."""

from collections.abc import Iterator

from duly_dsl.analysis import conditions
from duly_dsl.analysis.encoding import Frame
from duly_dsl.analysis.found import Found, not_decided
from duly_dsl.analysis.kleene import FALSE, Bool
from duly_dsl.analysis.solver import Answer
from duly_dsl.analysis.study import RuleStudy
from duly_dsl.analysis.world import Thing
from duly_dsl.diagnostics import Fix, Place, warning
from duly_dsl.ir import Alternative, Fact, Requirement, Statement


def records(of: RuleStudy) -> Iterator[Found]:
    """Each requirement of a rule, and each record that it accepts only where something holds."""
    for requirement in of.rule.evidence:
        for each in requirement.alternatives:
            if each.only is not None:
                yield from _accepted(of, each)
        if requirement.stating:
            yield from _stated(of, requirement)


def _accepted(of: RuleStudy, each: Alternative) -> Iterator[Found]:
    assert each.only is not None
    answer = of.can_operate((each.only,), ())
    if answer is Answer.NOT_DECIDED:
        yield from not_decided(f"whether `{each.kind}` can count for `{of.rule.id}`", each.span)
    elif answer is Answer.CANNOT:
        message = f"`{each.kind}` never counts for `{of.rule.id}`: what it is accepted for never holds there"
        yield Found(warning("W0411", message, each.span, fix=Fix("leave it out, or mend its `only`")))


def _stated(of: RuleStudy, requirement: Requirement) -> Iterator[Found]:
    """What a requirement wants to be stated, if too few of the records that it accepts can state all of it."""
    answers = [_can_state(of, each, requirement.stating) for each in requirement.alternatives]
    what = f"evidence `{requirement.name}` of `{of.rule.id}`"
    if sum(answer is Answer.CAN for answer in answers) >= requirement.count:
        return
    if sum(answer is not Answer.CANNOT for answer in answers) >= requirement.count:
        yield from not_decided(f"whether any record can suffice for {what}", requirement.span)
        return
    first = next(a for a, answer in zip(requirement.alternatives, answers, strict=True) if answer is Answer.CANNOT)
    few = list(requirement.stating)
    for statement in reversed(requirement.stating):
        fewer = [s for s in few if s is not statement]
        few = fewer if fewer and _can_state(of, first, tuple(fewer)) is Answer.CANNOT else few
    *others, last = few
    message = f"no record can suffice for {what}: what it has to state can never be"
    places = (Place(s.span, "and this") for s in others)
    fix = Fix("mend one of them")
    yield Found(warning("W0419", message, last.span, fix=fix, role="never stated", others=places))


def _can_state(of: RuleStudy, alternative: Alternative, stating: tuple[Statement, ...]) -> Answer:
    """Whether a record of a kind can state all that is wanted, where the rule operates."""
    enc = of.study.enc
    fields = {f.name: f for f in enc.corpus.evidence_kinds[alternative.kind].fields}
    record = Thing(f"record {alternative.kind}", alternative.kind)

    def stated(frame: Frame, statement: Statement) -> Bool:
        field = fields.get(statement.field_name)
        if field is None:
            return FALSE
        value = enc.world.fact(record, Fact(field.name, field.type))
        return conditions.stands(enc, frame, value, field.type.name, statement.relation, statement.operand).yes

    return of.anywhere(
        lambda place: (place.reading.condition.yes, *(stated(place.reading.frame, each) for each in stating))
    )
