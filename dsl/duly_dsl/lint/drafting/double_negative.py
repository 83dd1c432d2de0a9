"""No condition denies a no.

With three truth values, "not ... is no" is yes for whatever is not stated as no, and few readers see that at once.
Say what must be so.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when not system's high_impact is no
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
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
from duly_dsl.ir import Comparison, Literal, Not, PackRules, Relation
from duly_dsl.lint.finding import finding
from duly_dsl.nodes import walk

CODE = "L107"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Negations of a comparison with no."""
    for rule in pack.rules:
        for node in walk((rule.where, rule.when)):
            inner = node.condition if isinstance(node, Not) else node
            if not isinstance(inner, Comparison) or inner.operand != Literal(value=False):
                continue
            if isinstance(node, Not) or inner.relation is Relation.IS_NOT:
                yield finding(CODE, "the condition denies a no", rule.id, inner.span)
