"""A pack from its files: the text of a folder, or of one source, to `PackRules`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from duly_dsl.diagnostics import Diagnostic, Result, in_order
from duly_dsl.ir import (
    Calendar,
    Choice,
    Crosswalk,
    DatedAmount,
    DatedDate,
    DatedPeriod,
    EvidenceKind,
    Group,
    Header,
    Kind,
    LeftOut,
    PackRules,
    Parameter,
    Reading,
    Role,
    Rule,
    Scenario,
    StaffRole,
    Term,
)
from duly_dsl.lower import LANGUAGE, FileContent, Item, faults, lower
from duly_dsl.parse import parse
from duly_dsl.source import Source, Span
from duly_dsl.tables import NO_FILES, PackFiles, read_source

Sort = TypeVar("Sort", bound=Item)

_SAYS_LANGUAGE = re.compile(r"^[ \t]*engine[ \t]+language[ \t]+(\d+)", re.MULTILINE)


def read_pack(folder: Path, shown_as: str = "") -> Result[PackRules | None]:
    """The pack in a folder; `shown_as` takes the folder's place in the names of its files."""
    prefix = shown_as or folder.as_posix()
    sources: list[Source] = []
    unreadable: list[Diagnostic] = []
    for path in sorted(folder.rglob("*.duly"), key=lambda p: p.relative_to(folder).as_posix()):
        name = f"{prefix}/{path.relative_to(folder).as_posix()}"
        found = read_source(name, path.read_bytes())
        sources.append(found.value)
        unreadable += found.diagnostics
    if not sources:
        return Result(None, (faults.no_files(prefix),))
    read = read_sources(sources, PackFiles(_Tables(folder), prefix))
    return Result(read.value, in_order([*unreadable, *read.diagnostics]))


def read_text(source: Source, files: PackFiles = NO_FILES) -> Result[PackRules | None]:
    """The pack in one text."""
    return read_sources([source], files)


class _Tables(Mapping[str, bytes]):
    """The CSV files of a folder by their paths in it, read when they are asked for; none that lies elsewhere."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> bytes:
        if name not in set(self):
            raise KeyError(name)
        return (self._folder / name).read_bytes()

    def __iter__(self) -> Iterator[str]:
        root = self._folder.resolve()
        for path in sorted(self._folder.rglob("*.csv")):
            if path.is_file() and path.resolve().is_relative_to(root):
                yield path.relative_to(self._folder).as_posix()

    def __len__(self) -> int:
        return sum(1 for _ in self)


def read_sources(sources: Sequence[Source], files: PackFiles = NO_FILES) -> Result[PackRules | None]:
    """The pack in several texts; None when no header says which pack it is. Scenarios may name `files`."""
    newer = next((d for s in sources if (d := _other_language(s)) is not None), None)
    if newer is not None:
        return Result(None, (newer,))
    diagnostics: list[Diagnostic] = []
    contents: list[FileContent] = []
    for source in sources:
        trees = parse(source, files.seen_from(source))
        content = lower(source, trees.value)
        contents.append(content.value)
        diagnostics += [*trees.diagnostics, *content.diagnostics]
    headers = [h for c in contents if (h := c.header) is not None]
    if not headers:
        if not diagnostics:
            diagnostics.append(faults.no_header(_beginning(sources[0])))
        return Result(None, in_order(diagnostics))
    first = headers[0]
    diagnostics += _misplaced(first, contents)
    return Result(_pack(first, [i for c in contents for i in c.items]), in_order(diagnostics))


def _other_language(source: Source) -> Diagnostic | None:
    """Asked of the text before it is parsed: another language may not parse at all."""
    said = _SAYS_LANGUAGE.search(source.text)
    if said is None or said[1].lstrip("0") == str(LANGUAGE):
        return None
    line = source.text.count("\n", 0, said.start()) + 1
    column = said.start(1) - said.start() + 1
    span = Span(source, line, column, line, column + len(said[1]))
    return faults.other_language(said[1], LANGUAGE, span)


def _misplaced(header: Header, contents: Iterable[FileContent]) -> Iterator[Diagnostic]:
    for content in contents:
        if content.header is not None:
            if content.header is not header:
                yield faults.second_header(content.header.name, header.name, content.header.span, header.span)
        elif content.part is None:
            yield faults.belongs_nowhere(header.name, _beginning(content.source))
        elif content.part.pack != header.name:
            yield faults.other_pack(content.part.pack, header.name, content.part.span)


def _beginning(source: Source) -> Span:
    return Span(source, 1, 1, 1, 1)


def _pack(header: Header, items: Sequence[Item]) -> PackRules:
    def of(sort: type[Sort]) -> tuple[Sort, ...]:
        return tuple(item for item in items if isinstance(item, sort))

    return PackRules(
        header,
        kinds=of(Kind),
        choices=of(Choice),
        roles=of(Role),
        staff_roles=of(StaffRole),
        evidence_kinds=of(EvidenceKind),
        calendars=of(Calendar),
        parameters=of(Parameter),
        groups=of(Group),
        dates=of(DatedDate),
        periods=of(DatedPeriod),
        amounts=of(DatedAmount),
        readings=of(Reading),
        terms=of(Term),
        rules=of(Rule),
        scenarios=of(Scenario),
        left_out=of(LeftOut),
        crosswalks=of(Crosswalk),
    )
