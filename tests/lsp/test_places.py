"""Documents with a marked place, each beside what the editor is answered there.

A document holds a file of the pack in `places/lending`, with the place marked `‸`, and blocks named after what is
asked there. `DULY_UPDATE_EXPECTED=1 pytest tests/lsp/test_places.py` writes the answers anew; read the difference.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from duly_cli.language_server.completion import suggestions
from duly_cli.language_server.hover import about
from duly_cli.language_server.keywords import PHRASES, phrase_at
from duly_cli.language_server.rename import Refusal, editable, rename, unreadable
from duly_cli.language_server.spot import spot
from duly_cli.language_server.workspace import Workspace
from duly_dsl.diagnostics import apply_edits
from duly_dsl.occurrences import Occurrence

FOLDER = Path(__file__).parent / "places"
PACK = FOLDER / "lending"
DOCUMENTS = sorted(FOLDER.glob("*.md"))
UPDATE = bool(os.environ.get("DULY_UPDATE_EXPECTED"))
MARK = "‸"
BLOCK = re.compile(r"^(```+)(\w+)(?: ([^\n]*))?\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


class Asked:
    """A place in a file beside the pack of this folder."""

    def __init__(self, marked: str) -> None:
        self.path = str(PACK / "here.duly")
        self.place = marked.index(MARK)
        self.text = marked.replace(MARK, "")
        self.workspace = Workspace()
        self.workspace.write(self.path, self.text)

    def hover(self, _argument: str) -> str:
        found = spot(self.workspace, self.path, self.place)
        if found is not None:
            return "\n---\n".join(about(r, found.reading) for r in found.references)
        phrase = phrase_at(self.text, self.place)
        return f"`{phrase}`: {PHRASES[phrase]}" if phrase else "nothing"

    def definition(self, _argument: str) -> str:
        found = spot(self.workspace, self.path, self.place)
        return _lines(o for r in found.references for o in found.reading.declared.get(r, ())) if found else "nothing"

    def references(self, _argument: str) -> str:
        found = spot(self.workspace, self.path, self.place)
        return _lines(found.reading.named(found.references)) if found else "nothing"

    def completion(self, only: str) -> str:
        found = suggestions(self.text, self.place, self.workspace.vocabulary(self.path))
        listed = [s for s in found.listed if not only or only in str(s.sort)]
        typed = self.text[found.start : found.end]
        shown = [f"{s.label}  ({s.detail})" if s.detail else s.label for s in listed if s.label.startswith(typed)]
        return "\n".join(shown) or "nothing"

    def rename(self, new: str) -> str:
        reading = self.workspace.reading(self.path)
        refusal = unreadable(reading)
        found = spot(self.workspace, self.path, self.place)
        if refusal is not None:
            return f"refused: {refusal.reason}"
        if found is None:
            return "nothing"
        result = rename(found, new, editable(found.reading, ()))
        if isinstance(result, Refusal):
            return f"refused: {result.reason}"
        texts = {file.path: file.text for file in reading.own.files}
        return "\n".join(
            line
            for path in sorted(result)
            for line in _changed(path, texts[path], apply_edits(texts[path], result[path]))
        )


def _lines(found: Iterable[Occurrence]) -> str:
    """The place of each, with the line, the word in brackets."""
    shown = []
    for o in found:
        line, start, end = o.span.source.line(o.span.line), o.span.column - 1, o.span.end_column - 1
        marked = f"{line[:start]}[{line[start:end]}]{line[end:]}"
        shown.append(f"{Path(o.span.source.name).name} {o.span.line}: {marked.strip()}")
    return "\n".join(shown) or "nothing"


def _changed(path: str, before: str, after: str) -> list[str]:
    old = before.splitlines()
    return [f"{Path(path).name}: {line.strip()}" for line in after.splitlines() if line not in old]


ASK: Mapping[str, Callable[[Asked, str], str]] = {
    name: getattr(Asked, name) for name in ("hover", "definition", "references", "completion", "rename")
}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_an_answer_is_what_stands_in_the_document(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    asked: list[Asked] = []

    def answered(block: re.Match[str]) -> str:
        fence, sort, argument, body = block[1], block[2], block[3] or "", block[4]
        if sort == "duly" and MARK in body:
            asked.append(Asked(body))
        if sort not in ASK:
            return block[0]
        head = f"{fence}{sort} {argument}".rstrip()
        return f"{head}\n{ASK[sort](asked[-1], argument)}\n{fence}"

    found = BLOCK.sub(answered, text)
    assert asked
    if UPDATE:
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_the_pack_beside_the_documents_is_sound() -> None:
    workspace = Workspace()
    path = str(PACK / "pack.duly")
    workspace.write(path, (PACK / "pack.duly").read_text(encoding="utf-8"))
    assert [d.code for d in workspace.reading(path).diagnostics if d.code.startswith("E")] == []
