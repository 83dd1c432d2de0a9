"""Signing a pack and verifying it; everything that an attacker could change is noticed and named."""

import base64
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly_engine.signing import (
    SIGNATURE,
    BadKeyError,
    NoCryptographyError,
    PublicKey,
    Standing,
    UnsignableError,
    Verdict,
    sign,
    verify,
    written,
)
from duly_engine.signing.ed25519 import make_key, private_key, public_key, signed
from duly_engine.signing.files import digests
from duly_engine.signing.signature import Signature, message

WINDOWS = "its line ends are those of Windows (`*.duly -text` in .gitattributes keeps them)"
HEADER = "pack house version 1.0.0\nend pack\n"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    for name in ("ours", "theirs"):
        make_key(folder / name, folder / f"{name}.pub")
    return folder


def write_pack(folder: Path) -> Path:
    (folder / "more").mkdir(parents=True)
    (folder / "pack.duly").write_bytes(HEADER.encode())
    (folder / "more" / "art05.duly").write_bytes(b"part of pack house\n")
    (folder / "NOTES.md").write_bytes(b"# Notes\n")
    return folder


@pytest.fixture
def pack(tmp_path: Path, keys: Path) -> Path:
    """A signed pack."""
    folder = write_pack(tmp_path / "house")
    (folder / SIGNATURE).write_text(written(sign(folder, keys / "ours")), encoding="utf-8")
    return folder


def ours(keys: Path) -> list[PublicKey]:
    return [public_key(keys / "ours.pub")]


def told(verdict: Verdict) -> list[tuple[str, str]]:
    return [(each.path, each.what) for each in verdict.differences]


def test_what_was_signed_is_verified_by_that_key_and_by_no_other(pack: Path, keys: Path) -> None:
    assert verify(pack, ours(keys)).standing is Standing.VERIFIED
    assert verify(pack, [public_key(keys / "theirs.pub"), *ours(keys)]).standing is Standing.VERIFIED
    assert verify(pack, None).standing is Standing.CONSISTENT
    other = verify(pack, [public_key(keys / "theirs.pub")])
    assert other.standing is Standing.UNKNOWN_KEY
    assert str(ours(keys)[0]) in other.sentence
    assert verify(pack, []).standing is Standing.UNKNOWN_KEY


def test_signing_again_gives_the_same_bytes(pack: Path, keys: Path) -> None:
    before = (pack / SIGNATURE).read_text(encoding="utf-8")
    assert written(sign(pack, keys / "ours")) == before


def test_the_signed_text_is_what_sha256sum_makes() -> None:
    files = {"b.md": hashlib.sha256(b"b").hexdigest(), "a/ä.duly": hashlib.sha256(b"a").hexdigest()}
    lines = ["duly pack signature 1", f"{files['a/ä.duly']}  a/ä.duly", f"{files['b.md']}  b.md", ""]
    assert message(files) == "\n".join(lines).encode()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here")
def test_openssl_agrees(pack: Path, keys: Path, tmp_path: Path) -> None:
    said = json.loads((pack / SIGNATURE).read_text(encoding="utf-8"))
    (tmp_path / "text").write_bytes(message(said["files"]))
    (tmp_path / "signature").write_bytes(base64.b64decode(said["signature"]))
    command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", str(keys / "ours.pub")]
    files = ["-in", str(tmp_path / "text"), "-sigfile", str(tmp_path / "signature")]
    assert subprocess.run([*command, *files], check=False, capture_output=True).returncode == 0


def change_a_byte(folder: Path) -> None:
    data = bytearray((folder / "more" / "art05.duly").read_bytes())
    data[0] ^= 1
    (folder / "more" / "art05.duly").write_bytes(data)


def turn_line_ends(folder: Path) -> None:
    data = (folder / "pack.duly").read_bytes()
    (folder / "pack.duly").write_bytes(data.replace(b"\n", b"\r\n"))


def replace_by_a_link(folder: Path) -> None:
    (folder.parent / "elsewhere").write_bytes((folder / "NOTES.md").read_bytes())
    (folder / "NOTES.md").unlink()
    (folder / "NOTES.md").symlink_to(folder.parent / "elsewhere")


def link_a_folder(folder: Path) -> None:
    (folder.parent / "other").mkdir()
    (folder.parent / "other" / "evil.duly").write_bytes(b"part of pack house\n")
    (folder / "linked").symlink_to(folder.parent / "other", target_is_directory=True)


