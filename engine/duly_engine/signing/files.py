"""The files that make up a pack: each path under its folder with the digest of its bytes.

Everything in the folder counts but the signature itself; of what git and Python keep beside it (`.git`, `__pycache__`)
only what could hold rules, since that might be read. Links are not followed: a signed pack has none.
"""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

SIGNATURE = "SIGNATURE.json"
_COULD_HOLD_RULES = frozenset({".duly", ".md"})
_KEPT_ASIDE = frozenset({".git", "__pycache__"})
_NOT_IN_NAMES = frozenset('\\:*?"<>|')
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


class UnsignableError(Exception):
    """A folder that cannot be signed."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"`{path}` {why}")


@dataclass(frozen=True, slots=True)
class Found:
    """What a path leads to: a plain file with its digest, or something else, which `instead` names."""

    digest: str
    instead: str = ""


def found_in(folder: Path) -> Mapping[str, Found]:
    """All that is in the folder of a pack, by path, sorted."""
    return {path: _found(folder / path) for path in sorted(_paths(folder))}


def digests(folder: Path) -> Mapping[str, str]:
    """The digests to be signed, by path, sorted. Raises UnsignableError."""
    found = found_in(folder)
    alike: dict[str, str] = {}
    for path, each in found.items():
        if each.instead:
            raise UnsignableError(path, f"is {each.instead}, and a signed pack has plain files only")
        if not is_portable(path):
            raise UnsignableError(path, "is a name that not every system can have; give the file another")
        other = alike.setdefault(_folded(path), path)
        if other != path:
            raise UnsignableError(path, f"and `{other}` are one file on some systems; give one another name")
    return {path: each.digest for path, each in found.items()}


def is_portable(path: str) -> bool:
    """Whether a path leads to one file below the folder, on every system."""
    parts = path.split("/")
    return (
        not any(unicodedata.category(c) in _UNSEEN or c in _NOT_IN_NAMES for c in path)
        and not {"", ".", ".."} & set(parts)
        and not any(part.endswith((" ", ".")) for part in parts)
    )


def has_other_line_ends(path: Path, digest: str) -> bool:
    """Whether a file is the one of the digest but for line ends that were turned into those of Windows."""
    return _sha256(path.read_bytes().replace(b"\r\n", b"\n")) == digest


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _paths(folder: Path) -> Iterator[str]:
    unreadable: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=unreadable.append):
        here = Path(root)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in (*names, *links):
            path = (here / name).relative_to(folder).as_posix()
            if path != SIGNATURE and not _is_aside(PurePosixPath(path)):
                yield path
    yield from (Path(fault.filename).relative_to(folder).as_posix() for fault in unreadable)


def _is_aside(path: PurePosixPath) -> bool:
    return bool(_KEPT_ASIDE & set(path.parts[:-1])) and path.suffix.lower() not in _COULD_HOLD_RULES


def _found(path: Path) -> Found:
    try:
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            return Found(_sha256(path.read_bytes()))
    except OSError:
        return Found("", "something that cannot be read")
    return Found("", "a symbolic link" if stat.S_ISLNK(mode) else "no plain file")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
