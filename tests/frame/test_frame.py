"""The frame: lists that name packs, sizes of modules, the drawing, what wheels carry, what may not be committed."""

import re
import statistics
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
AREAS = ("dsl/duly_dsl", "engine/duly_engine", "cli/duly_cli")
PACKS = sorted(p.parent.name for p in ROOT.glob("packs/*/pyproject.toml"))
MODULES = [p for area in (*AREAS, "packs") for p in (ROOT / area).rglob("*.py")]
CARRIED = {".py", ".lark", ".duly", ".md", ".j2", ".css", ".js", ".typed", ".csv", ".toml"}


def lines(path: Path) -> int:
    return sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())


def test_no_module_is_over_400_lines_and_the_median_is_under_120() -> None:
    sizes = {str(p.relative_to(ROOT)): lines(p) for p in MODULES}
    assert {name: n for name, n in sizes.items() if n > 400} == {}
    assert statistics.median(sizes.values()) < 120


def test_every_list_that_names_packs_names_them_all() -> None:
    core = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    distributions = {f"duly-pack-{name.replace('_', '-')}" for name in PACKS}
    assert len(PACKS) == 5
    assert set(core["tool"]["uv"]["sources"]) - {"duly"} == distributions
    assert distributions <= set(core["dependency-groups"]["dev"])
    assert {f"packs/{name}" for name in PACKS} <= set(core["tool"]["mypy"]["mypy_path"])
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in PACKS:
        assert f"(packs/{name}/README.md)" in readme
        pack = tomllib.loads((ROOT / "packs" / name / "pyproject.toml").read_text(encoding="utf-8"))
        assert pack["project"]["entry-points"]["duly.packs"] == {name: f"duly_pack_{name}"}
        for page in ("README.md", "CHANGELOG.md", f"duly_pack_{name}/NOTES.md"):
            assert (ROOT / "packs" / name / page).exists(), page
        version = re.search(r"version (\S+)", (ROOT / "packs" / name / f"duly_pack_{name}" / "pack.duly").read_text())
        assert version is not None
        assert f"\n## {version[1]}" in (ROOT / "packs" / name / "CHANGELOG.md").read_text(encoding="utf-8")


def test_each_box_of_the_drawing_is_a_folder() -> None:
    drawing = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("```rooms\n")[1].split("```")[0]
    boxes = re.findall(r"\b(?:dsl|engine|cli)/duly_[a-z]+(?:/[a-z_]+)?", drawing)
    assert len(boxes) > 10
    assert [box for box in boxes if not (ROOT / box).is_dir()] == []
    folders = {f"{area}/{p.name}" for area in AREAS for p in (ROOT / area).iterdir() if (p / "__init__.py").exists()}
    assert folders - set(boxes) == set()


def test_each_area_says_what_it_knows_and_must_not_know() -> None:
    for area in AREAS:
        text = (ROOT / area / "__init__.py").read_text(encoding="utf-8")
        assert "Knows" in text or "reads arguments" in text
        assert "Must not" in text


def test_what_is_committed_names_no_machine_and_no_plan() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    if not tracked:
        pytest.skip("not a git checkout")
    places = re.compile(r"(^|[\s\"'(=])/(work|root|home)/|\.\./shared")
    own = Path(__file__).relative_to(ROOT).as_posix()
    found = [
        name
        for name in tracked
        if name not in {own, "uv.lock"}
        and (ROOT / name).is_file()
        and places.search((ROOT / name).read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize("folder", [".", *(f"packs/{name}" for name in PACKS)])
def test_a_wheel_carries_every_file_of_its_packages(folder: str, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT / folder, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    roots = AREAS if folder == "." else (f"{folder}/duly_pack_{folder.removeprefix('packs/')}",)
    wanted = {
        path.relative_to((ROOT / root).parent).as_posix()
        for root in roots
        for path in (ROOT / root).rglob("*")
        if path.suffix in CARRIED or path.name == "py.typed"
    }
    assert wanted
    assert carried == {name for name in wanted if "__pycache__" not in name}
