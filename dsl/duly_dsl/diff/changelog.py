"""Whether a changelog says what a release changes: an entry for the version that names what is affected."""

import re
from collections.abc import Iterator

from duly_dsl.diff.changes import DeclarationChange, PackDiff, RuleChange
from duly_dsl.diff.versions import Bump, bump_of_declaration, bump_of_rule

_STEP = re.compile(r"(art|par|point|annex|clause|control|section|chapter|recital)\.? +(\S+)")
_INNER = re.compile(r" +(?:subpara|sentence)\b.*")


def entry(changelog: str, version: str) -> str | None:
    """What stands under the heading of a version, `## 2.1.0`; None where there is none."""
    heading = re.compile(rf"^## +\[?v?{re.escape(version)}\]?(?!\S).*\n?", re.MULTILINE)
    found = heading.search(changelog)
    if found is None:
        return None
    return re.split(r"^## ", changelog[found.end() :], maxsplit=1, flags=re.MULTILINE)[0].strip()


def unnamed(found: PackDiff, said: str) -> Iterator[RuleChange | DeclarationChange]:
    """What changes answers or breaks others, and is not named: a rule by its id or a provision it cites, a declaration
    by its name or by every rule that it touches."""
    for declared in found.declarations:
        touched = bool(declared.touches) and all(_is_word(rule, said) for rule in declared.touches)
        if bump_of_declaration(declared) > Bump.PATCH and not (touched or _is_word(declared.of.name, said)):
            yield declared
    for rule in found.rules:
        ids = [rule_id for rule_id in (rule.old, rule.new) if rule_id]
        named = any(_is_word(name, said) for name in ids) or any(names_provision(c, said) for c in rule.citations)
        if bump_of_rule(rule) > Bump.PATCH and not named:
            yield rule


def names_provision(citation: str, said: str) -> bool:
    """Whether a text names a provision: `art 26 par 6` or `26(6)`, `Article 44`, `clause 6.1.3` or `6.1.3`."""
    provision = citation.partition(" ")[2]
    if _is_word(provision, said):
        return True
    steps = _STEP.findall(_INNER.sub("", provision))
    if not steps:
        return False
    first, *inner = (number for _, number in steps)
    short = first + "".join(number if number.startswith("(") else f"({number})" for number in inner)
    if short.isalnum():
        listed = rf"\b{steps[0][0]}[a-z]*\.? [^.;:\n]*(?<![\w(.]){short}(?![\w(])"
        return re.search(listed, said, re.IGNORECASE) is not None
    return _is_word(short, said)


def _is_word(name: str, said: str) -> bool:
    return re.search(rf"(?<![\w(-]){re.escape(name)}(?![\w(-]|\.\d)", said) is not None
