"""Sessions of a real client with the real `duly lsp`: what is typed, what is shown, what is put right."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from lsp.editor import START, Editor, editor

PACK = (Path(__file__).parent / "places" / "lending" / "pack.duly").read_text(encoding="utf-8")
RULE = """part of pack lending in group bans

rule LAW-9 "Nobody lends what is dangerous"
  cites LAW art 9
  for each machine as machine
  where machine is dangerous
  when machine's harms_people is yes
  then lender must not "lend it"
end rule
"""
Session = Callable[[Path], Coroutine[Any, Any, None]]


def session(test: Session) -> Callable[[Path], None]:
    """A test that runs a session in a folder with a pack."""

    def run(tmp_path: Path) -> None:
        (tmp_path / "pack.duly").write_text(PACK, encoding="utf-8")
        (tmp_path / "rules.duly").write_text(RULE, encoding="utf-8")
        asyncio.run(test(tmp_path))

    run.__name__ = test.__name__
    return run


def applied(text: str, edits: list[types.TextEdit]) -> str:
    """The text with edits made, as a client makes them (positions in UTF-16)."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]

    def place(position: types.Position) -> int:
        line = lines[position.line].encode("utf-16-le")[: 2 * position.character]
        return starts[position.line] + len(line.decode("utf-16-le"))

    for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        text = text[: place(edit.range.start)] + edit.new_text + text[place(edit.range.end) :]
    return text


def changes(edit: types.WorkspaceEdit | None, uri: str) -> list[types.TextEdit]:
    assert edit is not None
    assert edit.changes is not None
    return list(edit.changes[uri])


async def actions(e: Editor, uri: str, where: types.Range, *only: str) -> list[types.CodeAction]:
    context = types.CodeActionContext(diagnostics=[], only=list(only) or None)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), where, context)
    found = await e.client.text_document_code_action_async(params)
    return [each for each in found or () if isinstance(each, types.CodeAction)]


@session
async def test_a_mistake_is_shown_where_it_stands_and_its_fix_makes_it_vanish(folder: Path) -> None:
    async with editor(folder) as e:
        uri = e.open(folder / "rules.duly")
        assert e.capabilities is not None
        assert e.capabilities.document_formatting_provider
        assert await e.wrong(uri) == []
        wrong = RULE.replace("harms_people", "harms_peple").replace("LAW art 9", "LAV art 9")
        e.type(uri, wrong)
        citation, fact = await e.wrong(uri)
        assert citation.range == types.Range(types.Position(3, 8), types.Position(3, 11))
        assert fact.range == types.Range(types.Position(6, 17), types.Position(6, 28))
        assert fact.message == "machine has no fact or link `harms_peple`\nfix: did you mean `harms_people`?"
        assert (fact.code, fact.severity, fact.source) == ("E0305", types.DiagnosticSeverity.Error, "duly")
        assert fact.code_description is not None
        assert fact.code_description.href.endswith("/pages/E0305.md")
        fix, everything = await actions(e, uri, fact.range)
        assert (fix.title, fix.kind, fix.is_preferred) == ("did you mean `harms_people`?", "quickfix", True)
        assert list(fix.diagnostics or ()) == [fact]
        e.type(uri, applied(wrong, changes(fix.edit, uri)))
        assert [d.code for d in await e.wrong(uri)] == ["E0308"]
        assert everything.kind == "source.fixAll.duly"
        assert applied(wrong, changes(everything.edit, uri)) == RULE
        e.type(uri, RULE)
        assert await e.wrong(uri) == []
        assert await actions(e, uri, fact.range) == []


@session
async def test_what_a_change_breaks_in_other_files_is_shown_there(folder: Path) -> None:
    rules = (folder / "rules.duly").as_uri()
    async with editor(folder) as e:
        uri = e.open(folder / "pack.duly")
        whole = len(await e.wrong(uri))
        e.type(uri, PACK.replace("fact harms_people", "fact is_harmful"))
        (broken,) = await e.until(rules, 1)
        assert (broken.code, broken.range.start) == ("E0305", types.Position(6, 17))
        # While the text is half-written, what was said of other files when it could be read still stands or falls.
        e.type(uri, PACK.replace("kind accident", "kind kind accident"))
        assert [d.code for d in await e.wrong(uri)] == ["E0144"]
        assert len(e.diagnostics[rules]) == 1
        e.type(uri, PACK)
        assert len(await e.wrong(uri)) == whole
        assert await e.until(rules, 0) == []
        await answered_while_half_written(e, folder)
        # A name declared twice: the other place is named, in its own file.
        e.type(rules, RULE + '\ngroup act "again"\n')
        (twice,) = await e.wrong(rules)
        assert twice.related_information is not None
        assert twice.related_information[0].location.uri == uri
        assert twice.related_information[0].message == "declared first"
        # An unsaved text counts only while it is open.
        e.close(rules)
        assert await e.until(rules, 0) == []
        e.close(uri)
        assert await e.until(uri, 0) == []


