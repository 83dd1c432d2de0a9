"""Which lint rules count for a pack: `lint.toml` in its folder."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from duly_dsl.diagnostics import Diagnostic, Fix, Result, error
from duly_dsl.lint.registry import lint_rules
from duly_dsl.source import Source, Span
from duly_dsl.toml import NoToml, read_toml

FILE = "lint.toml"


@dataclass(frozen=True, slots=True)
class Exemption:
    """Things of the pack that a lint rule passes over, and why."""

    code: str
    names: frozenset[str]
    because: str


@dataclass(frozen=True, slots=True)
class Configuration:
    """Lint rules that are off, and exemptions of single things from others; codes throughout."""

    off: frozenset[str] = frozenset()
    exemptions: tuple[Exemption, ...] = field(default=())

    def counts(self, code: str, about: str) -> bool:
        """Whether a finding of a lint rule about a declared name counts."""
        return code not in self.off and not any(e.code == code and about in e.names for e in self.exemptions)


def read_configuration(folder: Path) -> Result[Configuration]:
    """The configuration of a pack's folder; everything counts where there is none."""
    path = folder / FILE
    if not path.is_file():
        return Result(Configuration())
    return configuration_from_text(Source(path.as_posix(), path.read_text(encoding="utf-8", errors="replace")))


def configuration_from_text(source: Source) -> Result[Configuration]:
    """What a `lint.toml` says: `off = ["L101"]`, and tables `[[except]]` with `code`, `names` and `because`."""
    data = read_toml(source)
    if isinstance(data, NoToml):
        return Result(Configuration(), (error("E0851", f"`{FILE}` is no TOML: {data.message}", data.span),))
    found = list(_faults(data, source))
    if found:
        return Result(Configuration(), tuple(found))
    exemptions = (Exemption(_code(e["code"]), frozenset(e["names"]), e["because"]) for e in data.get("except", ()))
    return Result(Configuration(frozenset(map(_code, data.get("off", ()))), tuple(exemptions)))


def _faults(data: dict[str, Any], source: Source) -> Iterator[Diagnostic]:
    for key in sorted(data.keys() - {"off", "except"}):
        yield _unknown(f"there is no setting `{key}`", key, ("off", "except"), source)
    off, exemptions = data.get("off", []), data.get("except", [])
    if not _is_texts(off) or not isinstance(exemptions, list):
        yield error("E0851", "`off` is a list of lint rules, `except` a list of tables", _place(source, "off"))
        return
    for each in exemptions:
        if not isinstance(each, dict) or set(each) != {"code", "names", "because"}:
            fix = Fix('write `[[except]]` with `code = "L101"`, `names = ["AIA-1-1"]` and `because = "..."`')
            yield error(
                "E0851", "an exemption names a lint rule, what is exempt, and why", _place(source, "except"), fix=fix
            )
        elif wrong := next((key for key, fits in _FITS.items() if not fits(each[key])), ""):
            message = "`code` is a lint rule, `names` a list of names and `because` a sentence"
            yield error("E0851", message, _place(source, wrong))
    codes = [*off, *(e["code"] for e in exemptions if isinstance(e, dict) and isinstance(e.get("code"), str))]
    known = {rule.code for rule in lint_rules()} | {rule.name for rule in lint_rules()}
    for code in codes:
        if code not in known:
            yield _unknown(f"there is no lint rule `{code}`", code, sorted(known), source)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


_FITS: Mapping[str, Callable[[object], bool]] = {"code": _is_text, "names": _is_texts, "because": _is_text}


def _unknown(message: str, word: str, known: tuple[str, ...] | list[str], source: Source) -> Diagnostic:
    near = get_close_matches(word, known, n=1)
    fix = Fix(f"did you mean `{near[0]}`?" if near else "`duly pack lint --list` names them")
    return error("E0851", message, _place(source, word), fix=fix)


def _place(source: Source, word: str) -> Span:
    line = next((n for n, text in enumerate(source.text.splitlines(), 1) if word and word in text), 1)
    column = source.line(line).find(word) + 1 if word else 1
    return Span(source, line, max(column, 1), line, max(column, 1) + len(word))


def _code(name: str) -> str:
    return next((rule.code for rule in lint_rules() if name in {rule.code, rule.name}), name)
