"""What follows from a verdict: the task, when it is due, and the ceiling of the fine."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from duly_dsl.ir import HOLDER, Bound, BoundOf, FixedSum, Money, Rule, ShareOf, Sum, TaskSeverity
from duly_engine.dates import Moment, day_of
from duly_engine.evaluate.conditions import holds
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.frame import Frame
from duly_engine.evaluate.reads import Plane
from duly_engine.evaluate.texts import said
from duly_engine.evaluate.values import moment, value_of
from duly_engine.evaluate.verdict import Case, Verdict
from duly_engine.findings import Penalty, Status, TaskItem
from duly_engine.logic import NO, YES

OPEN = frozenset({Status.GAP, Status.DUE, Status.WAIVED})


def severity_of(rule: Rule) -> TaskSeverity:
    """How much a gap of this rule weighs; a rule that says nothing counts as high."""
    return rule.task.severity if rule.task and rule.task.severity else TaskSeverity.HIGH


def task_of(ev: Evaluation, case: Case, verdict: Verdict) -> TaskItem | None:
    """The task of a gap (open), of a running deadline, or of a duty that will start (planned)."""
    rule, frame = verdict.standing.version, verdict.standing.frame
    planned = verdict.status is Status.NOT_YET_APPLICABLE
    if rule is None or frame is None or rule.task is None or not (planned or verdict.status in OPEN):
        return None
    task = rule.task
    starts = verdict.day if planned and verdict.day else ev.world.today
    due: Moment | None = None
    at_start = replace(frame, day=max(starts, frame.day), detection=ev.world.today)
    if task.due is not None:
        stated = moment(ev, at_start, task.due)
        due = stated if isinstance(stated, date) else None
        if due is not None and day_of(due) < starts:
            due = starts
    owners = _owners(ev, case, task.owner) if task.owner else ()
    return TaskItem(said(ev, at_start, task.text), task.owner or "", owners, due, severity_of(rule), planned)


def _owners(ev: Evaluation, case: Case, role: str) -> tuple[str, ...]:
    subject = ev.world.asset(case.subject)
    covering = (
        person.id
        for person in ev.world.inventory.people
        if role in person.roles and (not person.roles[role] or subject in person.roles[role])
    )
    return tuple(sorted(covering))


def penalty_of(ev: Evaluation, case: Case, verdict: Verdict) -> Penalty | None:
    """The ceiling of the fine for the bearer; without a number where a fact it rests on is unknown."""
    rule, frame = verdict.standing.version, verdict.standing.frame
    if rule is None or frame is None or rule.penalty is None:
        return None
    found = ev.world.law.amount(rule.pack, rule.penalty, ev.world.today, ev)
    if found is None:
        return None
    dated, version = found
    place = Frame(rule.pack, {HOLDER: case.holder}, ev.world.today, Plane.SETTLED)
    chosen = version.sum
    for exception in version.cases:
        value = holds(ev, place, exception.where)
        if value is YES:
            chosen = exception.sum
            break
        if value is not NO:
            return Penalty(dated.name, dated.text, None)
    return Penalty(dated.name, dated.text, _sum(ev, place, chosen))


def _sum(ev: Evaluation, frame: Frame, wanted: Sum) -> Money | None:
    match wanted:
        case FixedSum(money=money):
            return money
        case ShareOf(percent=percent, path=path):
            whole = value_of(ev, frame, path)
            return Money(whole.amount * percent / Decimal(100), whole.currency) if isinstance(whole, Money) else None
        case BoundOf(bound=bound, first=first, second=second):
            one, other = _sum(ev, frame, first), _sum(ev, frame, second)
            if one is None or other is None or one.currency != other.currency:
                return None
            lower, higher = sorted((one, other), key=lambda m: m.amount)
            return higher if bound is Bound.HIGHER else lower
