"""Packs that have to be signed: by the library and at the command line."""

import json
import shutil
from pathlib import Path

import pytest

from duly_engine import Duly
from duly_engine.signing import SIGNATURE, PublicKey, sign, written
from duly_engine.signing.ed25519 import make_key, public_key
from runs import DATES, LIBRARY, ROOT, duly

NAMES = ("ai_assets", "nist_ai_rmf")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    make_key(tmp_path / "key", tmp_path / "key.pub")
    return tmp_path / "key"


@pytest.fixture
def packs(tmp_path: Path, key: Path) -> list[Path]:
    """Two signed packs, the second of which requires the first."""
    folders = []
    for name in NAMES:
        folder = tmp_path / name
        shutil.copytree(ROOT / "packs" / name / f"duly_pack_{name}", folder, ignore=shutil.ignore_patterns("*.pyc"))
        (folder / SIGNATURE).write_text(written(sign(folder, key)), encoding="utf-8")
        folders.append(folder)
    return folders


def trusted(key: Path) -> list[PublicKey]:
    return [public_key(key.with_name("key.pub"))]


def reasons(loaded: Duly) -> dict[str, str]:
    return {each.name: each.reason for each in loaded.refused}


def test_signed_packs_are_used(packs: list[Path], key: Path) -> None:
    loaded = Duly.with_packs(*packs, trusted=trusted(key))
    assert [p.name for p in loaded.corpus.packs] == list(NAMES)
    assert loaded.refused == ()
    assert reasons(Duly.with_packs(*packs, trusted=[])).keys() == set(NAMES)


def test_a_changed_pack_is_one_diagnostic_and_the_others_are_used(packs: list[Path], key: Path) -> None:
    (packs[1] / "extra.duly").write_text("part of pack nist_ai_rmf\n")
    loaded = Duly.with_packs(*packs, trusted=trusted(key))
    assert [p.name for p in loaded.corpus.packs] == ["ai_assets"]
    assert [d.code for d in loaded.diagnostics] == ["E0604"]
    assert "`extra.duly` was added" in reasons(loaded)["nist_ai_rmf"]
    assert Duly.with_packs(*packs).refused == ()


def test_what_a_signed_pack_requires_has_to_be_signed_too(packs: list[Path], key: Path) -> None:
    loaded = Duly.with_packs(packs[1], trusted=trusted(key))
    assert loaded.corpus.packs == ()
    assert "it is not signed" in reasons(loaded)["ai_assets"]
    assert "requires `ai_assets`" in reasons(loaded)["nist_ai_rmf"]


def test_no_hook_runs_where_packs_have_to_be_signed(tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither of a pack that is refused nor of one that is used: what was signed is what is read."""
    package = tmp_path / "site" / "duly_pack_house"
    package.mkdir(parents=True)
    touched = tmp_path / "touched"
    (package / "__init__.py").write_text(f"from pathlib import Path\nPath({str(touched)!r}).touch()\n")
    (package / "pack.duly").write_text("pack house version 1.0.0\n  engine language 1\nend pack\n")
    info = tmp_path / "site" / "duly_pack_house-1.0.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: duly-pack-house\nVersion: 1.0.0\n")
    (info / "entry_points.txt").write_text(
        "[duly.packs]\nhouse = duly_pack_house\nnowhere = no_such_package.inner\nlost = duly_pack_house.inner\n"
    )
    monkeypatch.syspath_prepend(tmp_path / "site")
    refused = reasons(Duly.with_installed_packs(trusted=trusted(key)))
    assert "it is not signed" in refused["house"]
    assert "there is no package `no_such_package.inner`" in refused["nowhere"]
    assert "has no `pack.duly`" in refused["lost"]
    (package / SIGNATURE).write_text(written(sign(package, key)), encoding="utf-8")
    loaded = Duly.with_packs("house", trusted=trusted(key))
    assert [p.name for p in loaded.corpus.packs] == ["house"]
    assert not touched.exists()
    Duly.with_packs("house")
    assert touched.exists()


def test_from_a_key_to_a_report(tmp_path: Path) -> None:
    made = duly("pack", "keygen", tmp_path / "key")
    assert made.code == 0
    secret = (tmp_path / "key").read_text()
    folder = tmp_path / "ai_assets"
    shutil.copytree(ROOT / "packs" / "ai_assets" / "duly_pack_ai_assets", folder)
    signed = duly("pack", "sign", folder, "--key", tmp_path / "key")
    assert (signed.code, signed.err) == (0, "")
    verified = duly("pack", "verify", folder, "--key", tmp_path / "key.pub")
    assert verified.code == 0
    assert verified.out.startswith("ai_assets 2.0.0: signed by ed25519:")
    env = {"DULY_TRUSTED_KEYS": str(tmp_path / "key.pub")}
    checked = duly("check", LIBRARY, "--pack", folder, "--pack", "gdpr", *DATES, env=env)
    assert checked.code == 3
    assert checked.err.count("error E0604") == 1
    assert "pack `gdpr` is not used: it is not signed" in checked.err
    said = "".join(run.out + run.err for run in (made, signed, verified, checked))
    assert not [line for line in secret.splitlines()[1:-1] if line in said]


def test_each_standing_has_its_exit_code(packs: list[Path], key: Path) -> None:
    public = key.with_name("key.pub")
    assert duly("pack", "verify", packs[0]).code == 12
    (packs[0] / "NOTES.md").unlink()
    (packs[0] / "more.md").write_text("more")
    changed = duly("pack", "verify", packs[0], "--key", public, "--format", "json")
    assert changed.code == 10
    assert json.loads(changed.out)["differences"] == [
        {"path": "NOTES.md", "what": "was removed"},
        {"path": "more.md", "what": "was added"},
    ]
    make_key(key.with_name("other"), key.with_name("other.pub"))
    unknown = duly("pack", "verify", packs[1], "--key", key.with_name("other.pub"))
    assert (unknown.code, unknown.err) == (11, "")
    assert "which is not a trusted key" in unknown.out
    unsigned = duly("pack", "verify", "gdpr", "--key", public)
    assert unsigned.code == 11
    assert unsigned.out == "gdpr 2.0.0: it is not signed: there is no `SIGNATURE.json` in its folder\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("pack", "verify", "nowhere"), 3, "no pack `nowhere` is installed"),
        (("pack", "verify", "gdpr", "--key", "nowhere.pub"), 2, "cannot read `nowhere.pub`: No such file"),
        (("check", "--require-signed-by", "nowhere.pub"), 2, "cannot read `nowhere.pub`: No such file"),
        (("pack", "sign", "house", "--key", "house/key"), 2, "would be handed out with it"),
        (("pack", "keygen", "house/pack.duly"), 2, "cannot write `house/pack.duly`: File exists"),
    ],
)
def test_what_cannot_be_done(tmp_path: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "pack.duly").write_text("pack house version 1.0.0\nend pack\n")
    run = duly(*arguments, cwd=tmp_path)
    assert run.code == code
    assert said in run.err
    assert not (tmp_path / "house" / SIGNATURE).exists()
    assert not (tmp_path / "house" / "pack.duly.pub").exists()
