"""Classifications."""

from duly_dsl.ir import Classification, RestClass
from duly_dsl.lower import faults
from duly_dsl.lower.clauses import Clauses
from duly_dsl.lower.conditions import names
from duly_dsl.lower.context import Lowering
from duly_dsl.lower.nodes import Node, branch, branches, leaf, quoted
from duly_dsl.lower.vocabulary import citation

_WORDS = {"class_cites": "cites", "class_is": "is", "class_otherwise": "otherwise"}


def classification(low: Lowering, node: Node) -> Classification | None:
    """`classification act_class of ai_system "..." is a, b otherwise c "..." end classification`."""
    clauses = Clauses(low, list(branches(node)), _WORDS)
    cites, listed, otherwise = (clauses.one(clause) for clause in _WORDS)
    name = low.declared(leaf(node))
    for clause in (listed, otherwise):
        if clause is None:
            word = "is" if listed is None else "otherwise"
            low.report(faults.classification_lacks(word, name, low.span_of(leaf(node))))
            return None
    assert listed is not None
    assert otherwise is not None
    rest = RestClass(low.declared(leaf(otherwise)), quoted(otherwise, 1), low.span(otherwise))
    classes = names(low, branch(listed))
    if rest.name in classes:
        low.report(faults.rest_is_a_class(rest.name, low.span_of(leaf(otherwise)), low.span(listed)))
    return Classification(
        name,
        str(leaf(node, 1)),
        quoted(node, 2),
        classes,
        rest,
        citation(low, branch(cites)) if cites else None,
        low.pack,
        low.span(node),
    )
