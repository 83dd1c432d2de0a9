"""Small packs written for tests of differences."""

from duly_dsl.corpus import Corpus
from duly_dsl.diff import PackDiff, diff
from duly_dsl.read import read_text
from duly_dsl.source import Source

TEXT = """pack house version 1.2.0
  title "House rules"
  engine language 1
  source HOUSE "house rules" published 1 January 2026 in force from 1 January 2026
  amendment SECOND "second house rules" to HOUSE published 1 June 2026 in force from 1 July 2026
  law checked to 1 July 2026
end pack
choice area "area" is work, school end choice
kind organisation "organisation" end kind
kind system "system"
  fact used_in: many of area ask "Where is it used?"
  fact logs_kept: yes/no ask "Are logs kept?"
  fact watched: yes/no
end kind
role keeper of system "keeper"
role maker of system "maker"
role officer within us "officer"
evidence kind log_export "export of the log" with fields retention: duration end evidence kind
evidence kind attestation "attestation" end evidence kind
date start "start" is 2 August 2026 under HOUSE end date
period log_minimum "shortest time" is 6 months under HOUSE end period
term watchful of system "watchful" default no end term
rule HOUSE-1 "Watched systems are watchful"
  cites HOUSE section 1
  for each system as x
  applies from start
  when x's watched is yes
  then x is watchful
end rule
rule HOUSE-2 "Keepers keep logs"
  cites HOUSE section 2
  for each system as x
  when all of:
    (a) x is watchful
    (b) any of:
      (i) x's logs_kept is no
      (ii) x's used_in includes work
    end
  end
  then keeper must "keep the logs for {log_minimum}"
  if undetermined treat as applicable
  evidence logs "logs"
    accept any of:
      (a) log_export
      (b) attestation
    end
    fresh for 90 days after collection
    accepted by role officer
  end evidence
  task "Keep them" owner role officer due 30 days after detection severity high end task
  interpretation "a note"
end rule
rule HOUSE-3 "Schools are let off"
  cites HOUSE section 3
  for each system as x
  when x's used_in includes school
  then HOUSE-2 is set aside
  if undetermined treat as not applicable
end rule
scenario "nothing known"
  as of 3 August 2026
  given s is a system
  expect HOUSE-2 is undetermined for s
end scenario
"""


def state_of(text: str) -> Corpus:
    result = read_text(Source("house.duly", text))
    assert result.value is not None
    assert not result.errors, result.errors
    return Corpus((result.value,))


def after(*edits: tuple[str, str], before: str = TEXT) -> PackDiff:
    """The difference that edits of the text make."""
    text = before
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return diff("house", state_of(before), state_of(text))
