"""Settings as examples: on one line for a message, as a scenario for a pack."""

from collections.abc import Iterable, Iterator

from duly_dsl import phrase
from duly_dsl.analysis.plainest import Setting
from duly_dsl.analysis.study import Study
from duly_dsl.ir import (
    Expectation,
    ExpectOperates,
    ExpectStatus,
    ExpectWhether,
    Given,
    GivenSet,
    GivenUnknown,
    GivenValue,
    Money,
    Name,
    Scenario,
)


def scenario(setting: Setting, pack: str, title: str, expectations: Iterable[Expectation]) -> Scenario:
    """A setting as a test of a pack."""
    return Scenario(
        title=title,
        as_of=setting.as_of,
        known_on=setting.known_on,
        proposals=setting.proposals,
        readings=setting.readings,
        parameters=(),
        without_packs=(),
        inventory_complete=False,
        subjects=setting.subjects,
        versions=(),
        evidence=(),
        waivers=(),
        expectations=tuple(expectations),
        pack=pack,
    )


def in_words(setting: Setting, study: Study) -> str:
    """What is said in a setting; the day and the law only where they have to be others than usual."""
    return ", ".join(_said(setting, study)) or "nothing is known"


def _said(setting: Setting, study: Study) -> Iterator[str]:
    today = study.enc.law.today
    for subject in setting.subjects:
        owner = "" if subject.name == study.roots[0].name else f"{subject.name}'s "
        yield from (f"{owner}{each.name} = {_value(each.value)}" for each in subject.assignments)
    yield from (f"reading {choice.reading} = {choice.value}" for choice in setting.readings)
    yield from (f"proposal {name}" for name in setting.proposals)
    if setting.as_of != today:
        yield f"on {phrase.day(setting.as_of)}"
    if setting.known_on != today:
        yield f"law as known on {phrase.day(setting.known_on)}"


def _value(given: Given) -> str:
    """A value that a scenario gives, as the language writes it."""
    match given:
        case GivenSet(names=names, closure=closure):
            return closure.value.replace("...", ", ".join(names)) if names else closure.value.replace(" ... ", "")
        case GivenUnknown():
            return "unknown"
        case GivenValue(value=str(text)):
            return f'"{text}"'
        case GivenValue(value=Money(amount=amount, currency=currency)):
            return f"{amount:f} {currency}"
        case GivenValue(value=value):
            return phrase.value(value)
        case Name(name=name):
            return name


def text(shown: Scenario, why: str) -> str:
    """A scenario as it is written into a pack, with a line that says where it comes from."""
    return "".join(f"{line}\n" for line in _lines(shown, why))


def _lines(shown: Scenario, why: str) -> Iterator[str]:
    yield f"# {why}"
    yield f'scenario "{shown.title}"'
    if shown.known_on is not None:
        yield f"  law as known on {phrase.day(shown.known_on)}"
    yield f"  as of {phrase.day(shown.as_of)}"
    yield from (f"  given proposal {name}" for name in shown.proposals)
    yield from (f"  given reading {choice.reading} is {choice.value}" for choice in shown.readings)
    for subject in shown.subjects:
        head = f"  given {subject.name} is {phrase.a(subject.kind)}"
        if not subject.assignments:
            yield head
            continue
        yield f"{head} with"
        yield from (f"    {each.name}: {_value(each.value)}" for each in subject.assignments)
        yield "  end"
    yield from (f"  expect {_expected(each)}" for each in shown.expectations)
    yield "end scenario"


def _expected(expectation: Expectation) -> str:
    match expectation:
        case ExpectOperates(rule=rule, subject=subject):
            return f"{rule} operates for {subject}"
        case ExpectWhether(subject=subject, term=name, of=of, state=state):
            return f"whether {subject} is {name} {f'of {of} ' if of else ''}is {state}"
        case ExpectStatus(rule=rule, role=role, status=status, subject=subject):
            return f"{rule} {f'as {role} ' if role else ''}is {status} for {subject}"
        case _:
            raise TypeError(expectation)
