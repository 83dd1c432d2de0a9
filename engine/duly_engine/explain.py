"""The tree behind a status: every limb with its value, every fact with its source, every date with what set it.

A tree shows what the evaluation read; a fact that it does not name cannot have mattered. Cut, it shows only the
branches that decide.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from duly_dsl import members, phrase
from duly_dsl.ir import (
    Block,
    Combination,
    Comparison,
    ConcludesTerm,
    Condition,
    DateExpression,
    Duration,
    FactPath,
    Forbids,
    GroupOperates,
    HasTerm,
    HoldsRole,
    Instrument,
    NamedDate,
    NamedTable,
    Not,
    Obliges,
    Offset,
    Operates,
    PickDate,
    Prevails,
    Quantified,
    Rule,
    TableRow,
    WillBe,
    WillPrevail,
)
from duly_dsl.source import Span
from duly_engine.choices import decided, stated
from duly_engine.evaluate.assess import judge, stay_on
from duly_engine.evaluate.classes import Sought
from duly_engine.evaluate.conditions import holds
from duly_engine.evaluate.evaluation import Evaluation
from duly_engine.evaluate.frame import Frame
from duly_engine.evaluate.nodes import Instance, Standing, instances, locate, role_subject
from duly_engine.evaluate.operating import grouped, standings
from duly_engine.evaluate.reads import Plane
from duly_engine.evaluate.texts import sentence
from duly_engine.evaluate.values import follow, subject_at, value_of
from duly_engine.evaluate.verdict import Case, Verdict
from duly_engine.facts.inventory import StatedValue
from duly_engine.findings import Choice, ProofState, Status
from duly_engine.logic import Truth, disjunction, negate
from duly_engine.wording import condition_told, value_told


@dataclass(frozen=True, slots=True)
class Explanation:
    """One node: what was looked at, what came out, notes on where it comes from, and what it rests on.

    `decides` says whether what it is a part of rests on it.
    """

    text: str
    value: str = ""
    notes: tuple[str, ...] = ()
    citation: str = ""
    span: Span | None = None
    children: tuple["Explanation", ...] = ()
    decides: bool = True

    def cut(self) -> "Explanation":
        """The same without the branches that do not decide."""
        return replace(self, children=tuple(child.cut() for child in self.children if child.decides))


def explain(ev: Evaluation, case: Case) -> Explanation:
    """The tree behind the status of an obligation; where it is undetermined, with the unknowns that make it so."""
    judged = judge(ev, case)
    told = judged.telling
    said = str(judged.status) + (f", provisionally {judged.provisional}" if judged.provisional else "")
    day = told.day or ev.world.today
    standing = ev.standing(case.rule, case.instance, day, Plane.SETTLED)
    reads = sorted(f"{ev.world.called(subject)}'s {name}" for subject, name in judged.reads.facts)
    met = told.status is Status.MET
    return Explanation(
        f"{case.rule} for {ev.world.called(case.subject)}" + (f" ({case.holder} as {case.role})" if case.role else ""),
        said,
        (*_asks(ev, standing, case.role), *_verdict_notes(told, ev.world.today)),
        _citations(standing.version),
        standing.version.span if standing.version else None,
        (
            *_rule_limbs(ev, case.instance, Plane.SETTLED, standing),
            *(replace(_proof(p.state), decides=met or not p.state.proven) for p in told.proofs),
            *_chosen(ev, judged.reads.choices),
            Explanation("what was read", "", tuple(reads), decides=False),
        ),
    )


def explain_rule(ev: Evaluation, rule_id: str, subject: str) -> Explanation:
    """The tree of a rule on a subject today, also of one that obliges nobody: it concludes or sets aside."""
    with ev.collecting() as reads:
        found = _rule(ev, rule_id, Instance(subject), _today(ev, ""))
    return replace(found, children=(*found.children, *_chosen(ev, reads.choices)))


def explain_term(ev: Evaluation, pack: str, name: str, subject: str) -> Explanation:
    """The tree behind a term of a subject today, as its name is read in a pack."""
    value = ev.term(pack, name, subject, ev.world.today, Plane.SETTLED)
    rests_on = tuple(_term(ev, _today(ev, pack), subject, name))
    return Explanation(f"{subject} is {name}", str(value), children=rests_on)


def explain_class(ev: Evaluation, sought: Sought, day: date | None) -> Explanation:
    """The tree behind a class of a subject, today where no day is named; of the rest, what each class comes to."""
    on = day or ev.world.today
    frame = Frame(sought.of.pack, {}, on, Plane.SETTLED)
    value = sought.value(ev, on, Plane.SETTLED)
    notes = () if day is None else (f"on {phrase.day(day)}",)
    with ev.collecting() as reads:
        if sought.is_rest:
            each = ((n, ev.term(sought.of.pack, n, sought.subject, on, Plane.SETTLED)) for n in sought.of.classes)
            rests_on = tuple(
                Explanation(f"{sought.subject} is {name}", str(found), decides=found is negate(value))
                for name, found in each
            )
        else:
            rests_on = tuple(_term(ev, frame, sought.subject, sought.name))
    children = (*rests_on, *_chosen(ev, reads.choices))
    return Explanation(f"{ev.world.called(sought.subject)} is {sought.name}", str(value), notes, children=children)


def explain_role(ev: Evaluation, role: str, holder: str, subject: str) -> Explanation:
    """The tree behind a role today."""
    return _role(ev, _today(ev, ""), role, holder, subject)


def _today(ev: Evaluation, pack: str) -> Frame:
    return Frame(pack, {}, ev.world.today, Plane.SETTLED)


def _asks(ev: Evaluation, standing: Standing, role: str | None) -> Iterator[str]:
    if standing.version is not None and standing.frame is not None:
        yield sentence(ev, standing.frame, standing.version, role)


def _chosen(ev: Evaluation, consulted: Iterable[Choice]) -> Iterator[Explanation]:
    """How the law was read, and what else was chosen, as far as the answer consulted it."""
    notes = tuple(stated(choice, decided(choice, ev.world.law)) for choice in sorted(consulted))
    if notes:
        yield Explanation("what was chosen", "", notes)


def _verdict_notes(told: Verdict, today: date) -> tuple[str, ...]:
    stay = stay_on(told.standing.version, today)
    notes = [
        f"because {told.reason}" if told.reason else "",
        f"from {phrase.day(told.day)}" if told.day else "",
        f"until {phrase.day(told.until)}" if told.until else "",
        f"due by {phrase.day(told.due)}" if told.due else "",
        f"set aside by {', '.join(told.by)}" if told.by else "",
        f"waived: {told.waiver.reason}" if told.waiver else "",
        f"enforcement stayed from {phrase.day(stay.start)} until {phrase.last_day(stay.end)}" if stay else "",
    ]
    return tuple(note for note in notes if note)


def _citations(rule: Rule | None) -> str:
    return "; ".join(str(c) for c in rule.citations) if rule else ""


def _rule(ev: Evaluation, rule_id: str, instance: Instance, frame: Frame) -> Explanation:
    """A rule that another rule or a term rests on."""
    standing = ev.standing(rule_id, instance, frame.day, frame.plane)
    return Explanation(
        f"{rule_id} for {ev.world.called(instance.subject)}",
        "set aside" if standing.is_set_aside else _operating(standing.value, standing.version),
        (standing.version.title,) if standing.version else ("no version of the rule stands on this day",),
        _citations(standing.version),
        standing.version.span if standing.version else None,
        tuple(_rule_limbs(ev, instance, frame.plane, standing)),
    )


def _operating(value: Truth, version: Rule | None) -> str:
    if value is not Truth.UNKNOWN:
        return "operates" if value is Truth.YES else "does not operate"
    presumption = version.presumption if version else None
    return f"undetermined, treated as {presumption}" if presumption else "undetermined"


def _rule_limbs(ev: Evaluation, instance: Instance, plane: Plane, standing: Standing) -> Iterator[Explanation]:
    """Days, conditions, the bearer's role and defeats, as far as there are any."""
    rule, frame = standing.version, standing.frame
    if rule is None or frame is None:
        return
    by_force, by_condition, by_bearer, by_defeat = _deciding(standing)
    for word, expression in (("from", rule.starts), ("until", rule.ends), ("judged as of", rule.judged_as_of)):
        if expression is not None:
            yield replace(_date(ev, frame, word, expression), decides=by_force)
    for part in (rule.where, rule.when):
        if part is not None:
            told = _condition(ev, frame, part)
            forbidden = part is rule.when and isinstance(rule.then, Forbids)
            decides = standing.bearer is not Truth.NO if forbidden else told.value == str(standing.condition)
            yield from _flat(replace(told, decides=decides and (forbidden or by_condition)))
    if instance.role is not None and isinstance(rule.then, Obliges | Forbids):
        subject = role_subject(ev, rule, frame, instance)
        if isinstance(subject, str) and instance.holder is not None:
            yield replace(_role(ev, frame, instance.role, instance.holder, subject), decides=by_bearer)
    for defeater, value in standing.defeats:
        if value is not Truth.NO:
            other = locate(ev, defeater, Instance(instance.subject), frame.day, plane)
            same = other is None or other.version.subject.kind == rule.subject.kind
            about = instance.subject if same else frame.ref(getattr(rule.subject, "variable", ""))
            told = _rule(ev, defeater, Instance(about if isinstance(about, str) else instance.subject), frame)
            yield replace(told, decides=by_defeat)


