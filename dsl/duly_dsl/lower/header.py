"""The header of a pack, and the line by which its other files belong to it."""

import re

from duly_dsl.ir import Header, Instrument, InstrumentRole, OptionalTerm, Requires, version_number
from duly_dsl.lower import faults
from duly_dsl.lower.clauses import Clauses
from duly_dsl.lower.context import Lowering
from duly_dsl.lower.nodes import Node, branch, branches, leaf, maybe_branch, quoted
from duly_dsl.lower.values import count, day, sized

LANGUAGE = 1

_ADDRESS = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?::\d+)?(?:[/?#][!#-;=?-Z_a-z~]*)?", re.IGNORECASE)

_WORDS = {
    "pack_title": "title",
    "pack_language": "engine language",
    "pack_checked": "law checked to",
}
_MAY_REPEAT = frozenset({"pack_requires", "pack_optional", "pack_source", "pack_amendment", "pack_proposal"})


def _requires(low: Lowering, node: Node) -> Requires:
    pack, version, before = str(leaf(node)), *(sized(low, leaf(node, i), "0.0.0") for i in (1, 2))
    if version_number(version) >= version_number(before):
        low.report(faults.empty_range(pack, version, before, low.span(node)))
    return Requires(pack, version, before, low.span(node))


def _instrument(low: Lowering, node: Node) -> Instrument:
    role = InstrumentRole(str(node.data).removeprefix("pack_"))
    days = [day(low, d) for d in branches(node) if d.data == "date"]
    amends = "" if role is InstrumentRole.SOURCE else str(leaf(node, 2))
    return Instrument(
        str(leaf(node)),
        quoted(node, 1),
        role,
        days[0],
        days[1] if len(days) > 1 else None,
        amends,
        _address(low, maybe_branch(node, -1)),
        low.pack,
        low.span(node),
    )


def _address(low: Lowering, node: Node | None) -> str:
    """Where the official text can be read."""
    if node is None:
        return ""
    address = quoted(node, 0)
    if _ADDRESS.fullmatch(address) is None:
        low.report(faults.no_address(address, low.span_of(leaf(node))))
    return address


def header(low: Lowering, node: Node) -> Header:
    """`pack eu_ai_act version 3.0.0 ... end pack`."""
    clauses = Clauses(low, branches(node), _WORDS, _MAY_REPEAT)
    title, language, checked = (clauses.one(name) for name in _WORDS)
    instruments = tuple(
        _instrument(low, c) for c in branches(node) if c.data in ("pack_source", "pack_amendment", "pack_proposal")
    )
    optional = tuple(OptionalTerm(str(leaf(c)), str(leaf(c, 1)), low.span(c)) for c in clauses.all("pack_optional"))
    return Header(
        str(leaf(node)),
        sized(low, leaf(node, 1), "0.0.0"),
        quoted(title, 0) if title else "",
        count(low, leaf(language)) if language else LANGUAGE,
        tuple(_requires(low, r) for r in clauses.all("pack_requires")),
        optional,
        instruments,
        day(low, branch(checked)) if checked else None,
        low.span(node),
    )
