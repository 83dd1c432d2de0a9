"""Terms and rules."""

from lark import Token

from duly_dsl.ir import (
    Condition,
    Deadline,
    DeadlineCase,
    Due,
    Excuse,
    Forbids,
    Obliges,
    Presumption,
    Rule,
    Stay,
    Term,
)
from duly_dsl.lower import faults
from duly_dsl.lower.clauses import Clauses
from duly_dsl.lower.conclusions import conclusion, subject
from duly_dsl.lower.conditions import condition, names
from duly_dsl.lower.context import Lowering
from duly_dsl.lower.evidence import requirement, stated, task
from duly_dsl.lower.law import reading_choice
from duly_dsl.lower.nodes import Node, branch, branches, leaf, leaves, maybe_branch, quoted, words
from duly_dsl.lower.values import day, literal, path, when_date
from duly_dsl.lower.vocabulary import citation

_TERM_WORDS = {"term_cites": "cites", "term_default": "default", "term_means": "means"}
_RULE_WORDS = {
    "rule_cites": "cites",
    "rule_formerly": "formerly",
    "rule_under": "under",
    "rule_replaced": "replaced by",
    "rule_repealed": "repealed by",
    "rule_reading": "only under reading",
    "rule_group": "in group",
    "rule_for": "for each",
    "rule_notwithstanding": "notwithstanding",
    "rule_effect": "applies from",
    "rule_judged": "judged as of",
    "rule_stayed": "enforcement stayed",
    "rule_where": "where",
    "rule_when": "when",
    "rule_then": "then",
    "rule_due": "due",
    "rule_undetermined": "if undetermined treat as",
    "rule_relies": "relies on evidence",
    "rule_excused": "excused by evidence",
    "rule_penalty": "penalty up to",
    "rule_interpretation": "interpretation",
    "evidence": "evidence",
    "task": "task",
}
_MAY_REPEAT = frozenset(
    {
        "rule_cites",
        "rule_formerly",
        "rule_group",
        "rule_notwithstanding",
        "rule_relies",
        "rule_interpretation",
        "evidence",
    }
)
_OF_DUTIES = ("rule_due", "rule_excused", "evidence", "task")
_OF_DUTIES_AND_BANS = ("rule_penalty", "rule_stayed")


def term(low: Lowering, node: Node) -> Term:
    """`term high_risk of ai_system as system "..." means ... end term`."""
    clauses = Clauses(low, list(branches(node)), _TERM_WORDS)
    name, kind = low.declared(leaf(node)), str(leaf(node, 1))
    variable = node.children[2]
    cites, default, means = (clauses.one(clause) for clause in _TERM_WORDS)
    if default and means:
        low.report(faults.means_and_default(name, low.span(default), low.span(means)))
    if means and variable is None:
        low.report(faults.no_variable(name, kind, low.span_of(leaf(node, 1))))
    return Term(
        name,
        kind,
        low.declared(leaf(node, 2)) if variable is not None else "",
        quoted(node, 3),
        citation(low, branch(cites)) if cites else None,
        literal(low, branch(default)) if default else None,
        condition(low, branch(means)) if means else None,
        low.pack,
        low.span(node),
    )


def _deadline(low: Lowering, node: Node) -> Deadline:
    before = node.data == "due_before"
    moment = when_date(low, branch(node) if before else node)
    return Deadline(moment, before, low.span(node))


def _due(low: Lowering, node: Node) -> Due:
    first, *rest = branches(node)
    cases = tuple(
        DeadlineCase(_deadline(low, deadline), condition(low, where))
        for deadline, where in zip(rest[::2], rest[1::2], strict=True)
    )
    return Due(_deadline(low, first), cases, low.span(node))


def _excuse(low: Lowering, node: Node) -> Excuse:
    about = maybe_branch(node, 1)
    tests = [branch(node, i) for i in range(2, len(node.children))]
    subject_path = path(low, about) if about else None
    return Excuse(str(leaf(node)), subject_path, stated(low, tests), low.span(node))


def _stay(low: Lowering, node: Node) -> Stay:
    start, end = branches(node)
    until = list(branches(end))
    last = day(low, until[0]) if until else None
    first = day(low, start)
    if last is not None and last < first:
        low.report(faults.ends_before_it_starts("the stay of enforcement", low.span(end)))
    return Stay(first, last, low.span(node))


