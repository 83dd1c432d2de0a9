"""Cases of deadlines and of amounts, of which the first that holds counts: those that never come to count."""

from collections.abc import Callable, Iterator, Sequence

from duly_dsl.analysis import conditions
from duly_dsl.analysis.encoding import Encoding
from duly_dsl.analysis.found import Found, not_decided
from duly_dsl.analysis.solver import Answer, Solver
from duly_dsl.analysis.study import RuleStudy, Study
from duly_dsl.analysis.survey import Survey
from duly_dsl.analysis.world import Ref
from duly_dsl.diagnostics import Fix, Place, warning
from duly_dsl.ir import HOLDER, Condition, DatedAmount
from duly_dsl.source import Span

Asked = Callable[[Sequence[Condition], Sequence[Condition]], Answer]
"""Whether all of some conditions can hold, and none of others, where the cases are read."""


def deadline_cases(of: RuleStudy) -> Iterator[Found]:
    """Cases of `due` that never count, and a deadline of which some case always takes the place."""
    due = of.rule.due
    if due is None or not due.cases:
        return
    wheres = [case.where for case in due.cases]
    yield from _cases(wheres, f"the deadline of `{of.rule.id}`", due.span, of.can_operate)


def amount_cases(dated: DatedAmount, survey: Survey) -> Iterator[Found]:
    """The same of the cases of an amount, read for whoever bears the obligation."""
    enc = Encoding.of(survey)
    study = Study(dated.name, dated.pack, enc, Solver(enc), (enc.world.us,))
    frame = enc.frame(dated.pack, enc.day, {HOLDER: Ref(enc.world.us)})

    def can(holding: Sequence[Condition], failing: Sequence[Condition]) -> Answer:
        values = [conditions.holds(enc, frame, each).yes for each in holding]
        return study.can(*values, *(conditions.holds(enc, frame, each).no for each in failing))

    for version in dated.versions:
        if version.cases:
            wheres = [case.where for case in version.cases]
            yield from _cases(wheres, f"the amount `{dated.name}`", version.span, can)


def _cases(wheres: Sequence[Condition], what: str, span: Span, can: Asked) -> Iterator[Found]:
    for number, where in enumerate(wheres):
        answer = can((where,), wheres[:number])
        if answer is Answer.NOT_DECIDED:
            yield from not_decided(f"whether every case of {what} can count", where.span)
        elif answer is Answer.CANNOT:
            never = can((where,), ()) is Answer.CANNOT
            why = "it never holds" if never else "a case before it always holds where it does"
            others = [] if never else [Place(w.span, "comes first") for w in wheres[:number]]
            message = f"this case of {what} never counts: {why}"
            fix = Fix("leave it out, or put it before the others")
            yield Found(warning("W0413", message, where.span, fix=fix, role="never counts", others=others))
    itself = can((), wheres)
    if itself is Answer.NOT_DECIDED:
        yield from not_decided(f"whether {what} itself can count", span)
    elif itself is Answer.CANNOT:
        message = f"{what} itself never counts: one of its cases always holds"
        yield Found(warning("W0413", message, span, fix=Fix("make the last case the one that needs no condition")))
