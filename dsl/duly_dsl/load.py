"""Packs from folders: read, checked, and those that are sound put together.

A pack with errors is refused, and so is one that requires a pack which is refused, absent or of another version; all
others load. The order in which folders are named never matters.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from duly_dsl import phrase
from duly_dsl.check import advised, refusals, scenarios
from duly_dsl.check.faults import word_in
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Fix, Place, error, errors_in, in_order
from duly_dsl.ir import PackRules, Requires, version_number
from duly_dsl.loaded import Loaded, RefusedPack
from duly_dsl.read import read_pack, read_text
from duly_dsl.source import Source
from duly_dsl.tables import NO_FILES, PackFiles

NOBODY: Corpus = Corpus(())


def load(folders: Mapping[str, Path]) -> Loaded:
    """Load packs from folders; the keys are the names under which their files are shown."""
    found: list[Diagnostic] = []
    refused: dict[str, RefusedPack] = {}
    packs: dict[str, PackRules] = {}
    for shown in sorted(folders):
        result = read_pack(folders[shown], shown)
        found += result.diagnostics
        pack = result.value
        if pack is None or result.errors:
            refused[pack.name if pack else shown] = RefusedPack(pack.name if pack else shown, _has(result.errors))
        elif pack.name in packs:
            clash = _named_alike(pack, packs[pack.name])
            found.append(clash)
            refused[shown] = RefusedPack(pack.name, clash.message)
        else:
            packs[pack.name] = pack
    while (unsound := _unsound(packs, refused)) is not None:
        name, reasons = unsound
        found += reasons
        refused[name] = RefusedPack(name, reasons[0].message if reasons[0].code == "E0601" else _has(reasons))
        del packs[name]
    corpus = Corpus(tuple(packs[name] for name in sorted(packs)))
    for pack in corpus.packs:
        found += advised(pack, corpus)
    return Loaded(corpus, in_order(found), tuple(refused[name] for name in sorted(refused)))


def _named_alike(pack: PackRules, first: PackRules) -> Diagnostic:
    """Two packs of one name: which of them a rule means could not be said."""
    message = f"another pack is called `{pack.name}` too"
    others = (Place(word_in(first.header.span, pack.name), "used"),)
    fix = Fix("name only one of the two folders, or give one of the packs another name")
    return error("E0603", message, word_in(pack.header.span, pack.name), role="left out", others=others, fix=fix)


def _unsound(packs: Mapping[str, PackRules], refused: Mapping[str, object]) -> tuple[str, list[Diagnostic]] | None:
    """A pack that cannot stay among the others, with what is wrong; packs that lack what they require come first."""
    for name in sorted(packs):
        lacking = list(unmet(packs[name], packs, refused))
        if lacking:
            return name, lacking
    corpus = Corpus(tuple(packs[name] for name in sorted(packs)))
    for name in sorted(packs):
        errors = list(refusals(packs[name], corpus))
        if errors:
            return name, errors
    return None


def unmet(pack: PackRules, packs: Mapping[str, PackRules], refused: Container[str] = ()) -> Iterator[Diagnostic]:
    """What a pack requires and does not have among others, of which some may have been refused."""
    for wanted in pack.header.requires:
        yield from _requirement(wanted, pack.name, packs, refused)


def _requirement(
    wanted: Requires, name: str, packs: Mapping[str, PackRules], refused: Container[str]
) -> Iterator[Diagnostic]:
    pack = packs.get(wanted.pack)
    if pack is None:
        why = "cannot be used" if wanted.pack in refused else "is not loaded"
        yield error("E0601", f"`{name}` requires `{wanted.pack}`, which {why}", wanted.span)
    elif not version_number(wanted.version) <= version_number(pack.header.version) < version_number(wanted.before):
        range_wanted = f"{wanted.version} to before {wanted.before}"
        message = f"`{name}` requires `{wanted.pack}` version {range_wanted}; loaded is {pack.header.version}"
        yield error("E0601", message, wanted.span)


def sound(packs: Iterable[PackRules]) -> Corpus:
    """Those of some packs that can stand together."""
    left = {pack.name: pack for pack in packs}
    while (unsound := _unsound(left, {})) is not None:
        del left[unsound[0]]
    return Corpus(tuple(left[name] for name in sorted(left)))


def _has(errors: Sequence[Diagnostic]) -> str:
    return f"it has {phrase.many(len(errors), 'error')}"


def check_text(source: Source, beside: Corpus = NOBODY, files: PackFiles = NO_FILES) -> tuple[Diagnostic, ...]:
    """Everything wrong with the text of one pack, beside packs that are sound; its scenarios may name `files`.

    Names are looked up only if it could be read.
    """
    result = read_text(source, files)
    if result.value is None or result.errors:
        return in_order(result.diagnostics)
    found = check_among(result.value, Corpus((*beside.packs, result.value)))
    return in_order((*result.diagnostics, *found))


def check_among(pack: PackRules, corpus: Corpus) -> tuple[Diagnostic, ...]:
    """What is wrong with a pack in its corpus, scenarios among it; advice is given only where nothing is wrong."""
    found = (*refusals(pack, corpus), *scenarios(pack, corpus))
    return errors_in(found) or (*found, *advised(pack, corpus))
