"""Where the parser stopped: the word, what could have stood there, what is still open."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from lark import Token, Tree
from lark.exceptions import UnexpectedToken
from lark.parsers.lalr_interactive_parser import InteractiveParser

from duly_dsl.grammar import (
    END_OF_TEXT,
    NONE_TABLED,
    Tabled,
    accepts,
    feeds,
    keyword_names,
    one_word_back,
    terminal_texts,
)
from duly_dsl.source import Source, Span, between
from duly_dsl.syntax_errors.opened import HEADS, Open, Value, opened
from duly_dsl.syntax_errors.spans import span_of

_LIMBS = ("limb", "alternative")


class Situation:
    """An error of syntax, seen from where reading stopped; `start` is where it began. Changes are tried with one row of
    each table."""

    def __init__(
        self, source: Source, unexpected: UnexpectedToken, start: int, tabled: Mapping[int, Tabled] = NONE_TABLED
    ) -> None:
        self.source = source
        self.one_row = {at: replace(scenario, rows=scenario.rows[:1]) for at, scenario in tabled.items()}
        self.token: Token = unexpected.token
        self.start = start
        self._reader: InteractiveParser = unexpected.interactive_parser

    @property
    def at_end(self) -> bool:
        """Whether the text ended too early."""
        return self.token.type == END_OF_TEXT

    @cached_property
    def span(self) -> Span:
        """The word that cannot stand here; at the end of the text, after the last word."""
        if self.at_end:
            return between(self.source, self.previous_end, self.previous_end)
        return span_of(self.source, self.token)

    @cached_property
    def previous_end(self) -> int:
        """Where the last word before the error ends."""
        for value in reversed(self._values):
            end = _end_pos(value)
            if end is not None:
                return end
        return self.start

    @property
    def _values(self) -> list[Value]:
        values: list[Value] = self._reader.parser_state.value_stack
        return values

    @property
    def last(self) -> Token | None:
        """The word before the error, unless it has become part of a phrase already."""
        top = self._values[-1] if self._values else None
        return top if isinstance(top, Token) else None

    @property
    def before_last(self) -> Token | None:
        """The word before that one."""
        top = self._values[-2] if len(self._values) > 1 else None
        return top if isinstance(top, Token) else None

    @cached_property
    def accepts(self) -> frozenset[str]:
        """The terminals that could have stood here."""
        return accepts(self._reader)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The keywords that could have stood here."""
        return tuple(sorted(t for name in self.accepts if (t := terminal_texts().get(name, "")).isalpha()))

    def goes_on_after(self, *inserted: str) -> bool:
        """Whether the word could stand here if these terminals stood before it."""
        return feeds(self._reader, (*inserted, self.token.type))

    def goes_on_instead(self, *inserted: str) -> bool:
        """Whether these terminals could stand in the place of the word."""
        return feeds(self._reader, inserted)

    def goes_on_with_last(self, replacement: str) -> bool:
        """Whether the word could stand here if the word before it were that terminal."""
        shorter = one_word_back(self._reader)
        return shorter is not None and feeds(shorter, (replacement, self.token.type))

    def words_for_last(self) -> tuple[str, ...]:
        """The keywords that could have stood in the place of the word before the error."""
        shorter = one_word_back(self._reader)
        if shorter is None:
            return ()
        names = keyword_names()
        return tuple(sorted(w for w, name in names.items() if feeds(shorter, (name,))))

    @property
    def clause(self) -> tuple[str, ...]:
        """The sorts of the words read since the last clause, or item, that is complete."""
        read: list[str] = []
        for value in self._values:
            if isinstance(value, Token):
                read.append(value.type)
            elif str(value.data).startswith("__"):
                read.clear()
        return tuple(read)

    @property
    def key(self) -> tuple[int, str]:
        """The parser's state and the sort of word: the same for texts that go wrong alike."""
        return self._reader.parser_state.position, self.token.type

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that stand already in the innermost open block."""
        found: list[str] = []
        for value in self._values:
            if isinstance(value, Tree) and value.data in HEADS:
                found.clear()
            if isinstance(value, Token) and value.type == "LABEL":
                found.append(value[1:-1])
            if isinstance(value, Tree):
                limbs = [value] if value.data in _LIMBS else value.children
                trees = [t for t in limbs if isinstance(t, Tree) and t.data in _LIMBS]
                found += [t.children[0][1:-1] for t in trees if isinstance(t.children[0], Token)]
        return tuple(found)

    @property
    def opened_before_end(self) -> Open | None:
        """What the `end` before the error was to close."""
        return self._opened_with_end[-1] if self._opened_with_end else None

    @cached_property
    def opened(self) -> tuple[Open, ...]:
        """Everything begun and not closed, outermost first."""
        found = self._opened_with_end
        last = self.last
        closed_just_now = last is not None and last.type == "END" and found[-1:]
        return found[:-1] if closed_just_now and found[-1].closing == "end" else found

    @cached_property
    def _opened_with_end(self) -> tuple[Open, ...]:
        """The same, where a last `end` counts as not yet there."""
        return () if END_OF_TEXT in self.accepts else opened(self.source, self._values)


def _end_pos(value: Value) -> int | None:
    if isinstance(value, Token):
        return value.end_pos
    return None if value.meta.empty else value.meta.end_pos
