"""The names that a pack can use, by what they are declared as; its own come first in an editor's list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from duly_dsl.corpus import Corpus, KindView
from duly_dsl.ir import Duration, FactType, Header, InstrumentRole, TypeName
from duly_dsl.members import text_of

T = TypeVar("T")
_DATES = frozenset({TypeName.DATE, TypeName.INSTANT})


@dataclass(frozen=True, slots=True)
class Named:
    """A name that can be used: what it is, its text, whether the pack declares it itself, what else is written."""

    name: str
    what: str
    text: str = ""
    is_own: bool = False
    and_then: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a pack sees; `others` are the headers of packs that it could require or lead to."""

    pack: str
    corpus: Corpus
    others: Sequence[Header] = ()

    def _seen(self, what: str, table: Mapping[tuple[str, str], T]) -> Iterator[Named]:
        """The names that are a pack's own, of the packs that this one sees."""
        scope = self.corpus.scopes.get(self.pack, ())
        for (owner, name), thing in table.items():
            if owner in scope:
                yield Named(name, what, getattr(thing, "text", ""), owner == self.pack)

    def _shared(self, what: str, table: Mapping[str, T]) -> Iterator[Named]:
        for name, thing in table.items():
            owner = getattr(thing, "pack", "")
            yield Named(name, what, getattr(thing, "text", ""), owner == self.pack)

    def kinds(self) -> Iterator[Named]:
        """Kinds."""
        return self._shared("kind", self.corpus.kinds)

    def choices(self) -> Iterator[Named]:
        """Choices."""
        return self._shared("choice", self.corpus.choices)

    def evidence_kinds(self) -> Iterator[Named]:
        """Evidence kinds."""
        return self._shared("evidence kind", self.corpus.evidence_kinds)

    def staff_roles(self) -> Iterator[Named]:
        """Roles of people within us."""
        return self._shared("role within us", self.corpus.staff_roles)

    def roles(self, kinds: Iterable[str]) -> Iterator[Named]:
        """Roles towards things of some kinds."""
        wanted = frozenset(kinds)
        return self._shared("role", {name: r for name, r in self.corpus.roles.items() if wanted & {*r.kinds}})

    def terms(self, kind: str = "") -> Iterator[Named]:
        """Terms of things of a kind, optional ones among them; all where none is named."""
        for name, seen in self._term_names():
            term = self.corpus.term(self.pack, name)
            if not kind or term is None or term.kind == kind:
                yield Named(name, "term", term.text if term is not None else "", seen)

    def _term_names(self) -> Iterator[tuple[str, bool]]:
        yield from ((named.name, named.is_own) for named in self._seen("term", self.corpus.terms))
        pack = self.corpus.by_name.get(self.pack)
        yield from ((optional.term, False) for optional in (pack.header.optional_terms if pack is not None else ()))

    def terms_of_others(self) -> Iterator[Named]:
        """Terms of packs that this one does not see."""
        scope = self.corpus.scopes.get(self.pack, ())
        return (Named(name, "term", t.text) for (owner, name), t in self.corpus.terms.items() if owner not in scope)

    def groups(self) -> Iterator[Named]:
        """Groups."""
        return self._seen("group", self.corpus.groups)

    def calendars(self) -> Iterator[Named]:
        """Calendars."""
        return self._seen("calendar", self.corpus.calendars)

    def readings(self) -> Iterator[Named]:
        """Readings."""
        return self._seen("reading", self.corpus.readings)

    def ways_to_read(self, reading: str) -> Iterator[Named]:
        """The values of a reading."""
        found = self.corpus.reading(self.pack, reading)
        return (Named(v.name, "way to read", v.text) for v in (found.values if found is not None else ()))

    def tables(self, declared: FactType | None) -> Iterator[Named]:
        """Tables of the choice of which a value has to be."""
        for named in self._seen("table", self.corpus.tables):
            table = self.corpus.table(self.pack, named.name)
            if table is not None and declared is not None and table.choice == declared.choice:
                yield named

    def amounts(self) -> Iterator[Named]:
        """Amounts."""
        return self._seen("amount", self.corpus.amounts)

    def dates(self) -> Iterator[Named]:
        """Dates, and parameters that are one."""
        yield from self._seen("date", self.corpus.dates)
        yield from self._parameters(date)

    def lengths(self) -> Iterator[Named]:
        """Periods, and parameters that are a length of time."""
        yield from self._seen("period", self.corpus.periods)
        yield from self._parameters(Duration)

    def parameters(self) -> Iterator[Named]:
        """Parameters."""
        return self._parameters(object)

    def _parameters(self, sort: type) -> Iterator[Named]:
        for named in self._seen("parameter", self.corpus.parameters):
            found = self.corpus.parameter(self.pack, named.name)
            if found is not None and isinstance(found.value, sort):
                yield named

    def legal_values(self) -> Iterator[Named]:
        """Whatever can stand in a text in braces."""
        yield from self._seen("date", self.corpus.dates)
        yield from self._seen("period", self.corpus.periods)
        yield from self._seen("amount", self.corpus.amounts)
        yield from self.parameters()

    def instruments(self) -> Iterator[Named]:
        """Instruments."""
        return self._seen("instrument", self.corpus.instruments)

    def all_instruments(self) -> Iterator[Named]:
        """Instruments of every pack, seen or not, loaded or not."""
        headers = {header.name: header for header in (*(p.header for p in self.corpus.packs), *self.others)}
        for header in headers.values():
            yield from (Named(i.name, "instrument", i.text, header.name == self.pack) for i in header.instruments)

    def proposals(self) -> Iterator[Named]:
        """Instruments that are not law yet."""
        for (_, name), found in self.corpus.instruments.items():
            if found.role is InstrumentRole.PROPOSAL:
                yield Named(name, "proposal", found.text)

    def rules(self) -> Iterator[Named]:
        """Rules by id."""
        for rule_id, versions in self.corpus.rules.items():
            yield Named(rule_id, "rule", versions[0].title, versions[0].pack == self.pack)

    def requirements(self) -> Iterator[Named]:
        """Evidence requirements of the pack."""
        for (owner, name), (rule, stated) in self.corpus.requirements.items():
            if owner == self.pack:
                yield Named(name, f"evidence of {rule.id}", stated.text, is_own=True)

    def packs(self) -> Iterator[Named]:
        """Other packs."""
        return (Named(p.name, "pack", p.header.title) for p in self.corpus.packs if p.name != self.pack)

    def required_packs(self) -> Iterator[Named]:
        """Packs that could be required, with the versions from theirs to the next that may break."""
        for header in self.others:
            following = int(header.version.split(".")[0]) + 1
            versions = f" version {header.version} to before {following}.0.0"
            yield Named(header.name, "pack", header.title, and_then=versions)

    def own_pack(self) -> Iterator[Named]:
        """The pack itself."""
        pack = self.corpus.by_name.get(self.pack)
        return iter([Named(pack.name, "pack", pack.header.title, is_own=True)] if pack is not None else [])

    def fields(self, evidence_kinds: Iterable[str]) -> Iterator[Named]:
        """The fields that records of some kinds state."""
        for kind in evidence_kinds:
            declared = self.corpus.evidence_kinds.get(kind)
            yield from (Named(f.name, f"field of {kind}", str(f.type)) for f in (declared.fields if declared else ()))

    def links(self) -> Iterator[Named]:
        """Links of every kind."""
        for kind in self.corpus.kinds.values():
            yield from (Named(x.name, f"link of {kind.name}", x.target) for x in kind.links.values())

    def steps(self, kind: KindView | None) -> Iterator[Named]:
        """The facts and links of a kind."""
        for fact in kind.facts.values() if kind is not None else ():
            yield Named(fact.name, f"fact, {fact.type}", fact.question, fact.pack == self.pack)
        for link in kind.links.values() if kind is not None else ():
            yield Named(link.name, f"link to {'many' if link.many else 'one'}", link.target, link.pack == self.pack)

    def members(self, choice: str) -> Iterator[Named]:
        """The members of a choice."""
        declared = self.corpus.choices.get(choice)
        members = declared.members if declared is not None else ()
        return (Named(member, f"member of {choice}", text_of(member, choice, self.corpus)) for member in members)

    def of_type(self, declared: FactType | None) -> Iterator[Named]:
        """The names that have a value of a type: members of its choice, or legal values."""
        if declared is None:
            return
        if declared.choice:
            yield from self.members(declared.choice)
        elif declared.name in _DATES:
            yield from self.dates()
        elif declared.name is TypeName.DURATION:
            yield from self.lengths()
        else:
            yield from self.parameters()
