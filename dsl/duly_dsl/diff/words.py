"""What a difference quotes, whole and on one line, in the words of the language."""

from duly_dsl import phrase
from duly_dsl.ir import (
    Alternative,
    AmountVersion,
    BoundOf,
    Citation,
    ConcludesRole,
    ConcludesTerm,
    Conclusion,
    Crosswalk,
    DatedVersion,
    DateVersion,
    Deadline,
    Due,
    Each,
    EachOf,
    EachPair,
    EachVersion,
    Excuse,
    FixedSum,
    Forbids,
    GroupTarget,
    LeftOut,
    Link,
    Obliges,
    OptionalTerm,
    PeriodVersion,
    ReadingChoice,
    Requirement,
    Requires,
    RuleTarget,
    SetsAside,
    ShareOf,
    StatedField,
    Statement,
    Stay,
    Subject,
    Sum,
    TableRow,
    Target,
    Task,
)


def quoted(text: str) -> str:
    """A text as it is written."""
    return f'"{text}"'


def subject(about: Subject) -> str:
    """`ai_system as system`."""
    match about:
        case Each(kind=kind, variable=variable):
            return f"{kind} as {variable}"
        case EachOf(kind=kind, of_kind=of_kind, variable=variable):
            return f"{kind} of {of_kind} as {variable}"
        case EachVersion(kind=kind, variable=variable):
            return f"{kind} as {variable}"
        case EachPair():
            return f"{about.kind} as {about.variable} and {about.party_kind} as {about.party}"


def roles(names: tuple[str, ...]) -> str:
    """`provider and deployer`; a ban that names none binds anyone."""
    return " and ".join(names) or "anyone"


def conclusion(then: Conclusion) -> str:
    """What follows, behind `then`."""
    match then:
        case ConcludesTerm(variable=variable, term=term, holds=holds):
            return f"{variable} is {'' if holds else 'not '}{term}"
        case ConcludesRole(holder=holder, role=role, variable=variable, holds=holds):
            return f"{holder} is {'' if holds else 'not '}{role} of {variable}"
        case Obliges() | Forbids():
            return f"{roles(then.roles)} {force(then)} {quoted(then.text)}"
        case SetsAside(targets=targets):
            limited = f" for {roles(then.roles)}" if then.roles else ""
            return f"{', '.join(map(target, targets))}{limited} {'is' if len(targets) == 1 else 'are'} set aside"


def force(then: Obliges | Forbids) -> str:
    """`must`, `should`, `must not`."""
    return str(then.force) if isinstance(then, Obliges) else "must not"


def target(aimed: Target) -> str:
    """`AIA-6-2`, `group act except { group prohibitions }`."""
    match aimed:
        case RuleTarget(rule=rule):
            return rule
        case GroupTarget():
            exempt = [*aimed.except_rules, *(f"group {name}" for name in aimed.except_groups)]
            return f"group {aimed.group}" + (f" except {{ {', '.join(exempt)} }}" if exempt else "")


def stay(stayed: Stay) -> str:
    """From when until when enforcement is stayed."""
    return f"from {phrase.day(stayed.start)} until {phrase.day(stayed.end) if stayed.end else 'unknown'}"


def deadline(last: Deadline) -> str:
    """The last moment."""
    return f"{'before ' if last.before else ''}{phrase.moment(last.moment)}"


def due(clause: Due) -> str:
    """A deadline with its exceptions."""
    cases = (f", but {deadline(case.deadline)} where {phrase.whole(case.where)}" for case in clause.cases)
    return deadline(clause.deadline) + "".join(cases)


def reading(choice: ReadingChoice) -> str:
    """`derogation_test is both_tests`."""
    return f"{choice.reading} is {choice.value}"


def statement(test: Statement) -> str:
    """A test on a stated field."""
    return f"{test.field_name} {test.relation} {phrase.operand(test.operand)}"


def excuse(clause: Excuse) -> str:
    """`statement_of_applicability of holder stating excluded includes a_6_2_8`."""
    of = f" of {clause.path}" if clause.path else ""
    return f"{clause.kind}{of} stating {' and '.join(map(statement, clause.stating))}"


def alternative(kind: Alternative) -> str:
    """`provider_attestation only system's f is shared`."""
    return kind.kind + (f" only {phrase.whole(kind.only)}" if kind.only else "")


def requirement(wanted: Requirement) -> str:
    """What is accepted, in short."""
    accepted = ", ".join(map(alternative, wanted.alternatives))
    return f"{quoted(wanted.text)}, accepting {accepted}"


def task(remedy: Task) -> str:
    """What to do, by whom, by when."""
    owner = f", owner role {remedy.owner}" if remedy.owner else ""
    due_on = f", due {phrase.moment(remedy.due)}" if remedy.due else ""
    severity = f", severity {remedy.severity}" if remedy.severity else ""
    return f"{quoted(remedy.text)}{owner}{due_on}{severity}"


def version(said: DatedVersion) -> str:
    """What one instrument says a value is."""
    match said:
        case DateVersion(value=day):
            return phrase.day(day)
        case PeriodVersion(value=length):
            return str(length)
        case AmountVersion(sum=amount, cases=cases):
            others = (f", but {total(case.sum)} where {phrase.whole(case.where)}" for case in cases)
            return total(amount) + "".join(others)


def total(amount: Sum) -> str:
    """A sum of money, or how it is found."""
    match amount:
        case FixedSum(money=money):
            return str(money)
        case ShareOf(percent=percent, path=path):
            return f"{percent:f} % of {path}"
        case BoundOf():
            return f"the {amount.bound} of ({total(amount.first)}, {total(amount.second)})"


def link(edge: Link) -> str:
    """`many dataset`."""
    return f"{'many' if edge.many else 'one'} {edge.target}"


def stated_field(field: StatedField) -> str:
    """`retention: duration`."""
    return f"{field.name}: {field.type}"


def table_row(row: TableRow) -> str:
    """`japan, canada under GDPR until 27 December 2025`."""
    parts = [
        f"{', '.join(row.members)} under {row.under}",
        f"from {phrase.day(row.starts)}" if row.starts else "",
        f"until {phrase.day(row.ends)}" if row.ends else "",
        f"repealed by {row.repealed_by}" if row.repealed_by else "",
        f"when reading {reading(row.reading)}" if row.reading else "",
    ]
    return " ".join(filter(None, parts))


def requires(other: Requires) -> str:
    """`ai_assets version 2.0.0 to before 3.0.0`."""
    return f"{other.pack} version {other.version} to before {other.before}"


def optional_term(term: OptionalTerm) -> str:
    """`high_risk from pack eu_ai_act`."""
    return f"{term.term} from pack {term.pack}"


def left_out(provision: LeftOut) -> str:
    """`AIA art 57 because "..."`."""
    return f"{provision.citation} because {quoted(provision.reason)}"


def crosswalk(pair: Crosswalk) -> str:
    """`NIST GOVERN 1.6 intersects ISO42001 clause 4.4`."""
    return f"{pair.first} {pair.overlap} {pair.second}"


def citation(place: Citation) -> str:
    """`AIA art 26 par 6`."""
    return str(place)
