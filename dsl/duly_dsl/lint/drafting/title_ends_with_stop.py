"""A title ends without a full stop.

Titles are headings: in reports, tables and the policy book they stand beside other words.

Bad:

```duly
rule LAW-9 "Providers act."
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
rule LAW-9 "Providers act"
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

CODE = "L101"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Titles with a stop at the end."""
    for rule in pack.rules:
        if rule.title.endswith("."):
            title = rule.title.rstrip(".")
            fix = rewritten(rule.span, rule.title, title, f"write `{title}`")
            yield finding(CODE, "the title ends with a full stop", rule.id, rule.span, fix)
