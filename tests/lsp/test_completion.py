"""In every shipped pack, at every name and every word: what stands there is among what would have been offered."""

import re
from pathlib import Path

import pytest

from duly_cli.language_server.completion import Suggestion, suggestions
from duly_cli.language_server.fitting import names_at
from duly_cli.language_server.keywords import PHRASES, phrase_at
from duly_cli.language_server.snippets import snippets
from duly_cli.language_server.workspace import Workspace
from duly_dsl.cursor import cursor_at
from duly_dsl.grammar import keyword_names, parser, read_on
from duly_dsl.source import offset
from duly_dsl.uses import Sort
from duly_engine.packs import BrokenPack, installed_packs

ROOT = Path(__file__).parents[2]
FILES = sorted(str(p) for p in ROOT.glob("packs/*/duly_pack_*/**/*.duly"))
WORKSPACE = Workspace([pack.folder for pack in installed_packs() if not isinstance(pack, BrokenPack)])
# A subject may be named before the scenario gives it.
NAMED_BEFORE = {Sort.SUBJECT}


@pytest.mark.parametrize("path", FILES, ids=lambda p: Path(p).name)
def test_a_name_is_offered_where_it_stands(path: str) -> None:
    reading, text, known = WORKSPACE.reading(path), WORKSPACE.text(path), WORKSPACE.vocabulary(path)
    assert text is not None
    for o in reading.occurrences(path)[::7]:
        if o.declares or o.of.sort in {Sort.LABEL, *NAMED_BEFORE}:
            continue
        cursor = cursor_at(text, offset(o.span.source, o.span.line, o.span.column))
        assert cursor is not None
        offered = {named.name for named in names_at(cursor, known)}
        assert o.of.name in offered, (o.span.line, o.of.name)


@pytest.mark.parametrize("path", FILES, ids=lambda p: Path(p).name)
def test_a_word_of_the_language_is_offered_where_it_stands(path: str) -> None:
    text = WORKSPACE.text(path)
    assert text is not None
    names = set(keyword_names().values())
    for token in [t for t in read_on(parser().parse_interactive(text)) if t.type in names][::23]:
        assert token.start_pos is not None
        cursor = cursor_at(text, token.start_pos + 1)
        assert cursor is not None
        assert cursor.typed == token[:1]
        assert str(token) in {phrase.split()[0] for phrase in cursor.phrases}, (token.line, token)


@pytest.mark.parametrize("path", FILES, ids=lambda p: Path(p).name)
def test_where_a_name_is_given_none_is_offered(path: str) -> None:
    reading, text, known = WORKSPACE.reading(path), WORKSPACE.text(path), WORKSPACE.vocabulary(path)
    assert text is not None
    for o in reading.occurrences(path)[::3]:
        if o.declares and o.of.sort in {Sort.FACT, Sort.KIND, Sort.TERM, Sort.RULE, Sort.DATE, Sort.REQUIREMENT}:
            cursor = cursor_at(text, offset(o.span.source, o.span.line, o.span.column))
            assert cursor is not None
            assert names_at(cursor, known) == (), (o.span.line, o.of.name)


def test_every_word_of_the_language_has_a_line_that_says_what_it_does() -> None:
    assert set(keyword_names()) - {word for phrase in PHRASES for word in phrase.split()} == set()
    for phrase, line in PHRASES.items():
        assert line[0].isupper()
        assert line.endswith(".")
        assert phrase_at(f"x {phrase} x", 3) == phrase


def test_a_block_can_be_filled_in_to_what_the_grammar_reads() -> None:
    for snippet in snippets(frozenset({"RULE", "SCENARIO"})):
        text = re.sub(r"\$\{\d+(?::([^}]*)|\|([^},|]*)[^}]*)\}", lambda m: m[1] or m[2], snippet.text)
        text = text.replace("when condition", "when system is condition")
        assert list(parser().parse(text).children)


def test_the_page_of_words_says_what_an_editor_says() -> None:
    page = (ROOT / "docs" / "keywords.md").read_text(encoding="utf-8")
    rows = "".join(f"| `{phrase}` | {line} |\n" for phrase, line in PHRASES.items())
    assert page.endswith(f"| --- | --- |\n{rows}")


def _offered(text: str) -> list[Suggestion]:
    return list(suggestions(text, len(text), WORKSPACE.vocabulary(FILES[0])).listed)


@pytest.mark.parametrize("text", ['rule LAW-1 "a # b', "# rule", 'x "a" # "', 'x "a'])
def test_in_comments_and_texts_nothing_is_offered(text: str) -> None:
    assert _offered(text) == []


def test_a_required_pack_comes_with_its_versions() -> None:
    offered = {s.label: s.text for s in _offered("pack house version 1.0.0\n  requires ")}
    assert offered["gdpr"] == "gdpr version 2.0.0 to before 3.0.0"


def test_after_a_text_that_is_closed_something_is_offered() -> None:
    assert "cites" in [s.label for s in _offered('rule LAW-1 "a # b" ')]
