"""When one provision lies in another.

A citation is read as steps: `art 26 par 6 subpara 2` is (art, 26, par, 6, subpara, 2), `clause 6.1.3` is (clause, 6, 1,
3), and `par 3 point (b)` is the same as `par 3(b)`. A provision lies in every one of the same instrument whose steps
are the beginning of its own, itself among them.
"""

import re

from duly_dsl.ir import Citation

_PART = re.compile(r"\([^()]*\)|[^.()]+")


def steps(citation: Citation) -> tuple[str, ...]:
    """The steps that lead to a provision of an instrument."""
    words = citation.provision.split()
    following = [*words[1:], ""]
    said = (word for word, after in zip(words, following, strict=True) if not (word == "point" and after[:1] == "("))
    return tuple(part for word in said for part in _PART.findall(word))


def lies_in(inner: Citation, outer: Citation) -> bool:
    """Whether a provision is another one or a part of it."""
    wide = steps(outer)
    return inner.instrument == outer.instrument and steps(inner)[: len(wide)] == wide
