"""What is read together with a document, and that an editor shows what the command line says."""

from pathlib import Path

import pytest

from duly_cli.language_server.completion import suggestions
from duly_cli.language_server.workspace import Workspace
from duly_dsl.check import scenarios
from duly_dsl.load import check_text
from duly_dsl.source import Source
from duly_engine import Duly
from duly_engine.packs import BrokenPack, installed_packs

PACKS = [pack for pack in installed_packs() if not isinstance(pack, BrokenPack)]
INSTALLED = [pack.folder for pack in PACKS]
DULY = Duly.with_installed_packs()
WRONG = sorted((Path(__file__).parents[1] / "language" / "wrong").glob("*.duly"))
HOUSE = """pack house version 1.0.0
  engine language 1
  requires base version 1.0.0 to before 2.0.0
end pack
role keeper of house "keeper"
"""
BASE = 'pack base version 1.0.0 engine language 1 end pack\nkind house "house" end kind\n'


@pytest.mark.parametrize("folder", INSTALLED, ids=lambda p: p.name)
def test_a_shipped_pack_shows_what_duly_pack_check_says(folder: Path) -> None:
    workspace = Workspace(INSTALLED)
    path = str(folder / "pack.duly")
    workspace.write(path, Path(path).read_text(encoding="utf-8"))
    pack = next(p for p in DULY.corpus.packs if p.name == folder.name.removeprefix("duly_pack_"))
    said = [*DULY.diagnostics, *scenarios(pack, DULY.corpus)]
    expected = [(d.code, d.message, d.span.line) for d in said if Path(d.span.source.name).parts[0] == pack.name]
    assert [(d.code, d.message, d.span.line) for d in workspace.reading(path).diagnostics] == expected


@pytest.mark.parametrize("wrong", WRONG, ids=lambda p: p.stem)
def test_a_wrong_file_shows_what_is_said_of_it_elsewhere(wrong: Path, tmp_path: Path) -> None:
    path = str(tmp_path / wrong.name)
    workspace = Workspace()
    workspace.write(path, wrong.read_text(encoding="utf-8"))
    expected = check_text(Source(path, wrong.read_text(encoding="utf-8")))
    assert workspace.reading(path).diagnostics == expected


def _write(folder: Path, **files: str) -> str:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.duly").write_text(text, encoding="utf-8")
    return str(folder / "pack.duly")


def test_what_a_pack_requires_is_read_beside_it_and_another_version_is_refused(tmp_path: Path) -> None:
    house, base = _write(tmp_path / "house", pack=HOUSE), _write(tmp_path / "base", pack=BASE)
    alone = Workspace()
    alone.write(house, HOUSE)
    assert [d.code for d in alone.reading(house).diagnostics] == ["E0601"]
    workspace = Workspace([tmp_path / "base"])
    workspace.write(house, HOUSE)
    assert [d.code for d in workspace.reading(house).diagnostics] == []
    assert [each.pack.name for each in workspace.reading(house).beside if each.pack] == ["base"]
    # The unsaved text of a pack beside counts too, and makes another reading of those that rest on it.
    before = workspace.reading(house)
    workspace.write(base, BASE.replace("kind house", "kind hut"))
    assert workspace.reading(house) is not before
    assert [d.code for d in workspace.reading(house).diagnostics] == ["E0301"]
    workspace.close(base)
    assert workspace.reading(house).diagnostics == ()


def test_a_pack_beside_that_is_half_written_counts_as_it_was_when_it_could_be_read(tmp_path: Path) -> None:
    house, base = _write(tmp_path / "house", pack=HOUSE), _write(tmp_path / "base", pack=BASE)
    workspace = Workspace([tmp_path / "base"])
    workspace.write(house, HOUSE)
    workspace.write(base, BASE)
    assert workspace.reading(base).is_whole
    workspace.write(base, BASE.replace("end kind", "end"))
    assert workspace.reading(house).diagnostics == ()
    # Where it never could be read, it cannot be used, as on the command line.
    fresh = Workspace([tmp_path / "base"])
    fresh.write(base, BASE.replace("end kind", "end"))
    fresh.write(house, HOUSE)
    (refused,) = fresh.reading(house).diagnostics
    assert (refused.code, refused.message) == ("E0601", "`house` requires `base`, which cannot be used")


def test_what_rests_on_a_pack_is_read_beside_it(tmp_path: Path) -> None:
    _write(tmp_path / "house", pack=HOUSE)
    base = _write(tmp_path / "base", pack=BASE)
    workspace = Workspace([tmp_path / "house", tmp_path / "base"])
    workspace.write(base, BASE)
    assert [each.pack.name for each in workspace.reading(base).beside if each.pack] == ["house"]


