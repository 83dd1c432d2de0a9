"""Making, reading and using Ed25519 keys. Importing this needs `cryptography`; a private key is never shown."""

import os
from pathlib import Path

from duly_engine.signing.keys import BadKeyError, NoCryptographyError, PublicKey

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
except ImportError:
    raise NoCryptographyError from None

_LARGEST = 10_000
_OWNER_ONLY = 0o600
_ANYONE = 0o644
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def make_key(private: Path, public: Path) -> PublicKey:
    """Write a new key, which only its owner may read, and its public half. Raises FileExistsError, other OSErrors."""
    key = Ed25519PrivateKey.generate()
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    known = key.public_key().public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo)
    with os.fdopen(os.open(public, _NEW_FILE, _ANYONE), "wb") as file:
        file.write(known)
    try:
        with os.fdopen(os.open(private, _NEW_FILE, _OWNER_ONLY), "wb") as file:
            file.write(secret)
    except OSError:
        public.unlink()
        raise
    return PublicKey(key.public_key().public_bytes_raw())


def private_key(path: Path) -> Ed25519PrivateKey:
    """The key in a file: PEM, PKCS #8, no passphrase. Raises BadKeyError and OSError."""
    try:
        key = serialization.load_pem_private_key(_read(path), None)
    except TypeError:
        raise BadKeyError(path, "is protected by a passphrase; `openssl pkey` writes a copy without one") from None
    except ValueError:
        raise BadKeyError(path, "holds no private key in PEM form; `duly pack keygen` makes one") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKeyError(path, "holds a private key of another sort; packs are signed with Ed25519")
    return key


def public_key(path: Path) -> PublicKey:
    """The public key in a file, PEM. Raises BadKeyError and OSError."""
    data = _read(path)
    if b"PRIVATE KEY" in data:
        raise BadKeyError(path, "holds a private key; name the public one, which others may have")
    try:
        key = serialization.load_pem_public_key(data)
    except ValueError:
        raise BadKeyError(path, "holds no public key in PEM form") from None
    if not isinstance(key, Ed25519PublicKey):
        raise BadKeyError(path, "holds a public key of another sort; packs are signed with Ed25519")
    return PublicKey(key.public_bytes_raw())


def signed(key: Ed25519PrivateKey, message: bytes) -> tuple[PublicKey, bytes]:
    """The public key that verifies, and the signature of a message."""
    return PublicKey(key.public_key().public_bytes_raw()), key.sign(message)


def is_signed(key: PublicKey, message: bytes, signature: bytes) -> bool:
    """Whether a signature of a message is the key's."""
    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _read(path: Path) -> bytes:
    """Keys are short: whatever is longer is another file."""
    with path.open("rb") as file:
        return file.read(_LARGEST)