def rename_by_case(folder: Path) -> None:
    (folder / "more" / "art05.duly").rename(folder / "more" / "Art05.duly")


def plant(path: str) -> Callable[[Path], None]:
    def planted(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(b"part of pack house\n")

    return planted


def make_a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe.duly")


@pytest.mark.parametrize(
    ("attack", "differences"),
    [
        (change_a_byte, [("more/art05.duly", "was changed")]),
        (
            turn_line_ends,
            [("pack.duly", f"was changed: {WINDOWS}")],
        ),
        (lambda folder: (folder / "NOTES.md").unlink(), [("NOTES.md", "was removed")]),
        (lambda folder: (folder / "NOTES.md").write_bytes(b""), [("NOTES.md", "was changed")]),
        (plant("more/evil.duly"), [("more/evil.duly", "was added")]),
        (plant(".hidden/evil.duly"), [(".hidden/evil.duly", "was added")]),
        (plant("__pycache__/evil.duly"), [("__pycache__/evil.duly", "was added")]),
        (plant(".git/evil.DULY"), [(".git/evil.DULY", "was added")]),
        (plant(".git/evil.md"), [(".git/evil.md", "was added")]),
        (plant("more/SIGNATURE.json"), [("more/SIGNATURE.json", "was added")]),
        (rename_by_case, [("more/Art05.duly", "was added"), ("more/art05.duly", "was removed")]),
        (replace_by_a_link, [("NOTES.md", "is now a symbolic link")]),
        (link_a_folder, [("linked", "was added, a symbolic link")]),
        (make_a_pipe, [("pipe.duly", "was added, no plain file")]),
    ],
)  # fmt: skip
def test_whatever_is_changed_is_named(
    pack: Path, keys: Path, attack: Callable[[Path], object], differences: list[tuple[str, str]]
) -> None:
    attack(pack)
    verdict = verify(pack, ours(keys))
    assert verdict.standing is Standing.CHANGED
    assert told(verdict) == differences
    assert all(f"`{path}` {what}" in verdict.sentence for path, what in differences)


def test_what_python_and_git_keep_beside_a_pack_is_no_part_of_it(pack: Path, keys: Path) -> None:
    for path in ("__pycache__/hook.cpython-311.pyc", ".git/HEAD"):
        (pack / path).parent.mkdir()
        (pack / path).write_bytes(b"x")
    assert verify(pack, ours(keys)).standing is Standing.VERIFIED


names = st.text("abcXYZ09_-. ä", min_size=1, max_size=6).filter(lambda n: n.strip(". ") == n and n != SIGNATURE)
contents = st.dictionaries(
    st.one_of(names, st.tuples(names, names).map("/".join)), st.binary(max_size=20), min_size=1, max_size=4
)


@given(contents, contents)
def test_the_differences_are_exactly_the_files_that_differ(
    tmp_path_factory: pytest.TempPathFactory, keys: Path, before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    def filled(files: dict[str, bytes]) -> Path | None:
        folder = tmp_path_factory.mktemp("files")
        try:
            for path, data in files.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
            digests(folder)
        except (OSError, UnsignableError):
            return None
        return folder

    old, new = filled(before), filled(after)
    if old is None or new is None:
        return
    (new / SIGNATURE).write_text(written(sign(old, keys / "ours")), encoding="utf-8")
    verdict = verify(new, ours(keys))
    differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {path for path, _ in told(verdict)} == differing
    assert (verdict.standing is Standing.VERIFIED) == (before == after)


# ---- the file of the signature ------------------------------------------------------------------------------------


def content(pack: Path) -> dict[str, object]:
    found = json.loads((pack / SIGNATURE).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def rewrite(pack: Path, **changes: object) -> None:
    (pack / SIGNATURE).write_text(json.dumps({**content(pack), **changes}), encoding="utf-8")


def test_a_pack_without_a_signature_is_not_signed(pack: Path, keys: Path) -> None:
    (pack / SIGNATURE).unlink()
    assert verify(pack, ours(keys)).standing is Standing.NOT_SIGNED


def test_the_signature_of_another_pack_is_noticed(pack: Path, keys: Path, tmp_path: Path) -> None:
    other = write_pack(tmp_path / "other")
    (other / "pack.duly").write_text(HEADER.replace("1.0.0", "1.0.1"))
    (pack / SIGNATURE).write_text(written(sign(other, keys / "ours")), encoding="utf-8")
    assert told(verify(pack, ours(keys))) == [("pack.duly", "was changed")]


def test_a_list_of_files_that_was_not_signed_is_a_bad_signature(pack: Path, keys: Path) -> None:
    change_a_byte(pack)
    rewrite(pack, files=dict(digests(pack)))
    assert verify(pack, ours(keys)).standing is Standing.BAD_SIGNATURE
    assert verify(pack, None).standing is Standing.BAD_SIGNATURE


def test_the_name_of_a_trusted_key_makes_no_signature(pack: Path, keys: Path) -> None:
    (pack / SIGNATURE).write_text(written(sign(pack, keys / "theirs")), encoding="utf-8")
    rewrite(pack, key=str(ours(keys)[0]))
    assert verify(pack, ours(keys)).standing is Standing.BAD_SIGNATURE


def test_whoever_signs_anew_is_not_the_one_who_is_trusted(pack: Path, keys: Path) -> None:
    change_a_byte(pack)
    (pack / SIGNATURE).write_text(written(sign(pack, keys / "theirs")), encoding="utf-8")
    assert verify(pack, ours(keys)).standing is Standing.UNKNOWN_KEY


HEX = "0" * 64


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"files": {"../evil.duly": HEX}}, "`../evil.duly` is no path of a file in the pack"),
        ({"files": {"a/../../evil.duly": HEX}}, "no path"),
        ({"files": {"/etc/passwd": HEX}}, "no path"),
        ({"files": {"C:/evil.duly": HEX}}, "no path"),
        ({"files": {"a\\b.duly": HEX}}, "no path"),
        ({"files": {"a//b.duly": HEX}}, "no path"),
        ({"files": {"": HEX}}, "no path"),
        ({"files": {"a\nb": HEX}}, "no path"),
        ({"files": {"\ud800": HEX}}, "no path"),
        ({"files": {"a": HEX.upper().replace("0", "A")}}, "no SHA-256"),
        ({"files": {"a": "0"}}, "no SHA-256"),
        ({"files": {"a": 1}}, "no SHA-256"),
        ({"files": [["a", HEX]]}, "no list of paths"),
        ({"format": 2}, "its format is not 1"),
        ({"format": True}, "its format is not 1"),
        ({"key": "ed25519:AAAA"}, "no Ed25519 key"),
        ({"key": None}, "no Ed25519 key"),
        ({"signature": "AAAA"}, "its `signature` is none of Ed25519"),
        ({"signature": 3}, "its `signature` is none of Ed25519"),
        ({"more": 1}, "and nothing else"),
    ],
    ids=str,
)
def test_a_signature_that_is_not_written_as_one(pack: Path, keys: Path, changes: dict[str, object], said: str) -> None:
    rewrite(pack, **changes)
    verdict = verify(pack, ours(keys))
    assert verdict.standing is Standing.MALFORMED
    assert said in verdict.sentence


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "[" * 100_000, '{"format": 1, "format": 1}', '{"files": {"a": 1, "a": 2}}', "\ufeff{}", "é"]
)
def test_what_is_no_signature_at_all(pack: Path, keys: Path, text: str) -> None:
    (pack / SIGNATURE).write_bytes(text.encode("latin-1" if text == "é" else "utf-8"))
    assert verify(pack, ours(keys)).standing is Standing.MALFORMED


