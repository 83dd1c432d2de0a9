"""A session with one editor: its documents, and what it is shown to be wrong with them."""

import asyncio
import gc
import os
import traceback
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcMethodNotFound, PyglsError
from pygls.lsp.server import LanguageServer

from duly_cli.language_server.fixes import shown
from duly_cli.language_server.protocol.wire import SOURCE, Wire, path_of
from duly_cli.language_server.reading import Reading
from duly_cli.language_server.told import written
from duly_cli.language_server.workspace import Workspace
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.source import Span

if TYPE_CHECKING:
    from duly_engine.scenarios import Outcome

PAUSE = 0.02
"""Seconds without a keystroke after which texts are read."""


class Session(LanguageServer):
    """The server's state; `installed` are the folders of installed packs."""

    def __init__(self, installed: Sequence[Path]) -> None:
        super().__init__("duly", version("duly"), types.TextDocumentSyncKind.Full)
        self.packs = Workspace(installed)
        self.was_shut_down = False
        self._documents: dict[str, tuple[str, int]] = {}
        self._published: dict[str, types.PublishDiagnosticsParams] = {}
        self._tried: dict[tuple[str, str], tuple[Reading, tuple[Outcome, ...]]] = {}
        self._waiting: asyncio.TimerHandle | None = None
        self._is_settled = False

    @property
    def wire(self) -> Wire:
        """How values are written in this session."""
        encoding = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        known = {path: uri for path, (uri, _) in self._documents.items()}
        return Wire(types.PositionEncodingKind(encoding).value, known)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that are open in the editor."""
        roots = [self.workspace.root_uri] if self.workspace.root_uri else []
        return tuple(path_of(uri) for uri in (*self.workspace.folders, *roots))

    def write(self, uri: str, text: str, number: int) -> None:
        """Keep a text; it is read once nothing was typed for a moment, or when something is asked."""
        path = path_of(uri)
        self._documents[path] = (uri, number)
        self.packs.write(path, text)
        self.publish_soon()

    def close(self, uri: str) -> None:
        """The editor has closed a document."""
        self._documents.pop(path_of(uri), None)
        self.packs.close(path_of(uri))
        self.publish_soon()

    def publish_soon(self) -> None:
        """Show what is wrong after the pause."""
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.get_running_loop().call_later(PAUSE, self._publish)

    def stop_waiting(self) -> None:
        """The session ends."""
        self.was_shut_down = True
        if self._waiting is not None:
            self._waiting.cancel()

    def _publish(self) -> None:
        try:
            self.publish()
        except Exception as fault:  # noqa: BLE001 - nothing that is typed may end the session
            self.own_up(fault)

    def publish(self) -> None:
        """Show what is wrong with the packs of all open documents, where that has changed."""
        wire = self.wire
        wrong: dict[str, list[types.Diagnostic]] = {path: [] for path in self._published}
        for path, diagnostics in self._diagnostics():
            wrong[path] = [wire.diagnostic(d) for d in diagnostics]
        self._tried = {k: found for k, found in self._tried.items() if found[0] is self.packs.reading(k[0])}
        for (path, _), (_, tried) in self._tried.items():
            wrong.setdefault(path, []).extend(self._unmet(tried))
        for path, found in wrong.items():
            number = self._documents[path][1] if path in self._documents else None
            params = types.PublishDiagnosticsParams(wire.uri(path), found, number)
            if self._published.get(path) != params:
                self._published[path] = params
                self.text_document_publish_diagnostics(params)
        if not self._is_settled:
            # The packs that were read stay: to look through them again and again would only make a keystroke wait.
            self._is_settled = True
            gc.collect()
            gc.freeze()

    def _diagnostics(self) -> Iterator[tuple[str, tuple[Diagnostic, ...]]]:
        seen: set[str] = set()
        for path in self.packs.documents:
            if path not in seen:
                found = shown(self.packs.reading(path), self.packs.whole(path))
                seen |= found.keys()
                yield from found.items()

    def _unmet(self, tried: "Sequence[Outcome]") -> Iterator[types.Diagnostic]:
        for each in tried:
            for failure in each.failures:
                expected = failure.expectation.span
                yield types.Diagnostic(
                    self.wire.range(expected),
                    f"expected: {written(expected)}\ngot: {failure.got}",
                    types.DiagnosticSeverity.Error,
                    source=SOURCE,
                )

    def keep(self, path: str, title: str, tried: "tuple[Outcome, ...]") -> None:
        """Keep what came out of a scenario as long as the text stays."""
        self._tried[path, title] = (self.packs.reading(path), tried)

    def tried(self, path: str, title: str) -> "tuple[Outcome, ...]":
        """What came out of a scenario when it was run on the text as it stands; nothing where it was not."""
        reading, found = self._tried.get((path, title), (None, ()))
        return found if reading is self.packs.reading(path) else ()

    def locations(self, spans: Sequence[Span]) -> list[types.Location]:
        """Stretches with their files."""
        return [self.wire.location(span) for span in spans]

    def own_up(self, fault: Exception) -> None:
        """Say that something is our own fault, where it can be read and is in nobody's way."""
        said = f"this is a bug in duly {self.version}: {type(fault).__name__}: {' '.join(str(fault).split())}"
        if os.environ.get("DULY_TRACEBACK"):
            said += "\n" + "".join(traceback.format_exception(fault))
        self._log(types.MessageType.Error, said)

    def _log(self, kind: types.MessageType, said: str) -> None:
        self.window_log_message(types.LogMessageParams(kind, said))

    def report_server_error(self, error: Exception, source: type[PyglsError] | type[JsonRpcException]) -> None:
        """What cannot be read or answered is logged; no window pops up while somebody types."""
        if source is JsonRpcException:
            self._log(types.MessageType.Warning, f"a message cannot be read: {' '.join(str(error).split())}")
        elif not isinstance(error, Refused | JsonRpcMethodNotFound):
            self.own_up(error)


class Refused(JsonRpcException):
    """A request that cannot be met, for a reason that the author is told."""

    CODE = -32803
