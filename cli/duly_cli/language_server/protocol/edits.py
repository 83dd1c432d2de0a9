"""What the editor can change for the author: completion, rename, fixes, layout."""

from collections.abc import Iterable

from lsprotocol import types

from duly_cli.language_server.completion import Sort, suggestions
from duly_cli.language_server.fixes import fixable
from duly_cli.language_server.layout import formatted
from duly_cli.language_server.protocol.answers import AtPlace, place_of
from duly_cli.language_server.protocol.session import Refused, Session
from duly_cli.language_server.protocol.wire import path_of, stretch
from duly_cli.language_server.rename import Refusal, editable, rename, unreadable
from duly_cli.language_server.spot import Spot, spot
from duly_dsl.diagnostics import Edit
from duly_dsl.edits import all_edits, touches

FIX_ALL = "source.fixAll.duly"


def completion(session: Session, params: types.CompletionParams) -> types.CompletionList:
    """What may be written here; after a mere space, only where a name is wanted."""
    place = place_of(session, params)
    if place is None:
        return types.CompletionList(is_incomplete=False, items=[])
    path, text, at = place
    if session.packs.is_prose(path, at):
        return types.CompletionList(is_incomplete=False, items=[])
    found = suggestions(text, at, session.packs.vocabulary(path))
    listed = found.listed if _takes_blocks(session) else tuple(s for s in found.listed if s.sort is not Sort.BLOCK)
    if params.context is not None and params.context.trigger_character == " ":
        listed = tuple(s for s in listed if s.sort.is_name)
    span = stretch(path, text, found.start, found.end)
    items = [session.wire.suggestion(each, span, rank) for rank, each in enumerate(listed)]
    return types.CompletionList(is_incomplete=False, items=items)


def _takes_blocks(session: Session) -> bool:
    """Whether the editor can fill in a text with places."""
    documents = session.client_capabilities.text_document
    completed = documents.completion if documents is not None else None
    item = completed.completion_item if completed is not None else None
    return item is not None and bool(item.snippet_support)


def _named(session: Session, params: AtPlace) -> Spot | None:
    """The name to be changed; a pack that cannot be read as it stands is left alone."""
    place = place_of(session, params)
    if place is None:
        return None
    refusal = unreadable(session.packs.reading(place[0]))
    if refusal is not None:
        raise Refused(refusal.reason)
    return spot(session.packs, place[0], place[2])


def prepare_rename(session: Session, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """The name that would be changed."""
    found = _named(session, params)
    if found is None:
        return None
    return types.PrepareRenamePlaceholder(session.wire.range(found.span), found.references[0].name)


def rename_name(session: Session, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """The name changed everywhere; or a sentence that says why not."""
    found = _named(session, params)
    if found is None:
        return None
    result = rename(found, params.new_name, editable(found.reading, session.folders))
    if isinstance(result, Refusal):
        raise Refused(result.reason)
    return _changes(session, [edit for edits in result.values() for edit in edits])


def _changes(session: Session, edits: Iterable[Edit]) -> types.WorkspaceEdit:
    changes: dict[str, list[types.TextEdit]] = {}
    for edit in edits:
        changes.setdefault(session.wire.uri(edit.span.source.name), []).append(session.wire.edit(edit))
    return types.WorkspaceEdit(changes=changes)


def code_actions(session: Session, params: types.CodeActionParams) -> list[types.CodeAction]:
    """A quick fix for each diagnostic in the stretch that has one, and all of the file's together."""
    path = path_of(params.text_document.uri)
    text = session.packs.text(path)
    if text is None:
        return []
    found = fixable(session.packs.reading(path), path)
    start, end = (session.wire.offset(text, p) for p in (params.range.start, params.range.end))
    wanted = stretch(path, text, start, end)
    actions = [
        types.CodeAction(
            title=d.fix.advice,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[session.wire.diagnostic(d)],
            is_preferred=True,
            edit=_changes(session, d.fix.edits),
        )
        for d in found
        if d.fix is not None and touches(d.span, wanted)
    ]
    if found:
        edit = _changes(session, all_edits(found))
        actions.append(types.CodeAction(title="fix all in this file", kind=FIX_ALL, edit=edit))
    only = tuple(f"{_text(kind)}." for kind in params.context.only or ())
    return [action for action in actions if not only or f"{_text(action.kind or '')}.".startswith(only)]


def _text(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


def format_document(session: Session, params: types.DocumentFormattingParams) -> list[types.TextEdit]:
    """The layout put right; nothing while the text cannot be read, nor in prose."""
    path = path_of(params.text_document.uri)
    text = session.packs.text(path)
    edit = formatted(path, text) if text is not None else None
    return [session.wire.edit(edit)] if edit is not None else []
