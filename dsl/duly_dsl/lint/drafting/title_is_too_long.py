"""A title is one short sentence.

Titles stand in tables and first screens. What takes more than a hundred characters is a duty text or an
interpretation.

Bad:

```duly
rule LAW-9 "Providers of systems that have an impact keep the logs which these systems make by themselves for as long as the law asks and the purpose needs"
  cites LAW art 9
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
rule LAW-9 "Providers keep the logs that systems make by themselves"
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

CODE = "L103"

MOST = 100


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Titles over a hundred characters."""
    for rule in pack.rules:
        if len(rule.title) > MOST:
            message = f"the title has {len(rule.title)} characters; {MOST} are enough for a heading"
            yield finding(CODE, message, rule.id, rule.span)
