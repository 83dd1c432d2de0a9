"""Writing a new pack: the template with its names replaced."""

import re
from collections.abc import Iterator
from pathlib import Path

from duly_cli.new_pack.names import NewPack

TEMPLATE = Path(__file__).parent / "template"
RULES = ("pack.duly", "NOTES.md", "provisions.csv")
PAGES = ("README.md", "CHANGELOG.md")
HOOK = ("__init__.py", "py.typed")


def write_pack(new: NewPack, folder: Path) -> Iterator[Path]:
    """Write the files of a pack into a new folder, and name each. Raises FileExistsError and other OSErrors."""
    folder.mkdir(parents=True)
    for name in (*PAGES, *RULES):
        yield _written(new, TEMPLATE / name, folder / name, here=".")


def write_distribution(new: NewPack, folder: Path) -> Iterator[Path]:
    """The same as a distribution that can be installed: the rules in a package of their own, with the hook."""
    package = folder / f"duly_pack_{new.name}"
    package.mkdir(parents=True)
    for name in PAGES:
        yield _written(new, TEMPLATE / name, folder / name, here=package.name)
    yield _written(new, TEMPLATE / "distribution" / "pyproject.toml", folder / "pyproject.toml", here=package.name)
    for name in HOOK:
        yield _written(new, TEMPLATE / "distribution" / name, package / name, here=package.name)
    for name in RULES:
        yield _written(new, TEMPLATE / name, package / name, here=package.name)


def _written(new: NewPack, template: Path, path: Path, *, here: str) -> Path:
    major = int(new.vocabulary.split(".")[0])
    minor = new.vocabulary.rpartition(".")[0]
    words = {
        "HERE": here,
        "House rules": new.title,
        "HOUSERULES": new.instrument,
        "house-rules": new.name.replace("_", "-"),
        "house_rules": new.name,
        "2.0.0 to before 3.0.0": f"{new.vocabulary} to before {major + 1}.0.0",
        ">=2.0,<3": f">={minor},<{major + 1}",
    }
    named = re.compile("|".join(map(re.escape, words)))
    text = named.sub(lambda found: words[found[0]], template.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
