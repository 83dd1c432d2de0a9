"""Faults of terms, evidence and scenarios (E024x)."""

from duly_dsl.diagnostics import Diagnostic, Fix, Place, error
from duly_dsl.lower.faults.spans import start_of
from duly_dsl.source import Span


def means_and_default(term: str, span: Span, means: Span) -> Diagnostic:
    """A term that is both defined and concluded by rules."""
    return error(
        "E0241",
        f"the term `{term}` has a meaning, so a default can never count",
        span,
        role="default",
        others=[Place(means, "meaning")],
        fix=Fix("keep `means` if the condition defines it, `default` if rules conclude it"),
    )


def no_variable(term: str, kind: str, span: Span) -> Diagnostic:
    """A defined term whose thing has no name for the condition to use."""
    return error(
        "E0242",
        f"the term `{term}` gives the {kind} no name that its meaning could use",
        span,
        fix=Fix(f"write `term {term} of {kind} as <name>`"),
    )


def accepts_nothing(name: str, span: Span) -> Diagnostic:
    """An evidence requirement without `accept`."""
    keyword = start_of(span, len("evidence"))
    return error(
        "E0243",
        f"the evidence `{name}` does not say which kinds of evidence are accepted",
        keyword,
        fix=Fix("add `accept <evidence kind>`, or `accept any of: (a) ... (b) ... end`"),
    )


def no_as_of(span: Span) -> Diagnostic:
    """A scenario without its day."""
    return error(
        "E0244",
        "this scenario does not say on which day it is judged",
        span,
        fix=Fix("add a day, such as `as of 2 December 2027`"),
    )


def expects_nothing(span: Span) -> Diagnostic:
    """A scenario that can never fail."""
    return error(
        "E0245",
        "this scenario expects nothing, so it can never fail",
        span,
        fix=Fix("add what should come out, such as `expect AIA-26-6 is a gap for cv_ranker`"),
    )


def given_twice(name: str, subject: str, span: Span, first: Span) -> Diagnostic:
    """A fact stated twice for one thing."""
    return error(
        "E0246",
        f"`{name}` of `{subject}` is given twice",
        span,
        role="second",
        others=[Place(first, "first")],
        fix=Fix("keep one of the two"),
    )


def detail_does_not_fit(word: str, fitting: str, status: str, span: Span) -> Diagnostic:
    """`by`, `from` after a status that has no such detail."""
    return error(
        "E0247",
        f"`{word} ...` belongs to the status `{fitting}`, and `{status}` stands here",
        span,
        fix=Fix(f"leave it out, or expect `{fitting}`"),
    )


def no_fact_asked(subject: str, span: Span) -> Diagnostic:
    """A question about a thing as a whole."""
    return error(
        "E0248",
        f"a question asks for a fact or a role of `{subject}`, not for `{subject}` itself",
        span,
        fix=Fix(f"write `{subject}'s <fact>`, or `<role> of {subject}`"),
    )


def per_both(span: Span, first: Span) -> Diagnostic:
    """A fact that is both per version and per asset."""
    return error(
        "E0249",
        "a fact is stated `per version` or `per asset`, not both",
        span,
        role="second",
        others=[Place(first, "first")],
        fix=Fix("keep one of the two"),
    )
