"""A task begins with a capital and ends without a stop.

Tasks are read as orders in lists: "Keep the logs". One form for all makes lists readable.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "act." owner role officer due 30 days after detection severity low end task
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
from duly_dsl.lint.finding import finding, rewritten

CODE = "L207"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Tasks in another form."""
    for rule in pack.rules:
        if rule.task is not None:
            text = (rule.task.text[:1].upper() + rule.task.text[1:]).rstrip(".")
            if text != rule.task.text:
                fix = rewritten(rule.task.span, rule.task.text, text, f"write `{text}`")
                yield finding(CODE, "the task does not read as an order", rule.id, rule.task.span, fix)
