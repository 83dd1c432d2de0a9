"""CycloneDX ML-BOM 1.6 and 1.7: models with what they were trained on.

Takes over name, version, hashes, supplier, licences, description, intended use and limitations as the model card
states them, and the datasets. A model binds nobody by itself, so a system that uses it is drafted, of which nothing
is known.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from duly_engine.connectors.document import Document, UnreadableFileError
from duly_engine.connectors.found import Found, identifier
from duly_engine.facts.inventory import LinkList, Statement, Subject

VERSIONS = ("1.6", "1.7")
LEFT = (
    ("modelCard", "quantitativeAnalysis"),
    ("modelCard", "considerations", "ethicalConsiderations"),
    ("modelCard", "considerations", "fairnessAssessments"),
    ("modelCard", "considerations", "environmentalConsiderations"),
)


class Part(BaseModel):
    """Any object of the format: what is not read here is ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Hash(Part):
    """A digest of a component."""

    alg: str
    content: str


class Organisation(Part):
    """Somebody by name."""

    name: str = ""


class Licence(Part):
    """A licence by SPDX id or name."""

    id: str = ""
    name: str = ""


class LicenceChoice(Part):
    """A licence or an expression."""

    license: Licence | None = None
    expression: str = ""


class Dataset(Part):
    """A dataset inline, or a reference to a data component."""

    ref: str = ""
    name: str = ""
    description: str = ""


class Parameters(Part):
    """What the model was made of."""

    task: str = ""
    datasets: tuple[Dataset, ...] = ()


class Considerations(Part):
    """What the makers say about use."""

    use_cases: tuple[str, ...] = Field(default=(), validation_alias="useCases")
    limitations: tuple[str, ...] = Field(default=(), validation_alias="technicalLimitations")


class ModelCard(Part):
    """The model card."""

    parameters: Parameters = Field(default=Parameters(), validation_alias="modelParameters")
    considerations: Considerations = Considerations()


class Component(Part):
    """A component of the bill of materials."""

    type: str
    name: str
    ref: str = Field(default="", validation_alias="bom-ref")
    group: str = ""
    version: str = ""
    description: str = ""
    publisher: str = ""
    supplier: Organisation | None = None
    manufacturer: Organisation | None = None
    hashes: tuple[Hash, ...] = ()
    licenses: tuple[LicenceChoice, ...] = ()
    card: ModelCard | None = Field(default=None, validation_alias="modelCard")


def recognises(document: Document) -> bool:
    """Whether a file is a CycloneDX bill of materials."""
    return document.content.get("bomFormat") == "CycloneDX"


def read(document: Document) -> Found:
    """Models, datasets, and a drafted system for each model. Raises UnreadableFileError."""
    version = document.content.get("specVersion")
    if version not in VERSIONS:
        raise UnreadableFileError(document.name, "of no format known here", f"CycloneDX {version}; known: 1.6, 1.7")
    return _Reading(document).found()


