"""Text to tokens: whole words, so that a keyword never ends in the middle of one.

Lark's own contextual lexer reads `whenall` as two keywords where no name may stand, and gives up at
a character that no terminal begins with. This one gives every stretch of text a token; a stretch
that the grammar does not know becomes `UNREADABLE` or `UNCLOSED`, which the parser refuses at its
exact place.
"""

import re
from collections.abc import Iterator, Mapping

from lark.common import LexerConf
from lark.lexer import Lexer, LexerState, PatternStr, Token
from lark.parsers.lalr_parser_state import ParserState

END_OF_TEXT = "$END"
UNREADABLE = "UNREADABLE"
UNCLOSED = "UNCLOSED"
TOO_DEEP = "TOO_DEEP"

# What reads the trees recurses; twenty blocks within blocks are more than any provision has.
_DEEPEST = 100

_GAP = re.compile(r"(?:[ \t\r\n\f]+|#[^\n]*)*")
_WORD = "NAME"
_CITATION = "CITE"
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
        self._token = re.compile("|".join([*mixed, *regexps, *single, _LEFTOVERS]))

    @property
    def keywords(self) -> Mapping[str, str]:
        """The words of the grammar with the names of their terminals."""
        return self._keywords

    def lex(self, lexer_state: LexerState, parser_state: ParserState[int]) -> Iterator[Token]:
        """One token after the other; as the parser moves on, its state is read anew."""
        text, start = lexer_state.text.text, lexer_state.text.start
        states = parser_state.parse_conf.states
        stack = parser_state.state_stack
        gap, match, cite = _GAP.match, self._token.match, self._citation.match
        keywords = self._keywords
        position, end = start, len(text)
        line, line_start = text.count("\n", 0, start) + 1, text.rfind("\n", 0, start) + 1
        while True:
            found = gap(text, position)
            start = found.end() if found else position
            if start > position:
                newlines = text.count("\n", position, start)
                if newlines:
                    line += newlines
                    line_start = text.rindex("\n", position, start) + 1
            if start == end:
                return
            if len(stack) > _DEEPEST:
                yield Token(
                    TOO_DEEP,
                    text[start],
                    start,
                    line,
                    start - line_start + 1,
                    line,
                    start - line_start + 2,
                    start + 1,
                )
                return
            accepted = states[stack[-1]]
            kind = _CITATION
            found = cite(text, start) if _CITATION in accepted else None
            if found is None:
                found = match(text, start)
                assert found is not None
                assert found.lastgroup is not None
                kind = found.lastgroup
            value = found.group()
            if kind == _WORD:
                keyword = keywords.get(value)
                if keyword is not None and (keyword in accepted or _WORD not in accepted):
                    kind = keyword
            position = found.end()
            column = start - line_start + 1
            first_line = line
            newlines = value.count("\n")
            if newlines:
                line += newlines
                line_start = start + value.rindex("\n") + 1
            yield Token(kind, value, start, first_line, column, line, position - line_start + 1, position)
