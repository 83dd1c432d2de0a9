"""A task has an owner, a due date and a severity.

A remedy that nobody owns by no day is a wish. The severity decides whether a check fails.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" end task
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
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding

CODE = "L206"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Tasks that lack one of these."""
    for rule in pack.rules:
        if rule.task is not None:
            parts = (("owner", rule.task.owner), ("due date", rule.task.due), ("severity", rule.task.severity))
            lacking = [name for name, value in parts if value is None]
            if lacking:
                yield finding(CODE, f"the task has no {' and no '.join(lacking)}", rule.id, rule.task.span)