@dataclass
class _Reading:
    document: Document
    subjects: dict[str, Subject] = field(default_factory=dict)
    by_ref: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def found(self) -> Found:
        components = list(self._components())
        for pointer, component in components:
            if component.type == "data":
                self._dataset(component.name, component.ref, component.version, self._described(component, pointer))
        for pointer, component in components:
            if component.type == "machine-learning-model":
                self._model(component, pointer)
        return Found(self.document.name, tuple(self.subjects.values()), tuple(self.left))

    def _components(self) -> Iterator[tuple[tuple[str | int, ...], Component]]:
        metadata = self.document.content.get("metadata")
        if isinstance(metadata, dict) and isinstance(metadata.get("component"), dict):
            yield from self._component(metadata["component"], ("metadata", "component"))
        yield from self._list(self.document.content.get("components"), ("components",))

    def _list(self, raw: Any, pointer: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Component]]:
        for index, each in enumerate(raw if isinstance(raw, list) else ()):
            yield from self._component(each, (*pointer, index))

    def _component(self, raw: Any, pointer: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Component]]:
        try:
            component = Component.model_validate(raw)
        except ValidationError as fault:
            place = "/".join(str(step) for step in (*pointer, *fault.errors()[0]["loc"]))
            raise UnreadableFileError(
                self.document.name, "not a JSON object", f"unexpected content at {place}"
            ) from None
        yield pointer, component
        for path in LEFT:
            if _at(raw, path) is not None:
                self.left.append(self.document.origin(*pointer, *path).pointer)
        if isinstance(raw, dict):
            yield from self._list(raw.get("components"), (*pointer, "components"))

    def _described(self, component: Component, pointer: tuple[str | int, ...]) -> dict[str, tuple[Statement, ...]]:
        says = self.document.says
        facts: dict[str, tuple[Statement, ...]] = {}
        if component.description:
            facts["description"] = says(component.description, *pointer, "description")
        for key, named in (("supplier", component.supplier), ("manufacturer", component.manufacturer)):
            if named is not None and named.name and "supplier" not in facts:
                facts["supplier"] = says(named.name, *pointer, key, "name")
        if component.publisher and "supplier" not in facts:
            facts["supplier"] = says(component.publisher, *pointer, "publisher")
        licences = [x.expression or (x.license.id or x.license.name if x.license else "") for x in component.licenses]
        if any(licences):
            facts["licence"] = says(", ".join(x for x in licences if x), *pointer, "licenses")
        return facts

    def _dataset(self, name: str, ref: str, label: str, facts: dict[str, tuple[Statement, ...]]) -> str:
        key = identifier(name, self.subjects)
        self.subjects[key] = Subject(key, "dataset", name, label=label, facts=facts)
        if ref:
            self.by_ref[ref] = key
        return key

    def _model(self, component: Component, pointer: tuple[str | int, ...]) -> None:
        card, says = component.card or ModelCard(), self.document.says
        facts = self._described(component, pointer)
        considerations = (*pointer, "modelCard", "considerations")
        if card.considerations.use_cases:
            facts["intended_use"] = says("\n".join(card.considerations.use_cases), *considerations, "useCases")
        if card.considerations.limitations:
            text = "\n".join(card.considerations.limitations)
            facts["limitations"] = says(text, *considerations, "technicalLimitations")
        trained_on = tuple(self._trained_on(card, pointer))
        links = {}
        if trained_on:
            origin = self.document.origin(*pointer, "modelCard", "modelParameters", "datasets")
            links["trained_on"] = LinkList(trained_on, origin=origin)
        name = f"{component.group}/{component.name}" if component.group else component.name
        key = identifier(component.name, self.subjects)
        self.subjects[key] = Subject(
            key, "model", name, _fingerprint(component), component.version, facts=facts, links=links
        )
        system = identifier(f"{component.name} system", self.subjects)
        uses = LinkList((key,), origin=self.document.origin(*pointer))
        self.subjects[system] = Subject(system, "ai_system", f"System that uses {name}", links={"uses": uses})

    def _trained_on(self, card: ModelCard, pointer: tuple[str | int, ...]) -> Iterator[str]:
        for index, dataset in enumerate(card.parameters.datasets):
            place = (*pointer, "modelCard", "modelParameters", "datasets", index)
            if dataset.ref in self.by_ref:
                yield self.by_ref[dataset.ref]
            elif dataset.name or dataset.ref:
                said = self.document.says(dataset.description, *place, "description") if dataset.description else ()
                yield self._dataset(dataset.name or dataset.ref, dataset.ref, "", {"description": said} if said else {})


def _fingerprint(component: Component) -> str | None:
    digests = {h.alg: h.content for h in component.hashes}
    name = next((alg for alg in ("SHA-512", "SHA-384", "SHA-256") if alg in digests), None)
    return f"{name.replace('-', '').lower()}:{digests[name]}" if name else None


def _at(raw: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        raw = raw.get(step) if isinstance(raw, dict) else None
    return raw
