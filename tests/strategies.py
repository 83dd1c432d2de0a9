"""Random packs and inventories, small and sound: the shared hypothesis strategies.

A pack has layers. Rules of a layer read facts and terms of the layers below; its defeaters come before the rules they
set aside; its term comes after the rules that conclude it. So the graph has no cycle by construction. All dates lie
within forty days.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from duly_dsl.corpus import Corpus
from duly_dsl.ir import (
    NONE,
    Alternative,
    Block,
    Choice,
    Citation,
    Combination,
    Comparison,
    ConcludesTerm,
    Condition,
    DatedDate,
    DatedTable,
    DateExpression,
    DateVersion,
    Deadline,
    Due,
    Duration,
    Each,
    EvidenceKind,
    Fact,
    FactDate,
    FactPath,
    FactType,
    FixedDate,
    Forbids,
    Force,
    HasTerm,
    Header,
    Instrument,
    InstrumentRole,
    Kind,
    Limb,
    Link,
    Literal,
    NamedDate,
    NamedTable,
    Not,
    Obliges,
    PackRules,
    Presumption,
    Quantified,
    Quantifier,
    Relation,
    Requirement,
    Role,
    Rule,
    RuleTarget,
    SetsAside,
    StaffRole,
    TableRow,
    Term,
    TypeName,
    Unit,
)
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.structure import Structure
from duly_engine.evaluate.world import World
from duly_engine.facts.inventory import (
    US,
    Acceptance,
    Evidence,
    Inventory,
    LinkList,
    OurRoles,
    Statement,
    Subject,
    Waiver,
)
from duly_engine.law import Law

FIRST = date(2026, 1, 1)
DAYS = 40
FLAGS = ("p", "q", "r")
ZONES = ("red", "green", "blue")
SUBJECTS = ("a", "b", "c")
X = "x"
PACK = "sample"


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


days = st.integers(0, DAYS).map(day)


def path(*steps: str) -> FactPath:
    return FactPath(X, steps)


def flag(name: str, variable: str = X) -> Condition:
    return Comparison(FactPath(variable, (name,)), Relation.IS, Literal(value=True))


def _leaves(terms: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    flags = st.sampled_from(FLAGS).map(flag)
    dated = st.builds(
        lambda relation, when: Comparison(path("on"), relation, when),
        st.sampled_from((Relation.BEFORE, Relation.ON_OR_AFTER)),
        st.one_of(days.map(FixedDate), st.just(NamedDate("start"))),
    )
    reached = st.builds(
        lambda quantifier, name: Quantified(quantifier, "thing", "y", path("parts"), ("parts",), flag(name, "y")),
        st.sampled_from(Quantifier),
        st.sampled_from(FLAGS),
    )
    listed = st.just(Comparison(path("zone"), Relation.ONE_OF, NamedTable("listed")))
    found: list[st.SearchStrategy[Condition]] = [flags, flags, dated, reached, listed]
    if terms:
        found.append(st.sampled_from(terms).map(lambda term: HasTerm(X, term)))
    return st.one_of(found)


def conditions(terms: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    leaves = _leaves(terms)
    limbs = st.lists(leaves, min_size=2, max_size=3).map(lambda found: tuple(Limb("", c) for c in found))
    blocks = st.builds(Block, st.sampled_from((Combination.ALL, Combination.ANY, Combination.NONE)), limbs)
    counted = limbs.map(lambda found: Block(Combination.AT_LEAST, found, 2))
    return st.one_of(leaves, leaves.map(Not), blocks, counted)


starts: st.SearchStrategy[DateExpression | None] = st.one_of(
    st.none(), st.none(), st.just(NamedDate("start")), days.map(FixedDate)
)
presumptions = st.one_of(st.none(), st.sampled_from(Presumption))


def _rule(rule_id: str, then: object, when: Condition, **clauses: object) -> Rule:
    return Rule(rule_id, rule_id, (Citation("LAW", "art 1"),), Each("thing", X), then, when=when, pack=PACK, **clauses)  # type: ignore[arg-type]


@st.composite
def packs(draw: st.DrawFn) -> Corpus:
    """A pack of up to three layers, with duties and a ban on top."""
    terms: tuple[str, ...] = ()
    rules: list[Rule] = []
    for layer in range(draw(st.integers(1, 3))):
        name = f"t{layer}"
        base = [f"L{layer}-{n}" for n in range(draw(st.integers(1, 3)))]
        defeater = f"D{layer}-0"
        if draw(st.booleans()):
            target = draw(st.sampled_from(base))
            rules.append(
                _rule(
                    defeater,
                    SetsAside((RuleTarget(target),)),
                    draw(conditions(terms)),
                    starts=draw(starts),
                    presumption=draw(presumptions),
                )
            )
        for rule_id in base:
            positive = draw(st.sampled_from((True, True, True, False)))
            rules.append(
                _rule(
                    rule_id,
                    ConcludesTerm(X, name, positive),
                    draw(conditions(terms)),
                    starts=draw(starts),
                    ends=draw(st.one_of(st.none(), st.none(), days.map(FixedDate))),
                    presumption=draw(presumptions),
                )
            )
        terms = (*terms, name)
    rules += [
        _rule(
            f"DUTY-{number}",
            Obliges(("keeper",), Force.MUST, "act"),
            draw(conditions(terms)),
            starts=draw(starts),
            presumption=draw(presumptions),
            evidence=draw(st.sampled_from(((), (REQUIREMENT,)))),
            due=draw(st.one_of(st.none(), st.just(Due(Deadline(FactDate(path("on"))))))),
        )
        for number in range(draw(st.integers(1, 2)))
    ]
    rules.append(_rule("BAN-0", Forbids((), "act"), draw(conditions(terms)), where=draw(conditions(terms))))
    if draw(st.booleans()):
        rules.append(_rule("LIFT-0", SetsAside((RuleTarget("BAN-0"), RuleTarget("DUTY-0"))), draw(conditions(()))))
    declared = tuple(Term(name, "thing", X, name, default=False, pack=PACK) for name in terms)
    return corpus_of(tuple(rules), declared)


REQUIREMENT = Requirement(
    "proof",
    "proof",
    (Alternative("", "record"),),
    1,
    fresh_for=Duration(10, Unit.DAYS),
    bound_to=FactPath(X),
    accepted_by="officer",
)


TABLE = DatedTable(
    "listed",
    "listed zones",
    "zone",
    (
        TableRow(("red",), "LAW", ends=day(15)),
        TableRow(("green",), "LAW", starts=day(10), repealed_by="AMD"),
        TableRow(("green", "blue"), "AMD", starts=day(25), ends=day(30)),
    ),
    PACK,
)


def corpus_of(rules: tuple[Rule, ...], terms: tuple[Term, ...]) -> Corpus:
    header = Header(
        PACK,
        "1.0.0",
        instruments=(
            Instrument("LAW", "the act", InstrumentRole.SOURCE, day(-30), day(-20), pack=PACK),
            Instrument("AMD", "the amendment", InstrumentRole.AMENDMENT, day(5), day(12), "LAW", pack=PACK),
        ),
    )
    facts = tuple(Fact(name, FactType(TypeName.YES_NO), pack=PACK) for name in FLAGS)
    thing = Kind(
        "thing",
        "thing",
        (
            *facts,
            Fact("on", FactType(TypeName.DATE), pack=PACK),
            Fact("zone", FactType(TypeName.ONE_OF, "zone"), pack=PACK),
        ),
        (Link("parts", "thing", many=True, pack=PACK),),
        pack=PACK,
    )
    return Corpus(
        (
            PackRules(
                header,
                kinds=(thing, Kind("organisation", "organisation", (), (), pack=PACK)),
                roles=(Role("keeper", "keeper", ("thing",), pack=PACK),),
                staff_roles=(StaffRole("officer", "officer", PACK),),
                evidence_kinds=(EvidenceKind("record", "record", pack=PACK),),
                dates=(
                    DatedDate("start", "start", (DateVersion(day(8), "LAW"), DateVersion(day(20), "AMD")), pack=PACK),
                ),
                tables=(TABLE,),
                choices=(Choice("zone", "zone", ZONES, pack=PACK),),
                terms=terms,
                rules=rules,
            ),
        )
    )


def _stated(value: object) -> tuple[Statement, ...]:
    return (Statement(value),)  # type: ignore[arg-type] # values of the declared types only


@st.composite
def inventories(draw: st.DrawFn) -> Inventory:
    """Up to three things with some facts unknown, open and closed lists, roles stated or not, some evidence."""
    subjects = {US: Subject(US, "organisation")}
    names = SUBJECTS[: draw(st.integers(1, 3))]
    for name in names:
        facts = {f: _stated(v) for f in FLAGS if (v := draw(st.sampled_from((True, False, None)))) is not None}
        when = draw(st.one_of(st.none(), days, st.just(NONE)))
        if when is not None:
            facts["on"] = _stated(when)
        zone = draw(st.sampled_from((None, NONE, *ZONES)))
        if zone is not None:
            facts["zone"] = _stated(zone)
        links = {}
        if draw(st.booleans()):
            members = tuple(sorted(draw(st.sets(st.sampled_from(names), max_size=2))))
            links["parts"] = LinkList(members, complete=draw(st.booleans()))
        roles = draw(st.sampled_from((None, OurRoles(frozenset({"keeper"})), OurRoles(frozenset()))))
        fingerprint = draw(st.sampled_from((None, "1")))
        subjects[name] = Subject(name, "thing", fingerprint=fingerprint, facts=facts, links=links, our_roles=roles)
    evidence = tuple(
        Evidence(f"e{n}", "record", draw(st.sampled_from(names)), draw(days), fingerprint="1", acceptances=accepted)
        for n, accepted in enumerate(draw(st.lists(st.sampled_from(((), (Acceptance("officer"),))), max_size=2)))
    )
    waivers = tuple(Waiver("DUTY-0", names[0], draw(days), "in hand") for _ in range(draw(st.integers(0, 1))))
    return Inventory(subjects, evidence, waivers)


@dataclass(frozen=True, slots=True)
class Sample:
    """A pack, an inventory and the two dates."""

    corpus: Corpus
    inventory: Inventory
    as_of: date
    known_on: date

    def evaluation(self, inventory: Inventory | None = None) -> Evaluation:
        world = World(inventory or self.inventory, Law(self.corpus, self.known_on), self.as_of)
        return Evaluation(world, Structure(self.corpus))


samples = st.builds(Sample, packs(), inventories(), days, days)
