"""Evidence says how long it is good, or for which version.

Documentation filed is not documentation governed: a record without an end proves for ever what was true once.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export  end evidence
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

CODE = "L201"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Requirements that nothing ends; what is done once, by a deadline, is proven once."""
    for rule in pack.rules:
        for each in rule.evidence:
            if not (rule.due or each.fresh_for or each.fresh_until_change_of or each.bound_to or each.collected_before):
                message = f"nothing ends the evidence `{each.name}`: neither time, nor a change, nor a version"
                yield finding(CODE, message, rule.id, each.span)