def _all_leaves(nodes: list[Node]) -> tuple[str, ...]:
    return tuple(str(t) for node in nodes for t in leaves(node))


def _groups(low: Lowering, clauses: Clauses) -> tuple[str, ...]:
    own = [g for node in clauses.all("rule_group") for g in names(low, branch(node))]
    return tuple(dict.fromkeys((*low.groups, *own)))


def _check_fit(low: Lowering, clauses: Clauses, rule: Rule) -> None:
    """Clauses that say nothing in a rule of this sort."""
    where = clauses.one("rule_where")
    if where is not None and not isinstance(rule.then, Forbids):
        low.report(faults.where_without_ban(rule.id, low.span(where)))
    if not isinstance(rule.then, Obliges):
        for node in clauses.present(_OF_DUTIES):
            low.report(faults.needs_a_duty(_RULE_WORDS[str(node.data)], rule.id, low.span(node)))
    if not isinstance(rule.then, Obliges | Forbids):
        for node in clauses.present(_OF_DUTIES_AND_BANS):
            low.report(faults.needs_a_duty_or_ban(_RULE_WORDS[str(node.data)], rule.id, low.span(node)))


def _word(node: Node | None) -> str | None:
    return str(leaf(node)) if node else None


def _condition(low: Lowering, node: Node | None) -> Condition | None:
    return condition(low, branch(node)) if node else None


def _check_complete(low: Lowering, clauses: Clauses, rule_id: Token) -> None:
    for clause in ("rule_cites", "rule_for", "rule_then"):
        if not clauses.one(clause):
            words_of_it = _RULE_WORDS[clause]
            low.report(faults.clause_missing(words_of_it, str(rule_id), low.span_of(rule_id)))


def rule(low: Lowering, node: Node) -> Rule | None:
    """One version of one provision; None when it lacks what makes it a rule, which is reported."""
    clauses = Clauses(low, branches(node), _RULE_WORDS, _MAY_REPEAT)
    rule_id = leaf(node)
    _check_complete(low, clauses, rule_id)
    one = clauses.one
    about, then = one("rule_for"), one("rule_then")
    if about is None or then is None:
        return None
    effect, judged, stayed = one("rule_effect"), one("rule_judged"), one("rule_stayed")
    ends = maybe_branch(effect, 1) if effect else None
    reading, due, excused = one("rule_reading"), one("rule_due"), one("rule_excused")
    presumption, remedy = one("rule_undetermined"), one("task")
    lowered = Rule(
        str(rule_id),
        quoted(node, 1),
        tuple(citation(low, branch(c)) for c in clauses.all("rule_cites")),
        subject(low, branch(about)),
        conclusion(low, branch(then)),
        formerly=_all_leaves(clauses.all("rule_formerly")),
        under=_word(one("rule_under")),
        replaced_by=_word(one("rule_replaced")),
        repealed_by=_word(one("rule_repealed")),
        reading=reading_choice(low, reading) if reading else None,
        groups=_groups(low, clauses),
        notwithstanding=_all_leaves(clauses.all("rule_notwithstanding")),
        starts=when_date(low, branch(effect)) if effect else None,
        ends=when_date(low, ends) if ends else None,
        judged_as_of=when_date(low, branch(judged)) if judged else None,
        stay=_stay(low, stayed) if stayed else None,
        where=_condition(low, one("rule_where")),
        when=_condition(low, one("rule_when")),
        due=_due(low, branch(due)) if due else None,
        presumption=Presumption(words(branch(presumption))) if presumption else None,
        relies_on=_all_leaves(clauses.all("rule_relies")),
        excuse=_excuse(low, excused) if excused else None,
        penalty=_word(one("rule_penalty")),
        interpretations=tuple(quoted(i, 0) for i in clauses.all("rule_interpretation")),
        evidence=tuple(requirement(low, e) for e in clauses.all("evidence")),
        task=task(low, remedy) if remedy else None,
        pack=low.pack,
        span=low.span(node),
    )
    _check_fit(low, clauses, lowered)
    return lowered
