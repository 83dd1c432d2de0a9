"""The analysis of a pack with its examples run, and saving them as scenarios of the pack."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules, Scenario
from duly_dsl.read import Tables, read_sources, sources_in
from duly_dsl.source import Source
from duly_dsl.tables import PackFiles
from duly_engine.evaluate.structure import Structure
from duly_engine.scenarios.run import run

if TYPE_CHECKING:
    from duly_dsl.analysis import Found


def analysed(pack: PackRules, corpus: Corpus) -> "tuple[Found, ...]":
    """What the solver finds in a pack; each example has been run and came out."""
    from duly_dsl.analysis import analyse  # noqa: PLC0415 - loads the solver, which only this needs

    structure = Structure(corpus)
    return tuple(analyse(pack, corpus, lambda scenario: run(structure, scenario).passed))


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written where; `wrong` is what kept it from being written."""

    path: Path
    titles: tuple[str, ...]
    wrong: tuple[Diagnostic, ...] = ()


def save(found: "Iterable[Found]", pack: PackRules, folder: Path, file: str) -> Saved:
    """Append examples to a file of a pack, those that no scenario of the pack shows already. What stands there stays;
    nothing is written that would not read back."""
    from duly_dsl.analysis.examples import text  # noqa: PLC0415 - as above

    path = folder / file
    new = list(_new(found, pack))
    if not new:
        return Saved(path, ())
    sources = {path: source.value for path, source in sources_in(folder, folder.as_posix())}
    old = sources[path].text if path in sources else ""
    added = "".join(f"\n{text(shown, why)}" for shown, why in new)
    added = f"part of pack {pack.name}\n{added}" if not old else added if old.endswith("\n") else f"\n{added}"
    sources[path] = Source(path.as_posix(), old + added)
    read = read_sources([*sources.values()], PackFiles(Tables(folder), folder.as_posix()))
    if read.errors or read.value is None:
        return Saved(path, (), read.errors)
    assert {shown.title: shown for shown, _ in new}.items() <= {s.title: s for s in read.value.scenarios}.items()
    with path.open("a", encoding="utf-8", newline="\n") as end:
        end.write(added)
    return Saved(path, tuple(shown.title for shown, _ in new))


def _new(found: "Iterable[Found]", pack: PackRules) -> Iterator[tuple[Scenario, str]]:
    """The examples that the pack does not have, under titles that it does not use."""
    known = [replace(s, title="") for s in pack.scenarios]
    titles = {s.title for s in pack.scenarios}
    for each in found:
        if each.scenario is None or replace(each.scenario, title="") in known:
            continue
        title, number = each.scenario.title, 1
        while title in titles:
            number += 1
            title = f"{each.scenario.title} ({number})"
        titles.add(title)
        known.append(replace(each.scenario, title=""))
        diagnostic = each.diagnostic
        yield replace(each.scenario, title=title), f"{diagnostic.code}: {diagnostic.message}".replace("`", "")
