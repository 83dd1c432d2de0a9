"""The names that fit at a place, told by the words that stand before it.

The grammar has said already that a name may stand here; which one follows from the phrase, and from the kinds and types
of what was named before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from duly_cli.language_server.item_words import (
    accepted,
    field_type,
    kind_after,
    kinds_of,
    path_before,
    type_after,
    variables,
    without_list,
)
from duly_cli.language_server.vocabulary import Named, Vocabulary
from duly_dsl.cursor import IN_BRACES, Cursor, Word
from duly_dsl.ir import ORGANISATION, ROLES, FactType

_RELATION = frozenset(
    {
        *("IS", "NOT", "AT", "LEAST", "MOST", "MORE", "LESS", "THAN", "ONE", "OF", "LBRACE", "INCLUDES"),
        *("WILL", "BE", "PROVISIONALLY", "BEFORE", "AFTER", "ON", "OR"),
    }
)
_VERBS = frozenset({"IS", "INCLUDES", "WILL"})


def names_at(cursor: Cursor, known: Vocabulary) -> tuple[Named, ...]:
    """The names that fit at a place of a pack; those that the list holds already are left out."""
    if kinds_of(cursor.before[:2]) == ["EVIDENCE", "KIND"] and kinds_of(cursor.before[-1:]) == ["COMMA"]:
        return ()  # another field
    words, listed = without_list(cursor.before)
    place = Place(words, cursor.terminals, known)
    return tuple(dict.fromkeys(named for named in _names(place) if named.name not in listed))


@dataclass(frozen=True, slots=True)
class Place:
    """The words of an item before a place, what may stand there, and the names that its pack can use."""

    words: tuple[Word, ...]
    terminals: frozenset[str]
    known: Vocabulary

    @property
    def tail(self) -> list[str]:
        """The terminals before."""
        return kinds_of(self.words)

    def variables(self) -> Iterator[Named]:
        """The variables of the item, or the subjects of the scenario."""
        return (Named(name, kind) for name, kind in variables(self.words).items())

    def roles(self) -> Iterator[Named]:
        """The roles towards something that the item is about."""
        return self.known.roles(variables(self.words).values())

    def organisations(self) -> Iterator[Named]:
        """Those of them that can hold a role."""
        return (Named(name, kind) for name, kind in variables(self.words).items() if kind == ORGANISATION)

    def steps(self) -> Iterator[Named]:
        """What a path that ends here can go on to."""
        path = path_before(self.words[:-1])
        return self.known.steps(kind_after(path, variables(self.words), self.known.corpus))

    def left(self) -> tuple[str, ...]:
        """The path on the left of the relation that ends here; empty where there is none."""
        end = len(self.words)
        while end and self.words[end - 1].kind in _RELATION:
            end -= 1
        verb = self.words[end].kind if end < len(self.words) else ""
        return path_before(self.words[:end]) if verb in _VERBS else ()

    def value(self, path: tuple[str, ...]) -> Iterator[Named]:
        """What a path can be compared with: of a thing its terms and roles, of a fact the values of its type."""
        kinds = variables(self.words)
        if len(path) == 1 and path[0] in kinds:
            yield from self.known.terms(kinds[path[0]])
            if kinds[path[0]] == ORGANISATION:
                yield from self.roles()
        else:
            yield from self.known.of_type(self._type(path))

    def type_before(self) -> FactType | None:
        """The type on the left of the relation that ends here."""
        return self._type(self.left())

    def _type(self, path: tuple[str, ...]) -> FactType | None:
        """The type of a fact, or of a stated field."""
        if len(path) == 1:
            return field_type(path[0], accepted(self.words), self.known.corpus)
        return type_after(path, variables(self.words), self.known.corpus)


def _names(place: Place) -> Iterator[Named]:
    if "RULE_ID" in place.terminals and place.tail != ["RULE"] and place.tail[-1:] != ["FORMERLY"]:
        yield from place.known.rules()
    if "INSTRUMENT" in place.terminals and place.tail[-1:] not in (["SOURCE"], ["AMENDMENT"]):
        yield from _instruments(place)
    if IN_BRACES in place.terminals:
        yield from (*place.known.legal_values(), *place.variables())
    if "NAME" in place.terminals:
        yield from in_scenario(place) if place.tail[:1] == ["SCENARIO"] else in_item(place)


def _instruments(place: Place) -> Iterator[Named]:
    if place.tail[-1:] == ["PROPOSAL"]:
        return place.known.proposals()
    return place.known.all_instruments() if place.tail[:1] == ["CROSSWALK"] else place.known.instruments()


def in_item(place: Place) -> Iterable[Named]:
    """Names in declarations, terms and rules."""
    known, tail, words = place.known, place.tail, place.words
    match tail:
        case [*_, "GENITIVE"]:
            return place.steps()
        case [*_, "RESTATE", "EVERY"] | [*_, "FRESH", "FOR"]:
            return known.lengths()
        case (
            [*_, "FOR", "EACH"]
            | [*_, "FOR", "EACH", "NAME", "OF"]
            | [*_, "EACH", "NAME", "AS", "NAME", "AND"]
            | ["EXTEND", "KIND"]
            | ["TERM" | "ROLE" | "CLASSIFICATION", "NAME", "OF"]
            | [*_, "SOME" | "EVERY" | "NO"]
            | [*_, "COLON", "ONE" | "MANY"]
        ):
            return known.kinds()
        case [*_, "COLON", "ONE" | "MANY", "OF"] | ["TABLE", "NAME", "STRING", "OF"]:
            return known.choices()
        case ["TABLE", _, _, _, "NAME", *_, "LISTS"]:
            return known.members(words[4].text)
        case ["CLASSIFICATION", _, _, "NAME", *_, "IS"]:
            return known.terms(words[3].text)
        case [*_, "IS", "ONE", "OF"]:
            return known.tables(place.type_before())
        case [_, *_, "GROUP"]:
            return known.groups()
        case [*_, "OF", "PACK"]:
            return known.own_pack()
        case [*_, "REQUIRES"]:
            return known.required_packs()
        case [*_, "FROM", "PACK"]:
            return known.packs()
        case [*_, "OPTIONAL", "TERM"]:
            return known.terms_of_others()
        case [_, *_, "READING"]:
            return known.readings()
        case [_, *_, "READING", "NAME", "IS"]:
            return known.ways_to_read(words[-2].text)
        case ["READING", *_, "DEFAULT"]:
            return [Named(word.text, "way to read") for before, word in pairwise(words) if before.kind == "IS"]
        case [*_, "ON", "EVIDENCE"]:
            return known.requirements()
        case [*_, "BY", "EVIDENCE"] | [*_, "ACCEPT"]:
            return known.evidence_kinds()
        case [*_, "LABEL"] if "NOT" not in place.terminals:
            return known.evidence_kinds()
        case [*_, "PENALTY", "UP", "TO"]:
            return known.amounts()
        case [*_, "OF", "CALENDAR"]:
            return known.calendars()
        case [_, *_, "ROLE"]:
            return known.staff_roles()
        case [*_, "STATING"]:
            return known.fields(accepted(words))
        case [*_, "THROUGH"]:
            return known.links()
        case [*_, "THEN"]:
            return (*place.variables(), *place.roles())
        case [*_, "THEN", "NAME", "IS"] | [*_, "THEN", "NAME", "IS", "NOT"]:
            return (*place.value(place.left()), *place.roles())
        case [*_, "AND"] if place.terminals == {"NAME"}:
            return known.fields(accepted(words)) if "STATING" in tail else place.roles()
        case (
            []
            | [_]
            | [*_, "FACT" | "LINK" | "EVIDENCE" | "AS"]
            | ["CHOICE" | "CLASSIFICATION" | "EVIDENCE" | "GROUP" | "KIND" | "READING", *_]
        ):
            return ()  # a name of its own is given here
        case [*_, "PREVAILS" | "PREVAIL" | "OPERATES", "FOR"]:
            return place.variables()
        case [*_, "FOR"]:
            return place.roles()
    return _in_condition(place)


def _in_condition(place: Place) -> Iterator[Named]:
    """Conditions, and what gives a day."""
    left = place.left()
    if left:
        yield from place.value(left)
        if len(left) == 1 or place.tail[-1:] == ["LBRACE"]:
            return
    elif "INT" in place.terminals:
        yield from (*place.known.dates(), *place.known.lengths())
    elif place.tail[-1:] in (["BEFORE"], ["AFTER"]):
        yield from place.known.dates()
    yield from place.variables()


def in_scenario(place: Place) -> Iterable[Named]:
    """Names in a scenario."""
    known, tail, words = place.known, place.tail, place.words
    match tail:
        case [*_, "GENITIVE"]:
            return place.steps()
        case [*_, "GIVEN", "NAME", "IS", "A" | "AN"]:
            return known.kinds()
        case [*_, "GIVEN", "READING"]:
            return known.readings()
        case [*_, "READING", "NAME", "IS"]:
            return known.ways_to_read(words[-2].text)
        case [*_, "PARAMETER"]:
            return known.parameters()
        case [*_, "NO", "PACK"]:
            return known.packs()
        case [*_, "GIVEN", "EVIDENCE"]:
            return known.evidence_kinds()
        case [*_, "BY", "ROLE"]:
            return known.staff_roles()
        case [*_, "STATING"] | [*_, "BUT", "FOR"]:
            return known.fields(accepted(words))
        case [*_, "RULE_ID", "AS"] | [*_, "RULE_ID", "OF", "NAME", "AS"]:
            return place.roles()
        case [*_, "RULE_ID", "OF"]:
            return place.organisations()
        case [*_, "EXPIRY", "OF"]:
            return known.requirements()
        case [*_, "ASSESSED", "TERM"]:
            return known.terms()
        case [*_, "WAS"]:
            return place.value(path_before(words[:-1]))
        case [*_, "QUESTION" | "COMMA"]:
            return (*place.variables(), *place.roles())
        case [*_, "WHETHER", "NAME", "IS"]:
            return place.value(place.left())
        case [*_, "GIVEN"]:
            return ()
        case [*_, "EXPECT"] | [*_, "FOR" | "WHETHER" | "OF"]:
            return place.variables()
    given = _open_given(words)
    if given is not None:
        return _assigned(place, *given)
    return (*place.value(place.left()), *place.roles())


def _open_given(words: tuple[Word, ...]) -> tuple[str, str] | None:
    """The kind of the subject whose facts are being listed, and the name after which a value stands; or None."""
    opened = max((number for number, word in enumerate(words) if word.kind == "WITH"), default=-1)
    stating = max((number for number, word in enumerate(words) if word.kind == "STATING"), default=-1)
    start = max(opened, stating)
    if start < 0 or any(word.kind in {"END", "EXPECT", "GIVEN"} for word in words[start:]):
        return None
    colon = max((number for number, word in enumerate(words) if word.kind == "COLON" and number > start), default=-1)
    value = {"COLON", "LBRACE", "ONLY", "AT", "LEAST"}
    name = words[colon - 1].text if colon > 0 and {*kinds_of(words[colon:])} <= value else ""
    before = kinds_of(words[:start])
    kind = next((words[n].text for n in range(len(before) - 1, 0, -1) if before[n - 1] in {"A", "AN"}), "")
    return ("" if start == stating else kind), name


def _assigned(place: Place, kind: str, name: str) -> Iterator[Named]:
    known, corpus = place.known, place.known.corpus
    view = corpus.kinds.get(kind)
    if not kind:
        yield from known.of_type(field_type(name, accepted(place.words), corpus))
    elif not name:
        yield from known.steps(view)
        yield from known.roles([kind])
        yield Named(ROLES, "the roles that we hold")
    elif name == ROLES:
        yield from known.roles([kind])
    elif view is not None and name in view.facts:
        yield from known.of_type(view.facts[name].type) if view.facts[name].type.choice else ()
    elif view is not None and name in view.links:
        target = view.links[name].target
        yield from (named for named in place.variables() if named.what == target)
    else:
        yield from place.organisations()
