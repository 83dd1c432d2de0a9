"""What the words of a half-written item say: the kinds of its variables, what a path leads to, what a list holds."""

from collections.abc import Iterator, Mapping, Sequence

from duly_dsl.corpus import Corpus, KindView
from duly_dsl.cursor import Word
from duly_dsl.ir import HOLDER, ORGANISATION, US, VERSION, FactType, versions_of

_LISTED = frozenset({"NAME", "RULE_ID"})


def kinds_of(words: Sequence[Word]) -> list[str]:
    """The terminals of words."""
    return [word.kind for word in words]


def without_list(words: Sequence[Word]) -> tuple[tuple[Word, ...], frozenset[str]]:
    """The words before the list that goes on here, and the names in it: of `through a, b,` that is `through`."""
    end, listed = len(words), set[str]()
    while end > 1 and words[end - 1].kind == "COMMA" and words[end - 2].kind in _LISTED:
        path = path_before(words[: end - 1]) or (words[end - 2].text,)
        listed.add("'s ".join(path))
        end -= 2 * len(path)
        if end > 1 and words[end - 1].kind == "GROUP" and words[end - 2].kind != "IN":
            end -= 1
    return tuple(words[:end]), frozenset(listed)


def path_before(words: Sequence[Word]) -> tuple[str, ...]:
    """The names of the path that ends with these words."""
    names: list[str] = []
    end = len(words)
    while end and words[end - 1].kind == "NAME":
        names.append(words[end - 1].text)
        end -= 1
        if not end or words[end - 1].kind != "GENITIVE":
            break
        end -= 1
    return tuple(reversed(names))


def variables(words: Sequence[Word]) -> Mapping[str, str]:
    """What the words of an item have named, with the kinds: variables, and the subjects of a scenario."""
    found = {US: ORGANISATION}
    for number, word in enumerate(words):
        match kinds_of(words[number - 4 : number + 1]):
            case ["FOR", "EACH", "NAME", "OF", "NAME"] if words[number - 2].text == VERSION:
                found[VERSION] = versions_of(word.text)
            case ["FOR", "EACH", "NAME", "OF", "NAME"]:
                # In `for each incident of ai_system` the name of the kind is a variable.
                found[words[number - 2].text] = words[number - 2].text
            case ["GIVEN", "NAME", "IS", "A" | "AN", "NAME"]:
                found[words[number - 3].text] = word.text
            case [*_, "NAME", "AS", "NAME"]:
                found[word.text] = words[number - 2].text
    if words and (words[0].kind == "AMOUNT" or {"EVIDENCE", "EXCUSED"} & {*kinds_of(words)}):
        found[HOLDER] = ORGANISATION
    return found


def kind_after(path: Sequence[str], kinds: Mapping[str, str], corpus: Corpus) -> KindView | None:
    """The kind to which a path of links leads."""
    view = corpus.kind(kinds.get(path[0], "")) if path else None
    for step in path[1:]:
        view = corpus.kind(view.links[step].target) if view is not None and step in view.links else None
    return view


def type_after(path: Sequence[str], kinds: Mapping[str, str], corpus: Corpus) -> FactType | None:
    """The type of the fact at the end of a path."""
    view = kind_after(path[:-1], kinds, corpus) if len(path) > 1 else None
    return view.facts[path[-1]].type if view is not None and path[-1] in view.facts else None


def accepted(words: Sequence[Word]) -> Iterator[str]:
    """The evidence kinds that the requirement, the excuse or the piece of evidence that is open here names."""
    start = max((number for number, word in enumerate(words) if word.kind == "EVIDENCE"), default=0)
    for before, word in zip(words[start:], words[start + 1 :], strict=False):
        if before.kind in {"EVIDENCE", "ACCEPT", "LABEL"} and word.kind == "NAME":
            yield word.text


def field_type(name: str, kinds: Iterator[str], corpus: Corpus) -> FactType | None:
    """The type of a stated field in the first of some evidence kinds that has it."""
    declared = (corpus.evidence_kinds[kind] for kind in kinds if kind in corpus.evidence_kinds)
    return next((field.type for kind in declared for field in kind.fields if field.name == name), None)
