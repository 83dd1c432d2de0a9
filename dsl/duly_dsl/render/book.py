"""The policy book of a pack: its rules in the order of the law, the words they use, what it leaves out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from duly_dsl import phrase
from duly_dsl.check.place import Place
from duly_dsl.corpus import Corpus
from duly_dsl.declared import declarations
from duly_dsl.ir import Citation, Classification, ConcludesTerm, Fact, PackRules
from duly_dsl.meaning import Meanings, declared
from duly_dsl.render.document import (
    Address,
    Book,
    Chapter,
    Entry,
    Example,
    Link,
    Mark,
    Part,
    Passage,
    enumerated,
    joined,
    links_in,
    listed,
    said,
)
from duly_dsl.render.examples import about, examples
from duly_dsl.render.law import readings_of
from duly_dsl.render.names import citation, pack_title, provision, text_of_name, title
from duly_dsl.render.order import first_cited, in_order_of_the_law, unit
from duly_dsl.render.rules import cites
from duly_dsl.render.words import meaning_told
from duly_dsl.uses import Reference, Sort, scoped, uses_of

CHAPTERS: Mapping[Sort, str] = {
    Sort.INSTRUMENT: "Laws and standards",
    Sort.READING: "How the law is read",
    Sort.CLASSIFICATION: "Classes",
    Sort.TERM: "Terms",
    Sort.ROLE: "Roles",
    Sort.DATE: "Dates",
    Sort.PERIOD: "Periods",
    Sort.TABLE: "Lists",
    Sort.AMOUNT: "Amounts",
    Sort.PARAMETER: "Values that the organisation sets",
    Sort.FACT: "Questions and facts",
    Sort.LINK: "Links between things",
    Sort.EVIDENCE_KIND: "Kinds of evidence",
    Sort.CHOICE: "Choices",
    Sort.KIND: "Sorts of things",
    Sort.STAFF_ROLE: "Roles within the organisation",
    Sort.CALENDAR: "Calendars",
    Sort.GROUP: "Groups of rules",
}
HOW_TO_READ = (
    "Words in quotation marks are the pack's own: questions that are asked, and names. What nobody has answered counts "
    "neither as yes nor as no."
)
NOT_ADVICE = (
    "The text is made from the same form of the rules that is evaluated. It renders the law in the words of the pack's "
    "authors, and is not legal advice."
)


def book(pack: PackRules, corpus: Corpus, marks: Mapping[str, Mark]) -> Book:
    """The book of a pack; `marks` say how far the review of its rules has come."""
    return _Author(pack, corpus.seen_from(pack.name), marks).book()


@dataclass(frozen=True)
class _Author:
    pack: PackRules
    corpus: Corpus
    marks: Mapping[str, Mark]

    @cached_property
    def meanings(self) -> Meanings:
        return Meanings(self.corpus)

    @cached_property
    def place(self) -> Place:
        return Place.of_amount(self.pack, self.corpus)

    @cached_property
    def examples(self) -> Mapping[Reference, list[tuple[Example, bool]]]:
        """Examples by what they are of; told where they are of that first, elsewhere only named."""
        found: dict[Reference, list[tuple[Example, bool]]] = {}
        for scenario, example in examples(self.pack, self.corpus):
            for number, each in enumerate(about(scenario, self.corpus)):
                found.setdefault(each, []).append((example, number == 0))
        return found

    @cached_property
    def used_by(self) -> Mapping[Reference, Mapping[str, None]]:
        """The rules of the pack in which a name stands."""
        found: dict[Reference, dict[str, None]] = {}
        for each in self.pack.rules:
            for use in uses_of(each, self.pack, self.corpus):
                found.setdefault(use.of, {})[each.id] = None
            for name in readings_of(each, self.place):
                reading = scoped(Sort.READING, name, self.pack.name, self.corpus)
                if reading is not None:
                    found.setdefault(reading, {})[each.id] = None
        return found

    def book(self) -> Book:
        rules = {name: self._entry(Reference(Sort.RULE, name)) for name in first_cited(self.pack)}
        return Book(
            pack=self.pack.name,
            title=pack_title(self.pack),
            preface=tuple(self._preface()),
            rules=tuple(self._chapters(rules)),
            words=tuple(self._words(rules.values())),
        )

    def _preface(self) -> Iterator[Passage]:
        header = self.pack.header
        checked = f" The law was checked to {phrase.day(header.law_checked_to)}." if header.law_checked_to else ""
        yield said(f"{pack_title(self.pack)}, version {header.version}.{checked}")
        for required in header.requires:
            found = self.corpus.by_name[required.pack]
            yield said(f"It rests on {pack_title(found)}, version {found.header.version}.")
        ids = dict.fromkeys(each.id for each in self.pack.rules)
        states = Counter(self.marks[name].state for name in ids if name in self.marks)
        if states:
            counted = listed([(f"{count} {state}",) for state, count in sorted(states.items())])
            yield said("Review of the rules: ", counted, ".")
        yield said(HOW_TO_READ)
        yield said(NOT_ADVICE)

    def _entry(self, of: Reference) -> Entry:
        versions = self.corpus.rules.get(of.name, ()) if of.sort is Sort.RULE else ()
        found = self.examples.get(of, [])
        return Entry(
            of=of,
            title=title(versions, self.corpus) if versions else text_of_name(of, self.corpus),
            cites=cites(versions, self.corpus),
            sections=meaning_told(of, self.meanings),
            more=tuple(self._around(of)),
            examples=tuple(example for example, told in found if told),
            mark=self.marks.get(of.name) if versions else None,
        )

    def _around(self, of: Reference) -> Iterator[Part]:
        fact = next((node for node in declared(of, self.corpus) if isinstance(node, Fact)), None)
        if fact is not None and fact.explanation:
            yield Part("Explanation", (said(fact.explanation),))
        if fact is not None and fact.example:
            yield Part("Example", (said(fact.example),))
        yield from self._classes(of)
        concluding = self._concluding(of)
        for part, holds in (("Concluded by", True), ("Denied by", False)):
            names = [name for name, each in concluding.items() if each is holds]
            if names:
                yield Part(part, (self._rules(names),))
        users = [name for name in self.used_by.get(of, ()) if name not in concluding]
        if users and of.sort not in {Sort.RULE, Sort.KIND, Sort.INSTRUMENT}:
            yield Part("Used by", (self._rules(users),))
        seen = [
            joined(Link(example.title, Address(f"#example-{example.number}")))
            for example, told in self.examples.get(of, ())
            if not told
        ]
        if seen:
            yield Part("See also", (enumerated("The example" if len(seen) == 1 else "The examples", seen),))

    def _classes(self, of: Reference) -> Iterator[Part]:
        """Of a classification, the rules by which each class holds, or does not."""
        found = declared(of, self.corpus) if of.sort is Sort.CLASSIFICATION else ()
        for name in (name for each in found if isinstance(each, Classification) for name in each.classes):
            term = scoped(Sort.TERM, name, of.owner, self.corpus)
            yield from self._concluded(term, text_of_name(term, self.corpus)) if term else ()

    def _concluded(self, term: Reference, title: str) -> Iterator[Part]:
        concluding = self._concluding(term)
        said_so = (
            ("Concluded by ", [name for name, holds in concluding.items() if holds]),
            ("Denied by ", [name for name, holds in concluding.items() if not holds]),
        )
        passages = tuple(said(verb, *self._rules(names).line) for verb, names in said_so if names)
        if passages:
            yield Part(title, passages)

    def _concluding(self, of: Reference) -> Mapping[str, bool]:
        """The rules that conclude a term, or that it does not hold."""
        thens = ((each.id, each.then) for each in self.pack.rules if of.sort is Sort.TERM)
        return {name: then.holds for name, then in thens if isinstance(then, ConcludesTerm) and then.term == of.name}

    def _rules(self, names: Iterable[str]) -> Passage:
        return said(listed([joined(Link(name, Reference(Sort.RULE, name))) for name in names]), ".")

    def _chapters(self, rules: Mapping[str, Entry]) -> Iterator[Chapter]:
        cited = first_cited(self.pack)
        units = groupby(in_order_of_the_law(self.pack), key=lambda name: unit(cited[name]))
        for number, (each, names) in enumerate(units, 1):
            yield Chapter(f"chapter-{number}", self._unit_title(each), tuple(rules[name] for name in names))

    def _unit_title(self, cited: Citation) -> str:
        found = self.corpus.instrument(self.pack.name, cited.instrument)
        return f"{found.text if found else cited.instrument}, {provision(cited.provision)}"

    def _words(self, entries: Iterable[Entry]) -> Iterator[Chapter]:
        for sort, found in groupby(self._glossary(entries), key=lambda entry: entry.of.sort):
            yield Chapter(f"words-{sort.replace(' ', '-')}", CHAPTERS[sort], tuple(found))
        if self.pack.left_out:
            limbs = [joined(citation(self.place, o.citation), f": {o.reason}") for o in self.pack.left_out]
            yield Chapter("left-out", "What the pack leaves out", passages=tuple(said(line) for line in limbs))
        if self.pack.crosswalks:
            rows = [
                joined(citation(self.place, row.first), f" {row.overlap} ", citation(self.place, row.second))
                for row in self.pack.crosswalks
            ]
            yield Chapter("crosswalk", "How provisions relate", passages=tuple(said(line) for line in rows))

    def _glossary(self, entries: Iterable[Entry]) -> list[Entry]:
        """The pack's own words, and every word that is spoken of in an entry."""
        found: dict[Reference, Entry] = {}
        wanted = [*declarations(self.pack), *_spoken_of(entries)]
        while wanted:
            of = wanted.pop()
            if of.sort in CHAPTERS and of not in found:
                found[of] = self._entry(of)
                wanted += _spoken_of([found[of]])
        order = list(CHAPTERS)
        return sorted(found.values(), key=lambda e: (order.index(e.of.sort), e.title.casefold(), e.of.owner, e.of.name))


def _spoken_of(entries: Iterable[Entry]) -> list[Reference]:
    return [link.to for entry in entries for link in links_in(entry) if isinstance(link.to, Reference)]