def _deciding(standing: Standing) -> tuple[bool, ...]:
    """Whether days, conditions, bearer and defeats decide; of several that keep a rule from operating, the first that
    is read."""
    undefeated = negate(disjunction(value for _, value in standing.defeats))
    values = (standing.in_force, standing.condition, standing.bearer, undefeated)
    if Truth.NO in values:
        return tuple(number == values.index(Truth.NO) for number in range(len(values)))
    return tuple(value is min(values) for value in values)


def _flat(node: Explanation) -> tuple[Explanation, ...]:
    """The limbs of a block without the block, where they carry no labels of their own head."""
    if node.text != "all of":
        return (node,)
    return tuple(replace(limb, decides=limb.decides and node.decides) for limb in node.children)


def _date(ev: Evaluation, frame: Frame, word: str, expression: DateExpression) -> Explanation:
    return Explanation(f"{word} {phrase.moment(expression)}", "", tuple(_set_by(ev, frame, expression)))


def _set_by(ev: Evaluation, frame: Frame, expression: DateExpression) -> Iterator[str]:
    """For each dated value named in an expression: what it is on the frame's day, and which instrument says so."""
    match expression:
        case NamedDate(name=name):
            dated = ev.world.corpus.date(frame.pack, name)
            now = ev.world.law.named_date(frame.pack, name, frame.day, ev)
            for version in dated.versions if dated else ():
                instrument = ev.world.corpus.instrument(dated.pack, version.under) if dated else None
                if instrument is None or not ev.world.law.is_chosen(frame.pack, version.reading, ev):
                    continue
                stands = "is" if version.value == now else "was" if ev.world.law.known(instrument) else "not yet known:"
                reading = f", reading {version.reading.reading} is {version.reading.value}" if version.reading else ""
                yield (
                    f"{name} {stands} {phrase.day(version.value)}, set by {instrument.name} ({instrument.text},"
                    f" published {phrase.day(instrument.published)}{reading})"
                )
        case Offset(anchor=anchor):
            yield from _set_by(ev, frame, anchor)
        case PickDate(first=first, second=second):
            yield from _set_by(ev, frame, first)
            yield from _set_by(ev, frame, second)
        case _:
            return


