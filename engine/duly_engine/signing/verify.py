"""Whether the files of a pack are those that a key signed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from duly_engine.signing.files import SIGNATURE, Found, found_in, has_other_line_ends
from duly_engine.signing.keys import PublicKey
from duly_engine.signing.signature import MalformedError, Signature, message, read

_NAMED = 3


class Standing(StrEnum):
    """What can be said of a signature."""

    VERIFIED = "verified"
    """The files are those that one of the trusted keys signed."""
    CONSISTENT = "consistent"
    """The files are those that the key in the signature signed; whose key that is was not asked."""
    NOT_SIGNED = "not signed"
    MALFORMED = "malformed"
    """The file of the signature cannot be read."""
    BAD_SIGNATURE = "bad signature"
    """The list of files, or the key, is not what was signed."""
    UNKNOWN_KEY = "unknown key"
    """Signed by a key that is not among the trusted ones."""
    CHANGED = "changed"
    """The signature is good, and the files are others."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not as it was signed."""

    path: str
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of verifying."""

    standing: Standing
    key: PublicKey | None = None
    why: str = ""
    differences: tuple[Difference, ...] = ()

    @property
    def sentence(self) -> str:
        """The verdict in one sentence."""
        match self.standing:
            case Standing.VERIFIED:
                return f"signed by {self.key}"
            case Standing.CONSISTENT:
                return f"signed by {self.key}; whether that key can be trusted was not asked"
            case Standing.NOT_SIGNED:
                return f"it is not signed: there is no `{SIGNATURE}` in its folder"
            case Standing.MALFORMED:
                return f"its `{SIGNATURE}` cannot be used: {self.why}"
            case Standing.BAD_SIGNATURE:
                return f"its signature is bad: `{SIGNATURE}` is not what {self.key} signed"
            case Standing.UNKNOWN_KEY:
                return f"it is signed by {self.key}, which is not a trusted key"
            case Standing.CHANGED:
                said = ", ".join(f"`{each.path}` {each.what}" for each in self.differences[:_NAMED])
                more = len(self.differences) - _NAMED
                return f"it is not as {self.key} signed it: {said}{f' and {more} more' if more > 0 else ''}"


def verify(folder: Path, trusted: Collection[PublicKey] | None) -> Verdict:
    """Verify the signature of a pack; without `trusted` any key will do. Raises NoCryptographyError."""
    from duly_engine.signing.ed25519 import is_signed  # noqa: PLC0415 - who verifies nothing needs it not

    try:
        signature = read(folder)
    except FileNotFoundError:
        return Verdict(Standing.NOT_SIGNED)
    except MalformedError as fault:
        return Verdict(Standing.MALFORMED, why=str(fault))
    if not is_signed(signature.key, message(signature.files), signature.value):
        return Verdict(Standing.BAD_SIGNATURE, signature.key)
    if trusted is not None and signature.key not in trusted:
        return Verdict(Standing.UNKNOWN_KEY, signature.key)
    differences = tuple(_differences(folder, signature))
    if differences:
        return Verdict(Standing.CHANGED, signature.key, differences=differences)
    return Verdict(Standing.CONSISTENT if trusted is None else Standing.VERIFIED, signature.key)


def _differences(folder: Path, signature: Signature) -> Iterator[Difference]:
    found, signed = found_in(folder), signature.files
    for path in sorted(found.keys() | signed.keys()):
        if path not in found:
            yield Difference(path, "was removed")
        elif path not in signed:
            kind = found[path].instead
            yield Difference(path, f"was added, {kind}" if kind else "was added")
        elif found[path].digest != signed[path]:
            yield Difference(path, _changed(folder / path, found[path], signed[path]))


def _changed(path: Path, found: Found, signed: str) -> str:
    if found.instead:
        return f"is now {found.instead}"
    if has_other_line_ends(path, signed):
        return "was changed: its line ends are those of Windows (`*.duly -text` in .gitattributes keeps them)"
    return "was changed"
