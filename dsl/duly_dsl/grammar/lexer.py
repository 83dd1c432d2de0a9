"""Text to tokens: whole words, so that a keyword never ends in the middle of one.

Lark's own contextual lexer reads `whenall` as two keywords where no name may stand, and gives up at
a character that no terminal begins with. This one gives every stretch of text a token; a stretch
that the grammar does not know becomes `UNREADABLE` or `UNCLOSED`, which the parser refuses at its
exact place.

A scenario for each row of a table is read once for each row: at its end the lexer goes back to its start, and a
placeholder such as `<aware>` becomes the words of the row's cell, in the placeholder's position.
"""

import re
from collections.abc import Container, Iterator, Mapping

from lark.common import LexerConf
from lark.lexer import Lexer, LexerState, PatternStr, Token
from lark.parsers.lalr_parser_state import ParserState

from duly_dsl.grammar.tabled import PLACEHOLDER, RowToken, Tabled, TabledText, column_of
from duly_dsl.rows import COLUMN, Row

END_OF_TEXT = "$END"
UNREADABLE = "UNREADABLE"
UNCLOSED = "UNCLOSED"
TOO_DEEP = "TOO_DEEP"

# What reads the trees recurses; twenty blocks within blocks are more than any provision has.
_DEEPEST = 100

_GAP = re.compile(r"(?:[ \t\r\n\f]+|#[^\n]*)*")
_WORD = "NAME"
_CITATION = "CITE"
_SCENARIO = "SCENARIO"
_TEXT = "STRING"
_UNKNOWN = "UNKNOWN"
_LONGEST_LABEL = 60
_PLACEHOLDER = f"(?P<{PLACEHOLDER}><{COLUMN}>)"
_WORD_ENDS = r"(?![\w/.^-])"
_LEFTOVERS = rf'(?P<{UNCLOSED}>"[^"\n]*)|(?P<{UNREADABLE}>[=<>!]+|[^\s"#(){{}},:=<>!]+|.)'


def _goes_on(pattern: str) -> str:
    return "" if pattern.endswith(('"', r"\)")) else _WORD_ENDS


