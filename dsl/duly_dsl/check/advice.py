"""What a careful author would not leave out or leave lying: warnings, never a refusal."""

from collections.abc import Iterator
from dataclasses import replace

from duly_dsl.check.faults import word_in
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Fix, Place, warning
from duly_dsl.edges import Edges, members
from duly_dsl.ir import GroupTarget, Instrument, Obliges, PackRules, SetsAside


def incomplete_rules(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Duties without evidence, task or a word on ignorance."""
    for rule in pack.rules:
        if isinstance(rule.then, Obliges):
            if not rule.evidence:
                yield warning("W0201", f"`{rule.id}` obliges and names no evidence: it can never be met", rule.span)
            if rule.task is None:
                message = f"`{rule.id}` obliges and says nothing of what to do: it has no task"
                yield warning("W0202", message, rule.span)
        if isinstance(rule.then, Obliges | SetsAside) and rule.presumption is None:
            fix = Fix("say `if undetermined treat as applicable` or `... as not applicable`")
            yield warning("W0203", f"`{rule.id}` does not say how ignorance counts", rule.span, fix=fix)


def terms_never_true(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Terms without a meaning that no rule concludes."""
    concluded = Edges(corpus).concluding
    for term in pack.terms:
        if term.means is None and (pack.name, term.name) not in concluded:
            fix = Fix(f"write a rule that ends `then {term.variable or '...'} is {term.name}`, or say what it `means`")
            yield warning("W0301", f"no rule concludes the term `{term.name}`", term.span, fix=fix)


def idle_exemptions(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """What stands after `except` and was not meant by the group anyway."""
    for rule in pack.rules:
        targets = rule.then.targets if isinstance(rule.then, SetsAside) else ()
        for target in (t for t in targets if isinstance(t, GroupTarget)):
            meant = set(members(replace(target, except_rules=(), except_groups=()), pack.name, corpus))
            exempt = {name: {name} for name in target.except_rules}
            for name in target.except_groups:
                exempt[name] = set(members(GroupTarget(name), pack.name, corpus))
            for name, ids in exempt.items():
                if meant and not meant & ids:
                    message = f"no duty or ban of the group `{target.group}` is exempt by `{name}`"
                    fix = Fix("leave it out, or see which rule or group was meant")
                    yield warning("W0402", message, word_in(target.span, name, "except"), fix=fix)


def law_newer_than_checked(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Instruments of the pack, and amendments of them that any loaded pack knows, published after the day to which the
    law was checked."""
    checked = pack.header.law_checked_to
    if checked is None:
        return
    place = word_in(pack.header.span, "law checked to")
    fix = Fix("check the law anew and move `law checked to` on")
    for instrument in pack.header.instruments:
        if instrument.published > checked:
            message = f"`{instrument.name}` was published after the day to which the law was checked"
            others = (Place(place, "law checked"),)
            yield warning("W0501", message, instrument.span, fix=fix, others=others)
    for instrument in _amendments_elsewhere(pack, corpus):
        if instrument.published > checked:
            amended = f"`{instrument.amends}`, as pack `{instrument.pack}` knows"
            message = f"`{instrument.name}`, published after the day to which the law was checked, amends {amended}"
            others = (Place(instrument.span, "published later"),)
            yield warning("W0501", message, place, fix=fix, others=others)


def _amendments_elsewhere(pack: PackRules, corpus: Corpus) -> Iterator[Instrument]:
    """Instruments of other packs that amend one of this pack's, or one that does; those that it knows are left out."""
    own = {instrument.name for instrument in pack.header.instruments}
    known, queue = set(own), sorted(own)
    while queue:
        name = queue.pop(0)
        for instrument in corpus.instruments.values():
            if instrument.amends == name and instrument.name not in known:
                known.add(instrument.name)
                queue.append(instrument.name)
                yield instrument
