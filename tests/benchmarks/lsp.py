"""How long an editor waits: a real client, the real `duly lsp`, the largest rule file that is shipped.

Each keystroke sends the whole text and waits until the diagnostics of that very version are shown; the pause that the
server makes before it reads is part of it. `make bench-lsp`, or `python tests/benchmarks/lsp.py`.
"""

import asyncio
import platform
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from lsprotocol import types

ROOT = Path(__file__).parents[2]
# Instead of the folder of this script, in which `lsp` would be this script itself.
sys.path[0] = str(ROOT / "tests")

from lsp.editor import Editor, editor  # noqa: E402 - found only now

LARGEST = max(ROOT.glob("packs/*/duly_pack_*/**/*.duly"), key=lambda path: path.stat().st_size)
KEYSTROKES = 60
LINES = {
    "keystroke in a comment: everything is read and checked": "  # a remark",
    "keystroke in a clause: mostly half-written": "  in group act, acts",
}


def typed(text: str, line: str) -> Iterator[str]:
    """The text as a line is typed into its last rule, letter by letter, and taken back again."""
    start = text.index("\n", text.rindex("\nrule ") + 1) + 1
    for number in range(KEYSTROKES):
        length = number % (2 * len(line))
        shown = min(length, 2 * len(line) - length)
        yield f"{text[:start]}{line[:shown]}\n{text[start:]}"


async def keystrokes(e: Editor, uri: str, texts: Iterator[str]) -> list[float]:
    """Seconds from each keystroke to its diagnostics."""
    found = []
    for text in texts:
        begun = time.perf_counter()
        e.type(uri, text)
        await e.wrong(uri)
        found.append(time.perf_counter() - begun)
    return found


async def answers(ask: Callable[[], Awaitable[object]]) -> list[float]:
    """Seconds until a question is answered."""
    found = []
    for _ in range(KEYSTROKES):
        begun = time.perf_counter()
        await ask()
        found.append(time.perf_counter() - begun)
    return found


def row(what: str, seconds: list[float]) -> str:
    """Minimum, median and maximum in milliseconds."""
    figures = (min(seconds), statistics.median(seconds), max(seconds))
    return f"| {what} | {' | '.join(f'{1000 * figure:.0f} ms' for figure in figures)} |"


async def measure() -> list[str]:
    """One session."""
    text = LARGEST.read_text(encoding="utf-8")
    begun = time.perf_counter()
    async with editor(LARGEST.parent) as e:
        uri = e.open(LARGEST)
        await e.wrong(uri)
        rows = [row("from the start of the server to the first diagnostics", [time.perf_counter() - begun])]
        for what, line in LINES.items():
            rows.append(row(what, await keystrokes(e, uri, typed(text, line))))
        e.type(uri, text)
        await e.wrong(uri)
        number = text[: text.index("'s ")].count("\n")
        place = e.at(uri, number, text.split("\n")[number].index("'s ") + 3)
        context = types.ReferenceContext(include_declaration=True)
        client, completed = e.client, types.CompletionParams(**place)
        hovered, asked = types.HoverParams(**place), types.ReferenceParams(context=context, **place)
        rows.append(row("completion", await answers(lambda: client.text_document_completion_async(completed))))
        rows.append(row("hover", await answers(lambda: client.text_document_hover_async(hovered))))
        rows.append(row("references", await answers(lambda: client.text_document_references_async(asked))))
    return rows


def main() -> None:
    """Print the table."""
    text = LARGEST.read_text(encoding="utf-8")
    libraries = ", ".join(f"{name} {version(name)}" for name in ("pygls", "lsprotocol", "lark"))
    print(f"{LARGEST.name}: {text.count(chr(10))} lines, {len(text)} characters; {KEYSTROKES} keystrokes each")
    print(f"Python {platform.python_version()}, {libraries}\n")
    print("| what | min | median | max |\n| --- | --- | --- | --- |")
    print("\n".join(asyncio.run(measure())))


if __name__ == "__main__":
    main()
