"""A pack from its files: the text of a folder, or of one source, to `PackRules`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from duly_dsl.diagnostics import Diagnostic, Result, in_order
from duly_dsl.ir import (
    Calendar,
    Choice,
    Classification,
    Crosswalk,
    DatedAmount,
    DatedDate,
    DatedPeriod,
    DatedTable,
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
from duly_dsl.literate import PROSE, rule_files, rules_in
from duly_dsl.lower import LANGUAGE, FileContent, Item, faults, lower
from duly_dsl.parse import parse
from duly_dsl.source import Source, Span, between
from duly_dsl.tables import NO_FILES, PackFiles, read_source

Sort = TypeVar("Sort", bound=Item)

_SAYS_LANGUAGE = re.compile(r'"[^"\n]*"|\bengine(?:\s|#[^\n]*\n)+language(?:\s|#[^\n]*\n)+([0-9]+)|#[^\n]*')


def read_pack(folder: Path, shown_as: str = "") -> Result[PackRules | None]:
    """The pack in a folder; `shown_as` takes the folder's place in the names of its files."""
    prefix = shown_as or folder.as_posix()
    sources = [source for _, source in sources_in(folder, prefix)]
    if not sources:
        return Result(None, (faults.no_files(prefix),))
    read = read_sources([source.value for source in sources], PackFiles(Tables(folder), prefix))
    unreadable = [each for source in sources for each in source.diagnostics]
    return Result(read.value, in_order([*unreadable, *read.diagnostics]))


def sources_in(folder: Path, prefix: str) -> Iterator[tuple[Path, Result[Source]]]:
    """The texts of a pack, by their files; prose without rules is none of them."""
    for path in rule_files(folder):
        found = decoded(f"{prefix}/{path.relative_to(folder).as_posix()}", path.read_bytes())
        if path.suffix != PROSE or not found.value.text.isspace():
            yield path, found


def read_text(source: Source, files: PackFiles = NO_FILES) -> Result[PackRules | None]:
    """The pack in one text."""
    return read_sources([Source(source.name, rules_in(source.name, source.text))], files)


class Tables(Mapping[str, bytes]):
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


def decoded(name: str, data: bytes) -> Result[Source]:
    """The rules of a file; bytes among them that are no UTF-8 are replaced and reported."""
    found = read_source(name, data)
    rules = rules_in(name, found.value.text)
    return Result(Source(name, rules), found.diagnostics if "\N{REPLACEMENT CHARACTER}" in rules else ())


def read_sources(sources: Sequence[Source], files: PackFiles = NO_FILES) -> Result[PackRules | None]:
    """The pack in several texts; None when no header says which pack it is. Scenarios may name `files`."""
    return put_together([read_file(source, files) for source in sources])


def read_file(source: Source, files: PackFiles = NO_FILES) -> Result[FileContent]:
    """One file, and what is wrong with it whatever the others say: the same for the same text."""
    newer = _other_language(source)
    if newer is not None:
        return Result(FileContent(source, None, None, ()), (newer,))
    trees = parse(source, files.seen_from(source))
    content = lower(source, trees.value)
    return Result(content.value, (*trees.diagnostics, *content.diagnostics))


def put_together(files: Sequence[Result[FileContent]]) -> Result[PackRules | None]:
    """The pack of files that have been read; None when no header says which pack it is."""
    newer = next((d for f in files if (d := _other_language(f.value.source)) is not None), None)
    if newer is not None:
        return Result(None, (newer,))
    contents = [file.value for file in files]
    diagnostics = [d for file in files for d in file.diagnostics]
    headers = [h for c in contents if (h := c.header) is not None]
    if not headers:
        if not diagnostics:
            diagnostics.append(faults.no_header(_beginning(contents[0].source)))
        return Result(None, in_order(diagnostics))
    first = headers[0]
    diagnostics += _misplaced(first, contents)
    return Result(_pack(first, [i for c in contents for i in c.items]), in_order(diagnostics))


def _other_language(source: Source) -> Diagnostic | None:
    """Asked of the text before it is parsed: another language may not parse at all."""
    found = (said for said in _SAYS_LANGUAGE.finditer(source.text) if said[1])
    said = next((said for said in found if said[1].lstrip("0") != str(LANGUAGE)), None)
    if said is None:
        return None
    return faults.other_language(said[1], LANGUAGE, between(source, said.start(1), said.end(1)))


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
    """The first line that says something: in a Markdown file, within its first block."""
    lines = enumerate(source.text.split("\n"), 1)
    first = next((number for number, line in lines if line.strip()), 1)
    return Span(source, first, 1, first, 1)


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
        tables=of(DatedTable),
        readings=of(Reading),
        terms=of(Term),
        rules=of(Rule),
        scenarios=of(Scenario),
        left_out=of(LeftOut),
        crosswalks=of(Crosswalk),
        classifications=of(Classification),
    )