def _condition(ev: Evaluation, frame: Frame, condition: Condition, label: str = "") -> Explanation:
    said = condition_told(ev, frame, condition)
    text = f"({label}) {said}" if label else said
    value = holds(ev, frame, condition)
    children: tuple[Explanation, ...] = ()
    notes: tuple[str, ...] = ()
    match condition:
        case Block(limbs=limbs):
            told = (_condition(ev, frame, limb.condition, limb.label) for limb in limbs)
            wanted = str(negate(value) if condition.combination is Combination.NONE else value)
            children = tuple(replace(limb, decides=limb.value == wanted) for limb in told)
        case Not(condition=inner):
            children = _condition(ev, frame, inner).children
            notes = _condition(ev, frame, inner).notes
        case Comparison():
            notes = tuple(_facts(ev, frame, condition))
        case HasTerm(variable=variable, term=term) | WillBe(variable=variable, term=term):
            children = tuple(_term(ev, frame, frame.ref(variable), term))
        case HoldsRole():
            holder, subject = frame.ref(condition.holder), subject_at(ev, frame, condition.path)
            if isinstance(holder, str) and isinstance(subject, str):
                children = (_role(ev, frame, condition.role, holder, subject),)
        case Prevails(rule=rule, variable=variable) | WillPrevail(rule=rule, variable=variable):
            subject = frame.ref(variable)
            children = (_rule(ev, rule, Instance(subject), frame),) if isinstance(subject, str) else ()
        case Operates(rule=rule, variable=variable):
            about = frame.ref(variable)
            children = tuple(_operates(ev, frame, about, (rule,))) if isinstance(about, str) else ()
        case GroupOperates(variable=variable):
            about = frame.ref(variable)
            ids = tuple(grouped(ev, frame, condition, about)) if isinstance(about, str) else ()
            children = tuple(_operates(ev, frame, about, ids)) if isinstance(about, str) else ()
        case Quantified():
            start = follow(ev, frame, condition.start)
            notes = (f"the list starts at {start}'s {condition.start.steps[-1]}",) if isinstance(start, str) else ()
    return Explanation(text, str(value), notes, span=condition.span, children=children)


