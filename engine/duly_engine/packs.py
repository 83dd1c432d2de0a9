"""The seam for packs: one typed hook, and nothing that a pack does can stop the engine.

Each pack is loaded in a plug-in manager of its own. One that cannot be imported, misspells its hook, returns
something else or needs a newer language becomes a `BrokenPack` beside the others. A folder with rule files is a pack
too. Where packs have to be signed, no hook runs at all: what is signed are the files of its package.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

import pluggy

from duly_dsl.diagnostics import Diagnostic, error
from duly_dsl.literate import rule_files, rules_in
from duly_dsl.source import Source, Span
from duly_engine.signing.keys import PublicKey
from duly_engine.signing.verify import Standing, verify

GROUP = "duly.packs"
HEADERS = ("pack.duly", "pack.md")

Trusted = Collection[PublicKey]
"""The keys by one of which a pack has to be signed."""

hookspec = pluggy.HookspecMarker("duly")
hookimpl = pluggy.HookimplMarker("duly")

_NAME_AND_VERSION = re.compile(r"^\s*pack\s+([a-z][a-z0-9_]*)\s+version\s+(\d+\.\d+\.\d+)", re.MULTILINE)
_LANGUAGE = re.compile(r"^\s*(?:engine\s+)?language\s+(\d+)", re.MULTILINE)
_END = re.compile(r"\bend\s+pack\b")
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
    """The header of a pack without comments; empty where there is none. What follows it is not looked at."""
    texts = (_rules(folder / name) for name in HEADERS if (folder / name).is_file())
    headers = (_without_comments(text[: end.end()] if (end := _END.search(text)) else text) for text in texts)
    return next((header for header in headers if _NAME_AND_VERSION.search(header)), "")


def _rules(path: Path) -> str:
    return rules_in(path.name, path.read_text(encoding="utf-8", errors="replace"))


def _without_comments(text: str) -> str:
    return re.sub(r"#.*", "", text)


@dataclass(frozen=True, slots=True)
class BrokenPack:
    """A pack that cannot be used, and why in one sentence."""

    name: str
    reason: str
    code: str = "E0602"

    @property
    def diagnostic(self) -> Diagnostic:
        """The same as a diagnostic; it is about the pack as a whole."""
        return error(self.code, self.reason, Span(Source(f"pack {self.name}", ""), 1, 1, 1, 1))


class PackHooks:
    """What a pack implements."""

    @hookspec(firstresult=True)
    def duly_pack(self) -> Pack | None:
        """Say what the pack is and where its rules lie."""


def installed_packs(trusted: Trusted | None = None) -> list[Pack | BrokenPack]:
    """Every pack that an installed distribution offers, by name; with `trusted`, those signed by one of these keys."""
    points = entry_points(group=GROUP)
    if trusted is None:
        return load_packs(points)
    return [_proven(_beside(point), trusted) for point in sorted(points, key=_order)]


def named_packs(wanted: Sequence[str | Path], trusted: Trusted | None = None) -> list[Pack | BrokenPack]:
    """Packs by installed name or by folder, in order of their names; one that is not found is broken."""
    return _named(wanted, {p.name: p for p in installed_packs(trusted)}, trusted)


def chosen_packs(wanted: Sequence[str | Path], trusted: Trusted | None = None) -> list[Pack | BrokenPack]:
    """The packs named, with every installed pack that they require."""
    installed = {p.name: p for p in installed_packs(trusted)}
    return with_required(_named(wanted, installed, trusted), installed)


def _named(
    wanted: Sequence[str | Path], installed: Mapping[str, Pack | BrokenPack], trusted: Trusted | None
) -> list[Pack | BrokenPack]:
    found = {p.name: p for p in (_chosen(each, installed, trusted) for each in wanted)}
    return [found[name] for name in sorted(found)]


def untried_pack(wanted: str) -> Pack | BrokenPack:
    """A pack by installed name or by folder, found without running its hook."""
    return _chosen(wanted, {p.name: p for p in map(_beside, entry_points(group=GROUP))}, None)


def with_required(
    packs: Sequence[Pack | BrokenPack], available: Mapping[str, Pack | BrokenPack]
) -> list[Pack | BrokenPack]:
    """Packs with all that they require, as far as it is available, in order of their names."""
    chosen = {p.name: p for p in packs}
    queue = list(chosen.values())
    while queue:
        for name in _named_in_header(queue.pop(0), _REQUIRES):
            if name in available and name not in chosen:
                chosen[name] = available[name]
                queue.append(available[name])
    return [chosen[name] for name in sorted(chosen)]


def resting_on(names: Collection[str], packs: Iterable[Pack | BrokenPack]) -> list[str]:
    """Names of the packs that require one of these, or read terms of it."""
    wanted = set(names)
    found = {p.name for p in packs if wanted & {*_named_in_header(p, _REQUIRES), *_named_in_header(p, _OPTIONAL)}}
    return sorted(found - wanted)


def related_packs(packs: Sequence[Pack | BrokenPack]) -> list[str]:
    """Names of the installed packs whose terms the packs read, or whose instruments their crosswalks name, and of those
    that rest on them."""
    names = {p.name for p in packs}
    installed = installed_packs()
    crossed = {word for p in packs for word in _named_in_crosswalks(p)}
    read = {p.name for p in installed if crossed & {*_named_in_header(p, _DECLARES)}}
    read |= {name for p in packs for name in _named_in_header(p, _OPTIONAL)}
    return sorted((read & {p.name for p in installed} | {*resting_on(names, installed)}) - names)


def _chosen(
    wanted: str | Path, installed: Mapping[str, Pack | BrokenPack], trusted: Trusted | None
) -> Pack | BrokenPack:
    if isinstance(wanted, str) and wanted in installed:
        return installed[wanted]
    folder = Path(wanted)
    if isinstance(wanted, Path) or folder.is_dir():
        found = _in_folder(str(wanted), folder)
        return found if trusted is None else _proven(found, trusted)
    known = ", ".join(sorted(installed)) or "none"
    return BrokenPack(wanted, f"no pack `{wanted}` is installed and there is no such folder; installed: {known}")


def _named_in_header(pack: Pack | BrokenPack, clause: re.Pattern[str]) -> list[str]:
    if isinstance(pack, BrokenPack):
        return []
    return clause.findall(_header(pack.folder))


def _named_in_crosswalks(pack: Pack | BrokenPack) -> Iterator[str]:
    """Every word that could be an instrument; to name too many does no harm."""
    for path in rule_files(pack.folder) if isinstance(pack, Pack) else ():
        for said in _CROSSWALK.findall(_without_comments(_rules(path))):
            yield from re.findall(r"[A-Z][A-Z0-9_]*", said)


def _in_folder(name: str, folder: Path) -> Pack | BrokenPack:
    try:
        return Pack.in_folder(folder)
    except NoHeaderError as fault:
        return BrokenPack(name, str(fault))


def _proven(pack: Pack | BrokenPack, trusted: Trusted) -> Pack | BrokenPack:
    """The pack if one of the keys signed its files."""
    if isinstance(pack, BrokenPack):
        return pack
    verdict = verify(pack.folder, trusted)
    if verdict.standing is Standing.VERIFIED:
        return pack
    return BrokenPack(pack.name, f"pack `{pack.name}` is not used: {verdict.sentence}", "E0604")


def _beside(point: EntryPoint) -> Pack | BrokenPack:
    """The pack that lies in the package of a hook; nothing of the package is imported."""
    top, *below = point.module.split(".")
    try:
        spec = find_spec(top)
    except (ImportError, ValueError):
        spec = None
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        return BrokenPack(point.name, f"pack `{point.name}` cannot be found: there is no package `{point.module}`")
    return _in_folder(point.name, Path(places[0]).joinpath(*below))


def load_packs(points: Iterable[EntryPoint]) -> list[Pack | BrokenPack]:
    """Load packs, each on its own, in order of their names."""
    return [_load(point) for point in sorted(points, key=_order)]


def _order(point: EntryPoint) -> tuple[str, str]:
    return point.name, point.value


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
