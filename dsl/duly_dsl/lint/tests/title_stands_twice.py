"""No two scenarios of a pack have the same title.

A failing one is found by its title.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
scenario "no log"
  as of 1 March 2026
  given x is an ai_system with high_impact: yes  roles: { provider } end
  expect LAW-9 is a gap for x
end scenario
scenario "no log"
  as of 1 March 2026
  given x is an ai_system with high_impact: yes  roles: { provider } end
  expect LAW-9 is a gap for x
end scenario
```

Good:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
scenario "no log"
  as of 1 March 2026
  given x is an ai_system with high_impact: yes  roles: { provider } end
  expect LAW-9 is a gap for x
end scenario
scenario "no log, no impact"
  as of 1 March 2026
  given x is an ai_system with high_impact: no  roles: { provider } end
  expect LAW-9 is not applicable for x
end scenario
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding

CODE = "L505"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Every title after the first of its kind."""
    seen: set[str] = set()
    for scenario in pack.scenarios:
        if scenario.title in seen:
            yield finding(CODE, f"another scenario is called `{scenario.title}` too", scenario.title, scenario.span)
        seen.add(scenario.title)
