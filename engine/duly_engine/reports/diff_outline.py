"""The difference between two states of a pack in the order in which it is told, and what it asks of a release."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duly_dsl.diff import DeclarationChange, PackDiff, Presence, RuleChange, Shift
from duly_dsl.diff.release import Changelog, Release
from duly_dsl.diff.versions import Bump, bump_of, bump_of_declaration, bump_of_rule
from duly_dsl.phrase import many
from duly_engine.reports.diff_words import declared_name, sentence, shift_sentence
from duly_engine.reports.words import listed

NAMED = 8


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that differs: what it is, what it asks for, and what of it differs, a sentence each."""

    head: str
    bump: Bump
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one sort."""

    title: str
    things: tuple[Told, ...]


def sections(found: PackDiff) -> tuple[Section, ...]:
    """The whole difference, what matters most first; without sections that would be empty."""
    meaning = [rule for rule in found.rules if bump_of_rule(rule) > Bump.PATCH]
    wording = [rule for rule in found.rules if bump_of_rule(rule) <= Bump.PATCH]
    told = (
        Section("Rules that start or end on another day", tuple(map(_shift, found.shifts))),
        Section("Rules", tuple(map(_rule, sorted(meaning, key=lambda rule: (_ORDER[rule.presence], rule.id))))),
        Section("Rules, wording only", tuple(map(_rule, wording))),
        Section("Vocabulary and legal values", tuple(map(_declaration, found.declarations))),
        Section("The pack", tuple(Told(sentence(each), bump_of(each), ()) for each in found.header)),
    )
    return tuple(section for section in told if section.things)


_ORDER = {Presence.ADDED: 0, Presence.REMOVED: 1, Presence.CHANGED: 2}


def _shift(shift: Shift) -> Told:
    return Told(shift_sentence(shift), Bump.NONE, ())


def _rule(rule: RuleChange) -> Told:
    name = f"{rule.new}, which was {rule.old}," if rule.is_renamed else rule.id
    happened = {Presence.ADDED: "new rule ", Presence.REMOVED: "rule is gone: ", Presence.CHANGED: ""}[rule.presence]
    cited = f"  [{'; '.join(rule.citations)}]" if rule.citations else ""
    is_whole = rule.presence is Presence.CHANGED
    lines = [sentence(change) if is_whole else f"then {change.new or change.old}" for change in rule.changes]
    lines += [f"`{lost}` leads nowhere any more; `formerly` would keep it" for lost in rule.lost]
    return Told(f'{happened}{name} "{rule.title}"{cited}', bump_of_rule(rule), (*lines, *_touches(rule.touches)))


def _declaration(declared: DeclarationChange) -> Told:
    name = declared_name(declared)
    match declared.presence:
        case Presence.ADDED:
            head = f"new {name}"
        case Presence.REMOVED:
            head = f"{name} is gone"
        case Presence.CHANGED:
            head = name
    text = f' "{declared.text}"' if declared.text else ""
    lines = (*map(sentence, declared.changes), *_touches(declared.touches))
    return Told(head + text, bump_of_declaration(declared), lines)


def _touches(rules: Sequence[str]) -> Iterator[str]:
    if rules:
        named = listed(rules) if len(rules) <= NAMED else f"{', '.join(rules[:NAMED])} and {len(rules) - NAMED} more"
        yield f"touches {many(len(rules), 'rule')}: {named}"


def scenarios_sentence(found: PackDiff) -> str:
    """How many scenarios differ; empty where none does."""
    counted = found.scenarios
    parts = ((counted.added, "new"), (counted.removed, "gone"), (counted.changed, "changed"))
    said = [f"{count} {what}" for count, what in parts if count]
    return f"Scenarios: {listed(said)}." if said else ""


def verdict(found: PackDiff, judged: Release) -> Iterator[str]:
    """What the difference asks of the release, and what is missing."""
    moved = f"{found.old_version} -> {found.new_version}"
    if judged.bump is Bump.NONE:
        yield "Nothing differs in what the rules say."
        if not judged.is_enough:
            yield f"The version goes back: {moved}."
        return
    does = "does it" if judged.is_enough else f"is not enough: the next version is {judged.version} at least"
    yield f"Version: these changes ask for a {judged.bump.word} version; {moved} {does}."
    match judged.changelog:
        case Changelog.COMPLETE:
            yield f"CHANGELOG.md: the entry for {judged.version} names all that is affected."
        case Changelog.NO_FILE:
            yield "CHANGELOG.md: there is none in the folder of the pack or the one above it."
        case Changelog.NO_ENTRY:
            yield f"CHANGELOG.md: it has no entry `## {judged.version}`."
        case Changelog.INCOMPLETE:
            names = [_short_name(each) for each in judged.unnamed]
            yield f"CHANGELOG.md: the entry for {judged.version} does not name {listed(names)}."


def _short_name(change: RuleChange | DeclarationChange) -> str:
    return change.id if isinstance(change, RuleChange) else declared_name(change)


def lines_to_write(judged: Release) -> tuple[str, ...]:
    """What the changelog lacks, to be pasted and put into better words; a star marks another meaning."""
    if judged.changelog in {Changelog.NOT_NEEDED, Changelog.COMPLETE}:
        return ()
    lines = [f"- {_star(each)}{_entry(each)}" for each in judged.unnamed]
    if judged.changelog is not Changelog.INCOMPLETE:
        lines = [f"## {judged.version}", "", *(lines or ["- Wording and scenarios."])]
    return tuple(lines)


def _star(change: RuleChange | DeclarationChange) -> str:
    return "* " if change.presence is Presence.CHANGED else ""


def _entry(change: RuleChange | DeclarationChange) -> str:
    what = f"{change.id} ({', '.join(change.citations)})" if isinstance(change, RuleChange) else declared_name(change)
    match change.presence:
        case Presence.ADDED:
            return f"{what}: new."
        case Presence.REMOVED:
            return f"{what}: gone."
        case Presence.CHANGED:
            renamed = [f"was {change.old}"] if isinstance(change, RuleChange) and change.is_renamed else []
            meant = [sentence(each) for each in change.changes if bump_of(each) > Bump.PATCH]
            return f"{what}: {'; '.join([*renamed, *meant])}."
