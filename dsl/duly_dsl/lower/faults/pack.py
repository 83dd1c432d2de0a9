"""Faults of a pack and its files (E020x)."""

from duly_dsl.diagnostics import Diagnostic, Edit, Fix, Place, error
from duly_dsl.source import Source, Span, between


def no_header(span: Span) -> Diagnostic:
    """No file of the pack, or a text on its own, says which pack it is."""
    return error(
        "E0201",
        "a pack begins with `pack <name> version <number> ... end pack`, and none stands here",
        span,
        fix=Fix("begin with `pack my_pack version 0.1.0` and close it with `end pack`"),
    )


def second_header(name: str, pack: str, span: Span, first: Span) -> Diagnostic:
    """Two files of a folder hold a header."""
    return error(
        "E0202",
        f"the pack has one header, and `pack {name}` is a second one",
        span,
        role="second header",
        others=[Place(first, "first header")],
        fix=Fix(f"begin this file with `part of pack {pack}` if it belongs to that pack"),
    )


def belongs_twice(span: Span, first: Span) -> Diagnostic:
    """A file says twice where it belongs."""
    return error(
        "E0203",
        "a file says once to which pack it belongs, by `pack ...` or by `part of pack ...`",
        span,
        role="second",
        others=[Place(first, "first")],
        fix=Fix("leave out one of the two"),
    )


def belongs_nowhere(pack: str, span: Span) -> Diagnostic:
    """A file of a pack does not say so."""
    line = f"part of pack {pack}"
    return error(
        "E0204",
        "this file does not say to which pack it belongs",
        span,
        fix=Fix(f"begin the file with `{line}`", (Edit(span, f"{line}\n"),)),
    )


def other_pack(said: str, pack: str, span: Span) -> Diagnostic:
    """A file says another pack than the header."""
    return error(
        "E0205",
        f"this file says that it is part of pack `{said}`, and it lies in the folder of `{pack}`",
        span,
        fix=Fix(f"write `part of pack {pack}`, or move the file"),
    )


def other_language(number: str, spoken: int, span: Span) -> Diagnostic:
    """The pack is written for a language that this program does not know."""
    return error(
        "E0206",
        f"the pack is written in language {number}, and this Duly reads language {spoken}",
        span,
        fix=Fix("use a newer version of Duly, or an older version of the pack"),
    )


def empty_range(pack: str, version: str, before: str, span: Span) -> Diagnostic:
    """A version range that no version lies in."""
    return error(
        "E0207",
        f"no version of `{pack}` is at least {version} and before {before}",
        span,
        fix=Fix("write the lower version first, such as `version 2.0.0 to before 3.0.0`"),
    )


def no_files(folder: str) -> Diagnostic:
    """A folder without any text of the language."""
    return error(
        "E0208",
        f"the folder `{folder}` holds no rule file: their names end in `.duly`, or in `.md` with blocks marked `duly`",
        Span(Source(folder, ""), 1, 1, 1, 1),
        fix=Fix("name the folder in which `pack.duly` or `pack.md` lies"),
    )


def no_address(address: str, span: Span) -> Diagnostic:
    """The official text of an instrument is said to be where no browser can go."""
    return error(
        "E0210",
        f"`{address}` is no address of a text: it begins with `https://` or `http://` and has no spaces",
        span,
        fix=Fix('write the whole address, such as `text at "https://eur-lex.europa.eu/eli/reg/2024/1689/oj"`'),
    )


def no_utf8(source: Source) -> Diagnostic:
    """Bytes that are no UTF-8; they were replaced by the sign for that."""
    at = source.text.index("\N{REPLACEMENT CHARACTER}")
    return error(
        "E0209",
        "the file is not written in UTF-8, so this character cannot be read",
        between(source, at, at + 1),
        fix=Fix("save the file with the encoding UTF-8"),
    )
