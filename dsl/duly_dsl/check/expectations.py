"""What scenarios expect: rules, subjects, terms and roles that are there, and answers that can come out."""

from collections.abc import Iterator

from duly_dsl.check.faults import unknown, word_in
from duly_dsl.check.given_values import value
from duly_dsl.check.stage import Stage, role, rule, subject, version
from duly_dsl.check.words import a_kind, listed
from duly_dsl.diagnostics import Diagnostic, Fix, error
from duly_dsl.ir import (
    ORGANISATION,
    Asked,
    AskedFact,
    AskedRole,
    Assignment,
    Expectation,
    ExpectExpiry,
    ExpectNotAssessed,
    ExpectOperates,
    ExpectPenalty,
    ExpectQuestions,
    ExpectStatus,
    ExpectStayed,
    ExpectTask,
    ExpectTerm,
    ExpectWhether,
    Fact,
    Forbids,
    GivenValue,
    Name,
    Obliges,
    Rule,
    Scenario,
    versions_of,
)
from duly_dsl.source import Span

OF_DUTIES = frozenset({"met", "gap", "due", "waived", "excused"})
OF_BANS = frozenset({"breach", "observed"})
OF_BOTH = frozenset({"not ours"})
OF_TERMS = frozenset({"claimed", "proven"})


def expectations(scenario: Scenario, stage: Stage) -> Iterator[Diagnostic]:
    """Every expectation; questions are those of the status or term expected before."""
    asks = False
    for expected in scenario.expectations:
        yield from _expectation(expected, stage)
        asks = asks or isinstance(expected, ExpectStatus | ExpectTerm | ExpectWhether)
        if isinstance(expected, ExpectQuestions | ExpectNotAssessed) and not asks:
            message = "nothing is expected before this, so it is not said whose question it is"
            yield error("E0705", message, expected.span, fix=Fix("expect a status or a term first"))


def _expectation(expected: Expectation, stage: Stage) -> Iterator[Diagnostic]:
    match expected:
        case ExpectStatus():
            yield from _status(expected, stage)
        case ExpectOperates():
            yield from rule(expected.rule, expected.span, stage)
            yield from _about(expected, stage)
        case ExpectTerm(of=None):
            yield from _term(expected.name, expected.subject, expected.span, stage)
        case ExpectTerm(of=str(of)):
            yield from _role(expected.subject, expected.name, of, expected.span, stage)
        case ExpectWhether(of=None):
            yield from _term(expected.term, expected.subject, expected.span, stage)
        case ExpectWhether(of=str(of)):
            yield from _role(expected.subject, expected.term, of, expected.span, stage)
            if expected.state in OF_TERMS:
                message = "only a conclusion about a term can rest on evidence"
                yield error("E0705", message, expected.span, fix=Fix("it can be undetermined or in conflict"))
        case ExpectQuestions():
            for asked in expected.asked:
                yield from _asked(asked, stage)
        case ExpectExpiry():
            yield from _expiry(expected, stage)
        case ExpectTask() | ExpectPenalty() | ExpectStayed():
            yield from rule(expected.rule, expected.span, stage)
            yield from _clause(expected, stage)
        case ExpectNotAssessed():
            yield from _term_named(expected.term, expected.span, stage)
    because = expected.because if isinstance(expected, ExpectTerm) else None
    if because is not None:
        yield from rule(because, expected.span, stage)


def _versions(name: str, stage: Stage) -> tuple[Rule, ...]:
    return stage.corpus.rules.get(name, ())


def _about(expected: ExpectStatus | ExpectOperates, stage: Stage) -> Iterator[Diagnostic]:
    """A rule and the subject that it is asked of, or a version of it; one that is not named is the present one."""
    name, given, span = expected.rule, expected.subject, expected.span
    yield from subject(given, span, stage, after="for")
    kinds = {each.subject.kind for each in _versions(name, stage)}
    kind = stage.kinds.get(given)
    if not kinds or kind is None:
        return
    if expected.version is not None:
        yield from version(expected.version, given, span, stage)
    of_versions = versions_of(kind) in kinds
    if expected.version is not None and not of_versions and kind in kinds:
        fix = Fix(f"write `for {given}`")
        yield error("E0705", f"`{name}` is about {a_kind(kind, stage.corpus)}, not about each version", span, fix=fix)
    elif not of_versions and kind not in kinds:
        about = " and ".join(sorted(a_kind(k, stage.corpus) for k in kinds))
        message = f"`{name}` is about {about}; `{given}` is {a_kind(kind, stage.corpus)}"
        yield error("E0705", message, word_in(span, given, "for"))


def _status(expected: ExpectStatus, stage: Stage) -> Iterator[Diagnostic]:
    yield from rule(expected.rule, expected.span, stage)
    yield from _about(expected, stage)
    if expected.by_rule is not None:
        yield from rule(expected.by_rule, expected.span, stage)
    if expected.holder is not None:
        yield from _organisation(expected.holder, expected.span, stage)
    if expected.role is not None:
        yield from role(expected.role, expected.span, stage, after="as")
        yield from _bears(expected.role, expected, stage)
    yield from _possible(expected, stage)


def _bears(name: str, expected: ExpectStatus, stage: Stage) -> Iterator[Diagnostic]:
    bearers = {
        r for v in _versions(expected.rule, stage) if isinstance(v.then, Obliges | Forbids) for r in v.then.roles
    }
    if name in stage.corpus.roles and bearers and name not in bearers:
        message = f"`{expected.rule}` is borne by {listed(sorted(bearers))}, not by `{name}`"
        yield error("E0705", message, word_in(expected.span, name, "as"))


