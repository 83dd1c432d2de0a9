"""Public keys by name, and what can be wrong with keys. Needs no cryptography."""

import base64
from dataclasses import dataclass
from pathlib import Path

INSTALL = "pip install 'duly[sign]'"
_PREFIX = "ed25519:"
_LENGTH = 32


class NoCryptographyError(Exception):
    """The library that signs and verifies is not installed."""

    def __init__(self) -> None:
        super().__init__(f"signatures need the library `cryptography`, which is not installed: {INSTALL}")


class BadKeyError(Exception):
    """A file that holds no key of the sort that is needed."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"`{path}` {why}")


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half of an Ed25519 key."""

    raw: bytes

    def __str__(self) -> str:
        return _PREFIX + base64.b64encode(self.raw).decode("ascii")

    @classmethod
    def named(cls, text: str) -> "PublicKey | None":
        """The key whose name a text is, in that very form; None where it is no name of a key."""
        try:
            key = cls(base64.b64decode(text.removeprefix(_PREFIX), validate=True))
        except ValueError:
            return None
        return key if len(key.raw) == _LENGTH and str(key) == text else None
