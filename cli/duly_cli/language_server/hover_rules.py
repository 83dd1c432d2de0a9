"""What is said about rules and terms: when they are in force, what concludes them, what sets them aside."""

from collections.abc import Iterator, Sequence

from duly_cli.language_server.told import all_cited, cited, ids, instrument, listed, plain, quoted, titled
from duly_dsl.check.words import a_kind
from duly_dsl.corpus import Corpus
from duly_dsl.edges import Edges, targets
from duly_dsl.ir import (
    Classification,
    ConcludesRole,
    ConcludesTerm,
    Forbids,
    Obliges,
    Rule,
    SetsAside,
    Term,
)
from duly_dsl.phrase import moment


def about_rule(versions: Sequence[Rule], corpus: Corpus) -> Iterator[str]:
    """A rule: title, citation, when each version is in force, what it does, what sets it aside."""
    first = versions[0]
    yield titled(first.id, "rule", first.title)
    yield all_cited(first.citations)
    yield listed(_in_force(rule, corpus) for rule in versions)
    yield listed(dict.fromkeys(filter(None, map(_conclusion, versions))))
    aside = sorted({target for rule in versions for target in targets(rule, corpus)})
    yield ids("Sets aside:", aside)
    yield ids("Set aside by:", Edges(corpus).defeaters.get(first.id, ()))
    yield ids("Formerly:", dict.fromkeys(old for rule in versions for old in rule.formerly))


def _in_force(rule: Rule, corpus: Corpus) -> str:
    said = [f"under {instrument(rule.set_by, rule.pack, corpus)}"]
    if rule.reading is not None:
        said.append(f"only under reading `{rule.reading.reading}` is `{rule.reading.value}`")
    if rule.starts is not None:
        said.append(f"applies from `{moment(rule.starts)}`")
    if rule.ends is not None:
        said.append(f"until `{moment(rule.ends)}`")
    for word, other in (("replaced", rule.replaced_by), ("repealed", rule.repealed_by)):
        if other:
            said.append(f"{word} by {instrument(other, rule.pack, corpus)}")
    return ", ".join(said)


def _conclusion(rule: Rule) -> str:
    match rule.then:
        case Obliges(roles=roles, force=force, text=text):
            return f'{" and ".join(roles)} {force} "{plain(text)}"'
        case Forbids(roles=roles, text=text):
            return f'{" and ".join(roles) or "anyone"} must not "{plain(text)}"'
        case ConcludesTerm(variable=variable, term=term, holds=holds):
            return f"`{variable} is {'' if holds else 'not '}{term}`"
        case ConcludesRole(holder=holder, role=role, variable=variable, holds=holds):
            return f"`{holder} is {'' if holds else 'not '}{role} of {variable}`"
        case SetsAside():
            return ""  # the rules set aside have a line of their own


def about_term(term: Term, corpus: Corpus) -> Iterator[str]:
    """A term: its text, its law, what it means or which rules conclude it."""
    yield titled(term.name, f"term of {a_kind(term.kind, corpus)}", term.text)
    yield cited(term.citation)
    if term.means is not None:
        yield quoted(term.span)
        return
    for said, holds in (("Concluded by:", True), ("Denied by:", False)):
        yield ids(said, _concluding(term, corpus, holds=holds))
    yield f"Otherwise: `{'yes' if term.default is True else 'no'}`" if term.default is not None else ""


def about_classification(node: Classification, corpus: Corpus) -> Iterator[str]:
    """A classification: its text, its law, its classes in their order."""
    yield titled(node.name, f"classification of {a_kind(node.kind, corpus)}", node.text)
    yield cited(node.citation)
    terms = ((name, corpus.term(node.pack, name)) for name in node.classes)
    rest = f"`{node.rest.name}`, otherwise: {plain(node.rest.text)}"
    yield listed((*(f"`{name}`: {plain(term.text)}" if term else f"`{name}`" for name, term in terms), rest))


def _concluding(term: Term, corpus: Corpus, *, holds: bool) -> list[str]:
    return sorted(
        {
            rule.id
            for versions in corpus.rules.values()
            for rule in versions
            if isinstance(rule.then, ConcludesTerm)
            and rule.then.holds is holds
            and corpus.term(rule.pack, rule.then.term) is term
        }
    )
