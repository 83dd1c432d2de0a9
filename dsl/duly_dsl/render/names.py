"""Declared names in words: display texts that lead to their entries, and citations that lead to the law."""

import re
from collections.abc import Sequence
from datetime import date

from duly_dsl import phrase
from duly_dsl.check.place import Place
from duly_dsl.check.words import kind_text
from duly_dsl.corpus import Corpus
from duly_dsl.ir import Citation, PackRules, Rule
from duly_dsl.meaning import declared
from duly_dsl.render.document import Address, Link
from duly_dsl.uses import Reference, Sort, scoped

PAIR = re.compile(r"(\S+?)\.? +(\S+)")


def shown(name: str) -> str:
    """A name that has no display text: members of choices, links, fields."""
    return name.replace("_", " ")


def quoted(text: str) -> str:
    """Words of the pack within a sentence of ours."""
    return f"“{text}”"


def text_of_name(reference: Reference, corpus: Corpus) -> str:
    """The display text of a declared name; of a fact its question, where it has one."""
    found = declared(reference, corpus)
    text = next((t for node in found for field in ("text", "question") if (t := getattr(node, field, ""))), "")
    return text or shown(reference.name)


def named(place: Place, sort: Sort, name: str) -> str | Link:
    """A name by its display text, leading to its entry; the words alone where it is not loaded."""
    reference = Reference(sort, name) if sort in _SHARED else scoped(sort, name, place.pack.name, place.corpus)
    if reference is None or not declared(reference, place.corpus):
        return kind_text(name, place.corpus) if sort is Sort.KIND else shown(name)
    return Link(text_of_name(reference, place.corpus), reference)


_SHARED = frozenset({Sort.KIND, Sort.CHOICE, Sort.ROLE, Sort.STAFF_ROLE, Sort.EVIDENCE_KIND})


def named_in_quotes(place: Place, sort: Sort, name: str) -> str | Link:
    """The same in quotes, where the display text is no noun that a sentence can take up."""
    found = named(place, sort, name)
    return Link(quoted(found.text), found.to) if isinstance(found, Link) else quoted(found)


def rule(place: Place, rule_id: str) -> str | Link:
    """A rule by its id and title; a rule of another pack has no entry in this book."""
    versions = place.corpus.rules.get(rule_id)
    if not versions:
        return rule_id
    text = f"{rule_id} - {title(versions, place.corpus)}"
    if versions[0].pack != place.pack.name:
        return f"{text} ({pack_title(place.corpus.by_name[versions[0].pack])})"
    return Link(text, Reference(Sort.RULE, rule_id))


def in_order_of_force(versions: Sequence[Rule], corpus: Corpus) -> list[Rule]:
    """The versions of a rule from the oldest law to the newest, our reading before others."""

    def key(version: Rule) -> tuple[date, bool]:
        under = corpus.instrument(version.pack, version.under) if version.under else None
        since = under.governs_from if under is not None else date.min
        return since, not _is_read_so(version, corpus)

    return sorted(versions, key=key)


def title(versions: Sequence[Rule], corpus: Corpus) -> str:
    """The title of a rule: of several versions, of the newest that we read the law by."""
    ordered = in_order_of_force(versions, corpus)
    return ([v for v in ordered if _is_read_so(v, corpus)] or ordered)[-1].title


def _is_read_so(version: Rule, corpus: Corpus) -> bool:
    return corpus.is_default(version.pack, version.reading)


def pack_title(pack: PackRules) -> str:
    """What a pack is called."""
    return pack.header.title or shown(pack.name)


def instrument(place: Place, name: str) -> str | Link:
    """An instrument by its text."""
    return named(place, Sort.INSTRUMENT, name)


def instrument_dates(place: Place, name: str) -> str:
    """When an instrument was published and when it entered into force."""
    found = place.corpus.instrument(place.pack.name, name)
    if found is None:
        return ""
    force = f", in force from {phrase.day(found.in_force)}" if found.in_force else ""
    return f" (published {phrase.day(found.published)}{force})"


def citation(place: Place, cited: Citation) -> str | Link:
    """`AIA Art. 6(3), point (a)`, leading to the official text where the pack says where that is."""
    text = f"{cited.instrument} {provision(cited.provision)}"
    found = place.corpus.instrument(place.pack.name, cited.instrument)
    if found is None:
        return text
    return Link(text, Address(found.url) if found.url else Reference(Sort.INSTRUMENT, found.name, found.pack))


def provision(cited: str) -> str:
    """`art 6 par 3 point (a)` as lawyers write it."""
    pieces: list[str] = []
    for word, number in PAIR.findall(cited):
        bare = number.strip("()")
        match word:
            case "art":
                pieces.append(f"Art. {bare}")
            case "par" if pieces and pieces[-1].startswith("Art. "):
                pieces[-1] += f"({bare})"
            case "point":
                pieces.append(f"point ({bare})")
            case "par" | "subpara":
                pieces.append(f"{word}. {bare}")
            case _:
                pieces.append(f"{word} {number}")
    return ", ".join(pieces) or cited
