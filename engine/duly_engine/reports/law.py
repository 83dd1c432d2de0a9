"""The coverage of the law as JSON; docs/test-a-pack.md says what each key means."""

from collections.abc import Iterable

from duly_engine.coverage.law import Encoding, LawCoverage, State
from duly_engine.reports.models import Part, PlacePart

FORMAT = 1


class StatePart(Part):
    """How many provisions have a state."""

    state: State
    provisions: int


class EncodingPart(Part):
    """What cites a provision, and how."""

    by: str
    citation: str
    place: PlacePart


class ProvisionPart(Part):
    """A provision."""

    id: str
    citations: tuple[str, ...]
    addressee: str
    kind: str
    text: str
    place: PlacePart
    state: State
    encoded_by: tuple[EncodingPart, ...]
    left_out_because: str | None


class LawPart(Part):
    """A pack."""

    name: str
    version: str
    counts: tuple[StatePart, ...]
    provisions: tuple[ProvisionPart, ...]
    not_listed: tuple[EncodingPart, ...]


class LawReport(Part):
    """The whole; `without_list` are packs that list no provisions."""

    format: int
    packs: tuple[LawPart, ...]
    without_list: tuple[str, ...]


def law_json(coverages: Iterable[LawCoverage], without_list: Iterable[str]) -> str:
    """The report as text."""
    packs = tuple(_pack(coverage) for coverage in coverages)
    report = LawReport(format=FORMAT, packs=packs, without_list=tuple(without_list))
    return report.model_dump_json(indent=2) + "\n"


def _pack(coverage: LawCoverage) -> LawPart:
    return LawPart(
        name=coverage.pack.name,
        version=coverage.pack.header.version,
        counts=tuple(StatePart(state=state, provisions=coverage.count(state)) for state in State),
        provisions=tuple(
            ProvisionPart(
                id=each.provision.id,
                citations=tuple(map(str, each.provision.citations)),
                addressee=each.provision.addressee,
                kind=each.provision.kind,
                text=each.provision.text,
                place=PlacePart.of(each.provision.span),
                state=each.state,
                encoded_by=tuple(map(_encoding, each.encodings)),
                left_out_because=each.reason or None,
            )
            for each in coverage.treated
        ),
        not_listed=tuple(map(_encoding, coverage.unlisted)),
    )


def _encoding(encoding: Encoding) -> EncodingPart:
    return EncodingPart(by=encoding.name, citation=str(encoding.citation), place=PlacePart.of(encoding.citation.span))
