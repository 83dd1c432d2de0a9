"""How phrases are set: where a long clause goes on in the next line, how blocks of conditions are indented."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lark import Token, Tree

from duly_dsl.format.page import STEP, WIDTH, Align, Blank, Break, Doc, Group, Line, Nest, Spaces
from duly_dsl.format.words import Node, Part, Words, kind, place, tokens

MEMBERS_BEGIN = STEP + len("is ")
Layout = Callable[["Setting", Node], Doc]


@dataclass(frozen=True, slots=True)
class Setting:
    """The words of a text, and how phrases are set that are not simply a run of words."""

    words: Words
    layouts: Mapping[str, Layout]

    def __call__(self, part: Part) -> Doc:
        """A phrase."""
        if isinstance(part, Token):
            return self.words(part)
        layout = self.layouts.get(part.data)
        return layout(self, part) if layout else self.run(part.children)

    def run(self, parts: Sequence[Part], indent: int = STEP) -> Doc:
        """Phrases one after the other; the line may end behind each comma."""
        docs: list[Doc] = []
        for number, part in enumerate(parts):
            after_comma = number > 0 and kind(parts[number - 1]) == "COMMA"
            docs.append(Group((Break(indent), self(part))) if after_comma else self(part))
        return tuple(docs)

    def list_of(self, parts: Sequence[Part]) -> Doc:
        """Phrases with commas between them; each line begins where the first does."""
        return Align(self.run(parts, 0))

    def broken_before(self, parts: Sequence[Part], words: frozenset[str], indent: int = STEP) -> Doc:
        """Phrases of which each that begins with one of the words has its own line where not all fit on one."""
        docs: list[Doc] = []
        for part in parts:
            if kind(part) in words:
                docs.append(Break(indent))
            docs.append(self(part))
        return Group(tuple(docs))

    def closing(self, parts: Sequence[Part]) -> Doc:
        """The words that close a block, on a line of their own; comments before them are part of the block."""
        gap = self.words.gap(parts[0])
        first, *rest = parts
        assert isinstance(first, Token)
        within = (Nest((Line(), *([Blank()] if gap.begins_blank else []), gap.comments())),) if gap.remarks else ()
        return (*within, Line(), self.words.alone(first), self.run(rest))


def going_on_at(word: str) -> Layout:
    """A clause that goes on in the next line at this word, where it is too long."""

    def layout(setting: Setting, node: Node) -> Doc:
        at = place(node.children, word)
        head, rest = setting.run(node.children[:at]), setting.run(node.children[at:])
        return (head, Group((Break(), rest)))

    return layout


def names(setting: Setting, node: Node) -> Doc:
    """`employment, education`."""
    return setting.list_of(node.children)


def members(setting: Setting, node: Node) -> Doc:
    """`employment, education`; members with texts stand on lines of their own, the texts in a column where they fit."""
    listed = [part for part in node.children if isinstance(part, Tree)]
    commas = [setting(part) for part in node.children if isinstance(part, Token)]
    if all(len(each.children) == 1 for each in listed):
        return setting.list_of(node.children)
    column = max(len(next(tokens(each))) for each in listed if len(each.children) > 1) + 1
    fit = all(MEMBERS_BEGIN + column + len(text) + 1 <= WIDTH for each in listed for text in list(tokens(each))[1:])
    rows: list[Doc] = []
    for each, comma in zip(listed, [*commas, ()], strict=True):
        name, *text = each.children
        gap = Spaces(column - len(next(tokens(name)))) if text and fit else ()
        rows.append((Line() if rows else (), setting(name), gap, setting.run(text), comma))
    return tuple(rows)


def joined(setting: Setting, node: Node) -> Doc:
    """`a and b`, `a or b`; a block among them stands on lines of its own."""
    if next(node.find_data("block"), None) is None:
        return setting.broken_before(node.children, frozenset({"AND", "OR"}))
    first, *rest = node.children
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return (Align(setting(first)), *((Break(), setting(word), Align(setting(part))) for word, part in pairs))


def due(setting: Setting, node: Node) -> Doc:
    """`A, but B where c`."""
    return Align(setting.broken_before(node.children, frozenset({"BUT"}), 0))


def amount_version(setting: Setting, node: Node) -> Doc:
    """`is A, but B where c under LAW`."""
    first, *rest = node.children
    return (setting(first), Align(setting.broken_before(rest, frozenset({"BUT", "UNDER"}), 0)))


def quantified(setting: Setting, node: Node) -> Doc:
    """`some k as x reached from p through l satisfies c`: a block `c` stands where the whole phrase does."""
    *head, body = node.children
    through, satisfies = place(head, "THROUGH", "SATISFIES"), place(head, "SATISFIES")
    links = (Break(), setting.run(head[through:satisfies])) if through < satisfies else ()
    over = Group((setting.run(head[:through]), links))
    return (Group((over, Break(), setting.run(head[satisfies:]))), setting(body))


def block(setting: Setting, node: Node) -> Doc:
    """`all of: (a) ... (b) ... end`: conditions or kinds of evidence, each on a line of its own behind its label."""
    opened = place(node.children, "limb", "alternative")
    limbs = node.children[opened:-1]
    widest = max(len(next(tokens(limb))) for limb in limbs)
    rows = tuple((Line(), _limb(setting, limb, widest)) for limb in limbs)
    return (setting.run(node.children[:opened]), Nest(rows), setting.closing(node.children[-1:]))


def _limb(setting: Setting, limb: Part, widest: int) -> Doc:
    assert isinstance(limb, Tree)
    label, *rest = limb.children
    return (setting(label), Spaces(widest - len(next(tokens(label))) + 1), Align(setting.run(rest)))


PHRASES: Mapping[str, Layout] = {
    "names": names,
    "members": members,
    "and_": joined,
    "or_": joined,
    "due": due,
    "amount_version": amount_version,
    "quantified": quantified,
    "block": block,
    "ev_accept": block,
    "leaves_out": going_on_at("BECAUSE"),
    "alternative_body": going_on_at("ONLY"),
    "rule_excused": going_on_at("STATING"),
    "sc_waiver": going_on_at("BECAUSE"),
    "ex_rule": going_on_at("BECAUSE"),
    "ex_is": going_on_at("BECAUSE"),
}
