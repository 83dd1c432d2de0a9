"""Random packs and inventories, small and sound: the shared hypothesis strategies.

A pack has layers. Rules of a layer read facts, terms and rules of the layers below, which they ask whether they
operate; its defeaters come before the rules they set aside; its term comes after the rules that conclude it. So the
graph has no cycle by construction. All dates lie within forty days. Some rules stand under one reading only, or in a
proposal; some dates and periods have readings; some rules speak of the versions of a thing, which may have several.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from duly_dsl.corpus import Corpus
from duly_dsl.ir import (
    NONE,
    US,
    VERSION,
    Alternative,
    Block,
    Choice,
    Citation,
    Combination,
    Comparison,
    ConcludesTerm,
    Condition,
    DatedDate,
    DatedPeriod,
    DatedTable,
    DateExpression,
    DateVersion,
    Deadline,
    Direction,
    Due,
    Duration,
    Each,
    EachVersion,
    EvidenceKind,
    Fact,
    FactDate,
    FactPath,
    FactType,
    FixedDate,
    Forbids,
    Force,
    Group,
    GroupOperates,
    HasTerm,
    Header,
    Instrument,
    InstrumentRole,
    Kind,
    Limb,
    Link,
    Literal,
    MemberText,
    NamedDate,
    NamedSpan,
    NamedTable,
    Not,
    Obliges,
    Offset,
    Operates,
    PackRules,
    Parameter,
    PeriodVersion,
    Presumption,
    Quantified,
    Quantifier,
    Reading,
    ReadingChoice,
    ReadingValue,
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
    Acceptance,
    Evidence,
    Inventory,
    LinkList,
    OurRoles,
    Settings,
    Statement,
    Subject,
    Version,
    Waiver,
)
from duly_engine.law import Law

FIRST = date(2026, 1, 1)
DAYS = 40
FLAGS = ("p", "q", "r")
ZONES = ("red", "green", "blue")
OF_VERSION = "v"
SUBJECTS = ("a", "b", "c")
X = "x"
PACK = "sample"
WAYS = ("one", "two", "three")
NEXT = "NEXT"


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


days = st.integers(0, DAYS).map(day)


def path(*steps: str) -> FactPath:
    return FactPath(X, steps)


def flag(name: str, variable: str = X) -> Condition:
    return Comparison(FactPath(variable, (name,)), Relation.IS, Literal(value=True))


LATER = Offset(NamedSpan("grace"), Direction.AFTER, NamedDate("start"))


@dataclass(frozen=True, slots=True)
class Below:
    """What a condition can read of the layers below."""

    terms: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


NOTHING = Below()


def _leaves(below: Below) -> st.SearchStrategy[Condition]:
    flags = st.sampled_from(FLAGS).map(flag)
    dated = st.builds(
        lambda relation, when: Comparison(path("on"), relation, when),
        st.sampled_from((Relation.BEFORE, Relation.ON_OR_AFTER)),
        st.one_of(days.map(FixedDate), st.just(NamedDate("start")), st.just(LATER)),
    )
    reached = st.builds(
        lambda quantifier, name: Quantified(quantifier, "thing", "y", path("parts"), ("parts",), flag(name, "y")),
        st.sampled_from(Quantifier),
        st.sampled_from(FLAGS),
    )
    listed = st.just(Comparison(path("zone"), Relation.ONE_OF, NamedTable("listed")))
    found: list[st.SearchStrategy[Condition]] = [flags, flags, dated, reached, listed]
    if below.terms:
        found.append(st.sampled_from(below.terms).map(lambda term: HasTerm(X, term)))
    if below.rules:
        found.append(st.sampled_from(below.rules).map(lambda rule_id: Operates(rule_id, X)))
    if below.groups:
        found.append(st.sampled_from(below.groups).map(lambda group: GroupOperates(group, X)))
    return st.one_of(found)


def conditions(below: Below) -> st.SearchStrategy[Condition]:
    leaves = _leaves(below)
    limbs = st.lists(leaves, min_size=2, max_size=3).map(lambda found: tuple(Limb("", c) for c in found))
    blocks = st.builds(Block, st.sampled_from((Combination.ALL, Combination.ANY, Combination.NONE)), limbs)
    counted = limbs.map(lambda found: Block(Combination.AT_LEAST, found, 2))
    return st.one_of(leaves, leaves.map(Not), blocks, counted)


starts: st.SearchStrategy[DateExpression | None] = st.one_of(
    st.none(), st.none(), st.just(NamedDate("start")), days.map(FixedDate)
)
presumptions = st.one_of(st.none(), st.sampled_from(Presumption))


readings = st.one_of(st.none(), st.none(), st.sampled_from(WAYS).map(lambda way: ReadingChoice("way", way)))
instruments = st.sampled_from((None, None, None, NEXT))


def _rule(rule_id: str, then: object, when: Condition, **clauses: object) -> Rule:
    return Rule(rule_id, rule_id, (Citation("LAW", "art 1"),), Each("thing", X), then, when=when, pack=PACK, **clauses)  # type: ignore[arg-type]


@st.composite
def of_versions(draw: st.DrawFn, rule: Rule) -> Rule:
    """The rule over versions, with a condition on what is stated of each."""
    when = rule.when
    assert when is not None
    limbs = (Limb("", flag(OF_VERSION, VERSION)), Limb("", when))
    combination = draw(st.sampled_from((Combination.ALL, Combination.ANY)))
    return replace(rule, subject=EachVersion("thing", X), when=Block(combination, limbs))


@st.composite
def versions(draw: st.DrawFn, rule: Rule, below: Below) -> list[Rule]:
    """A rule, or one under a reading or in a proposal, or two versions under different readings."""
    first = replace(rule, reading=draw(readings), under=draw(instruments))
    if first.reading is None or draw(st.booleans()):
        return [first]
    other = next(way for way in WAYS if way != first.reading.value)
    return [first, replace(rule, reading=ReadingChoice("way", other), when=draw(conditions(below)))]


@st.composite
def binding(draw: st.DrawFn, layer: int, below: Below) -> list[Rule]:
    """A duty and a ban of a layer, in its group, perhaps with what sets them aside, also for one role only."""
    group = GROUPS[layer]
    duty = Obliges(draw(st.sampled_from((("keeper",), ("keeper", "maker")))), Force.MUST, "act")
    ban = Forbids(draw(st.sampled_from(((), ("keeper",)))), "act")
    aside = SetsAside((RuleTarget(f"M{layer}"), RuleTarget(f"N{layer}")), draw(st.sampled_from(((), ("keeper",)))))
    rules = [
        _rule(
            f"M{layer}",
            duty,
            draw(conditions(below)),
            groups=(group,),
            starts=draw(starts),
            presumption=draw(presumptions),
        ),
        _rule(f"N{layer}", ban, draw(conditions(below)), groups=(group,), where=draw(conditions(below))),
    ]
    if draw(st.booleans()):
        rules.append(_rule(f"A{layer}", aside, draw(conditions(below)), presumption=draw(presumptions)))
    return rules


@st.composite
def packs(draw: st.DrawFn) -> Corpus:
    """A pack of up to three layers, with duties and a ban on top."""
    below = NOTHING
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
                    draw(conditions(below)),
                    starts=draw(starts),
                    presumption=draw(presumptions),
                )
            )
        for rule_id in base:
            positive = draw(st.sampled_from((True, True, True, False)))
            concluding = _rule(
                rule_id,
                ConcludesTerm(X, name, positive),
                draw(conditions(below)),
                starts=draw(starts),
                ends=draw(st.one_of(st.none(), st.none(), days.map(FixedDate))),
                presumption=draw(presumptions),
            )
            about_versions = draw(st.sampled_from((False, False, True)))
            rules += [draw(of_versions(concluding))] if about_versions else draw(versions(concluding, below))
        bound = draw(st.one_of(st.just([]), binding(layer, below)))
        rules += bound
        things = {rule.id for rule in rules if rule.subject == Each("thing", X)}
        readable = [rule_id for rule_id in (*base, *(rule.id for rule in bound)) if rule_id in things]
        groups = (*below.groups, GROUPS[layer]) if bound else below.groups
        below = Below((*below.terms, name), (*below.rules, *readable), groups)
    for number in range(draw(st.integers(1, 2))):
        duty = _rule(
            f"DUTY-{number}",
            Obliges(("keeper",), Force.MUST, "act"),
            draw(conditions(below)),
            starts=draw(starts),
            presumption=draw(presumptions),
            evidence=draw(st.sampled_from(((), *((requirement,) for requirement in REQUIREMENTS)))),
            due=draw(st.one_of(st.none(), st.just(Due(Deadline(FactDate(path("on"))))))),
        )
        rules += draw(versions(duty, below))
        if draw(st.booleans()):
            rules.append(draw(of_versions(replace(duty, id=f"EACH-{number}"))))
    rules.append(_rule("BAN-0", Forbids((), "act"), draw(conditions(below)), where=draw(conditions(below))))
    if draw(st.booleans()):
        rules.append(_rule("LIFT-0", SetsAside((RuleTarget("BAN-0"), RuleTarget("DUTY-0"))), draw(conditions(NOTHING))))
    declared = tuple(Term(name, "thing", X, name, default=False, pack=PACK) for name in below.terms)
    return corpus_of(tuple(rules), declared)


REQUIREMENTS = tuple(
    Requirement(
        "proof",
        "proof",
        (Alternative("", "record"),),
        1,
        fresh_for=fresh,
        bound_to=FactPath(X),
        accepted_by="officer",
    )
    for fresh in (Duration(10, Unit.DAYS), NamedSpan("window"), NamedSpan("grace"))
)


_starts = (
    DateVersion(day(8), "LAW"),
    DateVersion(day(20), "AMD"),
    DateVersion(day(14), "AMD", ReadingChoice("way", "two")),
)
_cited = (Citation("LAW", "art 3"), Citation("AMD", "art 1"))
_windows = (
    PeriodVersion(Duration(10, Unit.DAYS), "LAW", ReadingChoice("way", "one")),
    PeriodVersion(Duration(20, Unit.DAYS), "LAW", ReadingChoice("way", "two")),
)


_further = (
    Fact("on", FactType(TypeName.DATE), pack=PACK),
    Fact(OF_VERSION, FactType(TypeName.YES_NO), per_version=True, pack=PACK),
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
    (Citation("LAW", "art 4"),),
    PACK,
)


ZONE = Choice("zone", "zone", ZONES, texts=(MemberText("red", "where nobody may stand"),), pack=PACK)
_zone = Fact(
    "zone",
    FactType(TypeName.ONE_OF, "zone"),
    "In which zone is it?",
    "The zone is the one marked on the floor.",
    "What stands on the line is in the red zone.",
    pack=PACK,
)
GROUPS = ("g0", "g1", "g2")


def corpus_of(rules: tuple[Rule, ...], terms: tuple[Term, ...]) -> Corpus:
    header = Header(
        PACK,
        "1.0.0",
        instruments=(
            Instrument("LAW", "the act", InstrumentRole.SOURCE, day(-30), day(-20), pack=PACK),
            Instrument("AMD", "the amendment", InstrumentRole.AMENDMENT, day(5), day(12), "LAW", pack=PACK),
            Instrument(NEXT, "the proposal", InstrumentRole.PROPOSAL, day(6), None, "LAW", pack=PACK),
        ),
    )
    facts = tuple(Fact(name, FactType(TypeName.YES_NO), pack=PACK) for name in FLAGS)
    thing = Kind(
        "thing",
        "thing",
        (*facts, _zone, *_further),
        (Link("parts", "thing", many=True, pack=PACK),),
        pack=PACK,
    )
    return Corpus(
        (
            PackRules(
                header,
                kinds=(thing, Kind("organisation", "organisation", (), (), pack=PACK)),
                roles=tuple(Role(name, name, ("thing",), pack=PACK) for name in ("keeper", "maker")),
                groups=tuple(Group(name, name, PACK) for name in GROUPS),
                staff_roles=(StaffRole("officer", "officer", PACK),),
                evidence_kinds=(EvidenceKind("record", "record", pack=PACK),),
                dates=(DatedDate("start", "start", _starts, _cited, PACK),),
                periods=(DatedPeriod("window", "window", _windows, pack=PACK),),
                tables=(TABLE,),
                choices=(ZONE,),
                parameters=(Parameter("grace", "grace", Duration(10, Unit.DAYS), PACK),),
                readings=(Reading("way", "way", tuple(ReadingValue(w, w) for w in WAYS), WAYS[0], PACK),),
                terms=terms,
                rules=rules,
            ),
        )
    )


def _stated(value: object) -> tuple[Statement, ...]:
    return (Statement(value),)  # type: ignore[arg-type] # values of the declared types only


@st.composite
def beside(draw: st.DrawFn, fingerprint: str) -> Version:
    """A version in use beside the present one, perhaps from a later day on."""
    value = draw(st.sampled_from((True, False, None)))
    facts = {} if value is None else {OF_VERSION: _stated(value)}
    return Version(fingerprint, since=draw(st.one_of(st.none(), days)), facts=facts)


@st.composite
def inventories(draw: st.DrawFn) -> Inventory:
    """Up to three things with some facts unknown, open and closed lists, roles stated or not, some evidence."""
    subjects = {US: Subject(US, "organisation")}
    names = SUBJECTS[: draw(st.integers(1, 3))]
    for name in names:
        facts = {
            f: _stated(v) for f in (*FLAGS, OF_VERSION) if (v := draw(st.sampled_from((True, False, None)))) is not None
        }
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
        subjects[name] = Subject(
            name,
            "thing",
            fingerprint=fingerprint,
            facts=facts,
            links=links,
            our_roles=roles,
            versions=tuple(draw(beside(f)) for f in draw(st.sampled_from(((), (), ("2",), ("2", "3"))))),
        )
    evidence = tuple(
        Evidence(
            f"e{n}",
            "record",
            draw(st.sampled_from(names)),
            draw(days),
            None,
            draw(st.sampled_from("12")),
            acceptances=accepted,
        )
        for n, accepted in enumerate(draw(st.lists(st.sampled_from(((), (Acceptance("officer"),))), max_size=2)))
    )
    waivers = tuple(Waiver("DUTY-0", names[0], draw(days), "in hand") for _ in range(draw(st.integers(0, 1))))
    settings = Settings(
        draw(st.sampled_from(({}, {"grace": Duration(3, Unit.DAYS)}))),
        draw(st.sampled_from(({}, {"way": "two"}, {f"{PACK}.way": "three"}))),
        draw(st.sampled_from((frozenset(), frozenset({NEXT})))),
    )
    return Inventory(subjects, evidence, waivers, settings=settings)


@dataclass(frozen=True, slots=True)
class Sample:
    """A pack, an inventory and the two dates."""

    corpus: Corpus
    inventory: Inventory
    as_of: date
    known_on: date

    def evaluation(self, inventory: Inventory | None = None) -> Evaluation:
        found = inventory or self.inventory
        world = World(found, Law(self.corpus, self.known_on, found.settings), self.as_of)
        return Evaluation(world, Structure(self.corpus))


samples = st.builds(Sample, packs(), inventories(), days, days)