def test_a_signature_is_no_link_and_no_folder(pack: Path, keys: Path) -> None:
    (pack.parent / "away.json").write_bytes((pack / SIGNATURE).read_bytes())
    (pack / SIGNATURE).unlink()
    (pack / SIGNATURE).symlink_to(pack.parent / "away.json")
    assert "a symbolic link" in verify(pack, ours(keys)).sentence
    (pack / SIGNATURE).unlink()
    (pack / SIGNATURE).mkdir()
    assert verify(pack, ours(keys)).standing is Standing.MALFORMED


def test_another_writing_of_the_same_key_or_signature_is_refused(pack: Path, keys: Path) -> None:
    said = content(pack)
    rewrite(pack, signature=f"{said['signature']}\n")
    assert verify(pack, ours(keys)).standing is Standing.MALFORMED
    rewrite(pack, key=f"{said['key']} ")
    assert verify(pack, ours(keys)).standing is Standing.MALFORMED


# ---- what cannot be signed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attack", "said"),
    [
        (replace_by_a_link, "`NOTES.md` is a symbolic link"),
        (link_a_folder, "`linked` is a symbolic link"),
        (make_a_pipe, "`pipe.duly` is no plain file"),
        (plant("more/ART05.duly"), "`more/art05.duly` and `more/ART05.duly` are one file on some systems"),
        (plant("a\\b.duly"), "is a name that not every system can have"),
        (plant("a:b.duly"), "is a name that not every system can have"),
        (plant("a\u202eb.duly"), "is a name that not every system can have"),
    ],
)
def test_what_cannot_be_signed(pack: Path, keys: Path, attack: Callable[[Path], object], said: str) -> None:
    attack(pack)
    with pytest.raises(UnsignableError) as fault:
        sign(pack, keys / "ours")
    assert said in str(fault.value)


