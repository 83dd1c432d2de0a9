"""A name given to everything that bears another: the edits, or a sentence that says why not.

An id or label that was public stays connected to what was recorded under it: `formerly`. The result is read and checked
before it is offered: a rename never makes an error, and never makes a word mean something else.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from duly_cli.language_server.reading import File, PackFiles, Reading
from duly_cli.language_server.spot import Spot
from duly_dsl.diagnostics import Edit, Result, apply_edits, errors_in
from duly_dsl.ir import ORGANISATION, Limb, Rule
from duly_dsl.nodes import walk
from duly_dsl.occurrences import Occurrence
from duly_dsl.reserved import RESERVED
from duly_dsl.source import Source, between, offset
from duly_dsl.uses import Reference, Sort, home
from duly_dsl.words import word_behind

_FORMS: Mapping[Sort, tuple[re.Pattern[str], str]] = {
    Sort.RULE: (re.compile(r"[A-Z][A-Z0-9]*(-[A-Za-z0-9]+)+"), "a rule id such as `AIA-26-6`"),
    Sort.INSTRUMENT: (re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*"), "an instrument's name such as `AIA`"),
    Sort.LABEL: (re.compile(r"[a-z0-9]{1,5}"), "a label such as `a` or `viii`"),
}
_NAME = (re.compile(r"[a-z][a-z0-9_]*"), "a name of small letters, digits and underscores")
_TITLE = re.compile(r'\s*"[^"\n]*"')


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a name cannot be given, in a sentence."""

    reason: str


Edits = Mapping[str, tuple[Edit, ...]]


def rename(spot: Spot, new: str, is_editable: Callable[[str], bool]) -> Edits | Refusal:
    """Give all that a word stands for another name, in all files; the edits by path."""
    reading = spot.reading
    new = new.strip("()") if spot.references[0].sort is Sort.LABEL else new
    old = spot.references[0].name
    refusal = unreadable(reading) or _unfit(spot.references, new)
    if refusal is not None:
        return refusal
    if new == old:
        return {}
    found = _everywhere(reading, spot.references)
    outside = sorted({o.span.source.name for o in found if not is_editable(o.span.source.name)})
    if outside:
        return Refusal(f"`{old}` also stands in {outside[0]}, which is not in the folders that are open")
    references = tuple(dict.fromkeys(o.of for o in found))
    taken = next((r for r in references if reading.named([Reference(r.sort, new, r.owner)])), None)
    if taken is not None:
        return Refusal(f"there is a {taken.sort} `{new}` already")
    edits: dict[str, tuple[Edit, ...]] = {}
    for edit in (*(Edit(o.span, new) for o in found), *_formerly(reading, references, old, new)):
        path = edit.span.source.name
        edits[path] = (*edits.get(path, ()), edit)
    return _broken(reading, edits, new) or edits


def unreadable(reading: Reading) -> Refusal | None:
    """Why nothing can be renamed in a pack; None where it can."""
    if reading.is_whole:
        return None
    errors = errors_in(reading.diagnostics)
    why = f"the pack cannot be read at the moment: {errors[0].message}" if errors else "there is no pack here"
    return Refusal(why)


def _unfit(references: Iterable[Reference], new: str) -> Refusal | None:
    for reference in references:
        if reference == Reference(Sort.KIND, ORGANISATION):
            return Refusal(f"`{ORGANISATION}` is a kind that the language itself names")
        form, said = _FORMS.get(reference.sort, _NAME)
        if not form.fullmatch(new):
            return Refusal(f"`{new}` is not {said}")
        if new in RESERVED and reference.sort is not Sort.LABEL:
            return Refusal(f"`{new}` is a word of the language and cannot be a name")
    return None


def _everywhere(reading: Reading, references: tuple[Reference, ...]) -> tuple[Occurrence, ...]:
    """Every place of the references, and of those that share a word with them, as fields of one name may."""
    while True:
        found = reading.named(references)
        places = {(o.span.source.name, o.span.line, o.span.column) for o in found}
        sharing = {
            o.of
            for path in {path for path, _, _ in places}
            for o in reading.occurrences(path)
            if (path, o.span.line, o.span.column) in places
        }
        if sharing <= set(references):
            unique = {(o.span.source.name, o.span.line, o.span.column): o for o in found}
            return tuple(unique[place] for place in sorted(unique))
        references = tuple(sorted(sharing | set(references)))


def _formerly(reading: Reading, references: Iterable[Reference], old: str, new: str) -> Iterator[Edit]:
    """What keeps the old id or label connected: a clause, or its place in the clause that named the new one."""
    sorts = {reference.sort for reference in references}
    owners = {reference.owner for reference in references}
    for pack in reading.corpus.packs:
        for rule in pack.rules:
            if Sort.RULE in sorts and rule.id == old:
                yield _former_id(rule, old, new)
            if Sort.LABEL in sorts:
                limbs = (node for node in walk(rule) if isinstance(node, Limb))
                yield from (_former_label(limb, old, new) for limb in limbs if home(limb.span) in owners)


def _former_id(rule: Rule, old: str, new: str) -> Edit:
    named = word_behind(rule.span, new, "formerly") if new in rule.formerly else None
    if named is not None:
        return Edit(named, old)
    source = rule.span.source
    word = word_behind(rule.span, old)
    assert word is not None
    end = offset(source, word.end_line, word.end_column)
    title = _TITLE.match(source.text, end)
    end = title.end() if title else end
    margin = " " * (rule.span.column + 1)
    return Edit(between(source, end, end), f"\n{margin}formerly {old}")


def _former_label(limb: Limb, old: str, new: str) -> Edit:
    start = offset(limb.span.source, limb.span.line, limb.span.column)
    if new in limb.formerly:
        at = limb.span.source.text.index(f"({new})", start)
        return Edit(between(limb.span.source, at, at + len(new) + 2), f"({old})")
    end = start + len(old) + 2
    return Edit(between(limb.span.source, end, end), f" formerly ({old})")


def _broken(reading: Reading, edits: Edits, new: str) -> Refusal | None:
    """What would go wrong with the name given."""
    after = Reading(_edited(reading.own, edits), tuple(_edited(each, edits) for each in reading.beside))
    errors = errors_in(after.diagnostics)
    worse = Counter(d.code for d in errors) - Counter(d.code for d in errors_in(reading.diagnostics))
    if worse:
        return Refusal(next(d.message for d in errors if d.code in worse))
    before = [o.of.sort for file in reading.own.files for o in reading.occurrences(file.path)]
    if before != [o.of.sort for file in after.own.files for o in after.occurrences(file.path)]:
        return Refusal(f"`{new}` means something else where the name stands")
    return None


def _edited(pack: PackFiles, edits: Edits) -> PackFiles:
    if not any(file.path in edits for file in pack.files):
        return pack
    return PackFiles(
        tuple(
            File.read(Result(Source(file.path, apply_edits(file.text, edits[file.path]))), file.tables)
            if file.path in edits
            else file
            for file in pack.files
        )
    )


def editable(reading: Reading, folders: Iterable[str]) -> Callable[[str], bool]:
    """Whether a path may be changed: the files of the pack, and those in the folders that are open."""
    own = {file.path for file in reading.own.files}
    prefixes = tuple(f"{folder.rstrip('/')}/" for folder in folders)
    return lambda path: path in own or path.startswith(prefixes)
