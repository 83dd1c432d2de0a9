"""What a scenario sets up: the corpus, the pack whose names it uses, the subjects given, their kinds and versions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from duly_dsl.check.faults import unknown
from duly_dsl.check.references import no_such_rule
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic, Fix, error
from duly_dsl.ir import ORGANISATION, US, Scenario
from duly_dsl.source import Span


@dataclass(frozen=True, slots=True)
class Stage:
    """`us` is always there; subjects may be given after they are named. `versions` are those that have a name."""

    pack: str
    corpus: Corpus
    kinds: Mapping[str, str]
    versions: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, scenario: Scenario, corpus: Corpus) -> "Stage":
        """The stage of a scenario; of a subject given twice the first counts."""
        given = {s.name: s.kind for s in reversed(scenario.subjects)}
        versions: dict[str, tuple[str, ...]] = {s.name: (s.version,) for s in scenario.subjects if s.version}
        for each in scenario.versions:
            versions[each.subject] = (*versions.get(each.subject, ()), each.version)
        return cls(scenario.pack, corpus, {**given, US: ORGANISATION}, versions)

    def seen(self, table: Mapping[tuple[str, str], object]) -> Iterator[str]:
        """The names of a table that the pack sees."""
        return (name for owner, name in table if owner in self.corpus.scopes.get(self.pack, ()))


def subject(name: str, span: Span, stage: Stage, *, after: str = "") -> Iterator[Diagnostic]:
    """A subject by name."""
    if name not in stage.kinds:
        yield unknown("E0703", f"this scenario gives no `{name}`", name, span, stage.kinds, after=after)


def version(name: str, of: str, span: Span, stage: Stage) -> Iterator[Diagnostic]:
    """A version of a subject."""
    known = sorted(set(stage.versions.get(of, ())))
    if of in stage.kinds and name not in known:
        message = f'this scenario gives no version "{name}" of `{of}`'
        yield error("E0703", message, span, fix=Fix(f"given here: {', '.join(known)}") if known else None)


def rule(name: str, span: Span, stage: Stage) -> Iterator[Diagnostic]:
    """A rule by id."""
    if name not in stage.corpus.rules:
        yield no_such_rule("E0701", name, span, stage.corpus)


def role(name: str, span: Span, stage: Stage, *, after: str = "") -> Iterator[Diagnostic]:
    """A role by name."""
    if name not in stage.corpus.roles:
        yield unknown("E0701", f"there is no role `{name}`", name, span, stage.corpus.roles, after=after)
