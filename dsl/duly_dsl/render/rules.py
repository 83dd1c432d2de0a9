"""A rule in prose: who must do what, since when, when it applies, what sets it aside, and how it is shown."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from duly_dsl import phrase
from duly_dsl.check.place import Place
from duly_dsl.corpus import Corpus
from duly_dsl.edges import targets
from duly_dsl.ir import (
    ConcludesRole,
    ConcludesTerm,
    Deadline,
    Each,
    EachOf,
    EachPair,
    EachVersion,
    Forbids,
    Force,
    GroupTarget,
    Obliges,
    Presumption,
    Rule,
    RuleTarget,
    SetsAside,
    Target,
)
from duly_dsl.meaning import Meanings
from duly_dsl.placeholders import PLACEHOLDER, fact_in
from duly_dsl.render.conditions import condition
from duly_dsl.render.document import (
    Limb,
    Line,
    Part,
    Passage,
    Section,
    after,
    capital,
    enumerated,
    joined,
    listed,
    plain,
    said,
)
from duly_dsl.render.evidence import excuse, requirement, stated_by
from duly_dsl.render.law import answers, penalty, readings_of
from duly_dsl.render.names import (
    citation,
    in_order_of_force,
    instrument,
    instrument_dates,
    named,
    named_in_quotes,
    quoted,
    rule,
)
from duly_dsl.render.values import fact, legal_value, moment, reading_is, the
from duly_dsl.uses import Sort, place_of


@dataclass(frozen=True, slots=True)
class Told:
    """A version of a rule, where it stands, and the rules around it."""

    rule: Rule
    place: Place
    meanings: Meanings


def sections(rule_id: str, meanings: Meanings) -> tuple[Section, ...]:
    """All versions of a rule; a title tells them apart."""
    ordered = in_order_of_force(meanings.corpus.rules[rule_id], meanings.corpus)
    versions = [_told(version, meanings) for version in ordered]
    return tuple(Section(_which(told) if len(versions) > 1 else "", tuple(_parts(told))) for told in versions)


def cites(versions: Iterable[Rule], corpus: Corpus) -> tuple[Line, ...]:
    """The provisions that a rule stands for, each once."""
    found = (joined(citation(_place(v, corpus), cited)) for v in versions for cited in v.citations)
    return tuple(dict.fromkeys(found))


def _place(found: Rule, corpus: Corpus) -> Place:
    return place_of(found, corpus.by_name[found.pack], corpus)


def _told(found: Rule, meanings: Meanings) -> Told:
    return Told(found, _place(found, meanings.corpus), meanings)


def _which(told: Told) -> str:
    version, place = told.rule, told.place
    ours = version.reading is not None and place.corpus.is_default(version.pack, version.reading)
    known = (
        ("our reading" if ours else "other reading",) if version.reading else (),
        joined("as set by ", instrument(place, version.under)) if version.under else (),
        joined("until ", instrument(place, version.replaced_by), " replaces it") if version.replaced_by else (),
    )
    which = "; ".join(plain(line) for line in known if line)
    return f"{version.title} ({which})" if which else version.title


def _parts(told: Told) -> Iterator[Part]:
    for name, passages in ((_sort(told.rule), _conclusion), *_PARTS):
        found = tuple(passages(told))
        if found:
            yield Part(name, found)


def _sort(found: Rule) -> str:
    match found.then:
        case Obliges(force=force):
            return "Duty" if force is Force.MUST else "Voluntary duty"
        case Forbids():
            return "Prohibition"
        case ConcludesTerm() | ConcludesRole():
            return "Conclusion"
        case SetsAside():
            return "Exception"


def _conclusion(told: Told) -> Iterable[Passage]:
    place, then = told.place, told.rule.then
    match then:
        case Obliges(roles=roles, force=force, text=text):
            verb = f" {force.value} each " if len(roles) > 1 else f" {force.value} "
            return (said("The ", _roles(place, roles), verb, _text(place, text), "."),)
        case Forbids(roles=roles, text=text):
            no_one = joined("The ", _roles(place, roles), " must not ") if roles else ("No one may ",)
            return (said(no_one, _text(place, text), "."),)
        case ConcludesTerm(variable=variable, term=term, holds=holds):
            verb = " holds for " if holds else " does not hold for "
            return (said(named_in_quotes(place, Sort.TERM, term), verb, the(place, variable), "."),)
        case ConcludesRole(holder=holder, role=role, variable=variable, holds=holds):
            verb = " is " if holds else " is not "
            bearer = the(place, holder)
            about = f" of {the(place, variable)}."
            return (said(capital(bearer), verb, named(place, Sort.ROLE, role), about),)
        case SetsAside(targets=defeated, roles=roles):
            bound = joined(", for the ", _roles(place, roles)) if roles else ()
            head = enumerated("Sets aside", [joined(_target(place, each), bound) for each in defeated])
            return (head, *_reached(told, then))


def _reached(told: Told, then: SetsAside) -> Iterator[Passage]:
    """What a group comes to in this pack."""
    if any(isinstance(each, GroupTarget) for each in then.targets):
        reached = dict.fromkeys(targets(told.rule, told.place.corpus))
        yield enumerated("This comes to", [joined(rule(told.place, name)) for name in reached])


def _roles(place: Place, roles: tuple[str, ...]) -> Line:
    return listed([joined(named(place, Sort.ROLE, role)) for role in roles])


def _target(place: Place, wanted: Target) -> Line:
    match wanted:
        case RuleTarget(rule=rule_id):
            return joined(rule(place, rule_id))
        case GroupTarget(group=group, except_rules=rules, except_groups=groups):
            spared = [joined("those of ", named_in_quotes(place, Sort.GROUP, each)) for each in groups]
            spared += [joined(rule(place, each)) for each in rules]
            but = joined(", but for ", listed(spared)) if spared else ()
            return joined("the duties and prohibitions of ", named_in_quotes(place, Sort.GROUP, group), but)


def _text(place: Place, text: str) -> Line:
    """The text of a duty with the values that it shows."""
    pieces: list[str | Line] = []
    for number, piece in enumerate(PLACEHOLDER.split(text)):
        name = piece.strip()
        path = fact_in(name)
        shown = fact(place, path) if path is not None else legal_value(place, name)
        pieces.append(shown if number % 2 == 1 else piece)
    return joined(*pieces)


def _applies(told: Told) -> Iterator[Passage]:
    found, place = told.rule, told.place
    starts = joined(", from ", moment(place, found.starts)) if found.starts else ()
    ends = joined(" through " if starts else ", through ", moment(place, found.ends)) if found.ends else ()
    yield said("To ", _subject(place, found), starts, ends, ".")
    for verb, name in (("Set", found.under), ("Replaced", found.replaced_by), ("Repealed", found.repealed_by)):
        if name:
            yield said(f"{verb} by ", instrument(place, name), instrument_dates(place, name), ".")
    if found.reading is not None:
        yield said("Only where ", reading_is(place, found.reading), ".")
    if found.judged_as_of is not None:
        when = moment(place, found.judged_as_of)
        yield said("Judged as of ", when, ": by the law, the roles and the exceptions of that day.")
    if found.stay is not None:
        end = phrase.last_day(found.stay.end)
        yield said(f"It binds, but is not enforced from {phrase.day(found.stay.start)} until {end}.")


def _subject(place: Place, found: Rule) -> Line:
    match found.subject:
        case Each(kind=kind):
            return joined("each ", named(place, Sort.KIND, kind))
        case EachOf(kind=kind, of_kind=of_kind):
            about = joined(", with the ", named(place, Sort.KIND, of_kind), " that it is about")
            return joined("each ", named(place, Sort.KIND, kind), about)
        case EachVersion(of_kind=of_kind):
            return joined("each version in use of each ", named(place, Sort.KIND, of_kind))
        case EachPair(kind=kind, party_kind=party_kind):
            pair = joined(" together with each ", named(place, Sort.KIND, party_kind))
            return joined("each ", named(place, Sort.KIND, kind), pair)


def _scope(told: Told) -> Iterator[Passage]:
    if told.rule.where is not None:
        yield after("Where ", condition(told.place, told.rule.where), ".")


def _when(told: Told) -> Iterator[Passage]:
    """When it applies; of a prohibition this is what breaks it."""
    if told.rule.when is not None and not isinstance(told.rule.then, Forbids):
        yield after("Where ", condition(told.place, told.rule.when), ".")


def _broken(told: Told) -> Iterator[Passage]:
    if isinstance(told.rule.then, Forbids):
        wanted = told.rule.when
        always = said("Wherever it binds.")
        yield after("Where ", condition(told.place, wanted), ".") if wanted is not None else always


def _set_aside_by(told: Told) -> Iterator[Passage]:
    corpus = told.place.corpus
    for name in told.meanings.defeaters(told.rule.id):
        thens = [version.then for version in corpus.rules[name]]
        roles = {role for then in thens if isinstance(then, SetsAside) for role in then.roles}
        bound = joined(", for the ", _roles(told.place, tuple(sorted(roles)))) if roles else ()
        yield said(rule(told.place, name), bound, ".")


def _goes_before(told: Told) -> Iterator[Passage]:
    if told.rule.notwithstanding:
        yield said(
            listed([joined(rule(told.place, name)) for name in told.rule.notwithstanding]), ", which it sets aside."
        )


def _undetermined(told: Told) -> Iterator[Passage]:
    match told.rule.presumption:
        case Presumption.APPLICABLE:
            yield said("The rule is treated as applicable until the answer is known.")
        case Presumption.NOT_APPLICABLE:
            yield said("The rule is treated as not applicable until the answer is known.")
        case None:
            never = "; that it is broken is never assumed" if isinstance(told.rule.then, Forbids) else ""
            yield said(f"It stays open{never}.")


def _rests_on(told: Told) -> Iterator[Passage]:
    for name in told.rule.relies_on:
        evidence = stated_by(told.place, name, told.rule.pack)
        yield said("The evidence ", evidence, "; while it does not suffice, the conclusion is claimed and not proven.")


def _deadline(told: Told) -> Iterator[Passage]:
    due, place = told.rule.due, told.place
    if due is None:
        return
    if not due.cases:
        yield said("At the latest ", _until(place, due.deadline), ".")
        return
    limbs = (
        Limb("", after(joined(_until(place, case.deadline), ", where "), condition(place, case.where)))
        for case in due.cases
    )
    head = joined("At the latest ", _until(place, due.deadline), ". The first of these that holds takes its place:")
    yield Passage(head, tuple(limbs))


def _until(place: Place, wanted: Deadline) -> Line:
    when = moment(place, wanted.moment)
    return joined("on the day before ", when) if wanted.before else when


def _evidence(told: Told) -> Iterator[Passage]:
    for wanted in told.rule.evidence:
        yield from requirement(told.place, wanted)


def _excuse(told: Told) -> Iterator[Passage]:
    if told.rule.excuse is not None:
        yield excuse(told.place, told.rule.excuse)


def _task(told: Told) -> Iterator[Passage]:
    task, place = told.rule.task, told.place
    if task is None:
        return
    owner = joined("; owner: ", named(place, Sort.STAFF_ROLE, task.owner)) if task.owner else ()
    due = joined("; due ", moment(place, task.due)) if task.due else ()
    severity = f"; severity {task.severity}" if task.severity else ""
    yield said(quoted(task.text), owner, due, severity, ".")


def _penalty(told: Told) -> Iterator[Passage]:
    if told.rule.penalty is not None:
        yield from penalty(told.place, told.rule.penalty)


def _reading(told: Told) -> Iterator[Passage]:
    for name in readings_of(told.rule, told.place):
        question = named_in_quotes(told.place, Sort.READING, name)
        yield said(question, " ", answers(told.place, name))


def _interpretation(told: Told) -> Iterator[Passage]:
    yield from (said(note) for note in told.rule.interpretations)


def _belongs_to(told: Told) -> Iterator[Passage]:
    if told.rule.groups:
        yield said(listed([joined(named_in_quotes(told.place, Sort.GROUP, name)) for name in told.rule.groups]), ".")


def _formerly(told: Told) -> Iterator[Passage]:
    if told.rule.formerly:
        yield said(f"{', '.join(told.rule.formerly)}.")


_PARTS: tuple[tuple[str, Callable[[Told], Iterable[Passage]]], ...] = (
    ("Applies", _applies),
    ("Scope", _scope),
    ("When", _when),
    ("Broken", _broken),
    ("Set aside by", _set_aside_by),
    ("Goes before", _goes_before),
    ("If this cannot be determined", _undetermined),
    ("Rests on", _rests_on),
    ("Deadline", _deadline),
    ("Evidence", _evidence),
    ("Excuse", _excuse),
    ("Task", _task),
    ("Penalty", _penalty),
    ("Reading", _reading),
    ("Interpretation", _interpretation),
    ("Belongs to", _belongs_to),
    ("Formerly", _formerly),
)
