"""A block has two limbs or more.

A block with one limb is that limb, with a label that suggests others.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when all of:
    (a) system's high_impact is yes
  end
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
from duly_dsl.ir import Block, Combination, PackRules
from duly_dsl.lint.finding import finding
from duly_dsl.nodes import walk

CODE = "L110"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Blocks of one limb; `none of` one is how a block is denied."""
    for rule in pack.rules:
        for node in walk((rule.where, rule.when)):
            if isinstance(node, Block) and len(node.limbs) == 1 and node.combination is not Combination.NONE:
                yield finding(CODE, "a block with one limb combines nothing", rule.id, node.span)
