"""Values made from packs, kept in a store under what they were made from."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from duly_dsl.cache.codec import Decoder, Encoder, UnfitError
from duly_dsl.cache.store import Store
from duly_dsl.source import Source

T = TypeVar("T")


def kept(store: Store | None, key: str, wanted: type[T], make: Callable[[], T]) -> T:
    """The value of a dataclass under a key; made, and kept, where the store has none that fits."""
    if store is None:
        return make()
    found = _decoded(store.get(key), wanted)
    if found is not None:
        return found
    value = make()
    store.put(key, _encoded(value))
    return value


def key_of(purpose: str, folders: Mapping[str, Path]) -> str:
    """A key for what is made of packs: why, the code that makes it, and every file with its name and content."""
    found = hashlib.sha256(f"{purpose}\n{_code()}".encode())
    for shown in sorted(folders):
        folder = folders[shown]
        found.update(f"\n{shown}\n{folder.resolve()}\n".encode())
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found.update(f"{path.relative_to(folder).as_posix()} {digest}\n".encode())
    return found.hexdigest()


def _code() -> str:
    """What other code made is not what this one would make."""
    root = Path(__file__).parents[1]
    files = sorted(p for p in root.rglob("*") if p.suffix in {".py", ".lark"})
    stats = ((p.relative_to(root).as_posix(), p.stat()) for p in files)
    return "\n".join(f"{name} {about.st_size} {about.st_mtime_ns}" for name, about in stats)


def _encoded(value: object) -> object:
    encoder = Encoder()
    data = encoder.encode(value)
    return {"sources": [[s.name, s.text] for s in encoder.sources], "value": data}


def _decoded(data: Any, wanted: type[T]) -> T | None:
    try:
        decoder = Decoder([Source(name, text) for name, text in data["sources"]])
        found: T = decoder.of(wanted)(data["value"])
    except (UnfitError, KeyError, TypeError, ValueError):
        return None
    return found
