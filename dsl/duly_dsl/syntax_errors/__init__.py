"""The catalogue of syntax errors: code, sentence, and wrong texts that must be recognised as it.

`describe` names what stands wrong where the parser stopped. The first entry that recognises it
counts. A fix that carries changes is tried on the text: an entry that only guesses counts if
reading gets further with them, and no change is ever offered that does not help. Knows the
grammar's terminals; no sentence ever shows one.
"""

from collections.abc import Mapping

from lark.exceptions import UnexpectedToken

from duly_dsl.diagnostics import Diagnostic
from duly_dsl.grammar import END_OF_TEXT, NONE_TABLED, RowToken, Tabled, TabledText, parser, scenario_at
from duly_dsl.source import Source
from duly_dsl.syntax_errors.blocks import BLOCKS, DEPTH
from duly_dsl.syntax_errors.cells import of_cell
from duly_dsl.syntax_errors.fault import Change, Fault, Finding, diagnostic
from duly_dsl.syntax_errors.forms import FORMS
from duly_dsl.syntax_errors.marks import MARKS, odd_character
from duly_dsl.syntax_errors.measures import MEASURES
from duly_dsl.syntax_errors.phrases import PHRASES, fallback
from duly_dsl.syntax_errors.situation import Situation
from duly_dsl.syntax_errors.spelling import SPELLING

__all__ = ["CATALOGUE", "GENERAL", "Fault", "describe", "odd_character"]

GENERAL = "E0101"
CATALOGUE: tuple[Fault, ...] = (DEPTH, *MARKS, *SPELLING, *MEASURES, *FORMS, *BLOCKS, *PHRASES)

_LOOK_AHEAD = 2000
_PROVES_A_GUESS = 3


def describe(
    source: Source, unexpected: UnexpectedToken, start: int = 0, tabled: Mapping[int, Tabled] = NONE_TABLED
) -> Diagnostic:
    """The diagnostic for the place at which a reading that began at `start` stopped."""
    token = unexpected.token
    if isinstance(token, RowToken) and token.cell:
        return of_cell(source, token, scenario_at(token, tabled), describe)
    situation = Situation(source, unexpected, start, tabled)
    second: tuple[str, Finding] | None = None
    for fault in CATALOGUE:
        finding = fault.recognise(situation)
        if finding is None:
            continue
        if not finding.changes:
            return diagnostic(fault.code, finding, situation)
        gained = _gained(situation, finding.changes)
        if gained >= (_PROVES_A_GUESS if finding.guess else 1):
            return diagnostic(fault.code, finding, situation)
        if not finding.guess:
            second = second or (fault.code, finding if gained == 0 else _without_changes(finding))
    code, finding = second or (GENERAL, fallback(situation))
    return diagnostic(code, finding, situation)


def _without_changes(finding: Finding) -> Finding:
    return Finding(finding.message, finding.advice, (), finding.at, finding.role, finding.others)


def _gained(situation: Situation, changes: tuple[Change, ...]) -> int:
    """How many more words can be read with the changes made; -1 if reading gets no further."""
    text = situation.source.text
    stop = min(len(text), situation.previous_end + _LOOK_AHEAD)
    changed, grown = text[:stop], 0
    for change in sorted(changes, key=lambda c: c.start, reverse=True):
        changed = changed[: change.start] + change.text + changed[change.end :]
        grown += len(change.text) - (change.end - change.start)
    here = max(situation.token.end_pos or 0, *(change.end for change in changes))
    try:
        parser().parse(TabledText(changed, situation.start, len(changed), situation.one_row))
    except UnexpectedToken as unexpected:
        if unexpected.token.type != END_OF_TEXT:
            reached = (unexpected.token.start_pos or 0) - grown
            return len(text[here:reached].split()) if reached >= here else -1
        if situation.at_end:
            return -1
    return len(changed) + _PROVES_A_GUESS
