"""What is open in the editor and what lies on disk: from a path to the reading of its pack.

The unsaved text of an open document takes the place of its file. A file is read again only when its text changed, the
disk is looked at again only after `look_again`.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from duly_cli.language_server.reading import File, PackFiles, Reading
from duly_cli.language_server.vocabulary import Vocabulary
from duly_dsl.diagnostics import Result
from duly_dsl.ir import Header, PackRules
from duly_dsl.literate import PROSE, RULES, is_prose, rule_files, rules_in
from duly_dsl.read import Tables, decoded
from duly_dsl.source import Source
from duly_dsl.tables import NO_FILES
from duly_dsl.tables import PackFiles as PackTables
from duly_engine.packs import HEADERS


class Workspace:
    """The documents that are open, and the packs that they belong to or rest on; `installed` are folders of packs."""

    def __init__(self, installed: Sequence[Path] = ()) -> None:
        self._installed = tuple(installed)
        self._open: dict[str, str] = {}
        self._listed: dict[Path, tuple[str, ...]] = {}
        self._files: dict[str, File] = {}
        self._stamps: dict[str, tuple[int, int]] = {}
        self._looked: set[str] = set()
        self._packs: dict[Path | str, PackFiles] = {}
        self._readings: dict[Path | str, Reading] = {}
        self._whole: dict[Path | str, Reading] = {}

    @property
    def documents(self) -> tuple[str, ...]:
        """The paths of the open documents, sorted."""
        return tuple(sorted(self._open))

    def write(self, path: str, text: str) -> None:
        """A document is opened, or its text changes."""
        if path not in self._open:
            self.look_again()
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._open[path] = text
        self._stamps.pop(path, None)
        if path in self._files and self._files[path].text != rules_in(path, text):
            del self._files[path]

    def close(self, path: str) -> None:
        """A document is closed: its file counts again."""
        self._open.pop(path, None)
        self._stamps.pop(path, None)
        self.look_again()

    def look_again(self) -> None:
        """Files may have come, gone or changed on disk."""
        self._listed.clear()
        self._looked.clear()

    def text(self, path: str) -> str | None:
        """The text of a file as it stands; None where it cannot be read."""
        file = self._file(path)
        return None if file is None else file.text

    def is_prose(self, path: str, place: int) -> bool:
        """Whether a place of an open document is in none of its blocks of rules."""
        return path.endswith(PROSE) and path in self._open and is_prose(self._open[path], place)

    def reading(self, path: str) -> Reading:
        """The pack of a document as it stands, beside what it needs; a file outside of any pack stands alone."""
        home = self._home(path)
        own = self._pack(home)
        beside = self._beside(home, own)
        reading = self._readings.get(home)
        if reading is None or reading.own is not own or reading.beside != beside:
            reading = Reading(own, beside)
            self._readings[home] = reading
            if reading.is_whole:
                self._whole[home] = reading
        return reading

    def readings(self) -> tuple[Reading, ...]:
        """The packs of all open documents."""
        return tuple(dict.fromkeys(self.reading(path) for path in self.documents))

    def whole(self, path: str) -> Reading | None:
        """The last reading of the pack in which all of it could be read."""
        self.reading(path)
        return self._whole.get(self._home(path))

    def vocabulary(self, path: str) -> Vocabulary:
        """The names that can be used in a document: while it is half-written, those that could be read last."""
        current, whole = self.reading(path), self.whole(path)
        reading = current if whole is None or current.is_whole else whole
        name = reading.pack.name if reading.pack is not None else ""
        others = dict(self._others(self._home(path), name))
        return Vocabulary(name, reading.corpus, [others[each][0] for each in sorted(others)])

    def _home(self, path: str) -> Path | str:
        """The folder of the pack, the nearest with a header; the path itself where there is none, or no file yet."""
        for folder in Path(path).parents if Path(path).is_absolute() else ():
            if self._header(folder) is not None:
                return folder
        return path

    def _header(self, folder: Path) -> str | None:
        """The file of a folder that holds the header of a pack; prose only where there are rules in it."""
        for name in HEADERS:
            header = folder / name
            path = str(header)
            if (path in self._open or header.is_file()) and (name.endswith(RULES) or self._has_rules(path)):
                return path
        return None

    def _has_rules(self, path: str) -> bool:
        file = self._file(path)
        return file is not None and not (path.endswith(PROSE) and file.text.isspace())

    def _pack(self, home: Path | str) -> PackFiles:
        files = tuple(f for path in self._paths(home) if self._has_rules(path) and (f := self._file(path)) is not None)
        found = self._packs.get(home)
        if found is None or found.files != files:
            found = self._packs[home] = PackFiles(files)
        return found

    def _paths(self, home: Path | str) -> Iterable[str]:
        if isinstance(home, str):
            return () if home.endswith(PROSE) else (home,)  # prose outside of any pack is no rule file
        if home not in self._listed:
            self._listed[home] = tuple(str(path) for path in rule_files(home))
        unsaved = (p for p in self._open if p.endswith((RULES, PROSE)) and home in Path(p).parents)
        # In the order in which files of a folder are read.
        return sorted({*self._listed[home], *unsaved}, key=lambda p: Path(p).relative_to(home).as_posix())

    def _file(self, path: str) -> File | None:
        """The file of a path; None where it cannot be read, as when it was just deleted."""
        if path in self._open:
            if path not in self._files:
                found = Result(Source(path, rules_in(path, self._open[path])))
                self._files[path] = File.read(found, _tables(path))
            return self._files[path]
        if path not in self._looked:
            self._looked.add(path)
            self._look(path)
        return self._files.get(path)

    def _look(self, path: str) -> None:
        """Read a file on disk unless it is the one that was read before."""
        try:
            found = Path(path).stat()
            stamp = (found.st_mtime_ns, found.st_size)
            known = self._files.get(path)
            # The rows of a table may have changed although the rules did not.
            if known is None or known.has_rows or self._stamps.get(path) != stamp:
                self._files[path] = File.read(decoded(path, Path(path).read_bytes()), _tables(path))
                self._stamps[path] = stamp
        except OSError:
            self._files.pop(path, None)

    def _beside(self, home: Path | str, own: PackFiles) -> tuple[PackFiles, ...]:
        """What `duly pack check` loads beside a pack: what it requires, reads terms of or leads to by a crosswalk, what
        rests on it, and what these require."""
        pack = own.pack
        if pack is None and home in self._whole:
            pack = self._whole[home].pack
        if pack is None:
            return ()
        header, crossed = pack.header, _crossed(pack)
        others = dict(self._others(home, header.name))
        headers = {name: found for name, (found, _) in others.items()}
        resting = (name for name, found in headers.items() if header.name in {*_required(found), *_read(found)})
        leading = (name for name, found in headers.items() if crossed & {each.name for each in found.instruments})
        queue = [*_required(header), *_read(header), *resting, *leading]
        names: set[str] = set()
        while queue:
            name = queue.pop()
            if name in headers and name not in names:
                names.add(name)
                queue += _required(headers[name])
        return tuple(self._last_whole(others[name][1]) for name in sorted(names))

    def _last_whole(self, home: Path) -> PackFiles:
        """A pack for those that rest on it; while it is half-written, as it was when it could be read."""
        pack = self._pack(home)
        return self._whole[home].own if not pack.is_whole and home in self._whole else pack

    def _others(self, home: Path | str, own_name: str) -> Iterator[tuple[str, tuple[Header, Path]]]:
        """The headers of installed packs and, rather than these, of those with an open document; with their folders."""
        opened = {found: None for path in self.documents if isinstance(found := self._home(path), Path)}
        for folder in (*self._installed, *opened):
            path = self._header(folder) if folder != home else None
            file = self._file(path) if path is not None else None
            header = file.content.header if file is not None else None
            if header is not None and header.name != own_name:
                yield header.name, (header, folder)


def _tables(path: str) -> PackTables:
    """The CSV files of the pack in whose folder a file lies."""
    homes = (folder for folder in Path(path).parents if any((folder / name).is_file() for name in HEADERS))
    home = next(homes, None) if Path(path).is_absolute() else None
    return NO_FILES if home is None else PackTables(Tables(home), str(home))


def _required(header: Header) -> list[str]:
    return [required.pack for required in header.requires]


def _crossed(pack: PackRules) -> set[str]:
    """The instruments that the crosswalks of a pack name."""
    return {citation.instrument for each in pack.crosswalks for citation in (each.first, each.second)}


def _read(header: Header) -> list[str]:
    return [optional.pack for optional in header.optional_terms]
