"""The coverage of the law by a pack: each provision encoded, left out with a reason, or untouched.

The narrowest citation that contains a provision decides, that of a `leaves out` among them; of two alike that of the
rule, term or value. A provision of which rules cite only parts is encoded in part. A term encodes what it cites and no
part of that: it defines a word of an article and does not say all of it. A date, period, amount or table encodes what
sets it as a rule does, once something of the pack uses it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from duly_dsl.citations import Index, steps
from duly_dsl.corpus import Corpus
from duly_dsl.declared import declarations
from duly_dsl.diagnostics import Diagnostic, Fix, warning
from duly_dsl.ir import Citation, LeftOut, LegalValue, PackRules
from duly_dsl.provisions import FILE, Provision, Provisions
from duly_dsl.uses import Reference, uses_of


class State(StrEnum):
    """What a pack does about a provision."""

    ENCODED = "encoded"
    IN_PART = "encoded in part"
    LEFT_OUT = "left out"
    UNTOUCHED = "untouched"


@dataclass(frozen=True, slots=True)
class Encoding:
    """A rule, term or legal value that cites a provision, what contains it, or a part of it; in the list of what is not
    listed also a value that nothing uses, and a `leaves out`. `with_parts` where it says all that lies in what it
    cites."""

    name: str
    citation: Citation
    with_parts: bool = True

    def covers(self, provision: Citation) -> bool:
        """Whether it encodes the whole of a provision that lies in what it cites."""
        return self.with_parts or steps(provision) == steps(self.citation)


@dataclass(frozen=True, slots=True)
class Treated:
    """A provision with its state, what encodes it, and why it is left out."""

    provision: Provision
    state: State
    encodings: tuple[Encoding, ...] = ()
    reason: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The rules, terms and legal values that encode it."""
        return tuple(dict.fromkeys(encoding.name for encoding in self.encodings))


@dataclass(frozen=True, slots=True)
class LawCoverage:
    """The provisions of a pack in the order of its list, and what cites others than these."""

    pack: PackRules
    treated: tuple[Treated, ...]
    unlisted: tuple[Encoding, ...]

    def count(self, state: State) -> int:
        """How many provisions have a state."""
        return sum(each.state is state for each in self.treated)


def law_coverage(pack: PackRules, provisions: Provisions, corpus: Corpus) -> LawCoverage:
    """Hold the citations of a pack against the provisions that it lists."""
    values = _values(pack)
    used = _used(pack, corpus) if values else frozenset()
    unused = tuple(encoding for of, encoding in values if of not in used)
    encodings = (
        *_of_terms(pack),
        *(encoding for of, encoding in values if of in used),
        *dict.fromkeys(Encoding(rule.id, citation) for rule in pack.rules for citation in rule.citations),
    )
    encoded, left_out = Index((e.citation, e) for e in encodings), Index((o.citation, o) for o in pack.left_out)
    treated = tuple(_treated(provision, encoded, left_out) for provision in provisions)
    listed = Index((citation, provision) for provision in provisions for citation in provision.citations)
    citing = (*encodings, *unused, *(Encoding("`leaves out`", item.citation) for item in pack.left_out))
    unlisted = (e for e in citing if not (listed.around(e.citation) or listed.within(e.citation)))
    return LawCoverage(pack, treated, tuple(unlisted))


def unlisted_warnings(coverage: LawCoverage) -> Iterator[Diagnostic]:
    """A warning for each citation that the list of provisions lacks."""
    for encoding in coverage.unlisted:
        message = f"{encoding.name} cites `{encoding.citation}`, which `{FILE}` does not list"
        yield warning("W0802", message, encoding.citation.span, fix=Fix("add the provision, or mend the citation"))


def _of_terms(pack: PackRules) -> Iterator[Encoding]:
    for term in pack.terms:
        if term.citation is not None:
            yield Encoding(f"term {term.name}", term.citation, with_parts=False)


def _values(pack: PackRules) -> Sequence[tuple[Reference, Encoding]]:
    """What legal values cite, whether or not anything uses them."""
    values = ((of, value) for of, value in declarations(pack).items() if isinstance(value, LegalValue))
    return [(of, Encoding(str(of), citation)) for of, value in values for citation in value.citations]


def _used(pack: PackRules, corpus: Corpus) -> frozenset[Reference]:
    """What the rules with their evidence, the terms, facts and legal values of a pack name."""
    nodes = (*pack.rules, *pack.terms, *pack.kinds, *pack.dates, *pack.periods, *pack.amounts, *pack.tables)
    return frozenset(use.of for node in nodes for use in uses_of(node, pack, corpus))


def _treated(provision: Provision, encoded: Index[Encoding], left_out: Index[LeftOut]) -> Treated:
    """A provision of several citations is encoded if all are, in part if some are, left out if all are."""
    each = [_cited(provision, citation, encoded, left_out) for citation in provision.citations]
    states = {treated.state for treated in each}
    found = tuple(dict.fromkeys(encoding for treated in each for encoding in treated.encodings))
    if len(states) == 1:
        reasons = dict.fromkeys(treated.reason for treated in each if treated.reason)
        return Treated(provision, states.pop(), found, "; ".join(reasons))
    return Treated(provision, State.IN_PART if found else State.UNTOUCHED, found)


def _cited(provision: Provision, citation: Citation, encoded: Index[Encoding], left_out: Index[LeftOut]) -> Treated:
    around = [e for e in encoded.around(citation) if e.covers(citation)]
    within = tuple(encoded.within(citation))
    out = left_out.around(citation)
    narrowest = max((len(steps(e.citation)) for e in around), default=0)
    if around and narrowest >= max((len(steps(item.citation)) for item in out), default=0):
        return Treated(provision, State.ENCODED, tuple(dict.fromkeys((*around, *within))))
    if within:
        return Treated(provision, State.IN_PART, within)
    if out:
        return Treated(provision, State.LEFT_OUT, reason=max(out, key=lambda item: len(steps(item.citation))).reason)
    return Treated(provision, State.UNTOUCHED)
