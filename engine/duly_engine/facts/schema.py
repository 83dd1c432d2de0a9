"""The JSON Schema of manifests under the vocabulary of the loaded packs: for editors, which complete and check with it.

It says what can be said without looking elsewhere in the file. References, digests and the order of dates are for the
validator.
"""

from collections.abc import Callable, Iterable, Mapping

from duly_dsl.corpus import Corpus, KindView
from duly_dsl.ir import ORGANISATION, US, Choice, Fact, FactType, Link, TypeName
from duly_engine.facts.manifest import FORMAT, TOP
from duly_engine.facts.records import ACCEPTED, EVIDENCE, WAIVER
from duly_engine.facts.settings import PARAMETERS, PROPOSALS, READINGS, D, proposals
from duly_engine.facts.statements import AT_LEAST, LINKS, ORIGIN, STATEMENT
from duly_engine.facts.subjects import OURSELVES, PERSON, SUBJECT, VERSION, VERSION_BESIDE

Schema = dict[str, object]
DATE: Schema = {"type": "string", "description": "a date such as 2026-08-03 or 3 August 2026"}
TEXT: Schema = {"type": ["string", "number", "boolean"]}
WORD: Schema = {"type": "string"}
FLAG: Schema = {"enum": ["yes", "no", True, False]}
BESIDE = "versions in use beside the present one, with what is stated of each"
NOT_SAID: Schema = {"enum": ["unknown", "none", None]}
PATTERNS = {
    TypeName.DATE: r"^(\d{4}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]+ \d{4})$",
    TypeName.INSTANT: r"^(\d{4}-\d{2}-\d{2}[T ].+|\d{1,2} [A-Z][a-z]+ \d{4} at \d{2}:\d{2} UTC)$",
    TypeName.AMOUNT: r"^[\d_]+(\.\d+)?( (thousand|million|billion))? [A-Z]{3}$",
    TypeName.DURATION: r"^\d+ (hours?|(working )?days?|weeks?|months?|years?)$",
}


def manifest_schema(corpus: Corpus) -> Schema:
    """The schema (draft 2020-12); keys are in a fixed order."""
    kinds = [corpus.kinds[name] for name in sorted(corpus.kinds)]
    organisation = corpus.kinds.get(ORGANISATION, KindView(ORGANISATION, ORGANISATION, {}, {}))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Duly manifest",
        "description": "An inventory of AI assets: who we are, what we run, what is known of it, with what evidence.",
        **_object(
            TOP,
            {
                "duly": {"enum": [int(FORMAT), FORMAT], "description": "format of this file"},
                "us": _object(OURSELVES, {"name": TEXT, **_described(corpus, organisation)}),
                "people": {"type": "array", "items": _person(corpus)},
                "subjects": {
                    "type": "object",
                    "propertyNames": {"not": {"const": US}},
                    "additionalProperties": {
                        "type": "object",
                        "required": ["kind"],
                        "properties": {"kind": {"enum": [k.name for k in kinds]}},
                        "allOf": [_when("kind", k.name, _subject(corpus, k)) for k in kinds],
                    },
                },
                "evidence": {"type": "array", "items": _evidence(corpus)},
                "waivers": {"type": "array", "items": _waiver(corpus)},
                PARAMETERS: _choices(corpus.parameters.values(), lambda p: {**TEXT, "description": p.text}),
                READINGS: _choices(
                    corpus.readings.values(),
                    lambda r: {"enum": [v.name for v in r.values], "description": r.text},
                ),
                PROPOSALS: _words(sorted({name for p in proposals(corpus) for name in (p.name, f"{p.pack}.{p.name}")})),
            },
            required=["duly"],
        ),
    }


def _object(keys: Iterable[str], known: Mapping[str, Schema], required: list[str] | None = None) -> Schema:
    properties = {key: known[key] for key in keys if key in known}
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": required} if required else made


def _choices(declared: Iterable[D], schema: Callable[[D], Schema]) -> Schema:
    """A value for each name, by the name alone or with its pack."""
    known = {name: schema(each) for each in declared for name in (each.name, f"{each.pack}.{each.name}")}
    return _object(sorted(known), known)


def _when(key: str, value: str, then: Schema) -> Schema:
    return {"if": {"properties": {key: {"const": value}}, "required": [key]}, "then": then}


def _words(members: list[str] | None = None) -> Schema:
    word: Schema = {"enum": members} if members is not None else WORD
    return {"anyOf": [word, {"type": "array", "items": word}]}


def _partly(word: Schema) -> Schema:
    """A complete list, or `{ at_least: [...] }`."""
    listed: Schema = {"type": "array", "items": word}
    return {"anyOf": [listed, _object([AT_LEAST], {AT_LEAST: listed}, [AT_LEAST])]}


def _person(corpus: Corpus) -> Schema:
    staff = {r.name: {**_words(), "description": r.text} for r in corpus.staff_roles.values()}
    return _object(PERSON, {"id": TEXT, "name": TEXT, "roles": _object(sorted(staff), staff)}, ["id"])


