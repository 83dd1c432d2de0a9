"""Conditions as passages: a sentence, and its limbs under the labels that the law gives them."""

from enum import Enum

from duly_dsl import ir, members, phrase
from duly_dsl.check.place import Place, type_of
from duly_dsl.ir import (
    Block,
    Combination,
    Comparison,
    Condition,
    FactPath,
    FactType,
    GroupOperates,
    HasTerm,
    HoldsRole,
    Literal,
    Name,
    NamedTable,
    Names,
    Not,
    Operand,
    Operates,
    Prevails,
    Quantified,
    Quantifier,
    Relation,
    TypeName,
    WillBe,
    WillPrevail,
)
from duly_dsl.render.document import Limb, Line, Link, Passage, after, joined, listed
from duly_dsl.render.names import named, named_in_quotes, quoted, rule, shown
from duly_dsl.render.values import apart, asked, fact, legal_value, moment, the, thing, whose
from duly_dsl.uses import Reference, Sort


class Sense(Enum):
    """Whether a condition is said to hold, or not to."""

    HOLDS = "holds"
    FAILS = "fails"

    def other(self) -> "Sense":
        """The other one."""
        return Sense.FAILS if self is Sense.HOLDS else Sense.HOLDS

    def choose(self, holds: str, fails: str) -> str:
        """The words for it."""
        return holds if self is Sense.HOLDS else fails


_CHOICES = frozenset({TypeName.ONE_OF, TypeName.MANY_OF})
_NOT: dict[Relation, str] = {Relation.IS_NOT: "is", Relation.INCLUDES: "does not include"}


def condition(place: Place, wanted: Condition, sense: Sense = Sense.HOLDS) -> Passage:
    """A condition that holds, or that does not."""
    match wanted:
        case Comparison():
            return Passage(_comparison(place, wanted, sense))
        case HasTerm(variable=variable, term=term):
            holds = sense.choose("holds", "does not hold")
            return Passage(joined(_term(place, term), f" {holds} for {the(place, variable)}"))
        case WillBe(variable=variable, term=term):
            holds = sense.choose("holds", "does not hold")
            when = sense.choose("today or on a later day", "today and on no later day")
            return Passage(joined(_term(place, term), f" {holds} for {the(place, variable)} {when}"))
        case HoldsRole(holder=holder, role=role, path=path):
            verb = sense.choose(" is ", " is not ")
            about = joined(" of ", thing(place, path))
            return Passage(joined(the(place, holder), verb, named(place, Sort.ROLE, role), about))
        case Prevails(rule=rule_id, variable=variable):
            verb = sense.choose(" prevails for ", " does not prevail for ")
            return Passage(joined(rule(place, rule_id), verb, the(place, variable)))
        case WillPrevail(rule=rule_id, variable=variable):
            verb = sense.choose(" prevails, today or later, for ", " prevails neither today nor later for ")
            return Passage(joined(rule(place, rule_id), verb, the(place, variable)))
        case Operates(rule=rule_id, variable=variable):
            verb = sense.choose(" operates for ", " does not operate for ")
            return Passage(joined(rule(place, rule_id), verb, the(place, variable)))
        case GroupOperates(group=group, variable=variable):
            some = sense.choose("some duty or ban of ", "no duty or ban of ")
            of_group = named_in_quotes(place, Sort.GROUP, group)
            return Passage(joined(some, of_group, f" operates for {the(place, variable)}"))
        case Quantified():
            return _quantified(place, wanted, sense)
        case Not(condition=inner):
            return condition(place, inner, sense.other())
        case Block():
            return _block(place, wanted, sense)


def _term(place: Place, term: str) -> str | Link:
    return named_in_quotes(place, Sort.TERM, term)


def _comparison(place: Place, wanted: Comparison, sense: Sense) -> Line:
    path, right = wanted.path, wanted.operand
    question = asked(place, path)
    verb = relation(wanted.relation, sense)
    if question is not None and isinstance(right, Literal) and isinstance(right.value, bool):
        return joined(question, f" {verb} answered {phrase.value(right.value)}", whose(place, path))
    return joined(fact(place, path), f" {verb} ", operand(place, right, type_of(place, path)))