def _operates(ev: Evaluation, frame: Frame, subject: str, rules: tuple[str, ...]) -> Iterator[Explanation]:
    """Rules on a subject, in the role in which each comes nearest to operating; those that come nearest decide."""
    found: list[tuple[Standing, Explanation]] = []
    for rule_id in rules:
        read = standings(ev, rule_id, subject, frame.day, frame.plane)
        nobody = Instance(subject), Standing(Truth.NO)
        instance, standing = max(read, key=lambda each: each[1].bites, default=nobody)
        told = _rule(ev, rule_id, instance, frame)
        said = told.value if standing.is_set_aside else _operating(standing.bites, standing.version)
        found.append((standing, replace(told, value=said)))
    most = max((standing.bites for standing, _ in found), default=Truth.NO)
    yield from (replace(told, decides=standing.bites is most) for standing, told in found)


def _facts(ev: Evaluation, frame: Frame, comparison: Comparison) -> Iterator[str]:
    yield from _fact(ev, frame, comparison.path)
    if isinstance(comparison.operand, FactPath):
        yield from _fact(ev, frame, comparison.operand)
    elif not hasattr(comparison.operand, "names") and not hasattr(comparison.operand, "value"):
        yield from _named(ev, frame, comparison)


def _named(ev: Evaluation, frame: Frame, comparison: Comparison) -> Iterator[str]:
    right = comparison.operand
    if isinstance(right, NamedDate | Offset | PickDate):
        yield from _set_by(ev, frame, right)
        return
    if isinstance(right, NamedTable):
        yield from _listed_by(ev, frame, right.name, value_of(ev, frame, comparison.path))
        return
    name = getattr(right, "name", "")
    found: Duration | None = ev.world.law.length(frame.pack, name, frame.day, ev) if name else None
    if found is not None:
        yield f"{name} is {found}"


def _listed_by(ev: Evaluation, frame: Frame, name: str, member: StatedValue) -> Iterator[str]:
    """Each row of a table that names the member, with the instrument and the days that it says."""
    law, table = ev.world.law, ev.world.corpus.table(frame.pack, name)
    if table is None or law.listed(frame.pack, name, frame.day, ev) is None:
        yield f"no instrument that lists anything in {name} is known yet"
        return
    rows = [row for row in table.rows if member in row.members]
    said = members.quoted(member, table.choice, ev.world.corpus) if isinstance(member, str) else ""
    for row in rows:
        instrument = ev.world.corpus.instrument(table.pack, row.under)
        verb = "lists" if law.lists(table.pack, row, frame.day, ev) else "does not list"
        yield f"{name} {verb} {said} under {row.under} ({', '.join(_limits(row, instrument))})"
    if not rows and isinstance(member, str):
        yield f"{name} does not list {said}"