# ---- keys ---------------------------------------------------------------------------------------------------------


def test_a_private_key_is_its_owners_and_nothing_is_written_over(tmp_path: Path) -> None:
    private, public = tmp_path / "key", tmp_path / "key.pub"
    old = os.umask(0)
    try:
        make_key(private, public)
    finally:
        os.umask(old)
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    before = private.read_bytes(), public.read_bytes()
    for gone in (None, private, public):
        if gone is not None:
            gone.unlink()
        with pytest.raises(FileExistsError):
            make_key(private, public)
        if gone is not None:
            assert not gone.exists()
            gone.write_bytes(before[gone == public])
    assert (private.read_bytes(), public.read_bytes()) == before
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(FileExistsError):
        make_key(tmp_path / "link", tmp_path / "new.pub")
    assert not (tmp_path / "target").exists()


OPENSSL = {
    "rsa": ["openssl", "genrsa", "1024"],
    "locked": ["openssl", "genpkey", "-algorithm", "ed25519", "-aes256", "-pass", "pass:secret"],
    "plain": ["openssl", "genpkey", "-algorithm", "ed25519"],
}


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here")
@pytest.mark.parametrize(
    ("name", "said"), [("rsa", "of another sort"), ("locked", "protected by a passphrase"), ("plain", "")]
)
def test_keys_of_openssl(tmp_path: Path, name: str, said: str) -> None:
    path = tmp_path / "key"
    path.write_bytes(subprocess.run(OPENSSL[name], check=True, capture_output=True).stdout)
    if not said:
        assert private_key(path)
        return
    with pytest.raises(BadKeyError, match=said):
        private_key(path)


def test_a_key_of_the_wrong_half(keys: Path, tmp_path: Path) -> None:
    with pytest.raises(BadKeyError, match="holds a private key; name the public one"):
        public_key(keys / "ours")
    with pytest.raises(BadKeyError, match="holds no private key in PEM form"):
        private_key(keys / "ours.pub")
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(BadKeyError, match="holds no public key in PEM form"):
        public_key(tmp_path / "empty")


@given(st.binary(min_size=32, max_size=32))
def test_a_key_has_one_name(raw: bytes) -> None:
    assert PublicKey.named(str(PublicKey(raw))) == PublicKey(raw)


@pytest.mark.parametrize(
    "text", ["", "ed25519:", "ed25519:AAAA", "AAAA", "rsa:" + "A" * 43 + "=", "ed25519:" + "A" * 43]
)
def test_what_is_no_name_of_a_key(text: str) -> None:
    assert PublicKey.named(text) is None


def test_whoever_has_no_cryptography_is_told_how_to_get_it(
    pack: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted = ours(keys)
    monkeypatch.delitem(sys.modules, "duly_engine.signing.ed25519")
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    for attempt in (lambda: verify(pack, trusted), lambda: sign(pack, keys / "ours")):
        with pytest.raises(NoCryptographyError, match=r"pip install 'duly\[sign\]'"):
            attempt()


def test_the_signature_is_over_the_message_and_nothing_else(pack: Path, keys: Path) -> None:
    files = digests(pack)
    public, value = signed(private_key(keys / "ours"), b"something else" + message(files))
    (pack / SIGNATURE).write_text(written(Signature(files, public, value)), encoding="utf-8")
    assert verify(pack, ours(keys)).standing is Standing.BAD_SIGNATURE
