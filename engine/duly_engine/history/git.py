"""Reading a git revision: names of files and their bytes, without hooks, filters, a shell or a network."""

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Objects that a partial clone left at its remote are not fetched: what is not here cannot be read.
_OFFLINE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
_FILE_MODES = frozenset({"100644", "100755"})


class GitError(Exception):
    """Something that git cannot read, in one sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a revision; `is_file` is false for a symbolic link or a submodule."""

    path: str
    blob: str
    is_file: bool


def files(revision: str) -> Mapping[str, Entry]:
    """All files of a revision by path from the root of the repository. Raises GitError."""
    listing = _git("ls-tree", "-r", "-z", "--full-tree", _tree(revision))
    found = {}
    for record in filter(None, listing.decode("utf-8", "surrogateescape").split("\0")):
        about, path = record.split("\t", 1)
        mode, _, blob = about.split()
        if {"", ".", ".."} & set(path.split("/")):
            raise GitError(f"`{revision}` has a file outside itself, `{path}`")
        found[path] = Entry(path, blob, mode in _FILE_MODES)
    return found


def contents(entries: Iterable[Entry]) -> Mapping[str, bytes]:
    """The bytes of files, by path, as they were committed: no filter has touched them. Raises GitError."""
    wanted = list(entries)
    asked = "".join(f"{entry.blob}\n" for entry in wanted)
    answer = _git("cat-file", "--batch", given=asked.encode())
    found = {}
    position = 0
    for entry in wanted:
        end = answer.index(b"\n", position)
        head = answer[position:end].split()
        if len(head) != 3:
            raise GitError(f"git has no content of `{entry.path}` here")
        size = int(head[2])
        found[entry.path] = answer[end + 1 : end + 1 + size]
        position = end + 1 + size + 1
    return found


def prefix() -> str:
    """The current folder as a path from the root of the repository. Raises GitError."""
    return _git("rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").strip()


def _tree(revision: str) -> str:
    try:
        return _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}").decode().strip()
    except GitError:
        prefix()  # where this is no repository, that is what has to be said
        raise GitError(f"there is no revision `{revision}` in this repository") from None


def _git(*arguments: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - no shell; a revision stands behind --end-of-options
            ["git", *arguments],  # noqa: S607 - the git of the user
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, **_OFFLINE},
        )
    except FileNotFoundError:
        raise GitError("git is needed to read a revision, and is not installed") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(f"git says: {said[-1].removeprefix('fatal: ')}" if said else f"git {arguments[0]} failed")
    return done.stdout
