"""A day of the law is a dated value, not a number in a rule.

An amendment moves days. A day in a `date` keeps what each instrument said; a day written into a rule is
overwritten or forgotten.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  applies from 2 August 2026
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
```

Good:

```duly
date law_start "start" is 2 August 2026 under LAW end date
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  applies from law_start
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import FixedDate, PackRules
from duly_dsl.lint.finding import finding
from duly_dsl.nodes import walk

CODE = "L301"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Days written out in the clauses of a rule."""
    for rule in pack.rules:
        for node in walk((rule.starts, rule.ends, rule.where, rule.when, rule.due)):
            if isinstance(node, FixedDate):
                yield finding(CODE, "a day of the law is written into the rule", rule.id, node.span)
