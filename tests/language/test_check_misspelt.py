"""Each name of a pack, misspelt where it is used: the error points at that very word, and its fix restores the text."""

import re
from pathlib import Path

import pytest

from duly_dsl.diagnostics import Severity, apply_edits
from duly_dsl.load import check_text
from duly_dsl.source import Source

TEXT = (
    (Path(__file__).parent / "example_pack.duly").read_text(encoding="utf-8")
    + """
extend kind ai_system
  fact changed_on: date
end kind
parameter review_after "time until a review" is 30 days
reading strictness "how strict"
  is strict_reading "strictly"
  is lenient_reading "leniently"
  default strict_reading
end reading
amount highest_fine "highest fine" is 3 % of holder's turnover under LAW end amount
extend kind organisation fact turnover: amount end kind
rule LAW-2 "another duty"
  cites LAW art 3
  only under reading strictness is strict_reading
  for each ai_system as system
  when all of:
    (a) system is high_risk
    (b) us is provider of system
    (c) LAW-0 prevails for system
  end
  then provider must "keep logs for {log_minimum} after {system's changed_on}"
  due review_after after system's changed_on
  if undetermined treat as applicable
  penalty up to highest_fine
  evidence review "review"
    accept log_export only system's high_impact is yes
    stating retention is at least log_minimum
    fresh until change of system's logs_kept
    bound to version of system
    accepted by role officer
  end evidence
  task "Review" owner role officer end task
end rule
rule LAW-3 "an exception"
  cites LAW art 4
  for each ai_system as system
  when system's areas includes employment
  then group duties except { LAW-2 } for provider is set aside
  if undetermined treat as not applicable
end rule
scenario "everything that a scenario names"
  as of 1 June 2026
  given reading strictness is lenient_reading
  given parameter review_after is 20 days
  given first is an ai_system with areas: { credit } uses: { second } roles: { provider } end
  given second is a model with open_source: no end
  given evidence log_export for first collected on 1 May 2026
    complete but for retention accepted by role officer on 2 May 2026
  given waiver of LAW-1 for first until 1 July 2026 because "agreed"
  expect LAW-1 as provider is undetermined for first
  expect question first's high_impact, provider of first
  expect first is not high_risk
  expect LAW-1 is set aside by LAW-3 for first
  expect whether first is high_risk is undetermined
  expect task for LAW-1 due 1 July 2026
  expect penalty for LAW-2 up to 5 EUR
  expect expiry of review on 1 July 2026
end scenario
"""
)
NAMES = (
    *("duties", "area", "employment", "credit", "ai_system", "model", "organisation", "provider", "officer"),
    *("open_source", "high_impact", "areas", "logs_kept", "changed_on", "uses", "turnover"),
    *("log_export", "retention", "log_minimum", "highest_fine", "review_after", "strictness", "lenient_reading"),
    *("high_risk", "LAW", "LAW-0", "LAW-1", "LAW-2", "LAW-3", "review", "first", "second", "system"),
)
DECLARES = r"""(?:fact|link|fields|given)\ {0}\b | {0}(?=\ ") | {0}(?=\ of\ \w+(?:\ as\ \w+)?\ ") | {0}(?=\ within)
    | \bas\ {0}(?=\n) | (?<=\ is\ ){0}(?=,\ credit) | {0}(?=\ end\ choice)"""


def uses(name: str) -> list[int]:
    """Every place where a name is used and not declared; texts are left out but for their placeholders."""
    masked = re.sub(r'"[^"\n{]*"', lambda quoted: '"' + " " * (len(quoted[0]) - 1), TEXT)
    declared = {m.end() for m in re.finditer(DECLARES.format(re.escape(name)), masked, re.VERBOSE)}
    found = re.finditer(rf"(?<![A-Za-z0-9_-]){re.escape(name)}(?![A-Za-z0-9_-])", masked)
    return [m.start() for m in found if m.end() not in declared]


def misspelt(at: int, name: str) -> str:
    return TEXT[:at] + name + ("Q" if name == "LAW" else "q") + TEXT[at + len(name) :]


def test_the_text_is_sound() -> None:
    assert [d.message for d in check_text(Source("t.duly", TEXT)) if d.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_use_is_pointed_at_and_can_be_mended(name: str) -> None:
    assert uses(name)
    for at in uses(name):
        line, column = TEXT.count("\n", 0, at) + 1, at - TEXT.rfind("\n", 0, at)
        text = misspelt(at, name)
        found = check_text(Source("t.duly", text))
        place = (line, column, column + len(name) + 1)
        here = [d for d in found if (d.span.line, d.span.column, d.span.end_column) == place]
        assert here, (str(place), [(str(d.span), d.message) for d in found])
        assert here[0].fix is not None
        assert apply_edits(text, here[0].fix.edits) == TEXT
