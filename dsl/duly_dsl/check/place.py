"""Where an expression stands, what its variables are, and the paths that lead from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from duly_dsl import phrase
from duly_dsl.check.faults import unknown, word_in
from duly_dsl.check.words import meaning, type_text
from duly_dsl.corpus import ASSET, Corpus, KindView
from duly_dsl.diagnostics import Diagnostic, Edit, Fix, error
from duly_dsl.ir import (
    HOLDER,
    ORGANISATION,
    US,
    VERSION,
    Each,
    EachOf,
    EachPair,
    EachVersion,
    FactPath,
    FactType,
    Link,
    PackRules,
    Rule,
    Subject,
)
from duly_dsl.source import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: the pack, and the kinds of its variables."""

    pack: PackRules
    corpus: Corpus
    kinds: Mapping[str, str]

    @classmethod
    def of_rule(cls, rule: Rule, pack: PackRules, corpus: Corpus) -> "Place":
        """The variables of a rule, and `us`."""
        return cls(pack, corpus, {US: ORGANISATION, **_variables(rule.subject)})

    @classmethod
    def of_term(cls, variable: str, kind: str, pack: PackRules, corpus: Corpus) -> "Place":
        """The variable of a term, and `us`."""
        return cls(pack, corpus, {US: ORGANISATION, variable: kind})

    @classmethod
    def of_amount(cls, pack: PackRules, corpus: Corpus) -> "Place":
        """An amount is about its `holder`, who bears the obligation."""
        return cls(pack, corpus, {US: ORGANISATION, HOLDER: ORGANISATION})

    def with_holder(self) -> "Place":
        """The same place where `holder` may be named."""
        return self.bind(HOLDER, ORGANISATION)

    def bind(self, variable: str, kind: str) -> "Place":
        """The same place with one more variable."""
        return Place(self.pack, self.corpus, {**self.kinds, variable: kind})

    def view(self, kind: str | None) -> KindView | None:
        """A kind with its facts and links."""
        return self.corpus.kind(kind or "")


def _variables(subject: Subject) -> dict[str, str]:
    match subject:
        case Each(kind=kind, variable=name):
            return {name: kind}
        case EachOf(kind=kind, of_kind=of_kind, variable=name):
            return {kind: kind, name: of_kind}
        case EachVersion(kind=kind, of_kind=of_kind, variable=name):
            return {VERSION: kind, name: of_kind}
        case EachPair(kind=kind, variable=name, party_kind=party_kind, party=party):
            return {name: kind, party: party_kind}


def variable(place: Place, name: str, span: Span) -> Iterator[Diagnostic]:
    """A variable of the rule."""
    if name in place.kinds:
        return
    message = f"`{name}` is no variable of this rule"
    of_kind = [variable for variable, kind in place.kinds.items() if kind == name]
    if name == HOLDER:
        fix = Fix("write `us` for ourselves, or name the role: `us is deployer of ...`")
        said = "`holder` is whoever bears a duty: only its evidence, and amounts, can name it"
        yield error("E0303", said, word_in(span, name), fix=fix)
    elif len(of_kind) == 1:
        at = word_in(span, name)
        fix = Fix(f"write `{of_kind[0]}`, as this rule calls it", (Edit(at, of_kind[0]),))
        yield error("E0303", f"{message}: `{name}` is a kind", at, fix=fix)
    else:
        yield unknown("E0303", message, name, span, place.kinds, meaning=meaning(name, place.pack.name, place.corpus))


def kind_at(place: Place, wanted: FactPath) -> str | None:
    """The kind of the subject that the last step of a path is about; None where it is not known."""
    return place.corpus.kind_at(wanted, place.kinds)


def type_of(place: Place, wanted: FactPath) -> FactType | None:
    """The type of the fact at the end of a path; None for links and what is not known."""
    return place.corpus.type_at(wanted, place.kinds)


def link_at(place: Place, wanted: FactPath) -> Link | None:
    """The link at the end of a path, if it is one."""
    view = place.view(kind_at(place, wanted))
    return view.links.get(wanted.steps[-1]) if view and wanted.steps else None


def path(place: Place, wanted: FactPath) -> Iterator[Diagnostic]:
    """Each step of a path: links that lead to one thing, and at the end a fact or a link."""
    found = list(variable(place, wanted.variable, wanted.span))
    yield from found
    kind: str | None = None if found else place.kinds.get(wanted.variable)
    for number, step in enumerate(wanted.steps, 1):
        view = place.view(kind)
        if view is None:
            return
        is_last = number == len(wanted.steps)
        if step in view.links:
            link = view.links[step]
            if not is_last and link.many:
                yield _through_many(wanted, step, link)
                return
            kind = link.target
        elif step not in view.facts:
            yield _no_step(place, wanted, step, view)
            return
        elif not is_last:
            message = f"`{step}` is a fact of {view.text}, {type_text(view.facts[step].type)}: nothing leads on from it"
            yield error("E0305", message, word_in(wanted.span, step))
            return


def _no_step(place: Place, wanted: FactPath, step: str, view: KindView) -> Diagnostic:
    if wanted.variable == VERSION and step == wanted.steps[0]:
        asset = view.links[ASSET].target
        kind, variable = place.corpus.kinds.get(asset), _called(place, asset)
        if kind is not None and step in {*kind.facts, *kind.links}:
            fix = Fix(f"write `{variable}'s {step}`", (Edit(word_in(wanted.span, VERSION), variable),))
            message = f"`{step}` is said of {phrase.a(kind.text)} as a whole, not of each version"
            return error("E0305", message, word_in(wanted.span, step), fix=fix)
    known = {*view.facts, *view.links}
    message = f"{view.text} has no fact or link `{step}`"
    what = meaning(step, place.pack.name, place.corpus)
    return unknown("E0305", message, step, wanted.span, known, meaning=what)


def _called(place: Place, kind: str) -> str:
    return next(variable for variable, found in place.kinds.items() if found == kind and variable != US)


def _through_many(wanted: FactPath, step: str, link: Link) -> Diagnostic:
    start = "'s ".join((wanted.variable, *wanted.steps[: wanted.steps.index(step) + 1]))
    last = wanted.steps[-1]
    missed = "and one is needed here" if step == last else f"so it is not said of which one `{last}` is meant"
    message = f"`{step}` leads to many things, {missed}"
    advice = f"ask of one of them: `some {link.target} as each_one among {start} satisfies each_one's ...`"
    return error("E0505", message, word_in(wanted.span, step), fix=Fix(advice))


def thing(place: Place, wanted: FactPath) -> Iterator[Diagnostic]:
    """A path that has to end at a thing: a variable, or `one` links alone."""
    found = list(path(place, wanted))
    yield from found
    if found or not wanted.steps:
        return
    link = link_at(place, wanted)
    if link is None and type_of(place, wanted) is not None:
        message = f"`{wanted}` is a fact, and a thing is needed here"
        yield error("E0507", message, wanted.span, fix=Fix(f"write `{wanted.variable}`, or a `one` link of it"))
    elif link is not None and link.many:
        yield _through_many(wanted, wanted.steps[-1], link)


def kind_of_thing(place: Place, wanted: FactPath) -> str | None:
    """The kind of the thing at the end of a path."""
    if not wanted.steps:
        return place.kinds.get(wanted.variable)
    link = link_at(place, wanted)
    return link.target if link else None
