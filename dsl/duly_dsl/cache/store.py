"""Entries in a folder that only its owner can read: written whole or not at all, the oldest dropped.

A cache never fails a run: a folder that cannot be used is one without entries.
"""

import hashlib
import json
import os
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST_ENTRIES = 40


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries by key."""

    folder: Path

    def get(self, key: str) -> Any | None:
        """The plain data under a key; None where there are none, or not those that were put there."""
        try:
            if not self._is_ours():
                return None
            digest, _, text = (self.folder / f"{key}.json").read_text(encoding="utf-8").partition("\n")
            return json.loads(text) if digest == _sha256(text) else None
        except (OSError, ValueError):
            return None

    def put(self, key: str, data: object) -> None:
        """Keep plain data under a key."""
        text = json.dumps(data, separators=(",", ":"))
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._is_ours():
                self._write(key, f"{_sha256(text)}\n{text}")
                self._drop_oldest()

    def _is_ours(self) -> bool:
        """Whether nobody else could have put something there."""
        about = self.folder.lstat()
        mine = not hasattr(os, "getuid") or about.st_uid == os.getuid()
        return stat.S_ISDIR(about.st_mode) and mine and not about.st_mode & 0o022

    def _write(self, key: str, text: str) -> None:
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".new-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            Path(temporary).replace(self.folder / f"{key}.json")
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _drop_oldest(self) -> None:
        entries = sorted(self.folder.glob("*.json"), key=lambda p: (p.stat().st_mtime_ns, p.name))
        for path in entries[:-MOST_ENTRIES]:
            path.unlink(missing_ok=True)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
