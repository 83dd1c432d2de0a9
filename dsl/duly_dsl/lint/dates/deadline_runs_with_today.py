"""A deadline counts from an event, not from the day of the assessment.

A deadline that counts from the day on which somebody looks never passes.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  due 30 days after assessment day
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
  due 30 days after system's placed_on
end rule
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import Anchor, AnchorDate, PackRules
from duly_dsl.lint.finding import finding
from duly_dsl.nodes import walk

CODE = "L304"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Deadlines of duties anchored at the assessment day."""
    for rule in pack.rules:
        for node in walk(rule.due):
            if isinstance(node, AnchorDate) and node.anchor is Anchor.ASSESSMENT_DAY:
                yield finding(CODE, "the deadline moves with the day of the assessment", rule.id, node.span)
