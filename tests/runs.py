"""Running the real command."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from os import environ
from pathlib import Path

ROOT = Path(__file__).parents[1]
MERIDIAN = ROOT / "docs" / "examples" / "meridian" / "duly.yaml"
LIBRARY = ROOT / "docs" / "examples" / "library" / "duly.yaml"
CACHE = ROOT / "build" / "cache"
DATES = ("--as-of", "2026-11-23", "--known-on", "2026-11-23")


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a command."""

    code: int
    out: str
    err: str


def duly(*arguments: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> Run:
    """Run `duly` in a process of its own; nothing it says may be a stack trace."""
    command = [sys.executable, "-c", "from duly_cli.main import main; main()", *map(str, arguments)]
    done = subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**environ, "COLUMNS": "100", "DULY_CACHE_DIR": str(CACHE), **(env or {})},
    )
    assert "Traceback" not in done.stderr
    return Run(done.returncode, done.stdout, done.stderr)
