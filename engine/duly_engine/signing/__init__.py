"""Signatures of packs: who says that these are the files of a pack.

Knows bytes and keys. Must not know what the files mean. What needs `cryptography` is in `ed25519`, which is imported
where a key is used: whoever asks for no signature needs no such library.
"""

from duly_engine.signing.files import SIGNATURE, UnsignableError
from duly_engine.signing.keys import BadKeyError, NoCryptographyError, PublicKey
from duly_engine.signing.signature import Signature, sign, written
from duly_engine.signing.verify import Difference, Standing, Verdict, verify

__all__ = [
    "SIGNATURE",
    "BadKeyError",
    "Difference",
    "NoCryptographyError",
    "PublicKey",
    "Signature",
    "Standing",
    "UnsignableError",
    "Verdict",
    "sign",
    "verify",
    "written",
]
