"""Faults of clauses, blocks and comparisons (E021x, E022x)."""

from duly_dsl.diagnostics import Diagnostic, Edit, Fix, Place, error, warning
from duly_dsl.lower.faults.spans import start_of
from duly_dsl.source import Span


def stands_twice(clause: str, span: Span, first: Span) -> Diagnostic:
    """A clause that may stand once stands again."""
    return error(
        "E0211",
        f"`{clause}` stands twice here, and may stand once",
        span,
        role="second",
        others=[Place(first, "first")],
        fix=Fix("keep one of the two"),
    )


_MISSING = {
    "cites": ("cites no provision", "`cites AIA art 26 par 6`"),
    "for each": ("does not say what it is about", "`for each ai_system as system`"),
    "then": ("does not say what follows", '`then deployer must "..."`'),
}


def clause_missing(clause: str, rule: str, span: Span) -> Diagnostic:
    """A rule lacks a clause that every rule has."""
    what, sample = _MISSING[clause]
    return error(
        "E0212",
        f"{rule} {what}: a rule needs a `{clause}` clause",
        span,
        fix=Fix(f"add a clause such as {sample}"),
    )


_CLASSIFICATION_LACKS = {
    "is": ("names no class", "`is prohibited, high_risk`"),
    "otherwise": ("does not say what is left where no class holds", '`otherwise minimal "no class of its own"`'),
}


def classification_lacks(clause: str, name: str, span: Span) -> Diagnostic:
    """A classification lacks a clause that every one has."""
    what, sample = _CLASSIFICATION_LACKS[clause]
    message = f"`{name}` {what}: a classification needs an `{clause}` clause"
    return error("E0212", message, span, fix=Fix(f"add a clause such as {sample}"))


def where_without_ban(rule: str, span: Span) -> Diagnostic:
    """`where` gives the scope of a ban; in another rule it reads like `when`."""
    keyword = start_of(span, len("where"))
    return warning(
        "E0213",
        f"{rule} forbids nothing, so its `where` has no scope to limit",
        keyword,
        fix=Fix("write `when`", (Edit(keyword, "when"),)),
    )


def needs_a_duty(clause: str, rule: str, span: Span) -> Diagnostic:
    """A clause that only a duty has."""
    return error(
        "E0214",
        f"{rule} obliges nobody to do anything, so `{clause}` says nothing here",
        span,
        fix=Fix('leave it out, or let the rule oblige: `then deployer must "..."`'),
    )


def needs_a_duty_or_ban(clause: str, rule: str, span: Span) -> Diagnostic:
    """A clause that only a duty or a ban has."""
    return error(
        "E0214",
        f"{rule} neither obliges nor forbids, so `{clause}` says nothing here",
        span,
        fix=Fix("leave it out, or move it to the rule that holds the duty"),
    )


def ends_before_it_starts(what: str, span: Span) -> Diagnostic:
    """A stay, or a row of a table, whose last day lies before its first."""
    return error(
        "E0215",
        f"{what} ends before it starts",
        span,
        fix=Fix("write the earlier day after `from`, the later after `until`"),
    )


def label_twice(label: str, span: Span, first: Span) -> Diagnostic:
    """Two limbs of one block have the same label."""
    return error(
        "E0221",
        f"the label `{label}` stands twice in this block, so a citation of it would be unclear",
        span,
        role="second",
        others=[Place(first, "first")],
        fix=Fix("give each limb a label of its own"),
    )


def former_label_taken(label: str, span: Span, other: Span) -> Diagnostic:
    """A limb was called by a label that stands in its block already."""
    return error(
        "E0229",
        f"`{label}` stands in this block already, so what was cited by it could be either limb",
        span,
        role="former label",
        others=[Place(other, "stands here")],
        fix=Fix("leave out `formerly`, or give the other limb a new label"),
    )


def count_out_of_reach(count: int, limbs: int, span: Span) -> Diagnostic:
    """`at least n of` with an n that can never, or always, be reached."""
    meant = f"at least {min(max(count, 1), limbs)} of"
    return error(
        "E0222",
        f"`at least {count} of` needs a number from 1 to {limbs}, as {limbs} of them stand here",
        span,
        fix=Fix(f"write `{meant}`", (Edit(span, meant),)),
    )


def no_fact_compared(variable: str, span: Span) -> Diagnostic:
    """A thing itself is compared with a value."""
    return error(
        "E0223",
        f"`{variable}` is a thing and not a value, so it cannot be compared",
        span,
        fix=Fix(f"name the fact that is compared, such as `{variable}'s started_on`"),
    )


def no_subject_before(path: str, span: Span, variable: str) -> Diagnostic:
    """A fact where only a thing can hold a role or come under a term."""
    return error(
        "E0224",
        f"`{path}` is a fact, and only a thing can hold a role or come under a term",
        span,
        fix=Fix(f"write `{variable}`, or `us` for ourselves"),
    )


def no_negated_list(fact: str, table: str, left: Span, span: Span) -> Diagnostic:
    """`is not one of adequate_countries`, where `one` was read as a role."""
    return error(
        "E0228",
        "`is not one of` has no form of its own",
        span,
        fix=Fix(f"write `not {fact} is one of {table}`", (Edit(start_of(left, 0), "not "), Edit(span, "is one"))),
    )


def no_test_of_a_field(field: str, span: Span) -> Diagnostic:
    """A role or a term where a stated field is tested."""
    return error(
        "E0225",
        f"`{field}` is what a record states, so it holds no role and comes under no term",
        span,
        fix=Fix(f"compare it with a value, such as `{field} is yes`"),
    )


def no_name(word: str, span: Span) -> Diagnostic:
    """A word of the language where a name is read: it can name nothing."""
    advice = {
        "detection": "count from it, such as `30 days after detection`",
        "assessment": "write `assessment day`",
    }.get(word, "name a fact, a date, a period or a choice member that a pack declares")
    return error(
        "E0227",
        f"`{word}` is a word of the language and names nothing here",
        span,
        fix=Fix(advice),
    )


def no_such_value(word: str, span: Span) -> Diagnostic:
    """`is unknown`, `is known`: a rule cannot ask what is known."""
    return error(
        "E0226",
        f"a condition cannot ask whether a fact is {word}: the law does not depend on it",
        span,
        fix=Fix("say what follows from not knowing by `if undetermined treat as applicable`"),
    )
