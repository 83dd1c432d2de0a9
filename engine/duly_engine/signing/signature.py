"""The file that holds the signature of a pack: which files there were, and who says so.

What is signed is a text that anyone can make with `sha256sum`: a first line that says what it is, then for each file,
in the order of their paths, its digest, two blanks and its path.
"""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from duly_engine.signing.files import SIGNATURE, digests, is_portable
from duly_engine.signing.keys import PublicKey

FORMAT = 1
_FIRST_LINE = "duly pack signature 1"
_LARGEST = 10_000_000
_KEYS = {"format", "files", "key", "signature"}
_HEX = frozenset("0123456789abcdef")


class MalformedError(Exception):
    """A signature file that is not written as one is."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The files of a pack with their digests, signed by a key."""

    files: Mapping[str, str]
    key: PublicKey
    value: bytes


def message(files: Mapping[str, str]) -> bytes:
    """What is signed."""
    lines = (f"{files[path]}  {path}" for path in sorted(files))
    return "".join(f"{line}\n" for line in (_FIRST_LINE, *lines)).encode()


def sign(folder: Path, key_file: Path) -> Signature:
    """Sign the files of a pack. Raises UnsignableError, BadKeyError, NoCryptographyError and OSError."""
    from duly_engine.signing.ed25519 import private_key, signed  # noqa: PLC0415 - who signs nothing needs it not

    key = private_key(key_file)
    files = digests(folder)
    public, value = signed(key, message(files))
    return Signature(files, public, value)


def written(signature: Signature) -> str:
    """The text of the signature file."""
    content = {
        "format": FORMAT,
        "files": dict(sorted(signature.files.items())),
        "key": str(signature.key),
        "signature": base64.b64encode(signature.value).decode("ascii"),
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def read(folder: Path) -> Signature:
    """The signature in a folder. Raises FileNotFoundError where there is none, MalformedError."""
    path = folder / SIGNATURE
    if path.is_symlink():
        raise MalformedError("it is a symbolic link")
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise
    except OSError as fault:
        raise MalformedError(f"it cannot be read: {fault.strerror}") from None
    if len(data) > _LARGEST:
        raise MalformedError("it is too long")
    try:
        content: object = json.loads(data.decode("utf-8"), object_pairs_hook=_without_repetitions)
    except (ValueError, RecursionError):
        raise MalformedError("it is no JSON text") from None
    return _signature(content)


def _without_repetitions(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Two readers must not be able to see two different lists of files."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise MalformedError(f"`{key}` stands in it twice")
        found[key] = value
    return found


def _signature(content: object) -> Signature:
    if not isinstance(content, dict) or set(content) != _KEYS:
        raise MalformedError(f"it has to say {', '.join(f'`{key}`' for key in sorted(_KEYS))} and nothing else")
    if content["format"] != FORMAT or isinstance(content["format"], bool):
        raise MalformedError(f"its format is not {FORMAT}")
    key = PublicKey.named(content["key"]) if isinstance(content["key"], str) else None
    if key is None:
        raise MalformedError("its `key` is no Ed25519 key")
    return Signature(_files(content["files"]), key, _value(content["signature"]))


def _files(listed: object) -> Mapping[str, str]:
    if not isinstance(listed, dict):
        raise MalformedError("its `files` are no list of paths with digests")
    for path, digest in listed.items():
        if not is_portable(path):
            raise MalformedError(f"`{path}` is no path of a file in the pack")
        if not isinstance(digest, str) or len(digest) != 64 or not _HEX.issuperset(digest):
            raise MalformedError(f"the digest of `{path}` is no SHA-256")
    return listed


def _value(text: object) -> bytes:
    try:
        value = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except ValueError:
        value = b""
    if len(value) != 64 or base64.b64encode(value).decode("ascii") != text:
        raise MalformedError("its `signature` is none of Ed25519")
    return value