def _possible(expected: ExpectStatus, stage: Stage) -> Iterator[Diagnostic]:
    """A duty is met or not, a ban observed or not, and other rules just operate."""
    conclusions = [version.then for version in _versions(expected.rule, stage)]
    fitting = set[str]()
    if any(isinstance(then, Obliges) for then in conclusions):
        fitting |= OF_DUTIES | OF_BOTH
    if any(isinstance(then, Forbids) for then in conclusions):
        fitting |= OF_BANS | OF_BOTH
    if not conclusions or expected.status not in (OF_DUTIES | OF_BANS | OF_BOTH) - fitting:
        return
    what, advice = "neither obliges nor forbids", "expect that it `operates` or `does not operate`"
    if fitting:
        what, advice = "is a duty" if "met" in fitting else "is a ban", f"it can be {listed(sorted(fitting))}"
    message = f"`{expected.rule}` {what}, so it can never be {expected.status}"
    yield error("E0705", message, expected.span, fix=Fix(advice))


def _organisation(name: str, span: Span, stage: Stage) -> Iterator[Diagnostic]:
    yield from subject(name, span, stage)
    kind = stage.kinds.get(name, ORGANISATION)
    if kind != ORGANISATION:
        message = f"`{name}` is {a_kind(kind, stage.corpus)}, and only an organisation holds a role"
        yield error("E0705", message, word_in(span, name))


def _term_named(name: str, span: Span, stage: Stage, *, after: str = "") -> Iterator[Diagnostic]:
    corpus = stage.corpus
    if corpus.term(stage.pack, name) is None and not corpus.is_optional_term(stage.pack, name):
        known = stage.seen(corpus.terms)
        yield unknown("E0701", f"there is no term `{name}`", name, span, known, after=after)


def _term(name: str, given: str, span: Span, stage: Stage) -> Iterator[Diagnostic]:
    yield from subject(given, span, stage)
    yield from _term_named(name, span, stage, after="is")
    found, kind = stage.corpus.term(stage.pack, name), stage.kinds.get(given)
    if found is not None and kind is not None and kind != found.kind:
        about, own = a_kind(found.kind, stage.corpus), a_kind(kind, stage.corpus)
        yield error("E0705", f"`{name}` is a term of {about}; `{given}` is {own}", word_in(span, name, "is"))


def _role(holder: str, name: str, of: str, span: Span, stage: Stage) -> Iterator[Diagnostic]:
    yield from _organisation(holder, span, stage)
    yield from role(name, span, stage, after="is")
    yield from subject(of, span, stage, after="of")
    yield from _towards(name, of, span, stage)


def _towards(name: str, given: str, span: Span, stage: Stage) -> Iterator[Diagnostic]:
    declared, kind = stage.corpus.roles.get(name), stage.kinds.get(given)
    if declared is not None and kind is not None and kind not in declared.kinds:
        towards = listed(a_kind(k, stage.corpus) for k in declared.kinds)
        message = f"`{name}` is a role towards {towards}; `{given}` is {a_kind(kind, stage.corpus)}"
        yield error("E0705", message, word_in(span, given, "of"))


def _asked(asked: Asked, stage: Stage) -> Iterator[Diagnostic]:
    yield from subject(asked.subject, asked.span, stage)
    if isinstance(asked, AskedRole):
        yield from role(asked.role, asked.span, stage)
        yield from _towards(asked.role, asked.subject, asked.span, stage)
        return
    kind = stage.kinds.get(asked.subject, "")
    if asked.version is not None:
        yield from version(asked.version, asked.subject, asked.span, stage)
        kind = versions_of(kind)
    view = stage.corpus.kind(kind)
    for step in asked.steps:
        if view is None:
            return
        if step not in view.facts and step not in view.links:
            message = f"{view.text} has no fact or link `{step}`"
            yield unknown("E0701", message, step, asked.span, {*view.facts, *view.links})
            return
        yield from _was(asked, view.facts.get(step), stage)
        view = stage.corpus.kinds.get(view.links[step].target) if step in view.links else None


def _was(asked: AskedFact, fact: Fact | None, stage: Stage) -> Iterator[Diagnostic]:
    """A value that the fact had once."""
    if fact is None or asked.was is None:
        return
    said = asked.was if isinstance(asked.was, Name) else GivenValue(asked.was, asked.span)
    yield from value(Assignment(fact.name, said, None, asked.span), fact.type, stage)


def _expiry(expected: ExpectExpiry, stage: Stage) -> Iterator[Diagnostic]:
    names = {name for _, name in stage.corpus.requirements}
    if expected.requirement not in names:
        message = f"no rule asks for evidence `{expected.requirement}`"
        yield unknown("E0701", message, expected.requirement, expected.span, names, after="of")


def _clause(expected: ExpectTask | ExpectPenalty | ExpectStayed, stage: Stage) -> Iterator[Diagnostic]:
    """A task, a penalty or a stay of enforcement that the rule knows of."""
    versions = _versions(expected.rule, stage)
    match expected:
        case ExpectTask(due=due):
            lacking, what = due is not None and all(v.task is None for v in versions), "has no task"
        case ExpectPenalty():
            lacking, what = all(v.penalty is None for v in versions), "names no penalty"
        case ExpectStayed():
            lacking, what = all(v.stay is None for v in versions), "has no stay of enforcement"
    if versions and lacking:
        yield error("E0705", f"`{expected.rule}` {what}", word_in(expected.span, expected.rule))
