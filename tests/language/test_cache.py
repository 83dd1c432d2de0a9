"""Checked packs kept between runs: what is read back is what was put there, and nothing else is believed."""

import json
from pathlib import Path

import pytest
from hypothesis import given

from duly_dsl.cache import Store, kept, key_of
from duly_dsl.cache.codec import Decoder, Encoder, UnfitError
from duly_dsl.ir import PackRules
from duly_dsl.load import load
from duly_dsl.loaded import Loaded
from duly_dsl.read import read_pack
from runs import ROOT, duly
from strategies import Sample, samples

FOLDERS = sorted([*ROOT.glob("packs/*/duly_pack_*"), *ROOT.glob("tests/semantics/vectors/*")])
HOUSE = """pack house version 0.1.0
  engine language 1
  source HOUSE "Rules of the house" published 1 March 2026 in force from 1 April 2026
end pack
kind tool "tool" fact a: yes/no end kind
"""


def through_json(pack: PackRules) -> PackRules:
    encoder = Encoder()
    data = json.loads(json.dumps(encoder.encode(pack)))
    found: PackRules = Decoder(encoder.sources).of(PackRules)(data)
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_a_pack_reads_back_the_same_with_its_places(folder: Path) -> None:
    pack = read_pack(folder).value
    assert pack is not None
    found = through_json(pack)
    assert found == pack
    assert [str(rule.span) for rule in found.rules] == [str(rule.span) for rule in pack.rules]


@given(samples)
def test_any_pack_reads_back_the_same(sample: Sample) -> None:
    pack = sample.corpus.packs[0]
    assert through_json(pack) == pack


@pytest.mark.parametrize("broken", [None, [], ["Rule"], ["PackRules", 1], ["PackRules", *([[]] * 19)], {"a": 1}])
def test_what_is_not_of_the_type_is_refused(broken: object) -> None:
    with pytest.raises(UnfitError):
        Decoder([]).of(PackRules)(broken)


def test_a_changed_file_is_read_again_and_an_unchanged_one_is_not(tmp_path: Path) -> None:
    store, folders = Store(tmp_path / "cache"), {"house": tmp_path / "house"}
    folders["house"].mkdir()
    file = folders["house"] / "pack.duly"
    reads = 0

    def read() -> Loaded:
        nonlocal reads
        reads += 1
        return load(folders)

    for text, expected in ((HOUSE, 1), (HOUSE, 1), (HOUSE.replace("tool", "hammer"), 2), (HOUSE, 2)):
        file.write_text(text)
        found = kept(store, key_of("packs", folders), Loaded, read)
        assert reads == expected
        assert found == load(folders)


@pytest.mark.parametrize("harm", ["cut", "changed", "emptied", "foreign"])
def test_a_damaged_entry_counts_as_absent(tmp_path: Path, harm: str) -> None:
    store = Store(tmp_path / "cache")
    store.put("k", {"value": ["Loaded"]})
    entry = tmp_path / "cache" / "k.json"
    text = entry.read_text()
    entry.write_text(
        {"cut": text[:-3], "changed": text.replace("Loaded", "Louded"), "emptied": "", "foreign": "{}"}[harm]
    )
    assert store.get("k") is None
    assert kept(store, "k", Loaded, lambda: load({})) == load({})
    assert store.get("k") is not None


def test_a_folder_that_others_can_write_to_is_not_used(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    store.put("k", {"value": 1})
    assert store.get("k") == {"value": 1}
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0
    (tmp_path / "cache").chmod(0o777)
    assert store.get("k") is None
    link = Store(tmp_path / "link")
    link.folder.symlink_to(tmp_path / "cache")
    (tmp_path / "cache").chmod(0o700)
    assert link.get("k") is None


def test_old_entries_are_dropped(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    for number in range(60):
        store.put(f"k{number}", number)
    assert len(list((tmp_path / "cache").iterdir())) <= 41
    assert store.get("k59") == 59


def test_the_answer_is_the_same_without_and_with_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (house / "pack.duly").write_text(HOUSE.replace("fact a", "fact a: yes/no fact b"))
    (tmp_path / "file").write_text("")
    runs = [
        duly(*before, "pack", "check", "house", cwd=tmp_path, env={"DULY_CACHE_DIR": str(tmp_path / folder)})
        for before, folder in (((), "cache"), ((), "cache"), (("--no-cache",), "cache"), ((), "file"))
    ]
    assert len({(run.code, run.out, run.err) for run in runs}) == 1
    assert len(list((tmp_path / "cache").iterdir())) > 0