def _limits(row: TableRow, instrument: Instrument | None) -> Iterator[str]:
    if instrument is not None:
        yield f"{instrument.text}, published {phrase.day(instrument.published)}"
        if instrument.in_force:
            yield f"in force from {phrase.day(instrument.in_force)}"
    if row.starts:
        yield f"from {phrase.day(row.starts)}"
    if row.ends:
        yield f"until {phrase.day(row.ends)}"
    if row.repealed_by:
        yield f"repealed by {row.repealed_by}"
    if row.reading:
        yield f"reading {row.reading.reading} is {row.reading.value}"


def _fact(ev: Evaluation, frame: Frame, path: FactPath) -> Iterator[str]:
    """The value of a fact and where it comes from."""
    subject = follow(ev, frame, path)
    if not isinstance(subject, str) or not path.steps:
        return
    name = path.steps[-1]
    lapsed = ev.world.lapsed(subject, name)
    if lapsed is not None:
        was = value_told(ev, subject, name, lapsed.value)
        yield f"{ev.world.called(subject)}'s {name} was {was}, {lapsed.why}: unknown again"
        return
    history = ev.world.history(subject, name)
    source = ""
    if history:
        last = history[-1]
        source += f", since {phrase.day(last.since)}" if last.since else ""
        source += f", from {last.origin.source}{last.origin.pointer}" if last.origin else ""
        source += f" ({last.span})" if last.span else ""
    yield f"{ev.world.called(subject)}'s {name} is {value_told(ev, subject, name, ev.value(subject, name))}{source}"


def _term(ev: Evaluation, frame: Frame, subject: object, name: str) -> Iterator[Explanation]:
    term = ev.world.corpus.term(frame.pack, name)
    if term is None or not isinstance(subject, str):
        yield Explanation(f"{name} is not assessed: its pack is not loaded", "unknown")
        return
    place = Frame(term.pack, {term.variable: subject}, frame.day, frame.plane)
    if term.means is not None:
        yield from _flat(_condition(ev, place, term.means))
    told = tuple(
        _rule(ev, rule_id, instance, place)
        for rule_id in ev.structure.concluding.get((term.pack, term.name), ())
        if (version := ev.world.law.version(rule_id, frame.day, ev)) is not None
        and isinstance(version.then, ConcludesTerm)
        for instance in instances(ev, version, subject, None)
    )
    value = ev.term(term.pack, term.name, subject, frame.day, frame.plane)
    deciding = [rule for rule in told if _concludes(rule, value)]
    yield from (replace(rule, decides=rule in deciding or not deciding) for rule in told)


def _concludes(rule: Explanation, value: Truth) -> bool:
    """Whether a concluding rule is why a term or role has a value that is not no."""
    return rule.value.startswith({Truth.YES: "operates", Truth.UNKNOWN: "undetermined"}.get(value, "operates"))


def _role(ev: Evaluation, frame: Frame, role: str, holder: str, subject: str) -> Explanation:
    value = ev.role(role, holder, subject, frame.day, frame.plane)
    told = (
        _rule(ev, rule_id, instance, frame)
        for rule_id in ev.structure.assigning.get(role, ())
        if (version := ev.world.law.version(rule_id, frame.day, ev)) is not None
        for instance in instances(ev, version, subject, holder)
    )
    rules = tuple(replace(rule, decides=_concludes(rule, value)) for rule in told)
    found = ev.world.subject(subject)
    return Explanation(
        f"{holder} is {role} of {subject}", str(value), (), span=found.span if found else None, children=rules
    )


def _proof(state: ProofState) -> Explanation:
    value = {True: "proven", False: "not proven", None: "undetermined"}[state.proven]
    notes = [f"{item} counts" for item in state.items]
    notes += [
        f"{refusal.item or refusal.kind}: {refusal.reason}" + (f" ({refusal.detail})" if refusal.detail else "")
        for refusal in state.refusals
    ]
    notes += [f"good until {phrase.day(state.expires)}"] if state.expires else []
    return Explanation(f"evidence {state.requirement}: {state.text}", value, tuple(notes), span=state.span)
