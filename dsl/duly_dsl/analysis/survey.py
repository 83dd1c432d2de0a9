"""What has to be known of a corpus as a whole before a rule of it is put into formulas."""

from collections.abc import Mapping
from functools import cached_property

from duly_dsl.edges import Edges
from duly_dsl.ir import (
    NONE,
    US,
    Comparison,
    ConcludesRole,
    ConcludesTerm,
    Condition,
    EachOf,
    EachPair,
    Literal,
    Money,
    Name,
    NamedTable,
    Names,
    Operand,
    Quantified,
)
from duly_dsl.nodes import walk

CURRENCIES = ("EUR", "USD")


class Survey(Edges):
    """The edges between rules, over all versions, and what comparisons anywhere look at."""

    @cached_property
    def _nodes(self) -> tuple[object, ...]:
        return tuple(n for p in self.corpus.packs for n in walk((p.rules, p.terms, p.amounts)))

    @cached_property
    def tested_for_none(self) -> frozenset[str]:
        """Names of the facts that something asks whether they are `none`."""
        return frozenset(
            n.path.steps[-1]
            for n in self._nodes
            if isinstance(n, Comparison) and isinstance(n.operand, Literal) and n.operand.value is NONE
        )

    @cached_property
    def members_named(self) -> Mapping[str, tuple[str, ...]]:
        """The words with which the facts of a name are compared: an open choice may have more than it declares."""
        table: dict[str, set[str]] = {}
        for node in self._nodes:
            if isinstance(node, Comparison):
                table.setdefault(node.path.steps[-1], set()).update(self._words(node.operand))
        return {name: tuple(sorted(words)) for name, words in table.items() if words}

    def _words(self, operand: Operand) -> tuple[str, ...]:
        match operand:
            case Name(name=name):
                return (name,)
            case Names(names=names):
                return names
            case NamedTable(name=name):
                tables = (t for t in self.corpus.tables.values() if t.name == name)
                return tuple(member for t in tables for row in t.rows for member in row.members)
            case _:
                return ()

    @cached_property
    def currencies(self) -> tuple[str, ...]:
        """The currencies mentioned, and one more, since amounts in two currencies do not compare."""
        named = {n.value.currency for n in self._nodes if isinstance(n, Literal) and isinstance(n.value, Money)}
        return tuple(sorted(named | set(CURRENCIES)))

    @cached_property
    def witnesses(self) -> Mapping[str, int]:
        """For each link, how many members its list may need: one for each quantifier that starts from it."""
        table: dict[str, set[Condition]] = {}
        for node in self._nodes:
            if isinstance(node, Quantified):
                table.setdefault(node.start.steps[-1], set()).add(node)
        return {link: len(found) for link, found in table.items()}

    @cached_property
    def through(self) -> Mapping[str, frozenset[tuple[str, ...] | None]]:
        """For each link from which quantifiers start, through which links they lead."""
        table: dict[str, set[tuple[str, ...] | None]] = {}
        for node in self._nodes:
            if isinstance(node, Quantified):
                table.setdefault(node.start.steps[-1], set()).add(node.through)
        return {link: frozenset(found) for link, found in table.items()}

    @cached_property
    def of_many(self) -> Mapping[tuple[str, str], int]:
        """How many rules about things of a kind conclude something of what these things are of."""
        table: dict[tuple[str, str], int] = {}
        for rule in self._versions():
            if isinstance(rule.subject, EachOf) and isinstance(rule.then, ConcludesTerm | ConcludesRole):
                key = rule.subject.kind, rule.subject.of_kind
                table[key] = table.get(key, 0) + 1
        return table

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Organisations besides us: those that rules name, and one for each rule about pairs that concludes a term."""
        named = {
            r.then.holder
            for r in self._versions()
            if isinstance(r.then, ConcludesRole) and r.then.holder not in {US, getattr(r.subject, "party", US)}
        }
        pairs = [r for r in self._versions() if isinstance(r.subject, EachPair)]
        return (*sorted(named), *(f"party_{n}" for n, _ in enumerate(pairs, 1)))
