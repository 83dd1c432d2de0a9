"""The faults of structure, each with its code and its plain sentence.

Codes: E020x the pack and its files, E021x clauses, E022x blocks and comparisons, E023x names, days
and numbers, E024x terms, evidence and scenarios. Each code has its page in `duly_dsl/pages`.
"""

from calendar import monthrange
from collections.abc import Sequence
from difflib import get_close_matches

from duly_dsl.diagnostics import Diagnostic, Edit, Fix, Place, error, warning
from duly_dsl.grammar import MONTHS
from duly_dsl.source import Source, Span


def _start(span: Span, width: int) -> Span:
    return Span(span.source, span.line, span.column, span.line, span.column + width)


def no_header(span: Span) -> Diagnostic:
    """No file of the pack, or a text on its own, says which pack it is."""
    return error(
        "E0201",
        "a pack begins with `pack <name> version <number> ... end pack`, and none stands here",
        span,
        fix=Fix("begin with `pack my_pack version 0.1.0` and close it with `end pack`"),
    )


def second_header(name: str, pack: str, span: Span, first: Span) -> Diagnostic:
    """Two files of a folder hold a header."""
    return error(
        "E0202",
        f"the pack has one header, and `pack {name}` is a second one",
        span,
        role="second header",
        others=[Place(first, "first header")],
        fix=Fix(f"begin this file with `part of pack {pack}` if it belongs to that pack"),
    )


def belongs_twice(span: Span, first: Span) -> Diagnostic:
    """A file says twice where it belongs."""
    return error(
        "E0203",
        "a file says once to which pack it belongs, by `pack ...` or by `part of pack ...`",
        span,
        role="second",
        others=[Place(first, "first")],
        fix=Fix("leave out one of the two"),
    )


def belongs_nowhere(pack: str, span: Span) -> Diagnostic:
    """A file of a pack does not say so."""
    line = f"part of pack {pack}"
    start = Span(span.source, 1, 1, 1, 1)
    return error(
        "E0204",
        "this file does not say to which pack it belongs",
        start,
        fix=Fix(f"begin the file with `{line}`", (Edit(start, f"{line}\n"),)),
    )


def other_pack(said: str, pack: str, span: Span) -> Diagnostic:
    """A file says another pack than the header."""
    return error(
        "E0205",
        f"this file says that it is part of pack `{said}`, and it lies in the folder of `{pack}`",
        span,
        fix=Fix(f"write `part of pack {pack}`, or move the file"),
    )


def other_language(number: str, spoken: int, span: Span) -> Diagnostic:
    """The pack is written for a language that this program does not know."""
    return error(
        "E0206",
        f"the pack is written in language {number}, and this Duly reads language {spoken}",
        span,
        fix=Fix("use a newer version of Duly, or an older version of the pack"),
    )


def empty_range(pack: str, version: str, before: str, span: Span) -> Diagnostic:
    """A version range that no version lies in."""
    return error(
        "E0207",
        f"no version of `{pack}` is at least {version} and before {before}",
        span,
        fix=Fix("write the lower version first, such as `version 2.0.0 to before 3.0.0`"),
    )


def no_files(folder: str) -> Diagnostic:
    """A folder without any text of the language."""
    return error(
        "E0208",
        f"the folder `{folder}` holds no rule file: their names end in `.duly`",
        Span(Source(folder, ""), 1, 1, 1, 1),
        fix=Fix("name the folder in which `pack.duly` lies"),
    )


def no_utf8(source: Source) -> Diagnostic:
    """Bytes that are no UTF-8; they were replaced by the sign for that."""
    before = source.text.partition("\ufffd")[0]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return error(
        "E0209",
        "the file is not written in UTF-8, so this character cannot be read",
        Span(source, line, column, line, column + 1),
        fix=Fix("save the file with the encoding UTF-8"),
    )


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
    "cites": ("its citation", "`cites AIA art 26 par 6`"),
    "for each": ("what it is about", "`for each ai_system as system`"),
    "then": ("what follows", '`then deployer must "..."`'),
}


def clause_missing(clause: str, rule: str, span: Span) -> Diagnostic:
    """A rule lacks a clause that every rule has."""
    what, sample = _MISSING[clause]
    return error(
        "E0212",
        f"{rule} does not say {what}: a rule needs a `{clause}` clause",
        span,
        fix=Fix(f"add a clause such as {sample}"),
    )


