"""Art. 26(6) and Art. 6(3) asked of Rego, Cedar and Duly: prints the table of docs/comparison-languages.md.

`make compare` installs the peers and runs it. Catala has no package on PyPI: its encoding is there to be read.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cedarpy
import regorus

from duly_dsl.source import Source
from duly_engine import Duly, manifest_from_text

FOLDER = Path(__file__).parents[2] / "docs" / "comparison"
CONDITIONS = (
    "narrow_procedural_task",
    "improves_finished_human_work",
    "detects_patterns_without_replacing_review",
    "preparatory_task_only",
)
DULY = Duly.with_packs("eu_ai_act")
SPRING = date(2028, 3, 1)
AUTUMN = date(2026, 11, 23)
RISKY = {"significant_risk_of_harm": True}
SYSTEM = {"roles": ["deployer"], "annex_iii_areas": ["employment"], "logs_controlled_by": "deployer"}


@dataclass(frozen=True, slots=True)
class Case:
    """Facts of a deployed system for employment that no transition reaches; None is unknown."""

    title: str
    as_of: date = SPRING
    known_on: date = AUTUMN
    facts: Mapping[str, bool | None] = field(default_factory=dict)

    def stated(self) -> dict[str, bool]:
        """The facts that somebody stated; what the case does not name is no."""
        named = dict.fromkeys((*CONDITIONS, "significant_risk_of_harm", "profiles_natural_persons"), False)
        return {name: value for name, value in {**named, **self.facts}.items() if value is not None}


CASES = (
    Case("risky", facts=RISKY),
    Case("risky, 3 August 2026, law known 1 July 2026", date(2026, 8, 3), date(2026, 7, 1), RISKY),
    Case("risky, 23 November 2026", AUTUMN, AUTUMN, RISKY),
    Case("narrow task", facts={"narrow_procedural_task": True}),
    Case("narrow task that profiles people", facts={"narrow_procedural_task": True, "profiles_natural_persons": True}),
    Case("narrow task, profiling unknown", facts={"narrow_procedural_task": True, "profiles_natural_persons": None}),
    Case("narrow task, risk unknown", facts={"narrow_procedural_task": True, "significant_risk_of_harm": None}),
)


def rego(case: Case) -> str:
    """Whether logs are owed, in OPA's terms: true or undefined."""
    engine = regorus.Engine()
    engine.add_policy("aia.rego", (FOLDER / "aia.rego").read_text(encoding="utf-8"))
    asked = {
        "system": {**SYSTEM, **case.stated()},
        "as_of": str(case.as_of),
        "known_on": str(case.known_on),
        "evidence": [],
    }
    engine.set_input_json(json.dumps(asked))
    return "gap" if engine.eval_rule("data.aia.keep_logs") else "undefined"


def cedar(case: Case) -> str:
    """Whether use is allowed without proof of logs, with the errors on the way."""
    start = 20260802 if case.known_on < date(2026, 7, 24) else 20271202
    context = {"as_of": int(f"{case.as_of:%Y%m%d}"), "annex_iii_start": start, "logs_proven": False}
    request = {"principal": 'Org::"us"', "action": 'Action::"use"', "resource": 'System::"s"', "context": context}
    entities: list[dict[str, Any]] = [
        {"uid": {"type": "System", "id": "s"}, "attrs": {**SYSTEM, **case.stated()}, "parents": []},
        {"uid": {"type": "Org", "id": "us"}, "attrs": {}, "parents": []},
    ]
    answer = cedarpy.is_authorized(request, (FOLDER / "aia.cedar").read_text(encoding="utf-8"), entities)
    return str(answer.decision.value).lower() + (" (policy dropped: error)" if answer.diagnostics.errors else "")


def duly(case: Case) -> str:
    """The status of AIA-26-6, with the first question where it is undetermined."""
    facts = "".join(f"      {name}: {'yes' if value else 'no'}\n" for name, value in sorted(case.stated().items()))
    manifest = f"""duly: 1
subjects:
  s:
    kind: ai_system
    roles: [deployer]
    facts:
      annex_iii_areas: [employment]
      is_safety_component_or_product: no
      logs_controlled_by: deployer
      placed_on_market_on: 2027-12-02
{facts}"""
    inventory = manifest_from_text(Source("duly.yaml", manifest), None, DULY.corpus).value
    assert inventory is not None
    found = DULY.assess(inventory, as_of=case.as_of, known_on=case.known_on).obligation("AIA-26-6", "s")
    assert found is not None
    said = str(found.status)
    said += f" from {found.since}" if found.since and found.provisional is None else ""
    said += f", provisionally {found.provisional}" if found.provisional else ""
    return said + (f"; asks {', '.join(q.name for q in found.next_questions)}" if found.next_questions else "")


def main() -> None:
    """Print the table."""
    print(f"celine-regorus {version('celine-regorus')}, cedarpy {version('cedarpy')}, duly {version('duly')}\n")
    print("| case | Rego | Cedar | Duly |\n| --- | --- | --- | --- |")
    for case in CASES:
        print(f"| {case.title} | {rego(case)} | {cedar(case)} | {duly(case)} |")


if __name__ == "__main__":
    main()