def test_an_open_folder_takes_the_place_of_the_installed_pack_of_its_name(tmp_path: Path) -> None:
    _write(tmp_path / "installed", pack=BASE)
    base = _write(tmp_path / "base", pack=BASE.replace("1.0.0", "1.5.0"))
    house = _write(tmp_path / "house", pack=HOUSE)
    workspace = Workspace([tmp_path / "installed"])
    workspace.write(house, HOUSE)
    workspace.write(base, BASE.replace("1.0.0", "1.5.0"))
    (beside,) = workspace.reading(house).beside
    assert beside.pack is not None
    assert beside.pack.header.version == "1.5.0"


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    path = _write(tmp_path / "base", pack=BASE, more='part of pack base\nkind hut "hut" end kind\n')
    workspace = Workspace()
    workspace.write(path, BASE)
    before = workspace.reading(path)
    workspace.write(path, BASE)
    assert workspace.reading(path) is before
    workspace.write(path, BASE + "# more\n")
    after = workspace.reading(path)
    assert [a is b for a, b in zip(before.own.files, after.own.files, strict=True)] == [True, False]


def test_files_come_go_and_change_on_disk(tmp_path: Path) -> None:
    path, other = _write(tmp_path / "base", pack=BASE), tmp_path / "base" / "more.duly"
    workspace = Workspace()
    workspace.write(path, BASE)
    assert len(workspace.reading(path).own.files) == 1
    other.write_text('part of pack base\nkind hut "hut" end kind\n', encoding="utf-8")
    assert len(workspace.reading(path).own.files) == 1
    workspace.look_again()
    assert len(workspace.reading(path).own.files) == 2
    other.write_bytes(b"\xff")
    workspace.look_again()
    assert {d.code for d in workspace.reading(path).diagnostics} == {"E0142", "E0204", "E0209"}
    other.unlink()
    workspace.look_again()
    assert workspace.reading(path).diagnostics == ()
    # A new document that is not saved yet belongs to the pack of its folder.
    workspace.write(str(other), "part of pack base\nkind house\n")
    assert [d.span.source.name for d in workspace.reading(path).diagnostics] == [str(other)]


def test_the_last_whole_reading_is_kept(tmp_path: Path) -> None:
    path = _write(tmp_path / "base", pack=BASE)
    workspace = Workspace()
    workspace.write(path, BASE)
    whole = workspace.reading(path)
    workspace.write(path, BASE + "kind ")
    assert not workspace.reading(path).is_whole
    assert workspace.whole(path) is whole
    workspace.write(path, BASE + "# kind")
    assert workspace.whole(path) is workspace.reading(path)


LAW = 'pack {} version 1.0.0 engine language 1 source {} "x" published 1 May 2026 in force from 1 May 2026 end pack\n'


def test_the_packs_to_which_a_crosswalk_leads_are_read_beside_it(tmp_path: Path) -> None:
    _write(tmp_path / "other", pack=LAW.format("other", "OTHER_LAW"))
    _write(tmp_path / "far", pack=LAW.format("far", "FAR"))
    own = LAW.format("own", "OWN") + "crosswalk OWN art 1 intersects OTHER_LAW art 2\n"
    path = _write(tmp_path / "own", pack=own)
    alone = Workspace()
    alone.write(path, own)
    assert [d.code for d in alone.reading(path).diagnostics] == ["W0308"]
    workspace = Workspace([tmp_path / "other", tmp_path / "far"])
    workspace.write(path, own)
    offered = suggestions("crosswalk ", 10, workspace.vocabulary(path)).listed
    assert {s.label for s in offered if s.sort.is_name} == {"OWN", "OTHER_LAW", "FAR"}
    reading = workspace.reading(path)
    assert reading.diagnostics == ()
    assert [each.pack.name for each in reading.beside if each.pack] == ["other"]
    (leads,) = [o for o in reading.occurrences(path) if o.of.name == "OTHER_LAW"]
    assert [Path(o.span.source.name).parent.name for o in reading.declared[leads.of]] == ["other"]


def test_prose_counts_as_far_as_it_holds_rules_of_a_pack(tmp_path: Path) -> None:
    pack = f"# House\n\n```duly\n{BASE}```\n\nSaid in prose.\n"
    folder = tmp_path / "base"
    folder.mkdir()
    path, notes, lone = str(folder / "pack.md"), str(folder / "NOTES.md"), str(tmp_path / "README.md")
    workspace = Workspace()
    for each, text in ((path, pack), (notes, "# Notes\n"), (lone, "```duly\nkind hut\n```\n")):
        workspace.write(each, text)
    reading = workspace.reading(path)
    assert reading.diagnostics == ()
    assert [file.path for file in reading.own.files] == [path]
    assert workspace.reading(notes) is reading
    assert workspace.reading(lone).own.files == ()
    assert workspace.reading(lone).diagnostics == ()
    (kind,) = [o for o in reading.occurrences(path) if o.declares and o.of.name == "house"]
    assert pack.split("\n")[kind.span.line - 1][kind.span.column - 1 :].startswith("house")
    in_prose = [workspace.is_prose(path, pack.index(word)) for word in ("House", "kind house", "Said")]
    assert in_prose == [True, False, True]
