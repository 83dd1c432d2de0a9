"""Facts and links of a subject."""

from itertools import pairwise

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Edit, Fix, warning
from duly_dsl.ir import NONE, FactType, Link, TypeName
from duly_dsl.slips import slip_of
from duly_engine.facts.entries import Complaints
from duly_engine.facts.inventory import UNKNOWN, AtLeast, LinkList, Origin, StatedValue, Statement, Unknown
from duly_engine.facts.nodes import Mapping, Node, Scalar
from duly_engine.facts.scalars import EXPECTED, read_scalar

STATEMENT = ("value", "since", "confirmed", "origin", "earlier")
LINKS = ("members", "complete", "complete_until", "since", "origin")
ORIGIN = ("source", "pointer", "digest", "collector")
AT_LEAST = "at_least"


def statements(
    said: Complaints, corpus: Corpus, name: Scalar, node: Node, declared: FactType
) -> tuple[Statement, ...] | None:
    """The history of a fact, oldest first; None where it cannot be read."""
    if not isinstance(node, Mapping) or node.get(AT_LEAST) is not None:
        value = stated_value(said, corpus, name.text, node, declared)
        return None if value is None else (Statement(value, span=name.span),)
    said.mapping(node, f"what is stated of `{name.text}`", STATEMENT)
    earlier = node.get("earlier")
    history = []
    for each in (*(said.items(earlier, "`earlier`") if earlier else ()), node):
        one = _statement(said, corpus, name, said.mapping(each, "an earlier statement", STATEMENT), declared)
        if one is None:
            return None
        history.append(one)
    days = [s.since for s in history]
    if len(days) > 1 and (None in days or any(a >= b for a, b in pairwise(days) if a and b)):
        said.add("E1011", f"the statements of `{name.text}` need a `since` each, oldest first", name.span)
        return None
    return tuple(history)


def _statement(said: Complaints, corpus: Corpus, name: Scalar, node: Mapping, declared: FactType) -> Statement | None:
    value_node = said.required(node, "value", f"the statement of `{name.text}`")
    if value_node is None:
        return None
    value = stated_value(said, corpus, name.text, value_node, declared)
    since, confirmed = said.day(node.get("since"), "`since`"), said.day(node.get("confirmed"), "`confirmed`")
    if since and confirmed and confirmed < since:
        said.add("E1011", f"`{name.text}` is confirmed before it is said to hold", node.span)
    if value is None:
        return None
    return Statement(value, since, confirmed, origin(said, node.get("origin")), name.span)


def stated_value(said: Complaints, corpus: Corpus, name: str, node: Node, declared: FactType) -> StatedValue | None:
    """A value of a type; None, with a complaint, where it is none."""
    if declared.name is TypeName.MANY_OF:
        return _set(said, corpus, name, node, declared)
    value = read_scalar(node, declared.name) if isinstance(node, Scalar) else None
    if value is None:
        quoted = isinstance(node, Scalar) and not node.plain and declared.name is TypeName.YES_NO
        fix = Fix("write it without quotes") if quoted else None
        said.add("E1008", f"`{name}` is {EXPECTED[declared.name]}", node.span, fix)
    elif declared.name is TypeName.ONE_OF and isinstance(value, str) and isinstance(node, Scalar):
        return value if _is_member(said, corpus, declared, node) else None
    return value


def _set(said: Complaints, corpus: Corpus, name: str, node: Node, declared: FactType) -> StatedValue | None:
    if isinstance(node, Scalar):
        value = read_scalar(node, TypeName.MANY_OF)
        if value is NONE or isinstance(value, Unknown):
            return value
        said.add("E1008", f"`{name}` is {EXPECTED[TypeName.MANY_OF]}", node.span)
        return None
    partial = node.get(AT_LEAST) if isinstance(node, Mapping) else None
    if isinstance(node, Mapping):
        said.mapping(node, f"`{name}`", (AT_LEAST,))
    words = said.words(partial or node, f"`{name}`")
    members = frozenset(word.text for word in words if _is_member(said, corpus, declared, word))
    if len(members) != len({w.text for w in words}):
        return None
    return AtLeast(members) if partial is not None else members or NONE


def _is_member(said: Complaints, corpus: Corpus, declared: FactType, word: Scalar) -> bool:
    choice = corpus.choices.get(declared.choice)
    if choice is None or word.text in choice.members:
        return True
    if not choice.is_open or not word.text.strip():
        said.unknown_name("E1009", f"no {choice.text}", word, choice.members)
        return False
    meant = slip_of(word.text, choice.members)
    if meant is not None:
        message = f"`{word.text}` is taken as a further member of `{choice.name}`, and reads much like `{meant}`"
        said.found.append(
            warning("W1004", message, word.span, fix=Fix(f"did you mean `{meant}`?", (Edit(word.span, meant),)))
        )
    return True


def origin(said: Complaints, node: Node | None) -> Origin | None:
    """Where a statement comes from: text, or source with pointer and digest."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return Origin(node.text)
    mapping = said.mapping(node, "an origin", ORIGIN)
    source, pointer, digest, collector = (said.text(mapping.get(key), f"`{key}`") for key in ORIGIN)
    return Origin(source, pointer, digest, collector)


def link_list(said: Complaints, name: Scalar, node: Node, declared: Link) -> LinkList | None:
    """A list of links: a bare one is open, `none` is complete and empty."""
    if isinstance(node, Scalar) and node.plain and node.text == UNKNOWN.value:
        return None
    if isinstance(node, Scalar) and node.plain and node.text == NONE.value:
        return LinkList((), complete=True, span=name.span)
    if not isinstance(node, Mapping):
        words = said.words(node, f"`{name.text}`")
        said.refer(words, declared.target)
        whole = isinstance(node, Scalar) and not declared.many
        return LinkList(tuple(w.text for w in words), complete=whole, span=name.span)
    said.mapping(node, f"`{name.text}`", LINKS)
    members = said.required(node, "members", f"`{name.text}`")
    empty = isinstance(members, Scalar) and members.text == NONE.value
    words = () if members is None or empty else said.words(members, f"`{name.text}`")
    said.refer(words, declared.target)
    complete = said.flag(node.get("complete"), "`complete`") == "yes" or empty
    return LinkList(
        tuple(w.text for w in words),
        complete=complete,
        complete_until=said.day(node.get("complete_until"), "`complete_until`"),
        since=said.day(node.get("since"), "`since`"),
        origin=origin(said, node.get("origin")),
        span=name.span,
    )
