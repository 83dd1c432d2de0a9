"""The words of a text in their canonical form, with the comments and line ends that stand around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from lark import Lark, Token, Tree

from duly_dsl.format.page import Aside, Blank, Comment, Doc, Word
from duly_dsl.grammar import MONTHS, WordLexer, column_of, grammar_text, read_whole
from duly_dsl.source import Source
from duly_dsl.tables import NO_FILES, tabled_scenarios

Node = Tree[Token]
Part = Node | Token

_PIECES = re.compile(r"#[^\n]*|\n")


@cache
def _parser() -> Lark:
    return Lark(grammar_text(), parser="lalr", lexer=WordLexer, keep_all_tokens=True, maybe_placeholders=False)


def whole_tree(source: Source) -> Node:
    """The tree of a text in which no word is left out, nor the columns of scenarios for rows; UnexpectedToken where the
    text cannot be read."""
    tabled = tabled_scenarios(source, NO_FILES).value.values()
    return read_whole(
        _parser().parse_interactive(source.text),
        lambda token: any(each.start <= _start(token) < each.stop for each in tabled),
    )


def tokens(part: Part) -> Iterator[Token]:
    """The words of a phrase."""
    if isinstance(part, Token):
        yield part
    else:
        for child in part.children:
            yield from tokens(child)


def kind(part: Part) -> str:
    """What a word or a phrase is in the grammar."""
    return part.type if isinstance(part, Token) else part.data


def place(parts: Sequence[Part], *kinds: str) -> int:
    """Where the first part of one of these kinds stands; behind the last where there is none."""
    return next((n for n, part in enumerate(parts) if kind(part) in kinds), len(parts))


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a line of its own."""

    text: str
    after_blank: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands before a word: a comment behind the word before it, comments on lines of their own, line ends."""

    aside: str
    remarks: tuple[Remark, ...]
    blank: bool
    """Whether an empty line stands right before the word."""
    ends_line: bool

    @property
    def begins_blank(self) -> bool:
        """Whether an empty line stands before the word together with its comments."""
        return self.remarks[0].after_blank if self.remarks else self.blank

    @property
    def has_comments(self) -> bool:
        """Whether a comment stands before the word, be it behind the word before it."""
        return bool(self.aside or self.remarks)

    @property
    def has_blank(self) -> bool:
        """Whether an empty line stands anywhere before the word."""
        return self.blank or any(remark.after_blank for remark in self.remarks)

    def comments(self) -> Doc:
        """The comments; an empty line before the first is the business of the phrase that they are part of."""
        return tuple(
            (Blank(), Comment(r.text)) if r.after_blank and n else Comment(r.text) for n, r in enumerate(self.remarks)
        )


class Words:
    """The words of a text."""

    def __init__(self, text: str, tree: Node) -> None:
        found = list(tokens(tree))
        starts = [_start(token) for token in found]
        ends = [token.end_pos for token in found]
        gaps = [_gap(text[end:start]) for end, start in zip([0, *ends], [*starts, len(text)], strict=True)]
        # The text begins like a new line.
        gaps[0] = _gap("\n" + text[: starts[0] if starts else len(text)])
        for number, token in enumerate(found):
            if token.type == "COMMA":
                gaps[number], gaps[number + 1] = _behind_the_comma(gaps[number], gaps[number + 1])
        self._before = dict(zip(starts, gaps, strict=False))
        self._behind = dict(zip(starts, gaps[1:], strict=True))
        self.last = gaps[-1]

    def gap(self, part: Part) -> Gap:
        """What stands before a phrase."""
        return self._before[_start(next(tokens(part)))]

    def __call__(self, token: Token) -> Doc:
        """A word with its comments."""
        gap = self._before[_start(token)]
        if not gap.remarks:
            return self.alone(token)
        return (gap.comments(), *([Blank()] if gap.blank else []), self.alone(token))

    def alone(self, token: Token) -> Doc:
        """A word without the comments before it."""
        aside = self._behind[_start(token)].aside
        word = Word(canonical(token))
        return (word, Aside(aside)) if aside else word


def _start(token: Token) -> int:
    assert token.start_pos is not None
    return token.start_pos


def _gap(between: str) -> Gap:
    aside, remarks, line_ends = "", list[Remark](), 0
    for piece in _PIECES.findall(between):
        if piece == "\n":
            line_ends += 1
        elif line_ends:
            remarks.append(Remark(piece.rstrip(), line_ends > 1))
            line_ends = 0
        else:
            aside = piece.rstrip()
    return Gap(aside, tuple(remarks), line_ends > 1, "\n" in between)


def _behind_the_comma(before: Gap, after: Gap) -> tuple[Gap, Gap]:
    """A comma follows its word at once: comments between the two stand behind it."""
    if not before.aside and not before.remarks:
        return before, after
    moved = [Remark(after.aside, after_blank=False)] if after.aside else []
    remarks = (*before.remarks, *moved, *after.remarks)
    return Gap("", (), blank=False, ends_line=False), Gap(before.aside, remarks, after.blank, ends_line=True)


def canonical(token: Token) -> str:
    """The form in which a word is written."""
    if column_of(token):
        return str(token)
    match token.type:
        case "GENITIVE":
            return "'s"
        case "LONG_DATE" | "ISO_DATE" | "MOMENT":
            return _canonical_date(str(token))
        case "CITE":
            return " ".join(token.split())
    return str(token)


def _canonical_date(text: str) -> str:
    """`2 December 2027`; a day that no calendar has stays as it is."""
    day, month, year, *time = text.split("-")[::-1] if text[4:5] == "-" else text.split()
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
    try:
        known = date(int(year), number, int(day))
    except ValueError:
        return " ".join(text.split())
    return " ".join([str(known.day), MONTHS[number - 1], f"{known.year:04}", *time])
