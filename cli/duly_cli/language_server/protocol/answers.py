"""What the editor asks about the text: what stands here, where it comes from, where else it is."""

from collections.abc import Iterable
from typing import Protocol

from lsprotocol import types

from duly_cli.language_server.hover import about
from duly_cli.language_server.keywords import PHRASES, phrase_at
from duly_cli.language_server.protocol.session import Session
from duly_cli.language_server.protocol.wire import path_of, symbol_kind
from duly_cli.language_server.spot import Spot, as_it_stands, spot
from duly_cli.language_server.symbols import named_like, outline
from duly_dsl.source import Span


class AtPlace(Protocol):
    """A request about a place of a document."""

    @property
    def text_document(self) -> types.TextDocumentIdentifier:
        """The document."""

    @property
    def position(self) -> types.Position:
        """The place."""


def place_of(session: Session, params: AtPlace) -> tuple[str, str, int] | None:
    """The path, its text and the offset that a request is about; None where there is no such text."""
    path = path_of(params.text_document.uri)
    text = session.packs.text(path)
    return None if text is None else (path, text, session.wire.offset(text, params.position))


def spot_of(session: Session, params: AtPlace) -> Spot | None:
    """The name that a request is about."""
    place = place_of(session, params)
    return None if place is None else spot(session.packs, place[0], place[2])


def _now(session: Session, spans: Iterable[Span]) -> list[Span]:
    """Stretches of a reading in the texts as they stand."""
    return [now for span in spans if (now := as_it_stands(session.packs, span)) is not None]


def hover(session: Session, params: types.HoverParams) -> types.Hover | None:
    """What is said about the word under the pointer."""
    found = spot_of(session, params)
    if found is not None:
        said = "\n\n---\n\n".join(filter(None, (about(r, found.reading) for r in found.references)))
        where = _now(session, [found.span])
        return types.Hover(_markdown(said), session.wire.range(where[0]) if where else None)
    place = place_of(session, params)
    phrase = phrase_at(place[1], place[2]) if place is not None else ""
    return types.Hover(_markdown(f"`{phrase}`: {PHRASES[phrase]}")) if phrase else None


def _markdown(text: str) -> types.MarkupContent:
    return types.MarkupContent(types.MarkupKind.Markdown, text)


def definition(session: Session, params: types.DefinitionParams) -> list[types.Location]:
    """Where the name is declared; every version of a rule."""
    found = spot_of(session, params)
    if found is None:
        return []
    declared = (o for r in found.references for o in found.reading.declared.get(r, ()))
    return session.locations(_now(session, dict.fromkeys(o.span for o in declared)))


def references(session: Session, params: types.ReferenceParams) -> list[types.Location]:
    """Everywhere that the name stands."""
    found = spot_of(session, params)
    if found is None:
        return []
    wanted = (o for o in found.reading.named(found.references) if params.context.include_declaration or not o.declares)
    return session.locations(_now(session, dict.fromkeys(o.span for o in wanted)))


def highlight(session: Session, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
    """Everywhere in the document that the name stands."""
    found, path = spot_of(session, params), path_of(params.text_document.uri)
    if found is None:
        return []
    places = {o.span: o.declares for o in found.reading.occurrences(path) if o.of in found.references}
    kinds = {True: types.DocumentHighlightKind.Write, False: types.DocumentHighlightKind.Read}
    return [
        types.DocumentHighlight(session.wire.range(now), kinds[declares])
        for span, declares in places.items()
        for now in _now(session, [span])
    ]


def document_symbols(session: Session, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """The outline of a document; of a half-written one, what can be read of it."""
    path = path_of(params.text_document.uri)
    file = session.packs.reading(path).own.file(path)
    return [] if file is None else [session.wire.symbol(symbol) for symbol in outline(file.content)]


def workspace_symbols(session: Session, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
    """The declared names of the open packs and of those beside them that are like a query."""
    return [
        types.WorkspaceSymbol(
            location=session.wire.location(o.span),
            name=o.of.name,
            kind=symbol_kind(o.of.sort),
            container_name=o.of.owner or None,
        )
        for o in named_like(session.packs.readings(), params.query)
    ]