class WordLexer(Lexer):
    """Tokens of a Duly text.

    The parser's state decides only between a keyword and a name, and where a citation may stand.
    """

    __future_interface__ = 2

    def __init__(self, lexer_conf: LexerConf) -> None:
        terminals = [t for t in lexer_conf.terminals if t.name not in lexer_conf.ignore]
        strings = {t.pattern.value: t.name for t in terminals if isinstance(t.pattern, PatternStr)}
        patterns = {t.name: t for t in terminals if not isinstance(t.pattern, PatternStr)}
        self._citation = re.compile(patterns.pop(_CITATION).pattern.value)
        self._keywords: Mapping[str, str] = {t: n for t, n in strings.items() if t.isalpha()}
        ordered = sorted(patterns.values(), key=lambda t: -t.priority)
        regexps = [f"(?P<{t.name}>(?:{t.pattern.value}){_goes_on(t.pattern.value)})" for t in ordered]
        signs = {text: name for text, name in strings.items() if not text.isalpha()}
        # `yes/no` begins like a name and `(a)` like a bracket, so single characters come late.
        mixed = [f"(?P<{n}>{re.escape(t)}{_WORD_ENDS})" for t, n in signs.items() if len(t) > 1]
        single = [f"(?P<{n}>{re.escape(t)})" for t, n in signs.items() if len(t) == 1]
        self._token = re.compile("|".join([*mixed, *regexps, *single, _PLACEHOLDER, _LEFTOVERS]))

    @property
    def keywords(self) -> Mapping[str, str]:
        """The words of the grammar with the names of their terminals."""
        return self._keywords

    def lex(self, lexer_state: LexerState, parser_state: ParserState[int]) -> Iterator[Token]:
        """One token after the other; as the parser moves on, its state is read anew."""
        text, start = lexer_state.text.text, lexer_state.text.start
        tabled: Mapping[int, Tabled] = lexer_state.text.tabled if isinstance(lexer_state.text, TabledText) else {}
        states = parser_state.parse_conf.states
        stack = parser_state.state_stack
        position, end = start, len(text)
        line, line_start = _line_at(text, start)
        reading: Tabled | None = None
        rows: list[Row] = []
        before = ""
        while True:
            found = _GAP.match(text, position)
            start = found.end() if found else position
            if start > position:
                newlines = text.count("\n", position, start)
                if newlines:
                    line += newlines
                    line_start = text.rindex("\n", position, start) + 1
            if start == end:
                return
            if len(stack) > _DEEPEST:
                column = start - line_start + 1
                yield Token(TOO_DEEP, text[start], start, line, column, line, column + 1, start + 1)
                return
            kind, value = self._word(text, start, states[stack[-1]])
            position = start + len(value)
            column = start - line_start + 1
            first_line = line
            newlines = value.count("\n")
            if newlines:
                line += newlines
                line_start = start + value.rindex("\n") + 1
            token = Token(kind, value, start, first_line, column, line, position - line_start + 1, position)
            if kind == _SCENARIO and start in tabled and reading is None:
                reading = tabled[start]
                rows = [*reading.rows]
            if reading is None:
                yield token
                continue
            if rows:
                if start == reading.title:
                    token = token.update(value=f'"{value[1:-1]} ({_label(rows[0])})"')
                yield from self._in_row(token, before, rows[0], parser_state)
            before = column_of(token)
            if position >= reading.stop or not rows:
                position = reading.start if len(rows) > 1 else reading.stop
                line, line_start = _line_at(text, position)
                rows = rows[1:]
                reading = reading if rows else None

    def _word(self, text: str, start: int, accepted: Container[str]) -> tuple[str, str]:
        """The sort of word that stands at a position, and the word."""
        found = self._citation.match(text, start) if _CITATION in accepted else None
        if found is not None:
            return _CITATION, found.group()
        found = self._token.match(text, start)
        assert found is not None
        kind, value = found.lastgroup, found.group()
        assert kind is not None
        if kind == _WORD:
            keyword = self._keywords.get(value)
            if keyword is not None and (keyword in accepted or _WORD not in accepted):
                return keyword, value
        return kind, value

    def _in_row(self, token: Token, before: str, row: Row, parser_state: ParserState[int]) -> Iterator[Token]:
        """A word of a scenario as it is read for a row. A placeholder becomes the words of a cell, `unknown` where that
        is empty; one in quotes, or whose first word cannot stand where a text can, becomes one text in quotes."""
        column = column_of(token)
        if not column:
            yield RowToken.of(token, row, before)
            return
        states, stack = parser_state.parse_conf.states, parser_state.state_stack
        text = row.cells[column].text

        def read(kind: str, value: str) -> RowToken:
            return RowToken.of(Token.new_borrow_pos(kind, value, token), row, column)

        if not text:
            yield read(_UNKNOWN, "unknown")
        position = 0
        while position < len(text):
            accepted = states[stack[-1]]
            kind, value = self._word(text, position, accepted)
            if token.type == _TEXT or (kind not in accepted and _TEXT in accepted and position == 0):
                yield read(_TEXT, f'"{text}"')
                return
            # A cell that ended the scenario would begin another one.
            yield read(UNREADABLE if kind == _SCENARIO else kind, value)
            position += len(value)
            position += len(text[position:]) - len(text[position:].lstrip())


def _line_at(text: str, position: int) -> tuple[int, int]:
    """The number of the line at a position, and where it begins."""
    return text.count("\n", 0, position) + 1, text.rfind("\n", 0, position) + 1


def _label(row: Row) -> str:
    cells = ", ".join(cell.text or "unknown" for cell in row.cells.values())
    shown = cells if len(cells) <= _LONGEST_LABEL else f"{cells[: _LONGEST_LABEL - 3]}..."
    return f"row {row.number}: {shown}"
