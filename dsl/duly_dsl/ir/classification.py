"""Classifications: the classes of a kind that people ask for, as terms in the order in which they are shown."""

from dataclasses import dataclass, field

from duly_dsl.ir.law import Citation
from duly_dsl.source import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class RestClass:
    """`otherwise minimal "no class with duties of its own"`: what is left where every class is known not to hold."""

    name: str
    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Classification:
    """`classification act_class of ai_system "class under the Act" ...`: each class is a term of the kind."""

    name: str
    kind: str
    text: str
    classes: tuple[str, ...]
    rest: RestClass
    citation: Citation | None = None
    pack: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)
