"""Trials on a stopped parser: Lark's interactive parser, typed."""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from copy import copy
from typing import Any, cast

from lark import Token, Tree
from lark.exceptions import UnexpectedToken
from lark.parsers.lalr_interactive_parser import InteractiveParser

from duly_dsl.grammar.tabled import PLACEHOLDER, column_of
from duly_dsl.rows import COLUMN
from duly_dsl.source import UNSPOKEN

_NAME = "NAME"
_RULE = "RULE_ID"
_MAY_BE_CELLS = ("ISO_DATE", _NAME, _RULE, "STRING", "MET")
_FOLLOWING = re.compile(rf"{UNSPOKEN}|<{COLUMN}>|\b(?P<word>expect|given|end|for)\b")
_MOST_REPAIRS = 20


def _untyped(reader: InteractiveParser) -> Any:
    return cast(Any, reader)


def accepts(reader: InteractiveParser) -> frozenset[str]:
    """The terminals that could be read next."""
    return frozenset(_untyped(reader).accepts())


def _trial(reader: InteractiveParser) -> InteractiveParser:
    """A copy that builds no tree, so that the values of the stopped parser stay as they are."""
    trial: InteractiveParser = _untyped(reader).copy(deepcopy_values=False)
    conf = copy(trial.parser_state.parse_conf)
    conf.callbacks = {}
    trial.parser_state.parse_conf = conf
    return trial


def feeds(reader: InteractiveParser, terminals: tuple[str, ...]) -> bool:
    """Whether these terminals could be read next, one after the other."""
    trial = _trial(reader)
    try:
        for name in terminals:
            trial.feed_token(Token(name, ""))
    except UnexpectedToken:
        return False
    return True


def forced(reader: InteractiveParser, terminal: str, among: Container[str]) -> tuple[str, ...]:
    """A terminal that can be read, and those that have to follow as long as there is no choice but one of `among`."""
    trial = _trial(reader)
    found = [terminal]
    while True:
        trial.feed_token(Token(found[-1], ""))
        following = [*accepts(trial)]
        if len(following) != 1 or following[0] not in among:
            return tuple(found)
        found += following


def read_on(reader: InteractiveParser) -> Iterator[Token]:
    """Read the words that can be read, one after the other.

    Before a word that cannot stand where it does one word may be missing; else it is passed over. So it is with a
    keyword that could only be a name: in a half-written text it rather begins the next clause. The column of a table is
    read as some word that can stand in its place.
    """
    keywords: Mapping[str, str] = _untyped(reader).lexer_thread.lexer.keywords
    repairs = 0
    for read in _untyped(reader).lexer_thread.lex(reader.parser_state):
        token = _as_cell(reader, read) if read.type == PLACEHOLDER else read
        is_keyword = token.type == "NAME" and token in keywords
        word = Token.new_borrow_pos(keywords[token], token, token) if is_keyword else token
        if word is token and _feed(reader, token):
            yield token
            continue
        repairs += 1
        missing = _missing(reader, word) if repairs <= _MOST_REPAIRS else None
        if missing is not None:
            reader.feed_token(Token(missing, ""))
            reader.feed_token(word)
            yield word
        elif word is not token and _feed(reader, token):
            yield token


def _feed(reader: InteractiveParser, token: Token) -> bool:
    """Read a word if it can stand here."""
    try:
        reader.feed_token(token)
    except UnexpectedToken:
        return False
    return True


def _missing(reader: InteractiveParser, word: Token) -> str | None:
    """The word that would let another stand where it does."""
    return next((name for name in sorted(accepts(reader)) if feeds(reader, (name, word.type))), None)


def read_whole(reader: InteractiveParser, is_cell: Callable[[Token], bool]) -> Tree[Token]:
    """Read a text to its end, with columns of tables read as words where `is_cell` says so; UnexpectedToken where a
    word cannot stand."""
    try:
        for token in _untyped(reader).lexer_thread.lex(reader.parser_state):
            reader.feed_token(_as_cell(reader, token) if column_of(token) and is_cell(token) else token)
        return cast(Tree[Token], _untyped(reader).feed_eof())
    except UnexpectedToken as unexpected:
        unexpected.interactive_parser = reader
        raise


def _as_cell(reader: InteractiveParser, token: Token) -> Token:
    wanted = accepts(reader)
    kind = next((name for name in _MAY_BE_CELLS if name in wanted), _NAME)
    if kind == _NAME and _RULE in wanted and _is_for_something(reader, token):
        kind = _RULE
    return Token.new_borrow_pos(kind, token, token)


def _is_for_something(reader: InteractiveParser, token: Token) -> bool:
    """Whether the expectation that a word begins is about a rule: only such ones are `for` a thing."""
    following = _FOLLOWING.finditer(_untyped(reader).lexer_thread.state.text.text, token.end_pos or 0)
    return next((found["word"] for found in following if found["word"]), "") == "for"


def open_item(reader: InteractiveParser) -> Token | None:
    """The keyword that begins the item which is being read."""
    return next((value for value in reader.parser_state.value_stack[:2] if isinstance(value, Token)), None)


def one_word_back(reader: InteractiveParser) -> InteractiveParser | None:
    """The parser before the last word, if that word has not become part of a phrase yet."""
    values = reader.parser_state.value_stack
    if not values or not isinstance(values[-1], Token):
        return None
    shorter: InteractiveParser = _untyped(reader).copy(deepcopy_values=False)
    shorter.parser_state.state_stack.pop()
    shorter.parser_state.value_stack.pop()
    return shorter


def finished(reader: InteractiveParser) -> list[Tree[Token]]:
    """The items read so far; uses the parser up."""
    try:
        return _items(_untyped(reader).feed_eof())
    except UnexpectedToken:
        bottom = next(iter(reader.parser_state.value_stack), None)
        is_list = isinstance(bottom, Tree) and str(bottom.data).startswith("__start")
        return _items(cast(Tree[Token], bottom)) if is_list else []


def _items(tree: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in tree.children if isinstance(child, Tree)]
