"""Every way of reading the law has a scenario.

A reading that nobody tries is a switch that may do nothing.

Bad:

```duly
reading r "how to read it"
  is wide "widely"
  is narrow "narrowly"
  default wide
end reading
rule LAW-9 "the duty"
  cites LAW art 9
  only under reading r is wide
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
```

Good:

```duly
reading r "how to read it"
  is wide "widely"
  is narrow "narrowly"
  default wide
end reading
rule LAW-9 "the duty"
  cites LAW art 9
  only under reading r is wide
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
scenario "the default"
  as of 1 March 2026
  given x is an ai_system with high_impact: yes  roles: { provider } end
  expect LAW-9 is a gap for x
end scenario
scenario "read narrowly"
  as of 1 March 2026
  given reading r is narrow
  given x is an ai_system with high_impact: yes  roles: { provider } end
  expect LAW-9 is not applicable for x
end scenario
scenario "read widely"
  as of 1 March 2026
  given reading r is wide
  given x is an ai_system with high_impact: yes  roles: { provider } end
  expect LAW-9 is a gap for x
end scenario
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding

CODE = "L506"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Values of readings, other than the default, that no scenario chooses."""
    chosen = {(c.reading, c.value) for scenario in pack.scenarios for c in scenario.readings}
    for reading in pack.readings:
        for value in reading.values:
            if value.name != reading.default and (reading.name, value.name) not in chosen:
                message = f"no scenario reads `{reading.name}` as `{value.name}`"
                yield finding(CODE, message, reading.name, value.span)
