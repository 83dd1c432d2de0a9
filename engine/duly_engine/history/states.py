"""A pack at one state, loaded beside the packs that it requires and those that rest on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, errors_in, in_order
from duly_dsl.ir import PackRules
from duly_dsl.load import load
from duly_engine.history.git import GitError
from duly_engine.history.revision import CHANGELOG, Revision, lay_out
from duly_engine.packs import BrokenPack, Pack, installed_packs, named_packs, resting_on, with_required


@dataclass(frozen=True, slots=True)
class State:
    """A pack as it is at one place or time; `pack` is None where it cannot be used, and `diagnostics` say why."""

    shown: str
    pack: PackRules | None
    corpus: Corpus
    changelog: str | None
    diagnostics: tuple[Diagnostic, ...]


def state(wanted: str) -> State:
    """The pack under an installed name, in a folder, or at a git revision, `HEAD~3:packs/gdpr/duly_pack_gdpr`."""
    installed = {p.name: p for p in installed_packs()}
    revision = Revision.named(wanted)
    if revision is None or wanted in installed or Path(wanted).is_dir():
        (found,) = named_packs([wanted])
        if isinstance(found, BrokenPack):
            return _nothing(found)
        return _loaded(wanted, found, installed, _changelog(found.folder))
    with TemporaryDirectory() as folder:
        try:
            laid_out = lay_out(revision, Path(folder))
        except GitError as fault:
            return _nothing(BrokenPack(wanted, str(fault)))
        return _loaded(wanted, laid_out.pack, {**installed, **laid_out.others}, laid_out.changelog)


def _nothing(found: BrokenPack) -> State:
    return State(found.name, None, Corpus(()), None, (found.diagnostic,))


def _changelog(folder: Path) -> str | None:
    places = (folder / CHANGELOG, folder.resolve().parent / CHANGELOG)
    found = next((place for place in places if place.is_file()), None)
    return found.read_text(encoding="utf-8", errors="replace") if found else None


def _loaded(shown: str, own: Pack, available: Mapping[str, Pack | BrokenPack], changelog: str | None) -> State:
    """Packs that rest on it show what it touches; what is wrong with them is their own affair."""
    others = {name: p for name, p in available.items() if name != own.name}
    resting = [others[name] for name in resting_on([own.name], others.values())]
    beside = [p for p in with_required([own, *resting], others) if isinstance(p, Pack) and p is not own]
    loaded = load({shown: own.folder, **{p.name: p.folder for p in beside}})
    needed = {p.name for p in with_required([own], others)}
    foreign = tuple(f"{p.name}/" for p in beside if p.name not in needed)
    wrong = [d for d in errors_in(loaded.diagnostics) if not d.span.source.name.startswith(foreign)]
    return State(shown, loaded.corpus.by_name.get(own.name), loaded.corpus, changelog, in_order(wrong))
