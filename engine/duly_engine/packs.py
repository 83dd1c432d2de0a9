"""The seam for packs: one typed hook, and nothing that a pack does can stop the engine.

Each pack is loaded in a plug-in manager of its own. One that cannot be imported, misspells its hook, returns
something else or needs a newer language becomes a `BrokenPack` beside the others. A folder with rule files is a pack
too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pluggy

from duly_dsl.literate import rule_files, rules_in

GROUP = "duly.packs"
HEADERS = ("pack.duly", "pack.md")

hookspec = pluggy.HookspecMarker("duly")
hookimpl = pluggy.HookimplMarker("duly")

_NAME_AND_VERSION = re.compile(r"^\s*pack\s+([a-z][a-z0-9_]*)\s+version\s+(\d+\.\d+\.\d+)", re.MULTILINE)
_LANGUAGE = re.compile(r"^\s*(?:engine\s+)?language\s+(\d+)", re.MULTILINE)
_REQUIRES = re.compile(r"^\s*requires\s+([a-z][a-z0-9_]*)", re.MULTILINE)
_OPTIONAL = re.compile(r"^\s*optional\s+term\s+\w+\s+from\s+pack\s+([a-z][a-z0-9_]*)", re.MULTILINE)
_CROSSWALK = re.compile(r"^\s*crosswalk\s+(.*)$", re.MULTILINE)
_DECLARES = re.compile(r"^\s*(?:source|amendment|proposal)\s+([A-Z][A-Z0-9_]*)", re.MULTILINE)


class NoHeaderError(Exception):
    """A folder that holds no pack."""

    def __init__(self, folder: Path) -> None:
        wanted = " or ".join(f"`{name}`" for name in HEADERS)
        super().__init__(f"`{folder}` has no {wanted} that begins `pack <name> version <x.y.z>`")
        self.folder = folder


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack of data: its name, version, the language it was written for, and where its rules lie."""

    name: str
    version: str
    language: int
    folder: Path

    @classmethod
    def in_folder(cls, folder: Path) -> "Pack":
        """What the header in a folder says. Raises NoHeaderError."""
        try:
            text = _header(folder)
        except OSError:
            raise NoHeaderError(folder) from None
        found, language = _NAME_AND_VERSION.search(text), _LANGUAGE.search(text)
        if found is None:
            raise NoHeaderError(folder)
        return cls(found[1], found[2], int(language[1]) if language else 1, folder)


def _header(folder: Path) -> str:
    """The rules of the file that holds the header, without comments; empty where there is none."""
    texts = (_rules(folder / name) for name in HEADERS if (folder / name).is_file())
    return next((text for text in texts if _NAME_AND_VERSION.search(text)), "")


def _rules(path: Path) -> str:
    text = path.read_text(encoding="utf-8", errors="replace")
    return re.sub(r"#.*", "", rules_in(path.name, text))


@dataclass(frozen=True, slots=True)
class BrokenPack:
    """A pack that cannot be used, and why in one sentence."""

    name: str
    reason: str


class PackHooks:
    """What a pack implements."""

    @hookspec(firstresult=True)
    def duly_pack(self) -> Pack | None:
        """Say what the pack is and where its rules lie."""


def installed_packs() -> list[Pack | BrokenPack]:
    """Every pack that an installed distribution offers, by name."""
    return load_packs(entry_points(group=GROUP))


def named_packs(wanted: Sequence[str | Path]) -> list[Pack | BrokenPack]:
    """Packs by installed name or by folder, in order of their names; one that is not found is broken."""
    installed = {p.name: p for p in installed_packs()}
    found = {p.name: p for p in (_chosen(each, installed) for each in wanted)}
    return [found[name] for name in sorted(found)]


def chosen_packs(wanted: Sequence[str | Path]) -> list[Pack | BrokenPack]:
    """The packs named, with every installed pack that they require."""
    installed = {p.name: p for p in installed_packs()}
    chosen = {p.name: p for p in named_packs(wanted)}
    queue = list(chosen.values())
    while queue:
        for name in _named_in_header(queue.pop(0), _REQUIRES):
            if name in installed and name not in chosen:
                chosen[name] = installed[name]
                queue.append(installed[name])
    return [chosen[name] for name in sorted(chosen)]


def related_packs(packs: Sequence[Pack | BrokenPack]) -> list[str]:
    """Names of the installed packs whose terms the packs read, or whose instruments their crosswalks name, and of those
    that rest on them."""
    names = {p.name for p in packs}
    installed = installed_packs()
    crossed = {word for p in packs for word in _named_in_crosswalks(p)}
    read = {p.name for p in installed if crossed & {*_named_in_header(p, _DECLARES)}}
    read |= {name for p in packs for name in _named_in_header(p, _OPTIONAL)}
    resting = {p.name for p in installed if names & {*_named_in_header(p, _REQUIRES), *_named_in_header(p, _OPTIONAL)}}
    return sorted((read & {p.name for p in installed} | resting) - names)


def _chosen(wanted: str | Path, installed: dict[str, Pack | BrokenPack]) -> Pack | BrokenPack:
    if isinstance(wanted, str) and wanted in installed:
        return installed[wanted]
    folder = Path(wanted)
    if isinstance(wanted, Path) or folder.is_dir():
        try:
            return Pack.in_folder(folder)
        except NoHeaderError as fault:
            return BrokenPack(str(wanted), str(fault))
    known = ", ".join(sorted(installed)) or "none"
    return BrokenPack(wanted, f"no pack `{wanted}` is installed and there is no such folder; installed: {known}")


def _named_in_header(pack: Pack | BrokenPack, clause: re.Pattern[str]) -> list[str]:
    if isinstance(pack, BrokenPack):
        return []
    return clause.findall(_header(pack.folder))


def _named_in_crosswalks(pack: Pack | BrokenPack) -> Iterator[str]:
    """Every word that could be an instrument; to name too many does no harm."""
    for path in rule_files(pack.folder) if isinstance(pack, Pack) else ():
        for said in _CROSSWALK.findall(_rules(path)):
            yield from re.findall(r"[A-Z][A-Z0-9_]*", said)


def load_packs(points: Iterable[EntryPoint]) -> list[Pack | BrokenPack]:
    """Load packs, each on its own, in order of their names."""
    return [_load(point) for point in sorted(points, key=lambda p: (p.name, p.value))]


def _load(point: EntryPoint) -> Pack | BrokenPack:
    manager = pluggy.PluginManager("duly")
    manager.add_hookspecs(PackHooks)
    try:
        manager.register(point.load(), name=point.name)
        manager.check_pending()
        pack: object = manager.hook.duly_pack()
    except pluggy.PluginValidationError as fault:
        said = str(fault).splitlines()[-1] if str(fault) else "its hook does not fit"
        return BrokenPack(point.name, f"pack `{point.name}` misspells its hook or its arguments: {said}")
    except (Exception, SystemExit) as fault:  # noqa: BLE001 - whatever a stranger's module does, the others go on
        return BrokenPack(point.name, f"pack `{point.name}` cannot be loaded: {_one_line(fault)}")
    if not isinstance(pack, Pack):
        return BrokenPack(point.name, f"pack `{point.name}` has no hook `duly_pack` that returns a `Pack`")
    return pack


def _one_line(fault: BaseException) -> str:
    return " ".join(str(fault).split()) or "it fails without saying why"