async def answered_while_half_written(e: Editor, folder: Path) -> None:
    """What could be read last answers."""
    uri = e.open(folder / "rules.duly")
    await e.wrong(uri)
    e.type(uri, RULE.replace("  cites LAW art 9\n", "  cites LAW art 9\n  applies fro\n"))
    assert len(await e.wrong(uri)) == 1
    hover = await e.client.text_document_hover_async(types.HoverParams(**e.at(uri, 6, 20)))
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.contents.value.startswith("**`dangerous`**, term of a machine")
    assert hover.range is not None
    assert hover.range.start == types.Position(6, 19)
    found = await e.client.text_document_definition_async(types.DefinitionParams(**e.at(uri, 7, 20)))
    assert isinstance(found, list | tuple)
    assert [(each.uri, each.range.start.line) for each in found if isinstance(each, types.Location)] == [
        ((folder / "pack.duly").as_uri(), 28)
    ]
    with pytest.raises(JsonRpcException, match="cannot be read at the moment"):
        await e.client.text_document_rename_async(types.RenameParams(new_name="other", **e.at(uri, 7, 20)))


@session
async def test_characters_beyond_the_first_plane_count_as_the_editor_counts_them(folder: Path) -> None:
    text = RULE.replace(
        "  where machine is dangerous\n",
        '  interpretation "\U0001f600\U0001f600" where machine is dangeros\n',
    )
    async with editor(folder) as e:
        uri = e.open(folder / "rules.duly", text)
        (found,) = await e.wrong(uri)
        # Two characters outside of the first plane are two for us and four in UTF-16.
        start = '  interpretation "xxxx" where machine is '
        assert found.range == types.Range(types.Position(5, len(start)), types.Position(5, len(start) + 8))
        fix, _ = await actions(e, uri, found.range)
        right = applied(text, changes(fix.edit, uri))
        assert right == text.replace("dangeros", "dangerous")
        e.type(uri, right)
        assert await e.wrong(uri) == []
        place = e.at(uri, 5, len(start) + 1)
        prepared = await e.client.text_document_prepare_rename_async(types.PrepareRenameParams(**place))
        assert isinstance(prepared, types.PrepareRenamePlaceholder)
        assert prepared.range.start.character == len(start)
        renamed = await e.client.text_document_rename_async(types.RenameParams(new_name="risky", **place))
        assert applied(right, changes(renamed, uri)) == right.replace("machine is dangerous", "machine is risky")
        completed = await e.client.text_document_completion_async(
            types.CompletionParams(**e.at(uri, 5, len(start) + 3))
        )
        assert isinstance(completed, types.CompletionList)
        (item,) = [i for i in completed.items if i.label == "dangerous"]
        assert isinstance(item.text_edit, types.TextEdit)
        assert item.text_edit.range.start.character == len(start)


@session
async def test_in_prose_nothing_is_offered(folder: Path) -> None:
    text = f"# Notes\n\n```duly\n{RULE}```\n"
    (folder / "rules.duly").unlink()
    async with editor(folder) as e:
        uri = e.open(folder / "rules.md", text)
        assert await e.wrong(uri) == []
        offered = []
        for line in (1, 8):
            found = await e.client.text_document_completion_async(types.CompletionParams(**e.at(uri, line, 0)))
            assert isinstance(found, types.CompletionList)
            offered.append([item.label for item in found.items])
        assert offered[0] == []
        assert "for each" in offered[1]
        hover = await e.client.text_document_hover_async(types.HoverParams(**e.at(uri, 7, 10)))
        assert hover is not None


def test_files_outside_of_any_pack_stand_alone(tmp_path: Path) -> None:
    async def run() -> None:
        async with editor() as e:
            lonely = e.open(tmp_path / "rules.duly", RULE)
            (found,) = await e.wrong(lonely)
            assert found.code == "E0201"
            whole = e.open(tmp_path / "other.duly", PACK)
            assert {d.severity for d in await e.wrong(whole)} == {types.DiagnosticSeverity.Warning}
            document = types.TextDocumentItem("untitled:Untitled-1", "duly", 1, "rule LAW-1\n")
            e.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
            assert len(await e.until("untitled:Untitled-1", 1)) == 1

    asyncio.run(run())


