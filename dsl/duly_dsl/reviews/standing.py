"""Whether a review still holds: what of the rule's meaning changed since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from duly_dsl import phrase
from duly_dsl.corpus import Corpus
from duly_dsl.ir import PackRules
from duly_dsl.meaning import OWN, Meanings
from duly_dsl.render.document import Mark
from duly_dsl.render.names import quoted, title
from duly_dsl.render.order import in_order_of_the_law
from duly_dsl.reviews.record import Review, parts_now
from duly_dsl.uses import Sort


class State(StrEnum):
    """How far the review of a rule has come."""

    LAPSED = "lapsed"
    DRAFTED = "drafted"
    REVIEWED = "reviewed"
    SIGNED = "signed"


class Turn(StrEnum):
    """What became of a part of the meaning."""

    CHANGED = "changed"
    NEW = "is new"
    GONE = "is gone"


@dataclass(frozen=True, slots=True)
class Change:
    """A part of the meaning that is not what it was, and how it read before and reads now."""

    part: str
    turn: Turn
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The change in words: `date “Chapter III applies to Annex III systems” changed`."""
        sort = next((s for s in sorted(Sort, key=len, reverse=True) if self.part.startswith(f"{s} ")), None)
        told = self.after or self.before
        return f"{f'{sort} {quoted(told[0])}' if sort and told else self.part} {self.turn}"


@dataclass(frozen=True, slots=True)
class Standing:
    """The review of a rule, if there is one, and what made it lapse. A rule that is gone has no title."""

    rule: str
    title: str
    state: State
    review: Review | None = None
    changes: tuple[Change, ...] = ()


def standings(pack: PackRules, corpus: Corpus, reviews: Mapping[str, Review]) -> tuple[Standing, ...]:
    """Every rule of a pack in the order of the law, then the reviews of rules that are gone."""
    meanings = Meanings(corpus.seen_from(pack.name))
    found = tuple(_standing(rule_id, meanings, reviews) for rule_id in in_order_of_the_law(pack))
    known = {each.review.rule for each in found if each.review is not None}
    gone = tuple(_gone(review) for name, review in sorted(reviews.items()) if name not in known)
    return (*found, *gone)


def _standing(rule_id: str, meanings: Meanings, reviews: Mapping[str, Review]) -> Standing:
    versions = meanings.corpus.rules[rule_id]
    named = title(versions, meanings.corpus)
    names = (rule_id, *(name for version in versions for name in version.formerly))
    review = next((reviews[name] for name in names if name in reviews), None)
    if review is None:
        return Standing(rule_id, named, State.DRAFTED)
    if {name: part.digest for name, part in review.parts.items()} == meanings.of(rule_id).parts:
        return Standing(rule_id, named, State(review.level), review)
    return Standing(rule_id, named, State.LAPSED, review, tuple(_changes(rule_id, meanings, review)))


def _changes(rule_id: str, meanings: Meanings, review: Review) -> Iterator[Change]:
    """The parts that changed, the rule itself first."""
    before, after = review.parts, parts_now(rule_id, meanings)
    for name in sorted({*before, *after}, key=lambda each: (each != OWN, each)):
        if name not in before:
            yield Change(name, Turn.NEW, after=after[name].prose)
        elif name not in after:
            yield Change(name, Turn.GONE, before=before[name].prose)
        elif before[name].digest != after[name].digest:
            yield Change(name, Turn.CHANGED, before[name].prose, after[name].prose)


def _gone(review: Review) -> Standing:
    change = Change(OWN, Turn.GONE, before=review.parts[OWN].prose)
    return Standing(review.rule, "", State.LAPSED, review, (change,))


def marks(found: tuple[Standing, ...]) -> dict[str, Mark]:
    """What the policy book says beside each rule."""
    return {each.rule: _mark(each) for each in found}


def _mark(standing: Standing) -> Mark:
    review = standing.review
    if review is None:
        return Mark(standing.state)
    by = f"by {review.reviewer} on {phrase.day(review.on)}"
    if standing.state is not State.LAPSED:
        return Mark(standing.state, f"{by}: {review.note}" if review.note else by)
    changed = "; ".join(change.text for change in standing.changes)
    return Mark(standing.state, f"({review.level} {by}): {changed}")
