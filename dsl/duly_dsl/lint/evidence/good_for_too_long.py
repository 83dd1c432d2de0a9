"""Evidence is not good for more than three years.

Models, data and staff change faster. A law that asks for longer keeping asks how long records are kept, not how
long they prove.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 5 years after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
```

Good:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 1 year after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import Duration, PackRules, Unit
from duly_dsl.lint.finding import finding

CODE = "L204"

DAYS = {Unit.HOURS: 1 / 24, Unit.DAYS: 1, Unit.WORKING_DAYS: 1.4, Unit.WEEKS: 7, Unit.MONTHS: 30.5, Unit.YEARS: 365.25}
MOST = 3 * 366


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Freshness over three years."""
    for rule in pack.rules:
        for each in rule.evidence:
            if isinstance(each.fresh_for, Duration) and each.fresh_for.count * DAYS[each.fresh_for.unit] > MOST:
                yield finding(CODE, f"`{each.name}` counts for {each.fresh_for}", rule.id, each.span)
