"""The server: which request is answered by what."""

import logging
from collections.abc import Sequence
from pathlib import Path

from lsprotocol import types

from duly_cli.language_server.protocol import answers, edits, lenses
from duly_cli.language_server.protocol.session import Session

WATCHED = types.FileSystemWatcher(glob_pattern="**/*.{duly,md,csv}")


def serve(installed: Sequence[Path]) -> bool:
    """Speak with an editor over standard input and output until it leaves; whether it took its leave."""
    # What goes wrong is said through the protocol; a log of every message would only fill the editor's own.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    session = server(installed)
    session.start_io()
    return session.was_shut_down


def server(installed: Sequence[Path]) -> Session:
    """A session that can be started."""
    session = Session(installed)
    feature = session.feature
    feature(types.INITIALIZED)(_initialized)
    feature(types.SHUTDOWN)(_shut_down)
    feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    feature(types.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    feature(types.TEXT_DOCUMENT_DID_SAVE)(_saved)
    feature(types.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_files_changed)
    feature(types.TEXT_DOCUMENT_HOVER)(answers.hover)
    feature(types.TEXT_DOCUMENT_DEFINITION)(answers.definition)
    feature(types.TEXT_DOCUMENT_REFERENCES)(answers.references)
    feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)(answers.highlight)
    feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(answers.document_symbols)
    feature(types.WORKSPACE_SYMBOL)(answers.workspace_symbols)
    feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(edits.prepare_rename)
    feature(types.TEXT_DOCUMENT_RENAME)(edits.rename_name)
    triggers = types.CompletionOptions(trigger_characters=[" ", "(", "{"])
    feature(types.TEXT_DOCUMENT_COMPLETION, triggers)(edits.completion)
    kinds = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, edits.FIX_ALL])
    feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(edits.code_actions)
    feature(types.TEXT_DOCUMENT_CODE_LENS)(lenses.code_lens)
    session.command(lenses.RUN)(lenses.run_scenario)
    feature(types.TEXT_DOCUMENT_FORMATTING)(edits.format_document)
    return session


def _initialized(session: Session, _params: types.InitializedParams) -> None:
    """Ask to be told of rule files and tables that change outside of the editor, where it can tell."""
    workspace = session.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace is not None else None
    if watched is not None and watched.dynamic_registration:
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers=[WATCHED])
        wanted = types.Registration("duly-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        session.client_register_capability(types.RegistrationParams([wanted]))


def _shut_down(session: Session, _params: None) -> None:
    session.stop_waiting()


def _opened(session: Session, params: types.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    session.write(document.uri, document.text, document.version)


def _changed(session: Session, params: types.DidChangeTextDocumentParams) -> None:
    for change in params.content_changes:
        session.write(params.text_document.uri, change.text, params.text_document.version)


def _saved(session: Session, _params: types.DidSaveTextDocumentParams) -> None:
    session.packs.look_again()
    session.publish_soon()


def _closed(session: Session, params: types.DidCloseTextDocumentParams) -> None:
    session.close(params.text_document.uri)


def _files_changed(session: Session, _params: types.DidChangeWatchedFilesParams) -> None:
    session.packs.look_again()
    session.publish_soon()
