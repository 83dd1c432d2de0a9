"""Every exception makes the difference in some scenario.

An exception without a scenario may never reach its rule, and nobody would notice.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then LAW-1 is set aside
  if undetermined treat as not applicable
end rule
```

Good:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then LAW-1 is set aside
  if undetermined treat as not applicable
end rule
scenario "it makes the difference"
  as of 1 March 2026
  given x is an ai_system with high_impact: yes  roles: { provider }
    areas: { credit }  logs_kept: 6 months  placed_on: 1 January 2026  uses: only { m } end
  given m is a model with open_source: yes end
  expect LAW-1 is set aside by LAW-9 for x
end scenario
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.edges import targets
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding
from duly_dsl.lint.tried import causes, once

CODE = "L503"


def find(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Rules that set others aside and that no expectation names."""
    named = causes(pack)
    for rule in once(pack.rules):
        if any(targets(rule, corpus)) and rule.id not in named:
            yield finding(CODE, f"no scenario shows that `{rule.id}` makes a difference", rule.id, rule.span)
