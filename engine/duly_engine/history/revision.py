"""A pack at a git revision: its rule files, and the packs beside it that it may require, laid out in a folder."""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from duly_engine.history.git import Entry, GitError, contents, files, prefix
from duly_engine.packs import HEADERS, NoHeaderError, Pack

CHANGELOG = "CHANGELOG.md"
COULD_HOLD_RULES = (".duly", ".md")


@dataclass(frozen=True, slots=True)
class Revision:
    """`HEAD~3:packs/gdpr/duly_pack_gdpr`."""

    name: str
    path: str

    @classmethod
    def named(cls, text: str) -> "Revision | None":
        """A revision and a path; None where the text names no revision."""
        name, colon, path = text.partition(":")
        return cls(name, path) if name and colon else None

    def __str__(self) -> str:
        return f"{self.name}:{self.path}"


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A pack of a revision in a folder, with the packs of the same revision by name and the text of its changelog."""

    pack: Pack
    others: Mapping[str, Pack]
    changelog: str | None


def lay_out(revision: Revision, into: Path) -> LaidOut:
    """Write the packs of a revision to a folder. Raises GitError."""
    tree = files(revision.name)
    path = _from_root(revision)
    roots = sorted(posixpath.dirname(name) for name in tree if posixpath.basename(name) in HEADERS)
    if path not in roots:
        known = ", ".join(f"`{root}`" for root in roots[:5]) or "none"
        raise GitError(f"`{revision.name}` has no pack in `{revision.path}`; it has packs in: {known}")
    linked = next((e.path for e in _rules(path, tree) if not e.is_file), None)
    if linked is not None:
        raise GitError(f"`{linked}` is a symbolic link at `{revision.name}`, and links are not followed")
    packs = {root: _written(_rules(root, tree), root, into / str(number)) for number, root in enumerate(roots)}
    own = packs.pop(path)
    if own is None:
        raise GitError(str(NoHeaderError(Path(str(revision)))))
    others: dict[str, Pack] = {}
    for root in sorted(packs, key=lambda root: (-_in_common(root, path), root)):
        other = packs[root]
        if other is not None:
            others.setdefault(other.name, other)
    return LaidOut(own, others, _changelog(path, tree))


def _from_root(revision: Revision) -> str:
    """The path as the tree names it; `./` and `../` begin in the current folder."""
    begin = prefix() if revision.path.split("/")[0] in {".", ".."} else ""
    path = posixpath.normpath(posixpath.join(begin, revision.path))
    return "" if path == "." else path


def _rules(root: str, tree: Mapping[str, Entry]) -> list[Entry]:
    under = f"{root}/" if root else ""
    return [entry for name, entry in tree.items() if name.endswith(COULD_HOLD_RULES) and name.startswith(under)]


def _written(rules: Sequence[Entry], root: str, folder: Path) -> Pack | None:
    """The rule files under a root, in a folder; None where they are no pack."""
    for name, data in contents([entry for entry in rules if entry.is_file]).items():
        file = folder / name.removeprefix(root).removeprefix("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    try:
        return Pack.in_folder(folder)
    except NoHeaderError:
        return None


def _in_common(root: str, path: str) -> int:
    """How many folders lead to both: of two packs of one name the nearer one is meant."""
    return posixpath.commonpath([f"/{root}", f"/{path}"]).rstrip("/").count("/")


def _changelog(path: str, tree: Mapping[str, Entry]) -> str | None:
    places = [posixpath.join(folder, CHANGELOG) for folder in dict.fromkeys((path, posixpath.dirname(path)))]
    found = next((tree[place] for place in places if place in tree and tree[place].is_file), None)
    return contents([found])[found.path].decode("utf-8", "replace") if found else None
