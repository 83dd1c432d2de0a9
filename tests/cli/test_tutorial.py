"""The tutorial followed to the letter: every file is written, every command is run, every output is compared.

`DULY_UPDATE_EXPECTED=1 pytest tests/cli/test_tutorial.py` writes the outputs anew; read the difference.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from runs import CACHE, ROOT

PAGE = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
UPDATE = bool(os.environ.get("DULY_UPDATE_EXPECTED"))


def run(command: str, folder: Path) -> str:
    """What a command prints, as on a terminal a hundred columns wide; a failing one says its exit code."""
    program, *arguments = shlex.split(command)
    assert program == "duly", command
    code = "from duly_cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": "100", "DULY_CACHE_DIR": str(CACHE), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout + (f"(exit code {done.returncode})\n" if done.returncode else "")


def followed(page: str, folder: Path) -> Iterator[tuple[re.Match[str], str]]:
    """Every block with commands, and what it should say."""
    for block in BLOCK.finditer(page):
        language, *rest = block["info"].split()
        if language == "console":
            commands = [line.removeprefix("$ ") for line in block["text"].splitlines() if line.startswith("$ ")]
            yield block, "".join(f"$ {command}\n{run(command, folder)}" for command in commands)
        elif rest:
            path = folder / rest[-1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["text"], encoding="utf-8")


def test_every_command_says_what_the_tutorial_says(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    said = list(followed(page, tmp_path))
    if UPDATE:
        for block, text in reversed(said):
            page = page[: block.start("text")] + text + page[block.end("text") :]
        PAGE.write_text(page, encoding="utf-8")
    for block, text in said:
        assert block["text"] == text or UPDATE
    assert len(said) > 8
    assert "signed" in said[-2][1] or "signed" in said[-1][1]