async def names_are_found_listed_and_renamed(e: Editor, uri: str, pack: str) -> None:
    """In all files."""
    place = e.at(uri, 6, 20)
    context = types.ReferenceContext(include_declaration=False)
    found = await e.client.text_document_references_async(types.ReferenceParams(context=context, **place))
    assert found is not None
    assert sorted((each.uri == pack, each.range.start.line) for each in found) == [
        (False, 6),
        (True, 73),
        (True, 91),
        (True, 123),
    ]
    marked = await e.client.text_document_document_highlight_async(types.DocumentHighlightParams(**e.at(uri, 2, 7)))
    assert [(h.kind, h.range.start.line) for h in marked or ()] == [(types.DocumentHighlightKind.Write, 2)]
    outline = await e.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(types.TextDocumentIdentifier(pack))
    )
    assert outline is not None
    entries = {s.name: s for s in outline if isinstance(s, types.DocumentSymbol)}
    assert [c.name for c in entries["machine"].children or ()][:2] == ["harms_people", "purposes"]
    assert entries["LAW-1"].selection_range == types.Range(types.Position(79, 5), types.Position(79, 10))
    symbols = await e.client.workspace_symbol_async(types.WorkspaceSymbolParams("hrmp"))
    assert [s.name for s in symbols or ()] == ["harms_people"]
    renamed = await e.client.text_document_rename_async(types.RenameParams(new_name="harmful", **place))
    assert len(changes(renamed, pack)) == 4
    assert len(changes(renamed, uri)) == 1
    with pytest.raises(JsonRpcException, match="is a word of the language"):
        await e.client.text_document_rename_async(types.RenameParams(new_name="when", **place))
    assert await e.client.text_document_rename_async(types.RenameParams(new_name="x", **e.at(uri, 7, 3))) is None


@session
async def test_a_scenario_is_run_and_what_did_not_come_out_is_shown_where_it_is_expected(folder: Path) -> None:
    failing = 'scenario "it fails"\n  as of 1 March 2028\n  given saw is a machine with purposes: none end\n'
    text = RULE + failing + "  expect saw is dangerous\nend scenario\n"
    async with editor(folder) as e:
        uri = e.open(folder / "rules.duly", text)
        assert await e.wrong(uri) == []
        await names_are_found_listed_and_renamed(e, uri, (folder / "pack.duly").as_uri())
        lenses = await e.client.text_document_code_lens_async(types.CodeLensParams(types.TextDocumentIdentifier(uri)))
        assert lenses is not None
        about_rule, about_scenario = [lens.command for lens in lenses]
        assert about_rule is not None
        assert about_rule.title == "no scenario asks about it"
        assert about_scenario is not None
        assert (about_scenario.title, about_scenario.command) == ("run", "duly.runScenario")
        run = types.ExecuteCommandParams(about_scenario.command, about_scenario.arguments)
        assert await e.client.workspace_execute_command_async(run) is False
        assert (
            e.messages[-1].message
            == "failed: it fails: expected saw is dangerous; got whether saw is dangerous is undetermined"
        )
        (unmet,) = await e.until(uri, 1)
        assert unmet.message == "expected: saw is dangerous\ngot: whether saw is dangerous is undetermined"
        assert unmet.range.start == types.Position(12, 9)
        passing = text.replace("purposes: none", "purposes: { cutting }")
        e.type(uri, passing)
        assert await e.wrong(uri) == []
        assert await e.client.workspace_execute_command_async(run) is True
        assert e.messages[-1].message == "passed: it fails"
        lenses = await e.client.text_document_code_lens_async(types.CodeLensParams(types.TextDocumentIdentifier(uri)))
        assert lenses is not None
        assert [lens.command.title for lens in lenses if lens.command][-1] == "passed: run again"
        e.type(uri, passing.replace("machine is dangerous", "machine is dangeros"))
        assert len(await e.wrong(uri)) == 1
        assert await e.client.workspace_execute_command_async(run) is None
        assert e.messages[-1].message.startswith("the scenario cannot be run: ")


@session
async def test_nothing_that_is_sent_ends_the_session(folder: Path) -> None:
    async with editor(folder) as e:
        uri = e.open(folder / "rules.duly")
        await e.wrong(uri)
        server = e.client._server
        assert server is not None
        assert server.stdin is not None
        for body in (b"{", b"[]", b'{"jsonrpc": "2.0", "method": 5}', b'{"jsonrpc":"2.0","id":7,"method":"no/such"}'):
            server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        server.stdin.write(b"no header at all\r\n")
        for text in ("", "\x00", "\ud800", '"', "(" * 3000, "rule " * 500, RULE[:100], "\u2028\u2028 rule", RULE * 20):
            e.type(uri, text)
            for position in ((0, 0), (3, 7), (9999, 9999)):
                await e.client.text_document_hover_async(types.HoverParams(**e.at(uri, *position)))
                await e.client.text_document_completion_async(types.CompletionParams(**e.at(uri, *position)))
            await e.wrong(uri)
        e.type(uri, RULE)
        assert await e.wrong(uri) == []
        assert [m.message for m in e.logged if "this is a bug" in m.message] == []


def test_a_connection_that_breaks_off_ends_the_server(tmp_path: Path) -> None:
    command = [sys.executable, "-c", START, "lsp", "--stdio"]
    done = subprocess.run(command, input=b"", capture_output=True, check=False, cwd=tmp_path, timeout=30)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"Traceback" not in done.stderr


def test_without_the_extra_the_command_says_how_to_install_it() -> None:
    hidden = f"import sys; sys.modules['pygls'] = None; {START}"
    done = subprocess.run(
        [sys.executable, "-c", hidden, "lsp"], capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 2
    assert 'pip install "duly[editor]"' in done.stderr