def where_without_ban(rule: str, span: Span) -> Diagnostic:
    """`where` gives the scope of a ban; in another rule it reads like `when`."""
    keyword = _start(span, len("where"))
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


def ends_before_it_starts(span: Span) -> Diagnostic:
    """A stay whose last day lies before its first."""
    return error(
        "E0215",
        "the stay of enforcement ends before it starts",
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


def count_out_of_reach(count: int, limbs: int, span: Span) -> Diagnostic:
    """`at least n of` with an n that can never, or always, be reached."""
    return error(
        "E0222",
        f"`at least {count} of` needs a number from 1 to {limbs}, as {limbs} of them stand here",
        span,
        fix=Fix(f"write `at least {min(max(count, 1), limbs)} of`"),
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


def no_test_of_a_field(field: str, span: Span) -> Diagnostic:
    """A role or a term where a stated field is tested."""
    return error(
        "E0225",
        f"`{field}` is what a record states, so it holds no role and comes under no term",
        span,
        fix=Fix(f"compare it with a value, such as `{field} is yes`"),
    )


def no_such_value(word: str, span: Span) -> Diagnostic:
    """`is unknown`, `is known`: a rule cannot ask what is known."""
    return error(
        "E0226",
        f"a condition cannot ask whether a fact is {word}: the law does not depend on it",
        span,
        fix=Fix("say what follows from not knowing by `if undetermined treat as applicable`"),
    )


def reserved_name(name: str, span: Span) -> Diagnostic:
    """A declared name that is a word of the language."""
    suggestion = f"the_{name}"
    return error(
        "E0231",
        f"`{name}` is a word of the language and cannot be a name",
        span,
        fix=Fix(f"choose another name, such as `{suggestion}`", (Edit(span, suggestion),)),
    )


def name_twice(name: str, span: Span) -> Diagnostic:
    """A name that stands twice in one list."""
    return error("E0232", f"`{name}` stands twice in this list", span, fix=Fix("name it once"))


def declared_twice(name: str, span: Span, first: Span) -> Diagnostic:
    """Two facts, links or fields of one block have the same name."""
    return error(
        "E0233",
        f"`{name}` is declared twice here",
        span,
        role="second",
        others=[Place(first, "first")],
        fix=Fix("keep one of the two, or give one another name"),
    )


def no_such_day(text: str, year: int, month: int, span: Span) -> Diagnostic:
    """31 February."""
    if not 1 <= month <= 12 or year < 1:
        return error("E0234", f"`{text}` is no day of the calendar", span)
    last = monthrange(year, month)[1]
    name = f"{MONTHS[month - 1]} {year}"
    last_day = f"{last} {name}" if " " in text else f"{year:04}-{month:02}-{last:02}"
    return error(
        "E0234",
        f"`{text}` is no day of the calendar: {name} ends on the {last}th"
        if last != 31
        else f"`{text}` is no day of the calendar: {name} ends on the 31st",
        span,
        fix=Fix(
            f"write `{last_day}` if the last day of the month is meant", (Edit(span, last_day),)
        ),
    )


def no_such_time(text: str, span: Span) -> Diagnostic:
    """25:00."""
    return error(
        "E0235",
        f"`{text}` is no time of day: hours run from 00 to 23, minutes from 00 to 59",
        span,
    )


def too_large(text: str, span: Span) -> Diagnostic:
    """A power whose digits would fill the memory."""
    return error(
        "E0236",
        f"`{text}` is too large a number",
        span,
        fix=Fix("powers go up to `10^400`"),
    )


def no_calendar(span: Span) -> Diagnostic:
    """Working days without saying whose."""
    return error(
        "E0237",
        "working days need a calendar that says which days are worked",
        span,
        fix=Fix("name one: `10 working days of calendar eu_institutions after detection`"),
    )


def needless_calendar(length: str, span: Span) -> Diagnostic:
    """A calendar where every day counts."""
    return error(
        "E0238",
        f"{length} count every day, so a calendar says nothing here",
        span,
        fix=Fix("count in working days, or leave out `of calendar ...`"),
    )


def default_not_offered(name: str, offered: Sequence[str], span: Span) -> Diagnostic:
    """A reading whose default is none of its values."""
    near = get_close_matches(name, offered, 1) or list(offered[:1])
    return error(
        "E0239",
        f"`{name}` is none of the ways to read it that stand above",
        span,
        fix=Fix(f"write `default {near[0]}`", (Edit(span, near[0]),)) if near else None,
    )


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
    keyword = _start(span, len("evidence"))
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
