"""Limbs that change nothing, and conditions that stay unknown although every answer comes to the same."""

from collections import Counter
from collections.abc import Iterator, Sequence

import z3

from duly_dsl.analysis.examples import in_words, scenario
from duly_dsl.analysis.found import Found, Tried, not_decided, shown_by
from duly_dsl.analysis.kleene import FALSE, TRUE, Bool, Truth, all_of, any_of, opposite
from duly_dsl.analysis.parts import Part, named, needed, one_line
from duly_dsl.analysis.plainest import plainest
from duly_dsl.analysis.pruning import Clause, Pruning
from duly_dsl.analysis.solver import Answer
from duly_dsl.analysis.study import Study
from duly_dsl.analysis.values import Flag
from duly_dsl.analysis.world import FactLeaf
from duly_dsl.diagnostics import Fix, Place, warning
from duly_dsl.ir import Comparison
from duly_dsl.nodes import walk


def limbs(study: Study, clause: Clause, tried: Tried) -> Iterator[Found]:
    """What is idle in a condition that can hold."""
    pruning = Pruning.of(study, clause)
    always = pruning.together((), clause.condition)
    if always is Answer.NOT_DECIDED or pruning.is_open:
        yield from not_decided(f"whether every limb of {clause.owner} matters", clause.condition.span)
    if always is Answer.CANNOT:
        yield _always(study, clause, pruning, tried)
        return
    dead = [each for each in pruning.idle if pruning.can_hold(each.part) is Answer.CANNOT]
    others = [each for each in pruning.idle if each not in dead]
    yield from (_dead(each.part, pruning) for each in reversed(dead))
    hidden = any_of(pruning.hides(each.longer, each.shorter) for each in others)
    if others and study.solver.ask(hidden) is Answer.CAN:
        yield _tautology(study, clause, hidden, f"say it shorter: `{one_line(pruning.condition)}`", tried)
    else:
        yield from (_superfluous(each.part, pruning) for each in reversed(others))
    if not pruning.idle:
        yield from _irrelevant(study, clause, pruning, tried)


def _always(study: Study, clause: Clause, pruning: Pruning, tried: Tried) -> Found:
    """A condition that holds wherever it is read."""
    unknown = any_of(all_of((here, value.maybe)) for here, value in pruning.values(clause.condition))
    if study.solver.ask(unknown) is Answer.CAN:
        return _tautology(study, clause, unknown, "it holds whatever the facts: leave it out", tried)
    message = f"the condition of {clause.owner} always holds where it is read"
    return Found(warning("W0412", message, clause.condition.span, fix=Fix("leave it out")))


def _dead(part: Part, pruning: Pruning) -> Found:
    few = needed(part.beside, lambda left: pruning.together((part.condition, *left)) is Answer.CANNOT)
    others = f" beside {named(few)}" if few else ""
    message = f"limb {part.name} of {pruning.clause.owner} can never hold{others}"
    fix = Fix("leave it out, or mend what it asks")
    return Found(warning("W0411", message, part.span, fix=fix, role="never holds", others=_places(few)))


def _superfluous(part: Part, pruning: Pruning) -> Found:
    owner, beside = pruning.clause.owner, tuple(b.condition for b in part.beside)
    fix, role = Fix("leave it out"), "changes nothing"
    if pruning.together(beside, part.condition) is not Answer.CANNOT:
        message = f"limb {part.name} of {owner} adds nothing: wherever it matters, another limb says so already"
        return Found(warning("W0412", message, part.span, fix=fix, role=role))
    few = needed(part.beside, lambda left: pruning.together(left, part.condition) is Answer.CANNOT)
    if not few:
        message = f"limb {part.name} of {owner} holds whatever the answer, and is unknown until there is one"
        return Found(warning("W0416", message, part.span, fix=fix, role=role))
    message = f"limb {part.name} of {owner} asks nothing: it holds wherever {named(few)} does"
    return Found(warning("W0412", message, part.span, fix=fix, role=role, others=_places(few)))


def _places(parts: Sequence[Part]) -> tuple[Place, ...]:
    return tuple(Place(part.span, "read with it") for part in parts)


def _tautology(study: Study, clause: Clause, state: Bool, advice: str, tried: Tried) -> Found:
    """Every answer comes to the same, and yet it stays unknown while nobody answers."""
    message = f"the condition of {clause.owner} can be unknown although every answer comes to the same"
    found = warning("W0416", message, clause.condition.span, fix=Fix(advice))
    setting = plainest(study.enc, study.solver, study.roots, all_of((state, clause.undetermined)))
    if setting is None:
        return Found(found)
    title = f"{study.name} stays undetermined although every answer comes to the same"
    shown = scenario(setting, study.pack, title, (clause.expected,))
    return shown_by(found, in_words(setting, study), shown) if tried(shown) else Found(found)


def _irrelevant(study: Study, clause: Clause, pruning: Pruning, tried: Tried) -> Iterator[Found]:
    """Facts that the condition names more than once, and that are asked for where any answer comes to the same."""
    named_here = Counter(n.path.steps[-1] for n in walk(clause.condition) if isinstance(n, Comparison))
    for leaf in [study.enc.world.leaves.get((study.roots[0].name, name)) for name, n in named_here.items() if n > 1]:
        if isinstance(leaf, FactLeaf) and isinstance(leaf.value.content, Flag):
            state = any_of(
                all_of((here, opposite(leaf.known), value.maybe, *_agreeing(leaf, leaf.value.content, here, value)))
                for here, value in pruning.values(clause.condition)
            )
            answer = study.solver.ask(state)
            if answer is Answer.CAN:
                advice = f"add a limb for what holds whether `{leaf.name}` is yes or no"
                yield _tautology(study, clause, state, advice, tried)
                return
            if answer is Answer.NOT_DECIDED:
                yield from not_decided(f"whether `{leaf.name}` matters to {clause.owner}", clause.condition.span)


def _agreeing(leaf: FactLeaf, flag: Flag, here: Bool, value: Truth) -> tuple[Bool, ...]:
    """Every answer leads to the same."""
    answers = [((flag.holds, holds), (leaf.value.absent, FALSE)) for holds in (TRUE, FALSE)]
    answers += [] if leaf.value.absent is FALSE else [((flag.holds, FALSE), (leaf.value.absent, TRUE))]

    def answered(part: Bool, answer: tuple[tuple[Bool, Bool], ...]) -> Bool:
        return z3.substitute(part, (leaf.known, TRUE), *(pair for pair in answer if pair[0] is not FALSE))

    same = any_of(all_of(answered(part, answer) for answer in answers) for part in (value.yes, value.no))
    return (same, *(answered(here, answer) for answer in answers))
