"""What is true of the form of every pack, whatever it says: one small function for each truth.

Faults of an author are diagnostics (`check`, `lower`). A broken truth here is a fault of ours: a translation that
dropped something, a cached form that was damaged, a tree made by hand in a way that no text could.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Protocol

from duly_dsl.ir import (
    AskedFact,
    Block,
    Choice,
    Classification,
    Combination,
    Comparison,
    DatedAmount,
    DatedDate,
    DatedPeriod,
    DatedTable,
    FactDate,
    Forbids,
    InstrumentRole,
    Obliges,
    PackRules,
    Quantified,
    Reading,
    Requirement,
    Rule,
    SetsAside,
    Term,
)
from duly_dsl.nodes import walk
from duly_dsl.source import Span


class Owned(Protocol):
    """Anything declared in a pack that says so."""

    @property
    def pack(self) -> str:
        """The pack's name."""

    @property
    def span(self) -> Span:
        """Where."""


def broken(pack: PackRules) -> Iterator[str]:
    """A sentence for every truth that does not hold, with the place it is about."""
    for of_the_pack in OF_A_PACK:
        yield from of_the_pack(pack)
    for node in walk(pack):
        for truth in OF_A_NODE:
            for message in truth(node):
                yield f"{getattr(node, 'span', '(no place)')}: {message}"


def versions_differ(pack: PackRules) -> Iterator[str]:
    """Versions of a rule are told apart by the instruments that set and end them, and by their reading."""
    keys = Counter((r.id, r.under, r.replaced_by, r.reading) for r in pack.rules)
    yield from (f"{key[0]} has {count} versions that nothing tells apart" for key, count in keys.items() if count > 1)


def everything_names_its_pack(pack: PackRules) -> Iterator[str]:
    """What is looked up by pack says which one it is of."""
    owned: Iterable[Owned] = chain(
        pack.kinds,
        pack.choices,
        pack.roles,
        pack.staff_roles,
        pack.evidence_kinds,
        pack.calendars,
        pack.parameters,
        pack.groups,
        pack.dates,
        pack.periods,
        pack.amounts,
        pack.tables,
        pack.readings,
        pack.terms,
        pack.classifications,
        pack.rules,
        pack.scenarios,
        pack.header.instruments,
    )
    yield from (f"{each.span}: says pack `{each.pack}` in `{pack.name}`" for each in owned if each.pack != pack.name)


def instruments_enter_into_force(pack: PackRules) -> Iterator[str]:
    """Proposals have no day of entry into force, all others have; a source amends nothing."""
    for each in pack.header.instruments:
        if (each.in_force is None) is not (each.role is InstrumentRole.PROPOSAL):
            has = "has" if each.in_force else "lacks"
            yield f"{each.span}: the {each.role} {each.name} {has} a day of entry into force"
        if (each.amends == "") is not (each.role is InstrumentRole.SOURCE):
            yield f"{each.span}: the {each.role} {each.name} amends {each.amends or 'nothing'}"


def scenario_expects(pack: PackRules) -> Iterator[str]:
    """A scenario tests something."""
    yield from (f"{s.span}: the scenario `{s.title}` expects nothing" for s in pack.scenarios if not s.expectations)


def span_lies_in_its_source(node: object) -> Iterator[str]:
    """A place begins before it ends, and both lie within the text."""
    span = getattr(node, "span", None)
    if not isinstance(span, Span):
        return
    start, end = (span.line, span.column), (span.end_line, span.end_column)
    if not (1, 1) <= start <= end:
        yield f"the place ends at {end} and begins at {start}"
    elif span.end_line > max(len(span.source.text.splitlines()), 1):
        yield "the place ends below the last line"
    elif span.end_column > len(span.source.line(span.end_line)) + 1:
        yield "the place ends beyond its line"


def block_has_limbs(node: object) -> Iterator[str]:
    """A block combines something, and `at least n of` counts what is there."""
    if isinstance(node, Block):
        if not node.limbs:
            yield "a block without limbs"
        counts = range(1, len(node.limbs) + 1) if node.combination is Combination.AT_LEAST else range(1)
        if node.count not in counts:
            yield f"`{node.combination}` {len(node.limbs)} limbs with the count {node.count}"


