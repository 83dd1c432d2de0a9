"""Rules within prose: the fenced blocks of a Markdown file that are marked `duly`, and nothing else of it.

What is no such block is blanked out rather than cut away, so that every place in a rule is the place in its file.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

RULES, PROSE = ".duly", ".md"
MARK = "duly"
_FENCE = re.compile(r"\s*(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_COMMENT, _COMMENT_ENDS = "<!--", "-->"


def rule_files(folder: Path) -> tuple[Path, ...]:
    """The files of a folder that hold rules or may hold some, in the order in which they are read."""
    found = [path for path in folder.rglob("*") if path.suffix in {RULES, PROSE} and path.is_file()]
    return tuple(sorted(found, key=lambda path: path.relative_to(folder).as_posix()))


def rules_in(name: str, text: str) -> str:
    """The text of a rule file; of a Markdown file its blocks of rules, each character in its place."""
    if not name.endswith(PROSE):
        return text
    lines = text.split("\n")
    return "\n".join(line if loads else " " * len(line) for line, loads in zip(lines, _loads(lines), strict=True))


def is_prose(text: str, place: int) -> bool:
    """Whether an offset of a Markdown file is on a line of none of its blocks of rules."""
    return not list(_loads(text.split("\n")))[text.count("\n", 0, place)]


def _loads(lines: Iterable[str]) -> Iterator[bool]:
    """Of each line, whether it stands in a block of rules."""
    fence, loads, comment = "", False, False
    for line in lines:
        marker = _FENCE.match(line)
        if fence:
            if marker and marker["fence"].startswith(fence) and not marker["info"].strip():
                fence, loads = "", False
            yield loads
            continue
        comment = comment or line.lstrip().startswith(_COMMENT)
        if marker and not comment and not (marker["fence"][0] == "`" and "`" in marker["info"]):
            fence, loads = marker["fence"], marker["info"].split() == [MARK]
        comment = comment and _COMMENT_ENDS not in line
        yield False