def _subject(corpus: Corpus, kind: KindView) -> Schema:
    version: Schema = {
        "anyOf": [TEXT, _object(VERSION, {"fingerprint": TEXT, "label": TEXT, "since": DATE}, ["fingerprint"])]
    }
    per_version = {name: _fact(corpus, kind.facts[name]) for name in sorted(kind.facts) if kind.facts[name].per_version}
    identified = {"fingerprint": TEXT, "label": TEXT, "since": DATE, "facts": _object(per_version, per_version)}
    beside: Schema = {"anyOf": [TEXT, _object(VERSION_BESIDE, identified, ["fingerprint"])]}
    known: dict[str, Schema] = {
        "kind": {"const": kind.name},
        "name": TEXT,
        "version": version,
        "versions": {"anyOf": [beside, {"type": "array", "items": beside}], "description": BESIDE},
        **_described(corpus, kind),
    }
    return {**_object(SUBJECT, known), "dependentRequired": {"versions": ["version"]}}


def _described(corpus: Corpus, kind: KindView) -> dict[str, Schema]:
    roles = sorted(r.name for r in corpus.roles.values() if kind.name in r.kinds)
    facts = {name: _fact(corpus, kind.facts[name]) for name in sorted(kind.facts)}
    links = {name: _link(kind.links[name]) for name in sorted(kind.links)}
    return {
        "roles": {**_partly({"enum": roles}), "description": f"our roles towards this {kind.text}"},
        "holders": _object(roles, {name: {**_words(), "description": corpus.roles[name].text} for name in roles}),
        "facts": _object(facts, facts),
        "links": _object(links, links),
    }


def _origin() -> Schema:
    return {"anyOf": [TEXT, _object(ORIGIN, dict.fromkeys(ORIGIN, TEXT))]}


def _fact(corpus: Corpus, fact: Fact) -> Schema:
    value = _value(corpus, fact.type)
    statement: dict[str, Schema] = {"value": value, "since": DATE, "confirmed": DATE, "origin": _origin()}
    earlier: Schema = {"type": "array", "items": _object(STATEMENT, statement, ["value"])}
    whole = _object(STATEMENT, {**statement, "earlier": earlier}, ["value"])
    example = f"Example: {fact.example}" if fact.example else ""
    pack = f"pack {fact.pack}" if fact.pack else ""
    parts = (fact.question, fact.explanation, example, pack, str(fact.citation or ""))
    return {"description": " | ".join(part for part in parts if part), "anyOf": [value, whole]}


def _value(corpus: Corpus, declared: FactType) -> Schema:
    member = _member(corpus.choices.get(declared.choice))
    match declared.name:
        case TypeName.YES_NO:
            return {"enum": ["yes", "no", True, False, "unknown", "none", None]}
        case TypeName.TEXT:
            return TEXT
        case TypeName.NUMBER:
            return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^(unknown|none|\d+\^\d+|[-\d_.]+)$"}]}
        case TypeName.ONE_OF:
            return {"anyOf": [member, NOT_SAID]}
        case TypeName.MANY_OF:
            return {"anyOf": [*_alternatives(member), NOT_SAID]}
        case _:
            return {"anyOf": [{"type": "string", "pattern": PATTERNS[declared.name]}, NOT_SAID]}


def _member(choice: Choice | None) -> Schema:
    """The members of a choice, with their texts where there are any."""
    if choice is None:
        return WORD
    known: Schema = {"enum": list(choice.members)}
    if choice.texts:
        known = {"oneOf": [_titled(member, choice.text_of(member)) for member in choice.members]}
    return {"anyOf": [known, {**TEXT, "minLength": 1}]} if choice.is_open else known


def _titled(member: str, text: str) -> Schema:
    return {"const": member, "title": text} if text else {"const": member}


def _alternatives(member: Schema) -> list[object]:
    found = _partly(member)["anyOf"]
    assert isinstance(found, list)
    return found


def _link(link: Link) -> Schema:
    members = _words()
    whole = _object(
        LINKS,
        {"members": members, "complete": FLAG, "complete_until": DATE, "since": DATE, "origin": _origin()},
        ["members"],
    )
    how = "several; a bare list is open" if link.many else "one"
    return {"description": f"{link.target}: {how}", "anyOf": [members, whole]}


def _evidence(corpus: Corpus) -> Schema:
    kinds = [corpus.evidence_kinds[name] for name in sorted(corpus.evidence_kinds)]
    acceptance = _object(ACCEPTED, {"role": {"enum": sorted(corpus.staff_roles)}, "person": TEXT, "on": DATE}, ["role"])
    known: dict[str, Schema] = {
        "kind": {"enum": [k.name for k in kinds]},
        "collected": DATE,
        "received": DATE,
        "fields": {"type": "object"},
        "complete": {**FLAG, "description": "the record has every field of its kind, also those not repeated here"},
        "missing": _words(),
        "accepted": {"anyOf": [acceptance, {"type": "array", "items": acceptance}]},
        "snapshot": {"type": "object"},
    }
    base = _object(EVIDENCE, {**dict.fromkeys(EVIDENCE, TEXT), **known}, ["kind", "subject", "collected"])
    fields = []
    for kind in kinds:
        stated = {f.name: _value(corpus, f.type) for f in kind.fields}
        names: Schema = {"enum": sorted(stated)}
        missing = {"anyOf": [names, {"type": "array", "items": names}]}
        then: Schema = {"properties": {"fields": _object(sorted(stated), stated), "missing": missing}}
        fields.append(_when("kind", kind.name, then))
    return {**base, "allOf": fields}


def _waiver(corpus: Corpus) -> Schema:
    rule: Schema = {"enum": sorted({*corpus.rules, *corpus.renamed})}
    known = {"rule": rule, "subject": TEXT, "until": DATE, "reason": TEXT, "approver": TEXT}
    return _object(WAIVER, known, list(WAIVER[:4]))
