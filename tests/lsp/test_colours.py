"""Colours: the lexer of Pygments and the grammar of the VS Code extension know every word of the language."""

import json
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from pygments.token import Comment, Error, Keyword, Literal, Name, Operator, String, Text, Whitespace

from duly_cli.pygments_lexer import DECLARING, DulyLexer
from duly_dsl.grammar import keyword_names
from duly_dsl.reserved import RESERVED

ROOT = Path(__file__).parents[2]
FILES = sorted(ROOT.glob("packs/*/duly_pack_*/**/*.duly"))
EXTENSION = ROOT / "cli" / "editors" / "vscode"
GRAMMAR = json.loads((EXTENSION / "syntaxes" / "duly.tmLanguage.json").read_text(encoding="utf-8"))
LEXER = DulyLexer(stripnl=False, ensurenl=False)
CORE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_shipped_packs_are_coloured_whole(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tokens = list(LEXER.get_tokens(text))
    assert "".join(value for _, value in tokens) == text
    assert [value for sort, value in tokens if sort in {Error, Text}] == []


@pytest.mark.parametrize("word", sorted(keyword_names()))
def test_every_word_of_the_language_is_coloured_as_one(word: str) -> None:
    ((sort, value),) = LEXER.get_tokens(word)
    assert value == word
    assert sort in Keyword or sort is Operator.Word


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("whenall", Name),
        ("no_one", Name),
        ("AIA-6-3", Name.Function),
        ("AIA", Name.Constant),
        ("ADEQ_UK", Name.Constant),
        ("(viii)", Name.Label),
        ("2 December 2027", Literal.Date),
        ("2 December 2027 at 13:00 UTC", Literal.Date),
        ("2027-12-02", Literal.Date),
        ("35 million EUR", Literal.Number),
        ("# when", Comment.Single),
        ("holder", Name.Builtin),
        ("art 5 par 1a", Name.Attribute),
        ("=", Text),
    ],
)
def test_other_words_have_colours_of_their_own(text: str, sort: object) -> None:
    assert next(LEXER.get_tokens(text))[0] is sort


def test_a_declared_name_and_a_placeholder_stand_out() -> None:
    tokens = [(sort, value) for sort, value in LEXER.get_tokens('rule A-1 "keep {x}') if sort is not Whitespace]
    assert tokens[:2] == [(Keyword.Declaration, "rule"), (Name.Class, "A-1")]
    assert tokens[-1] == (String.Interpol, "{x}")


def test_a_text_that_is_not_closed_ends_with_its_line() -> None:
    assert list(LEXER.get_tokens('"a\nrule'))[-1] == (Keyword, "rule")


def test_pygments_finds_the_lexer() -> None:
    module, name = CORE["entry-points"]["pygments.lexers"]["duly"].split(":")
    assert getattr(import_module(module), name) is DulyLexer
    assert any(dependency.startswith("pygments") for dependency in CORE["dependencies"])
    assert {word for words in DECLARING for word in words.split()} <= RESERVED


def _alternatives(rule: str) -> set[str]:
    return set(re.findall(r"[a-z]+", GRAMMAR["repository"][rule]["match"].split("(?:", 1)[1].rsplit("(?!", 1)[0]))


def test_the_grammar_of_the_extension_knows_the_words_of_the_language_and_no_others() -> None:
    parts = [_alternatives(rule) for rule in ("constant", "state", "force", "word", "given")]
    assert set().union(*parts) == RESERVED
    assert sum(len(part) for part in parts) == len(RESERVED)
    included = {pattern["include"].removeprefix("#") for pattern in GRAMMAR["patterns"]}
    assert included == set(GRAMMAR["repository"])


def test_the_extension_is_put_together_rightly() -> None:
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    settings = json.loads((EXTENSION / "language-configuration.json").read_text(encoding="utf-8"))
    assert package["version"] == CORE["version"]
    (language,), (grammar,) = package["contributes"]["languages"], package["contributes"]["grammars"]
    for file in (package["main"], language["configuration"], grammar["path"]):
        assert (EXTENSION / file).is_file()
    assert grammar["scopeName"] == GRAMMAR["scopeName"]
    assert grammar["language"] == language["id"]
    code = (EXTENSION / package["main"]).read_text(encoding="utf-8")
    for name in (*package["contributes"]["configuration"]["properties"], "duly.restart"):
        assert name.removeprefix("duly.") in code or name == "duly.trace.server"
    word = re.compile(settings["wordPattern"])
    assert [m[0] for m in word.finditer("AIA-6-3 prevails for annex_iii's x1")] == [
        *("AIA-6-3", "prevails", "for", "annex_iii", "s", "x1")
    ]
