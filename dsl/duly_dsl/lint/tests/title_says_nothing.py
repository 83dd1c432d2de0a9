"""The title of a scenario says what is special about it.

It is what a lawyer reads first, and what a failing test shows.

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
scenario "test 1"
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
scenario "no log although the impact is known"
  as of 1 March 2026
  given x is an ai_system with high_impact: yes  roles: { provider } end
  expect LAW-9 is a gap for x
end scenario
```
"""

import re
from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding

CODE = "L504"

_EMPTY = re.compile(r"(test|case|scenario|example)?[\s_#-]*\d*", re.IGNORECASE)


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Titles such as `test 1`."""
    for scenario in pack.scenarios:
        if _EMPTY.fullmatch(scenario.title.strip()):
            yield finding(CODE, f"the title `{scenario.title}` says nothing", scenario.title, scenario.span)
