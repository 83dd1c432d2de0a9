"""Scenarios as examples: what is given, and what then holds."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from duly_dsl import ir, phrase
from duly_dsl.check.place import Place, kind_at, type_of
from duly_dsl.corpus import Corpus
from duly_dsl.ir import (
    ORGANISATION,
    ROLES,
    US,
    Asked,
    AskedFact,
    AskedRole,
    Assignment,
    Expectation,
    ExpectQuestions,
    ExpectStatus,
    ExpectTerm,
    FactPath,
    FactType,
    Given,
    GivenEvidence,
    GivenSet,
    GivenSubject,
    GivenUnknown,
    GivenValue,
    GivenVersion,
    ListClosure,
    Name,
    PackRules,
    Scenario,
)
from duly_dsl.members import in_words
from duly_dsl.render.document import Example, Limb, Line, Link, Part, Passage, capital, joined, listed, plain, said
from duly_dsl.render.evidence import field_type, stated_by
from duly_dsl.render.names import named, named_in_quotes, pack_title, quoted, rule, shown
from duly_dsl.render.values import asked, reading_is
from duly_dsl.uses import Reference, Sort, scoped


def examples(pack: PackRules, corpus: Corpus) -> tuple[tuple[Scenario, Example], ...]:
    """Every scenario of a pack in prose. What is given leads nowhere: it would drown what is expected."""
    return tuple((s, _example(number, s, pack, corpus)) for number, s in enumerate(pack.scenarios, 1))


def _example(number: int, scenario: Scenario, pack: PackRules, corpus: Corpus) -> Example:
    kinds = {US: ORGANISATION, **{subject.name: subject.kind for subject in scenario.subjects}}
    place = Place(pack, corpus, kinds)
    expected = tuple(Limb("", said(_expected(place, each))) for each in scenario.expectations)
    given = (_days(scenario), *(said(plain(each.line)) for each in _given(place, scenario)))
    return Example(number, scenario.title, (Part("Given", given), Part("Then", (Passage((), expected),))))


def _days(scenario: Scenario) -> Passage:
    known = f", with the law as known on {phrase.day(scenario.known_on)}" if scenario.known_on else ""
    return said(f"As of {phrase.day(scenario.as_of)}{known}.")


def _given(place: Place, scenario: Scenario) -> Iterator[Passage]:
    for name in scenario.proposals:
        yield said(named(place, Sort.INSTRUMENT, name), " has become law.")
    for choice in scenario.readings:
        yield said(reading_is(place, choice), ".")
    for parameter in scenario.parameters:
        value = phrase.value(parameter.value)
        yield said("The organisation sets ", named_in_quotes(place, Sort.PARAMETER, parameter.name), f" to {value}.")
    for name in scenario.without_packs:
        found = place.corpus.by_name.get(name)
        yield said(f"{quoted(pack_title(found) if found else shown(name))} is not used.")
    if scenario.inventory_complete:
        yield said("The inventory is complete.")
    for subject in scenario.subjects:
        yield said(_subject(place, subject), ".")
    for version in scenario.versions:
        yield said(_version(place, version), ".")
    for evidence in scenario.evidence:
        yield said(_evidence(place, evidence), ".")
    for waiver in scenario.waivers:
        until = f" until {phrase.day(waiver.until)}: {quoted(waiver.reason)}."
        yield said("A waiver of ", rule(place, waiver.rule), f" for {_who(waiver.subject)}", until)


def _who(subject: str, version: str | None = None) -> str:
    """A subject by its name in the scenario, or a version of it."""
    name = "our organisation" if subject == US else quoted(shown(subject))
    return name if version is None else f"version {version} of {name}"


def _subject(place: Place, given: GivenSubject) -> Line:
    version = f", version {given.version}" if given.version else ""
    since = f" since {phrase.day(given.version_since)}" if given.version_since else ""
    name = "Our organisation" if given.name == US else f"{quoted(shown(given.name))}, "
    kind = () if given.name == US else named(place, Sort.KIND, given.kind)
    return joined(name, kind, version, since, _facts(place, given.name, given.assignments))


def _version(place: Place, given: GivenVersion) -> Line:
    since = f" since {phrase.day(given.since)}" if given.since else ""
    name = f"{capital(_who(given.subject, given.version))}, in use beside the present one"
    return joined(name, since, _facts(place, given.subject, given.assignments))


def _facts(place: Place, subject: str, stated: Sequence[Assignment]) -> Line:
    pieces: list[str | Line] = []
    for number, each in enumerate(stated):
        pieces += ["; " if number else ": ", _assigned(place, subject, each)]
    return joined(*pieces)


def _assigned(place: Place, subject: str, each: Assignment) -> Line:
    since = f" (since {phrase.day(each.since)})" if each.since else ""
    path = FactPath(subject, (each.name,))
    view = place.view(kind_at(place, path))
    if each.name == ROLES:
        return joined("our roles: ", _value(each.value, partial(_role, place)), since)
    if view is not None and each.name in view.facts:
        question = asked(place, path)
        name = question or Link(quoted(shown(each.name)), Reference(Sort.FACT, each.name, view.name))
        value = _value(each.value, _spoken(place, view.facts[each.name].type))
        return joined(name, " " if question else ": ", value, since)
    if view is not None and each.name in view.links:
        link = Link(quoted(shown(each.name)), Reference(Sort.LINK, each.name, view.name))
        return joined(link, ": ", _value(each.value, _named), since)
    return joined(named(place, Sort.ROLE, each.name), ": ", _value(each.value, _named), since)


def _named(name: str) -> Line:
    return (_who(name),)


def _role(place: Place, name: str) -> Line:
    return joined(named(place, Sort.ROLE, name))


def _spoken(place: Place, declared: FactType | None) -> Callable[[str], Line]:
    """How names among values of a type are told."""
    if declared is None or not declared.choice:
        return _named
    choice = declared.choice
    return lambda name: (quoted(in_words(name, choice, place.corpus)),)


def _value(given: Given, spoken: Callable[[str], Line]) -> Line:
    match given:
        case GivenUnknown():
            return ("not known",)
        case GivenValue(value=value):
            return (quoted(value) if isinstance(value, str) else phrase.value(value),)
        case Name(name=name):
            return spoken(name)
        case GivenSet(names=names, closure=closure):
            first = {ListClosure.BARE: "", ListClosure.PARTIAL: "at least ", ListClosure.COMPLETE: "only "}[closure]
            return joined(first, listed([spoken(name) for name in names])) if names else ("none",)


def _evidence(place: Place, given: GivenEvidence) -> Line:
    kind = named(place, Sort.EVIDENCE_KIND, given.kind)
    declared = place.corpus.evidence_kinds.get(given.kind)
    pieces: list[str | Line] = ["Evidence for ", _who(given.subject), ": ", joined(kind)]
    pieces.append(f", collected on {phrase.day(given.collected)}")
    pieces.append(f", of version {given.version}" if given.version else "")
    if given.missing is not None:
        pieces.append(", complete")
        pieces.append(
            joined(" but for ", listed([(quoted(shown(m)),) for m in given.missing])) if given.missing else ""
        )
    for each in given.stating:
        spoken = _spoken(place, field_type(declared, each.name) if declared is not None else None)
        pieces += [f", stating {quoted(shown(each.name))}: ", _value(each.value, spoken)]
    for accepted in given.acceptances:
        on = f" on {phrase.day(accepted.on)}" if accepted.on else ""
        pieces += [", accepted by the ", joined(named(place, Sort.STAFF_ROLE, accepted.role)), on]
    return joined(*pieces)


def _expected(place: Place, wanted: Expectation) -> Line:
    match wanted:
        case ExpectStatus():
            return _status(place, wanted)
        case ir.ExpectOperates(rule=name, subject=subject, version=version, operates=operates):
            said_so = "operates" if operates else "does not operate"
            return joined(_rule(place, name), f" {said_so} for {_who(subject, version)}")
        case ExpectTerm():
            return _term(place, wanted)
        case ir.ExpectWhether(subject=subject, term=term, state=state):
            return joined("whether ", named_in_quotes(place, Sort.TERM, term), f" holds for {_who(subject)} is {state}")
        case ir.ExpectTask(rule=name, due=due):
            what = "a task opens for " if due is not None else "no task opens for "
            return joined(what, _rule(place, name), f", due {phrase.day(due)}" if due is not None else "")
        case ExpectQuestions():
            return _questions(place, wanted)
        case ir.ExpectExpiry(requirement=name, on=on):
            return joined("the evidence ", stated_by(place, name, place.pack.name), f" is good until {phrase.day(on)}")
        case ir.ExpectPenalty(rule=name, amount=amount):
            return joined("the fine for ", _rule(place, name), f" is up to {amount}")
        case ir.ExpectStayed(rule=name):
            return joined(_rule(place, name), " is not enforced for now")
        case ir.ExpectNotAssessed(term=term):
            return joined(named_in_quotes(place, Sort.TERM, term), " is not assessed")


def _rule(place: Place, rule_id: str) -> str | Link:
    """A rule by its id alone: its title is near."""
    found = rule(place, rule_id)
    return rule_id if isinstance(found, str) else Link(rule_id, found.to)


def _status(place: Place, wanted: ExpectStatus) -> Line:
    article = "a " if wanted.status in {"gap", "breach"} else ""
    provisionally = "provisionally " if wanted.provisionally else ""
    holder = f" of {_who(wanted.holder)}" if wanted.holder else ""
    role = joined(" as ", named(place, Sort.ROLE, wanted.role)) if wanted.role else ()
    by_rule = joined(" by ", _rule(place, wanted.by_rule)) if wanted.by_rule else ()
    by = f" by {phrase.day(wanted.by)}" if wanted.by else ""
    since = f" from {phrase.day(wanted.since)}" if wanted.since else ""
    status = f" is {provisionally}{article}{wanted.status}"
    because = f" (evidence: {wanted.because})" if wanted.because else ""
    about = f" for {_who(wanted.subject, wanted.version)}{because}"
    return joined(_rule(place, wanted.rule), holder, role, status, by_rule, by, since, about)


def _term(place: Place, wanted: ExpectTerm) -> Line:
    provisionally = "provisionally " if wanted.provisionally else ""
    because = joined(", because of ", _rule(place, wanted.because)) if wanted.because else ()
    who = _who(wanted.subject)
    if wanted.of is not None:
        verb = f" is {provisionally}" if wanted.holds else f" is {provisionally}not "
        return joined(who, verb, named(place, Sort.ROLE, wanted.name), f" of {_who(wanted.of)}", because)
    verb = f" {provisionally}holds for " if wanted.holds else f" {provisionally}does not hold for "
    return joined(named_in_quotes(place, Sort.TERM, wanted.name), verb, who, because)


def _questions(place: Place, wanted: ExpectQuestions) -> Line:
    if not wanted.asked:
        return ("no question is open",)
    questions = listed([_question(place, each) for each in wanted.asked])
    return joined("the only open questions: " if wanted.only else "open questions: ", questions)


def _question(place: Place, wanted: Asked) -> Line:
    match wanted:
        case AskedRole(role=role, subject=subject):
            return joined("who is ", named(place, Sort.ROLE, role), f" of {_who(subject)}")
        case AskedFact(subject=subject, steps=steps, was=was, version=version):
            path = FactPath(subject, steps)
            view = place.view(kind_at(place, path))
            sort = Sort.LINK if view is not None and steps[-1] in view.links else Sort.FACT
            plain_name = Link(quoted(shown(steps[-1])), Reference(sort, steps[-1], view.name if view else ""))
            before = "" if was is None else joined(" (was ", _before(was, _spoken(place, type_of(place, path))), ")")
            return joined(asked(place, path) or plain_name, f" for {_who(subject, version)}", before)


def _before(was: ir.Value | Name, spoken: Callable[[str], Line]) -> Line:
    return spoken(was.name) if isinstance(was, Name) else (phrase.value(was),)


def about(scenario: Scenario, corpus: Corpus) -> tuple[Reference, ...]:
    """What a scenario is an example of, the rules first."""
    place = Place.of_amount(corpus.by_name[scenario.pack], corpus)
    found = dict.fromkeys(found for each in scenario.expectations for found in _about(each, place))
    return tuple(sorted(found, key=lambda each: each.sort is not Sort.RULE))


def _about(wanted: Expectation, place: Place) -> Iterator[Reference]:
    match wanted:
        case ExpectStatus(rule=name, by_rule=by_rule):
            yield from (Reference(Sort.RULE, each) for each in (name, by_rule) if each)
        case ir.ExpectOperates(rule=name) | ir.ExpectTask(rule=name) | ir.ExpectPenalty(rule=name):
            yield Reference(Sort.RULE, name)
        case ir.ExpectStayed(rule=name):
            yield Reference(Sort.RULE, name)
        case ExpectTerm(because=because) if because:
            yield Reference(Sort.RULE, because)
        case ExpectTerm(name=name, of=of) if of:
            yield Reference(Sort.ROLE, name)
        case ExpectTerm(name=name) | ir.ExpectWhether(term=name) | ir.ExpectNotAssessed(term=name):
            term = scoped(Sort.TERM, name, place.pack.name, place.corpus)
            yield from () if term is None else (term,)
        case ir.ExpectExpiry(requirement=requirement):
            stated = place.corpus.requirements.get((place.pack.name, requirement))
            yield from () if stated is None else (Reference(Sort.RULE, stated[0].id),)
        case ExpectQuestions():
            return
