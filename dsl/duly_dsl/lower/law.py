"""Legal values set by instruments, readings, groups, what is left out, crosswalks."""

from duly_dsl.ir import (
    AmountVersion,
    Bound,
    BoundOf,
    Citation,
    Crosswalk,
    DatedAmount,
    DatedDate,
    DatedPeriod,
    DatedTable,
    DateVersion,
    FixedSum,
    Group,
    LeftOut,
    Overlap,
    PeriodVersion,
    Reading,
    ReadingChoice,
    ReadingValue,
    ShareOf,
    Sum,
    SumCase,
    TableRow,
)
from duly_dsl.lower import faults
from duly_dsl.lower.clauses import Clauses
from duly_dsl.lower.conditions import condition, names
from duly_dsl.lower.context import Lowering
from duly_dsl.lower.nodes import Node, branch, branches, leaf, maybe_branch, quoted, words
from duly_dsl.lower.values import day, duration, money, path, percentage
from duly_dsl.lower.vocabulary import citation

_CITES = "value_cites"


def reading_choice(low: Lowering, node: Node) -> ReadingChoice:
    """`reading derogation_test is both_tests`."""
    return ReadingChoice(str(leaf(node)), str(leaf(node, 1)), low.span(node))


def _reading_of(low: Lowering, node: Node) -> ReadingChoice | None:
    found = maybe_branch(node, 2)
    return reading_choice(low, found) if found else None


def _cited(low: Lowering, node: Node) -> tuple[tuple[Citation, ...], list[Node]]:
    """The provisions that a value cites, and the phrases that say what it is."""
    clauses = list(branches(node))
    cites = [clause for clause in clauses if clause.data == _CITES]
    said = [clause for clause in clauses if clause.data != _CITES]
    return tuple(citation(low, branch(clause)) for clause in cites), said


def dated(low: Lowering, node: Node) -> DatedDate:
    """`date start "..." is 2 August 2026 under AIA end date`."""
    cited, said = _cited(low, node)
    versions = tuple(DateVersion(day(low, branch(v)), str(leaf(v, 1)), _reading_of(low, v), low.span(v)) for v in said)
    return DatedDate(low.declared(leaf(node)), quoted(node, 1), versions, cited, low.pack, low.span(node))


def period(low: Lowering, node: Node) -> DatedPeriod:
    """`period floor "..." is 6 months under AIA end period`."""
    cited, said = _cited(low, node)
    versions = tuple(
        PeriodVersion(duration(low, branch(v)), str(leaf(v, 1)), _reading_of(low, v), low.span(v)) for v in said
    )
    name = low.declared(leaf(node))
    return DatedPeriod(name, quoted(node, 1), versions, cited, low.pack, low.span(node))


def _sum(low: Lowering, node: Node) -> Sum:
    match node.data:
        case "sum_fixed":
            return FixedSum(money(low, leaf(node)))
        case "sum_share":
            return ShareOf(percentage(low, branch(node)), path(low, branch(node, 1)))
    bound = Bound.HIGHER if node.data == "sum_higher" else Bound.LOWER
    return BoundOf(bound, _sum(low, branch(node)), _sum(low, branch(node, 1)))


def _amount_version(low: Lowering, node: Node) -> AmountVersion:
    first, *rest = branches(node)
    cases = tuple(
        SumCase(_sum(low, sum_), condition(low, where)) for sum_, where in zip(rest[::2], rest[1::2], strict=True)
    )
    return AmountVersion(_sum(low, first), cases, str(leaf(node, -1)), low.span(node))


def amount(low: Lowering, node: Node) -> DatedAmount:
    """`amount fine "..." is 15 million EUR under AIA end amount`."""
    cited, said = _cited(low, node)
    versions = tuple(_amount_version(low, v) for v in said)
    name = low.declared(leaf(node))
    return DatedAmount(name, quoted(node, 1), versions, cited, low.pack, low.span(node))


_ROW_WORDS = {"row_from": "from", "row_until": "until", "row_repealed": "repealed by", "in_reading": "when reading"}


def _row(low: Lowering, node: Node) -> TableRow:
    listed, *clauses = branches(node)
    found = Clauses(low, clauses, _ROW_WORDS)
    starts, ends, repealed, chosen = (found.one(clause) for clause in _ROW_WORDS)
    first, last = (day(low, branch(end)) if end else None for end in (starts, ends))
    if ends and first and last and last < first:
        low.report(faults.ends_before_it_starts("this row of the table", low.span(ends)))
    return TableRow(
        names(low, listed),
        str(leaf(node, 1)),
        first,
        last,
        str(leaf(repealed)) if repealed else None,
        reading_choice(low, chosen) if chosen else None,
        low.span(node),
    )


def table(low: Lowering, node: Node) -> DatedTable:
    """`table adequate_countries "..." of country lists japan under GDPR end table`."""
    name, choice = low.declared(leaf(node)), str(leaf(node, 2))
    cited, said = _cited(low, node)
    rows = tuple(_row(low, row) for row in said)
    return DatedTable(name, quoted(node, 1), choice, rows, cited, low.pack, low.span(node))


def reading(low: Lowering, node: Node) -> Reading:
    """`reading r "..." is a "..." is b "..." default a end reading`."""
    values = tuple(ReadingValue(low.declared(leaf(v)), quoted(v, 1), low.span(v)) for v in branches(node))
    default = leaf(node, -1)
    offered = [v.name for v in values]
    if default not in offered:
        low.report(faults.default_not_offered(str(default), offered, low.span_of(default)))
    return Reading(low.declared(leaf(node)), quoted(node, 1), values, str(default), low.pack, low.span(node))


def group(low: Lowering, node: Node) -> Group:
    """`group act "the whole Act"`."""
    return Group(low.declared(leaf(node)), quoted(node, 1), low.pack, low.span(node))


def leaves_out(low: Lowering, node: Node) -> LeftOut:
    """`leaves out AIA art 57 because "..."`."""
    return LeftOut(citation(low, branch(node)), quoted(node, 1), low.span(node))


def crosswalk(low: Lowering, node: Node) -> Crosswalk:
    """`crosswalk NIST GOVERN 1.6 intersects ISO42001 clause 4.4`."""
    first, relation, second = branches(node)
    return Crosswalk(citation(low, first), Overlap(words(relation)), citation(low, second), low.span(node))