def labels_differ(node: object) -> Iterator[str]:
    """Limbs are cited by their labels, former ones too: all of a block have one, or none."""
    if isinstance(node, Block):
        labels = [limb.label for limb in node.limbs]
        cited = [*labels, *(former for limb in node.limbs for former in limb.formerly)]
        if any(cited) and (not all(labels) or len(set(cited)) < len(cited)):
            yield f"the labels {', '.join(cited)} do not tell the limbs apart"


def fact_is_named(node: object) -> Iterator[str]:
    """What is compared, or gives a date, is a fact and not a bare thing."""
    if isinstance(node, Comparison | FactDate) and not node.path.steps:
        yield f"`{node.path}` names no fact"
    if isinstance(node, AskedFact) and not node.steps:
        yield f"`{node.subject}` names no fact"


def lineage_names_links(node: object) -> Iterator[str]:
    """`reached from ... through` names a link to follow."""
    if isinstance(node, Quantified) and node.through == ():
        yield "followed through no link"


def term_means_or_is_concluded(node: object) -> Iterator[str]:
    """A term has a meaning, or rules and a default; a meaning speaks of a variable."""
    if isinstance(node, Term) and node.means is not None:
        if node.default is not None:
            yield f"`{node.name}` has a meaning and a default"
        if not node.variable:
            yield f"`{node.name}` has a meaning and no variable"


def rule_cites(node: object) -> Iterator[str]:
    """No rule without the provision it stands for."""
    if isinstance(node, Rule) and not node.citations:
        yield f"{node.id} cites nothing"


def clauses_fit_the_conclusion(node: object) -> Iterator[str]:
    """Deadlines, proof and remedies are a duty's, fines are for what binds somebody."""
    if not isinstance(node, Rule):
        return
    if not isinstance(node.then, Obliges) and (node.due or node.evidence or node.task or node.excuse):
        yield f"{node.id} is no duty and has clauses of one"
    if not isinstance(node.then, Obliges | Forbids) and (node.penalty or node.stay):
        yield f"{node.id} binds nobody and has a penalty or a stay"


def conclusion_is_about_something(node: object) -> Iterator[str]:
    """A duty has a bearer, a defeat a target."""
    if isinstance(node, Obliges) and not node.roles:
        yield "a duty without bearer"
    if isinstance(node, SetsAside) and not node.targets:
        yield "a defeat without target"


def requirement_can_be_met(node: object) -> Iterator[str]:
    """As many alternatives are asked for as there are, or fewer, but one at least."""
    if isinstance(node, Requirement) and not 1 <= node.count <= len(node.alternatives):
        yield f"evidence `{node.name}` asks for {node.count} of {len(node.alternatives)} alternatives"


def dated_value_has_a_version(node: object) -> Iterator[str]:
    """Some instrument sets each value, and each row of a table lists something."""
    if isinstance(node, DatedDate | DatedPeriod | DatedAmount) and not node.versions:
        yield f"`{node.name}` is set by no instrument"
    if isinstance(node, DatedTable) and not (node.rows and all(row.members for row in node.rows)):
        yield f"the table `{node.name}` lists nothing, or has a row that does"


def reading_offers_its_default(node: object) -> Iterator[str]:
    """The authors' reading is one of those offered."""
    if isinstance(node, Reading) and node.default not in {value.name for value in node.values}:
        yield f"`{node.name}` has the default `{node.default}`, which it does not offer"


def choice_has_members(node: object) -> Iterator[str]:
    """A choice has members, each once."""
    if isinstance(node, Choice) and (not node.members or len(set(node.members)) < len(node.members)):
        yield f"the choice `{node.name}` has no members, or one twice"


def classes_differ(node: object) -> Iterator[str]:
    """A classification has classes, each once, and what is left is none of them."""
    if isinstance(node, Classification):
        named = (*node.classes, node.rest.name)
        if not node.classes or len(set(named)) < len(named):
            yield f"the classification `{node.name}` has no classes, or one twice"


OF_A_PACK: tuple[Callable[[PackRules], Iterator[str]], ...] = (
    versions_differ,
    everything_names_its_pack,
    instruments_enter_into_force,
    scenario_expects,
)
OF_A_NODE: tuple[Callable[[object], Iterator[str]], ...] = (
    span_lies_in_its_source,
    block_has_limbs,
    labels_differ,
    fact_is_named,
    lineage_names_links,
    term_means_or_is_concluded,
    rule_cites,
    clauses_fit_the_conclusion,
    conclusion_is_about_something,
    requirement_can_be_met,
    dated_value_has_a_version,
    reading_offers_its_default,
    choice_has_members,
    classes_differ,
)
