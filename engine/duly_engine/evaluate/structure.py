"""What is known of a corpus before anything is evaluated: its edges, and what its comparisons can tell of a value."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from duly_dsl.corpus import Corpus
from duly_dsl.edges import Edges
from duly_dsl.ir import (
    Comparison,
    FactDate,
    FactPath,
    Literal,
    Name,
    Names,
    Operand,
    Relation,
    ShareOf,
    Statement,
    Value,
)
from duly_dsl.nodes import walk
from duly_engine.evaluate.compare import compare


class Structure(Edges):
    """The edges of a corpus, and what its comparisons can tell of a value."""

    @cached_property
    def literals(self) -> Mapping[str, tuple[Value, ...]]:
        """The values written out in comparisons anywhere, by the name of the fact or field compared."""
        table: dict[str, dict[tuple[type, Value], None]] = {}
        for name, _, right in comparisons(self.corpus):
            if isinstance(right, Literal):
                table.setdefault(name, {})[type(right.value), right.value] = None
        return {name: tuple(value for _, value in values) for name, values in table.items()}

    @cached_property
    def tests(self) -> Mapping[str, tuple[Callable[[Value], object], ...]]:
        """What comparisons anywhere can tell of a value, by the name of the fact or field compared.

        A comparison with something that is not written out tells every value apart.
        """
        table: dict[str, dict[object, Callable[[Value], object]]] = {}
        for name, relation, right in comparisons(self.corpus):
            table.setdefault(name, {})[relation, right] = _test(relation, right)
        return {name: tuple(tests.values()) for name, tests in table.items()}


def _test(relation: Relation, right: Operand) -> Callable[[Value], object]:
    match right:
        case Literal(value=value):
            return lambda left: compare(left, relation, value)
        case Name(name=name):
            return lambda left: compare(left, relation, name) if isinstance(left, str | frozenset) else left
        case Names(names=names):
            return lambda left: compare(left, relation, names)
        case _:
            return lambda left: left


def comparisons(corpus: Corpus) -> Iterator[tuple[str, Relation, Operand]]:
    """Every comparison in a corpus: the name on its left, the relation, the right side."""
    for node in walk(tuple((pack.amounts, pack.terms, pack.rules) for pack in corpus.packs)):
        match node:
            case Comparison(path=path, relation=relation, operand=operand):
                yield path.steps[-1], relation, operand
                if isinstance(operand, FactPath) and operand.steps:
                    yield operand.steps[-1], relation, path
            case Statement(field_name=name, relation=relation, operand=operand):
                yield name, relation, operand
            case FactDate(path=path) | ShareOf(path=path):
                yield path.steps[-1], Relation.IS, path
