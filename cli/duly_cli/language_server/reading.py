"""A pack as it stands in the editor, read and checked beside the packs that it rests on and those that rest on it.

Readings never change: another text makes another reading, of which the files that did not change are the same objects.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Result, in_order
from duly_dsl.ir import PackRules, Scenario
from duly_dsl.load import check_among, unmet
from duly_dsl.lower import FileContent
from duly_dsl.occurrences import Occurrence, declarations, occurrences
from duly_dsl.read import put_together, read_file
from duly_dsl.source import Source
from duly_dsl.tables import NO_FILES
from duly_dsl.tables import PackFiles as Tables
from duly_dsl.uses import Reference


@dataclass(frozen=True, eq=False)
class File:
    """A rule file, read; its source is named by its path."""

    content: FileContent
    diagnostics: tuple[Diagnostic, ...]

    tables: Tables = field(default=NO_FILES, compare=False, repr=False)
    """What its scenarios may name."""

    @classmethod
    def read(cls, source: Result[Source], tables: Tables = NO_FILES) -> "File":
        """Read a text; what was wrong with its bytes comes along."""
        read = read_file(source.value, tables)
        return cls(read.value, (*source.diagnostics, *read.diagnostics), tables)

    @property
    def has_rows(self) -> bool:
        """Whether scenarios in it are read for each row of a table."""
        return any(isinstance(item, Scenario) and item.row is not None for item in self.content.items)

    @property
    def path(self) -> str:
        """Where it lies."""
        return self.content.source.name

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.content.source.text

    @cached_property
    def declared(self) -> tuple[Occurrence, ...]:
        """The names that it declares, where they stand."""
        found = ((use.of, use.word) for use in declarations(self.content))
        return tuple(Occurrence(of, word, declares=True) for of, word in found if word is not None)


@dataclass(frozen=True, eq=False)
class PackFiles:
    """The files of a pack, put together."""

    files: tuple[File, ...]

    @cached_property
    def read(self) -> Result[PackRules | None]:
        """The pack, as far as it could be read."""
        if not self.files:
            return Result(None)
        return put_together([Result(file.content, file.diagnostics) for file in self.files])

    @property
    def pack(self) -> PackRules | None:
        """The pack, as far as it could be read; None without a header."""
        return self.read.value

    @property
    def is_whole(self) -> bool:
        """Whether all of it could be read."""
        return self.pack is not None and not self.read.errors

    def file(self, path: str) -> File | None:
        """The file of a path."""
        return next((file for file in self.files if file.path == path), None)


@dataclass(frozen=True, eq=False)
class Reading:
    """A pack beside others."""

    own: PackFiles
    beside: tuple[PackFiles, ...] = ()

    @property
    def pack(self) -> PackRules | None:
        """The pack itself."""
        return self.own.pack

    @property
    def is_whole(self) -> bool:
        """Whether all of the pack could be read."""
        return self.own.is_whole

    @cached_property
    def corpus(self) -> Corpus:
        """The packs together, in the order in which they are always put together."""
        packs = [p for each in (self.own, *self.beside) if (p := each.pack) is not None]
        return Corpus(tuple(sorted(packs, key=lambda p: p.name)))

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with the pack; names are looked up only if all of it could be read."""
        read = self.own.read
        if read.value is None or read.errors:
            return read.diagnostics
        usable = Corpus(tuple(p for p in self.corpus.packs if p is read.value or p.name in self._sound_names))
        refused = self.corpus.by_name.keys() - usable.by_name.keys()
        lacking = tuple(unmet(read.value, usable.by_name, refused))
        return in_order((*read.diagnostics, *(lacking or check_among(read.value, usable))))

    @property
    def _sound_names(self) -> frozenset[str]:
        """The packs beside that could be read whole: the others are refused."""
        return frozenset(each.pack.name for each in self.beside if each.pack is not None and each.is_whole)

    @cached_property
    def _occurrences(self) -> dict[str, tuple[Occurrence, ...]]:
        return {}

    def occurrences(self, path: str) -> tuple[Occurrence, ...]:
        """Every declared name in a file, its own or one of the packs beside it, in the order of the text."""
        kept = self._occurrences
        if path not in kept:
            found = ((each.pack, file) for each in (self.own, *self.beside) if (file := each.file(path)) is not None)
            pack, file = next(found, (None, None))
            kept[path] = occurrences(file.content, pack, self.corpus) if pack is not None and file is not None else ()
        return kept[path]

    @property
    def files(self) -> tuple[File, ...]:
        """All files: those of the pack itself come first."""
        return tuple(file for each in (self.own, *self.beside) for file in each.files)

    def named(self, references: Iterable[Reference]) -> tuple[Occurrence, ...]:
        """Everywhere that any of some references is declared or used."""
        wanted = frozenset(references)
        names = {reference.name for reference in wanted}
        # A file in which none of the names stands need not be looked through.
        files = [file for file in self.files if any(name in file.text for name in names)]
        return tuple(o for file in files for o in self.occurrences(file.path) if o.of in wanted)

    @cached_property
    def declared(self) -> Mapping[Reference, tuple[Occurrence, ...]]:
        """Where each name is declared."""
        table: dict[Reference, tuple[Occurrence, ...]] = {}
        for file in self.files:
            for found in file.declared:
                table[found.of] = (*table.get(found.of, ()), found)
        return table