def relation(wanted: Relation, sense: Sense = Sense.HOLDS) -> str:
    """How the left side stands to the right: `is at least`, `is not before`."""
    words = "is" if wanted is Relation.ONE_OF else wanted.value
    if sense is Sense.HOLDS:
        return words
    return _NOT.get(wanted, words.replace("is", "is not", 1))


def operand(place: Place, right: Operand, declared: FactType | None) -> Line:
    """The right side of a comparison with a value of a type."""
    match right:
        case Literal(value=value):
            return joined(quoted(value) if isinstance(value, str) else phrase.value(value))
        case Name(name=name) if declared is not None and declared.name in _CHOICES:
            return joined(quoted(members.in_words(name, declared.choice, place.corpus)))
        case Name(name=name):
            return legal_value(place, name)
        case Names(names=names):
            choice = declared.choice if declared is not None else ""
            return listed([joined(quoted(members.in_words(name, choice, place.corpus))) for name in names], "or")
        case NamedTable(name=name):
            return joined("one of ", named_in_quotes(place, Sort.TABLE, name))
        case FactPath():
            return fact(place, right)
        case _:
            return moment(place, right)


def _quantified(place: Place, wanted: Quantified, sense: Sense) -> Passage:
    within = place.bind(wanted.variable, wanted.kind)
    start = fact(within, wanted.start)
    if wanted.through is None:
        reach = joined(" among ", start)
    else:
        links = listed([joined(_link(place, name)) for name in wanted.through], "or")
        reach = joined(" reached, in any number of steps, from ", start, " through ", links)
    how_many = {
        Quantifier.SOME: sense.choose("for at least one ", "not for any "),
        Quantifier.EVERY: sense.choose("for every ", "not for every "),
        Quantifier.NO: sense.choose("for no ", "it is not so that for no "),
    }[wanted.quantifier]
    one = joined(named(place, Sort.KIND, wanted.kind), apart(within, wanted.variable))
    return after(joined(how_many, one, reach, ", "), condition(within, wanted.body))


def _link(place: Place, name: str) -> str | Link:
    kinds = (kind.name for kind in place.corpus.kinds.values() if name in kind.links)
    return next((Link(quoted(shown(name)), Reference(Sort.LINK, name, kind)) for kind in kinds), quoted(shown(name)))


def _block(place: Place, wanted: Block, sense: Sense) -> Passage:
    limbs = tuple(Limb(limb.label and f"({limb.label})", condition(place, limb.condition)) for limb in wanted.limbs)
    in_line = {Combination.ALL: "and", Combination.ANY: "or"}.get(wanted.combination)
    in_doubt = any(limb.passage.limbs for limb in limbs[:-1]) or any(_goes_on(limb) for limb in wanted.limbs[:-1])
    if in_line and sense is Sense.HOLDS and not in_doubt and not any(limb.label for limb in limbs):
        last = limbs[-1].passage
        return Passage(listed([limb.passage.line for limb in limbs], in_line), last.limbs)
    return Passage((f"{_head(wanted, sense)}:",), limbs)


def _goes_on(limb: ir.Limb) -> bool:
    """Whether what follows on the same line would be read as a part of it."""
    inner = limb.condition.condition if isinstance(limb.condition, Not) else limb.condition
    return isinstance(inner, Quantified)


def _head(wanted: Block, sense: Sense) -> str:
    match wanted.combination:
        case Combination.ALL:
            return sense.choose("all of the following hold", "not all of the following hold")
        case Combination.ANY:
            return sense.choose("at least one of the following holds", "not one of the following holds")
        case Combination.NONE:
            return sense.choose("none of the following holds", "it is not so that none of the following holds")
        case Combination.AT_LEAST:
            few = f"{wanted.count} of the following hold"
            return sense.choose(f"at least {few}", f"fewer than {few}")
