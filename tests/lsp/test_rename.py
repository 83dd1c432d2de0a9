"""Names of shipped packs renamed and renamed back: nothing is lost, nothing breaks, nobody is hurt."""

from pathlib import Path

import pytest

from duly_cli.language_server.reading import Reading
from duly_cli.language_server.rename import Refusal, editable, rename
from duly_cli.language_server.spot import Spot
from duly_cli.language_server.workspace import Workspace
from duly_dsl.diagnostics import Severity, apply_edits
from duly_dsl.uses import Sort
from duly_engine.packs import BrokenPack, installed_packs

INSTALLED = [pack.folder for pack in installed_packs() if not isinstance(pack, BrokenPack)]
ACT = next(folder for folder in INSTALLED if folder.name == "duly_pack_eu_ai_act")
SHARED = next(folder for folder in INSTALLED if folder.name == "duly_pack_ai_assets")
SORTS = (Sort.KIND, Sort.FACT, Sort.LINK, Sort.MEMBER, Sort.ROLE, Sort.TERM, Sort.INSTRUMENT, Sort.RULE, Sort.LABEL)
NEW = {Sort.RULE: "NEW-1", Sort.INSTRUMENT: "NEWACT", Sort.LABEL: "zz"}


WORKSPACE = Workspace(INSTALLED)


def _workspace(folder: Path) -> tuple[Workspace, str]:
    """The packs as they lie on disk, one of them open."""
    for path in WORKSPACE.documents:
        WORKSPACE.close(path)
    path = str(folder / "pack.duly")
    WORKSPACE.write(path, Path(path).read_text(encoding="utf-8"))
    return WORKSPACE, path


def _spot(reading: Reading, sort: Sort, name: str = "") -> Spot:
    """The first declaration of a sort in the pack itself."""
    declared = (o for file in reading.own.files for o in file.declared)
    return Spot(reading, (next(o for o in declared if o.of.sort is sort and name in {"", o.of.name}),))


def _texts(reading: Reading) -> dict[str, str]:
    return {file.path: file.text for file in reading.files}


@pytest.mark.parametrize("sort", SORTS, ids=str)
def test_a_name_renamed_and_renamed_back(sort: Sort) -> None:
    folder = SHARED if sort in {Sort.KIND, Sort.LINK, Sort.MEMBER, Sort.ROLE} else ACT
    workspace, path = _workspace(folder)
    before = workspace.reading(path)
    first = _spot(before, sort, "dataset" if sort is Sort.KIND else "")
    old, new = first.references[0].name, NEW.get(sort, "entirely_new")
    everywhere = editable(before, map(str, INSTALLED))
    edits = rename(first, new, everywhere)
    assert not isinstance(edits, Refusal), edits
    for changed, found in edits.items():
        workspace.write(changed, apply_edits(_texts(before)[changed], found))
    after = workspace.reading(path)
    assert [d for d in after.diagnostics if d.severity is Severity.ERROR] == []
    back = _spot(after, sort, new)
    assert len(after.named(back.references)) == len(before.named(first.references))
    undone = rename(back, old, everywhere)
    assert not isinstance(undone, Refusal), undone
    for changed, found in undone.items():
        workspace.write(changed, apply_edits(_texts(after)[changed], found))
    if sort in {Sort.RULE, Sort.LABEL}:
        assert f"formerly {new}" in "".join(_texts(workspace.reading(path)).values()).replace("(", "").replace(")", "")
    else:
        assert _texts(workspace.reading(path)) == _texts(before)


def test_what_others_use_is_not_renamed_where_they_cannot_be_changed() -> None:
    workspace, path = _workspace(SHARED)
    reading = workspace.reading(path)
    refused = rename(_spot(reading, Sort.LINK), "entirely_new", editable(reading, [str(SHARED)]))
    assert isinstance(refused, Refusal)
    assert "is not in the folders that are open" in refused.reason
