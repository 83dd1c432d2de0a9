"""An editor for tests: pygls' own client, over standard input and output, against the real `duly lsp`."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

START = "from duly_cli.main import main; main()"
PATIENCE = 20


class Editor:
    """A session; positions are `line:character`, counted from 0 as the protocol does."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.diagnostics: dict[str, list[types.Diagnostic]] = {}
        self.published = asyncio.Event()
        self.messages: list[types.ShowMessageParams] = []
        self.logged: list[types.LogMessageParams] = []
        self._versions: dict[str, int] = {}
        self.capabilities: types.ServerCapabilities | None = None

    def open(self, path: Path, text: str | None = None) -> str:
        uri = path.as_uri()
        self._versions[uri] = 1
        document = types.TextDocumentItem(uri, "duly", 1, path.read_text(encoding="utf-8") if text is None else text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return uri

    def type(self, uri: str, text: str) -> None:
        """The document has this text now."""
        self._versions[uri] += 1
        identifier = types.VersionedTextDocumentIdentifier(self._versions[uri], uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))

    def close(self, uri: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    async def wrong(self, uri: str) -> list[types.Diagnostic]:
        """What is shown about the latest text of a document."""
        return list((await self.shown(uri)).diagnostics)

    async def shown(self, uri: str) -> types.PublishDiagnosticsParams:
        async with asyncio.timeout(PATIENCE):
            while True:
                found = self._latest.get(uri)
                if found is not None and found.version == self._versions.get(uri):
                    return found
                self.published.clear()
                await self.published.wait()

    async def until(self, uri: str, number: int) -> list[types.Diagnostic]:
        """Wait until so many diagnostics are shown for a file."""
        async with asyncio.timeout(PATIENCE):
            while len(found := self.diagnostics.get(uri, [])) != number:
                self.published.clear()
                await self.published.wait()
            return found

    _latest: dict[str, types.PublishDiagnosticsParams]

    def publish(self, params: types.PublishDiagnosticsParams) -> None:
        self._latest[params.uri] = params
        self.diagnostics[params.uri] = list(params.diagnostics)
        self.published.set()

    def at(self, uri: str, line: int, character: int) -> dict[str, Any]:
        return {
            "text_document": types.TextDocumentIdentifier(uri),
            "position": types.Position(line, character),
        }


@asynccontextmanager
async def editor(
    *folders: Path, capabilities: types.ClientCapabilities | None = None, cwd: Path | None = None
) -> AsyncIterator[Editor]:
    """A session from `initialize` to `exit`; the server has to end in peace."""
    client = LanguageClient("test-editor", "1")
    session = Editor(client)
    session._latest = {}
    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(partial(session.publish))
    client.feature(types.WINDOW_SHOW_MESSAGE)(partial(session.messages.append))
    client.feature(types.WINDOW_LOG_MESSAGE)(partial(session.logged.append))
    await client.start_io(sys.executable, "-c", START, "lsp", cwd=cwd)
    workspace = [types.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders]
    started = await client.initialize_async(
        types.InitializeParams(capabilities=capabilities or types.ClientCapabilities(), workspace_folders=workspace)
    )
    session.capabilities = started.capabilities
    client.initialized(types.InitializedParams())
    try:
        yield session
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        process = client._server
        assert process is not None
        await asyncio.wait_for(process.wait(), PATIENCE)
        await client.stop()  # type: ignore[no-untyped-call] # pygls does not say
    assert process.returncode == 0
    assert process.stderr is not None
    assert b"Traceback" not in await process.stderr.read()
