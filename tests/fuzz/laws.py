"""What holds for every text, whatever is in it."""

import re
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from traceback import extract_tb
from types import FrameType
from typing import TypeVar

from duly_dsl import ir
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Result, Severity, apply_edits
from duly_dsl.diagnostics_text import render_text
from duly_dsl.format import format_text
from duly_dsl.grammar import parser
from duly_dsl.load import check_text
from duly_dsl.read import read_text
from duly_dsl.source import Source, Span

SECONDS = 1.0

_MOST_FIXES = 3
_COMMENTS = re.compile(r'"[^"\n]*"|(#[^\n]*)')
_WORDS = re.compile(r"\w+")
_QUOTED = re.compile(r"`[^`]*`")
_RULE_ID = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Za-z0-9]+)+")
_TERMINALS = {t.name for t in parser().terminals if len(t.name) > 1}
_RULES = {name for rule in parser().rules for name in (rule.origin.name, rule.alias or "") if "_" in name}
_CLASSES = {name for name in dir(ir) if re.fullmatch(r"(?:[A-Z][a-z]+){2,}", name)}
_OURS = re.compile(r"\b(?:token|Token|Tree|NoneType|terminal|ANON|Traceback|Decimal|datetime|[A-Z][a-z]+Error)\b")

T = TypeVar("T")


class TooSlowError(Exception):
    """A text took longer than it may."""


def within(function: Callable[..., T], *arguments: object) -> T:
    """Call a function that may not take long; the time of the processor counts, not that of a busy machine."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlowError(f"{function.__name__} takes more than {SECONDS} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        return function(*arguments)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def ill_said(diagnostic: Diagnostic) -> str:
    """What breaks the promises of the house form about words; empty where nothing does."""
    said = [diagnostic.message, diagnostic.fix.advice if diagnostic.fix else "", *(p.role for p in diagnostic.places)]
    plain = _RULE_ID.sub("", _QUOTED.sub("", " ".join(said)))
    words = set(_WORDS.findall(plain)) - set(_WORDS.findall(diagnostic.span.source.text))
    ours = words & (_RULES | _CLASSES | _TERMINALS) | set(_OURS.findall(plain))
    message = diagnostic.message
    if ours:
        return f"words of the tool {sorted(ours)}: {message}"
    if any(c in text for text in said for c in "\n\r"):
        return f"a line break: {message!r}"
    # An acronym of the pack may come first: `AI system has no fact ...`.
    if message.endswith(".") or not (message[:1].islower() or message[:1] == "`" or message[:2].isupper()):
        return f"no plain sentence: {message}" if not _RULE_ID.match(message) else ""
    return ""


def misplaced(span: Span) -> str:
    """Why a stretch does not lie within its text; empty where it does."""
    lines = span.source.text.split("\n")
    ends = ((span.line, span.column), (span.end_line, span.end_column))
    for line, column in ends:
        if not (1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1):
            return f"{ends} lies outside of the text"
    return "" if ends[0] <= ends[1] else f"{ends} ends before it begins"


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _spans(each)
    elif is_dataclass(value) and not isinstance(value, Source):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))


def comments(text: str) -> list[str]:
    """The comments of a text, without the space at their ends."""
    return [found.rstrip() for found in _COMMENTS.findall(text) if found]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a text: whether it could be read, whether it is without errors, and which laws are broken."""

    read: bool
    sound: bool
    broken: tuple[str, ...]


def judged(source: Source, beside: Corpus, said: tuple[Diagnostic, ...] = ()) -> Verdict:
    """Try every law on a text; whatever is raised counts as broken. `said` is what was said before it was read."""
    try:
        found = within(check_text, source, beside)
        formatted = within(format_text, source)
        broken = [
            *_of_diagnostics(source, (*said, *found)),
            *_of_fixes(source, beside, found),
            *_of_layout(source, formatted, beside, found),
        ]
    except Exception as fault:  # noqa: BLE001 - this is what is looked for
        place = extract_tb(fault.__traceback__)[-1]
        where = f"{place.filename.rsplit('/', 1)[-1]}:{place.lineno}"
        return Verdict(read=False, sound=False, broken=(f"{type(fault).__name__}: {str(fault)[:200]} at {where}",))
    errors = [d for d in found if d.severity is Severity.ERROR]
    return Verdict(not formatted.diagnostics, not errors, tuple(dict.fromkeys(broken)))


def _of_diagnostics(source: Source, found: tuple[Diagnostic, ...]) -> Iterator[str]:
    for diagnostic in dict.fromkeys(found):
        render_text(diagnostic)
        if wrong := ill_said(diagnostic):
            yield f"{diagnostic.code} {wrong}"
        if wrong := next(filter(None, map(misplaced, _spans(diagnostic))), ""):
            yield f"{diagnostic.code} {wrong}"
        if diagnostic.span.source != source:
            yield f"{diagnostic.code} is about another text"


def _of_fixes(source: Source, beside: Corpus, found: tuple[Diagnostic, ...]) -> Iterator[str]:
    """A fix makes its error vanish; where the same stands twice, leaving one out makes way for the other."""
    fixable = [(d, d.fix.edits) for d in found if d.fix and d.fix.edits]
    for diagnostic, edits in fixable[:_MOST_FIXES]:
        text = apply_edits(source.text, edits)
        after = within(check_text, Source(source.name, text), beside)
        said = (diagnostic.code, diagnostic.message, diagnostic.span.line, diagnostic.span.column)
        stays = said in [(d.code, d.message, d.span.line, d.span.column) for d in after]
        if stays and len(text) >= len(source.text):
            yield f"{diagnostic.code} stays when its fix is applied: {diagnostic.message}"


def _of_layout(source: Source, formatted: Result[str], beside: Corpus, found: tuple[Diagnostic, ...]) -> Iterator[str]:
    if formatted.diagnostics:
        if formatted.value != source.text:
            yield "a text that cannot be read is changed by the formatter"
        return
    text, again = formatted.value, Source(source.name, formatted.value)
    read = within(read_text, source)
    if wrong := next(filter(None, map(misplaced, _spans(read.value))), ""):
        yield f"a phrase: {wrong}"
    if within(format_text, again).value != text:
        yield "formatted twice is not formatted once"
    if within(read_text, again).value != read.value:
        yield "formatting changes the meaning"
    if [d.code for d in within(check_text, again, beside)] != [d.code for d in found]:
        yield "formatting changes what is said"
    if comments(text) != comments(source.text):
        yield "formatting loses a comment"
    if text and (not text.endswith("\n") or text.endswith("\n\n")):
        yield "a formatted text does not end with one line end"
    if any(line != line.rstrip() for line in text.split("\n")):
        yield "a formatted line ends with space"
